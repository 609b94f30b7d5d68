// Ticks off small groups in place: <form data-session> inside <li data-session-item>.
//
// Without a connection what was said waits in this window (gone when it is closed), the row says so, and it is sent as
// soon as there is one. The server takes the same said twice for one. A line about a pupil (data-needs-network) does not
// wait: it stays in its field until it is sent.
import { csrfToken } from "gezien/csrf";

const KEY = "gezien-sessions";
const RETRY = 15_000;
const texts = document.documentElement.dataset;
const bar = document.querySelector("[data-session-waiting]");
let waiting = read();
let busy = false;
let why = texts.textOffline; // why the last one could not be sent

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return [];
  }
}

function keep() {
  sessionStorage.setItem(KEY, JSON.stringify(waiting));
  if (!bar) return;
  bar.textContent = waiting.length ? bar.dataset.text : "";
  bar.hidden = !waiting.length;
}

function status(id, text) {
  const output = document.getElementById(id)?.querySelector("[data-session-status]");
  if (output) output.textContent = text;
}

// The reply; null when the server cannot be reached, or somebody has to sign in again first.
async function send(url, body) {
  try {
    const reply = await fetch(url, {
      method: "POST",
      body: new URLSearchParams(body),
      headers: { "X-Autosave": "1", "X-CSRFToken": csrfToken() },
      redirect: "manual",
    });
    why = reply.type === "opaqueredirect" ? texts.textSignedOut : texts.textOffline;
    return reply.type === "opaqueredirect" || reply.status >= 500 ? null : reply;
  } catch {
    why = texts.textOffline;
    return null;
  }
}

async function show(id, reply) {
  const item = document.getElementById(id);
  if (!reply.ok && reply.status !== 422) return status(id, texts.textFailed);
  if (!item) return;
  item.outerHTML = await reply.text();
  document.querySelector(`#${id} :is(button, summary)`)?.focus();
}

async function submit(event) {
  const form = event.target.closest("form[data-session]");
  if (!form) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  data.delete("csrfmiddlewaretoken");
  const id = form.closest("[data-session-item]").id;
  const said = { id, url: form.action, body: [...data] };
  status(id, texts.textSaving);
  const reply = await send(said.url, said.body);
  if (reply) return show(id, reply);
  if ("needsNetwork" in form.dataset) return status(id, why);
  waiting = [...waiting.filter((one) => one.url !== said.url), said];
  status(id, why);
  keep();
}

async function flush() {
  if (busy || !waiting.length) return;
  busy = true;
  for (const said of [...waiting]) {
    const reply = await send(said.url, said.body);
    if (!reply) break;
    waiting = waiting.filter((one) => one !== said);
    keep();
    await show(said.id, reply);
  }
  busy = false;
}

document.addEventListener("submit", submit);
addEventListener("online", flush);
setInterval(flush, RETRY);
for (const said of waiting) status(said.id, why);
keep();
flush();
