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
let told = ""; // where the others heard that one types
let wanted = ""; // where one does
let heard = 0;
let opened = 0;
let tries = 0;
let connected = false;
let renewing = 0; // the timer
let turns = 0;

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
    told = "";
    tell(wanted); // who typed before there was a stream is heard now
  } else {
    if (message.parts) place(message.parts);
    fire(message.kind, message);
  }
}

function connect() {
  opened = Date.now();
  stream = new EventSource(`${source.dataset.live}?ticket=${encodeURIComponent(source.dataset.ticket)}`);
  stream.addEventListener("message", (event) => hear(JSON.parse(event.data)));
  stream.addEventListener("error", () => {
    stream.close();
    stream = null;
    soon(Math.min(500 * 2 ** tries, 8000) * (0.5 + Math.random()));
  });
}

function soon(wait) {
  clearTimeout(renewing);
  renewing = setTimeout(renew, wait);
  tries += 1;
}

// Every end of the stream asks the page's own rule again. 403 or 404: one may no longer follow this. Asked twice (the
// network is back while a moment to try was waited for), the last one alone counts: there is one stream.
async function renew() {
  clearTimeout(renewing);
  const turn = (turns += 1);
  const isPast = () => turn !== turns || stream;
  try {
    const response = await fetch(source.dataset.renew, { headers: { Accept: "application/json" }, redirect: "manual" });
    if (isPast()) return;
    if (response.status === 403 || response.status === 404) return fire("ended");
    if (response.ok) {
      const { ticket } = await response.json();
      if (isPast()) return;
      source.dataset.ticket = ticket;
      return connect();
    }
  } catch {
    // no network: again below
  }
  if (!isPast()) soon(Math.min(1000 * 2 ** tries, 8000));
}

// A phone that slept: the stream may have died without a word.
function revive(silent) {
  if (!stream || Date.now() - Math.max(heard, opened) < silent) return;
  stream.close();
  stream = null;
  renew();
}

export function tell(where) {
  wanted = where;
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
  // When all of the page listens: what was told meanwhile the stream says at once.
  if (document.readyState === "complete") connect();
  else addEventListener("load", connect, { once: true });
  setInterval(() => {
    if (Date.now() - heard < SILENT) return;
    document.documentElement.dataset.liveState = "off";
    fire("again");
    revive(SILENT);
  }, POLL);
  document.addEventListener("visibilitychange", () => document.hidden || revive(SILENT * 0.6));
  window.addEventListener("online", () => {
    tries = 0;
    if (stream) fire("again"); // it may have died without a word
    else renew();
  });
}
