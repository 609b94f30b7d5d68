// Follows the page's topic ({% live_channel %}): what changes on one screen shows here at once.
//
// Each message becomes an event on the document: live:<kind>, with the facts as `detail`. Besides:
//   live:again     state may have been missed (connected anew, told while the page was on its way, or no stream at all):
//                  fetch everything again
//   live:presence  {people: [{person, name}]}
//   live:typing    {person, name, where}; where is "" when they stopped
// Facts named `parts` ({element id: HTML}) are put in place here, later where somebody is typing; an element may refuse by
// preventing its live:part event. Without a stream (a proxy that holds it back) live:again comes every three seconds.

const SILENT = 20000; // the server says something at least every ten seconds
const POLL = 3000;
const source = document.querySelector("[data-live]");
const waiting = new Map();
let stream = null;
let voice = null;
let heard = 0;
let tries = 0;
let connected = false;

export let you = null;

const fire = (kind, detail = {}) => document.dispatchEvent(new CustomEvent(`live:${kind}`, { detail }));
const typed = (field) => field.matches?.("textarea, [contenteditable=true], input:not([type=hidden], [type=checkbox], [type=radio])");
const busy = (part) => part.contains(document.activeElement) && typed(document.activeElement);

export function place(parts) {
  for (const [id, html] of Object.entries(parts)) {
    const part = document.getElementById(id);
    if (!part) continue;
    if (!part.dispatchEvent(new CustomEvent("live:part", { bubbles: true, cancelable: true, detail: { html } }))) continue;
    if (busy(part)) waiting.set(id, html);
    else {
      waiting.delete(id);
      part.innerHTML = html;
    }
  }
}
document.addEventListener("focusout", () => setTimeout(() => place(Object.fromEntries(waiting)), 50));

function hear(message) {
  heard = Date.now();
  if (message.kind === "hello") {
    ({ voice, you } = message);
    tries = 0;
    document.documentElement.dataset.liveState = "on";
    if (connected || message.behind) fire("again");
    connected = true;
  } else {
    if (message.parts) place(message.parts);
    fire(message.kind, message);
  }
}

function connect() {
  stream = new EventSource(`${source.dataset.live}?ticket=${encodeURIComponent(source.dataset.ticket)}`);
  stream.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    stream.close();
    stream = null;
    setTimeout(renew, Math.min(500 * 2 ** tries, 8000) * (0.5 + Math.random()));
    tries += 1;
  });
}

// Every end of the stream asks the page's own rule again. 403 or 404: one may no longer follow this.
async function renew() {
  try {
    const response = await fetch(source.dataset.renew, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (response.status === 403 || response.status === 404) return fire("ended");
    if (response.ok) {
      source.dataset.ticket = (await response.json()).ticket;
      return connect();
    }
  } catch {
    // no network: again below
  }
  setTimeout(renew, Math.min(1000 * 2 ** tries, 8000));
  tries += 1;
}

let told = "";
export function tell(where) {
  if (where === told || !voice || !stream) return;
  told = where;
  fetch(`${source.dataset.live}typing`, { method: "POST", body: JSON.stringify({ voice, where }) }).catch(() => {});
}

// Where one types: the nearest part that names itself, <… data-live-place="minutes-5">.
const placeOf = (field) => (typed(field) ? (field.closest("[data-live-place]")?.dataset.livePlace ?? "") : "");
document.addEventListener("input", (event) => tell(placeOf(event.target)));
document.addEventListener("focusout", () => tell(""));

if (source) {
  heard = Date.now();
  connect();
  setInterval(() => {
    if (Date.now() - heard < SILENT) return;
    document.documentElement.dataset.liveState = "off";
    fire("again");
  }, POLL);
  window.addEventListener("online", () => {
    tries = 0;
    if (stream) fire("again"); // it may have died without a word
    else renew();
  });
}
