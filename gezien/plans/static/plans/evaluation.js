// Judging goals in place: <form data-outcome="goal-pupil"> with a hidden `version` and three buttons; one tap or one key.
//
// Each judgement shows at once and goes off in order; what could not be sent is sent again until it arrives, visibly;
// what is refused is said and dropped.
// Keys in the grid: 1, 2, 3 judge and go down, 0 clears, arrows move. Texts come from data-* on <html>, translated.
import { csrfToken } from "gezien/csrf";

const RETRY = [2000, 5000, 10000, 30000];
const texts = document.documentElement.dataset;
const status = document.querySelector("[data-eval-status]");
const queue = new Map(); // by cell what is still to be sent: the last choice counts
const REFUSED = [403, 404, 422];
const NOTE = "gezien-not-judged";
let refused = false;
let attempt = 0;
let busy = false;
let timer = null;

const choices = (form) => [...form.querySelectorAll("button[name=outcome]")];
const chosen = (form) => choices(form).find((button) => button.getAttribute("aria-pressed") === "true")?.value ?? "";

function show(form, outcome) {
  for (const button of choices(form)) {
    button.setAttribute("aria-pressed", String(button.value === outcome));
    if (outcome) button.removeAttribute("data-proposed");
  }
  if (outcome) form.parentElement.querySelector("[data-proposal]")?.remove();
}

function say(state, text) {
  status.dataset.state = state;
  status.textContent = text;
}

function judge(form, outcome) {
  show(form, outcome);
  count();
  queue.set(form, outcome);
  send();
}

function count() {
  const judged = [...document.querySelectorAll("[data-outcome]")].filter((form) => chosen(form)).length;
  document.querySelector("[data-judged]").textContent = judged;
}

async function send() {
  clearTimeout(timer);
  if (busy || !queue.size) return;
  busy = true;
  const [form, outcome] = queue.entries().next().value;
  say("saving", texts.textSaving);
  try {
    const body = new FormData(form);
    body.delete("csrfmiddlewaretoken");
    body.set("outcome", outcome);
    const headers = { "X-Autosave": "1", "X-CSRFToken": csrfToken(), Accept: "application/json" };
    const response = await fetch(form.action, { method: "POST", body, headers, redirect: "manual" });
    if (REFUSED.includes(response.status)) return refuse(form);
    if (!response.headers.get("Content-Type")?.includes("json")) throw new Error("unsaved");
    take(form, outcome, await response.json(), response.status);
    attempt = 0;
  } catch {
    say("unsaved", texts.textOffline);
    timer = setTimeout(send, RETRY[Math.min(attempt, RETRY.length - 1)]);
    attempt += 1;
    busy = false;
    return;
  }
  busy = false;
  if (queue.size) send();
  else if (refused) again();
}

// The server will never take it (no longer allowed, no longer there): it is dropped, the rest goes on, and then the page
// is shown as it is stored, with the words that say so.
function refuse(form) {
  queue.delete(form);
  refused = true;
  attempt = 0;
  busy = false;
  say("unsaved", status.dataset.textRefused);
  if (queue.size) send();
  else again();
}

function again() {
  sessionStorage.setItem(NOTE, location.pathname);
  location.reload();
}

// What the server says: saved, or (409) a colleague was first: then theirs shows, and one chooses again.
function take(form, sent, reply, code) {
  setVersion(form, reply.version);
  const counts = document.querySelector(`[data-counts="${form.dataset.goal}"]`);
  if (counts) counts.textContent = reply.counts;
  if (queue.get(form) === sent) {
    queue.delete(form);
    show(form, reply.outcome);
    count();
  }
  document.querySelector("[data-undo]")?.removeAttribute("hidden");
  say(code === 409 ? "unsaved" : "saved", code === 409 ? texts.textConflict : texts.textSaved.replace("{time}", time()));
}

function setVersion(form, version) {
  form.elements.version.value = version;
  const words = document.querySelector(`[data-words="${form.dataset.outcome}"]`);
  if (words) words.elements.version.value = version;
}

const time = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-outcome]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const value = event.submitter.value;
  judge(form, chosen(form) === value ? "" : value);
});

// Words share their version with the judgement of the same goal and pupil.
document.addEventListener("autosave:saved", (event) => {
  const cell = event.target.dataset?.words;
  const form = cell && document.querySelector(`[data-outcome="${cell}"]`);
  if (form) form.elements.version.value = event.detail.version;
});

// --- keys: one stop for the Tab key in each grid, arrows within it -----------------------------------------------------

function stop(button) {
  const grid = button.closest("[data-eval-grid]");
  for (const one of grid.querySelectorAll("button[name=outcome]")) one.tabIndex = one === button ? 0 : -1;
}

function move(button, down, right) {
  const row = button.closest("tr");
  const across = [...row.querySelectorAll("button[name=outcome]")];
  let place = across.indexOf(button) + right;
  let target = row;
  if (down) {
    const rows = [...row.parentElement.rows];
    target = rows[rows.indexOf(row) + down] ?? row;
  }
  place = Math.max(0, Math.min(place, across.length - 1));
  const next = target.querySelectorAll("button[name=outcome]")[place];
  if (next) {
    stop(next);
    next.focus();
  }
}

document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-eval-grid] button[name=outcome]");
  if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
  const form = button.form;
  const arrows = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] };
  if (event.key in arrows) move(button, ...arrows[event.key]);
  else if (["1", "2", "3"].includes(event.key)) {
    judge(form, choices(form)[Number(event.key) - 1].value);
    move(button, 1, 0);
  } else if (event.key === "0") judge(form, "");
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const button = event.target.closest?.("[data-eval-grid] button[name=outcome]");
  if (button) stop(button);
});

for (const grid of document.querySelectorAll("[data-eval-grid]")) {
  const first = grid.querySelector("button[name=outcome]");
  if (first) stop(first);
}
if (status && sessionStorage.getItem(NOTE) === location.pathname) {
  sessionStorage.removeItem(NOTE);
  say("unsaved", status.dataset.textRefused);
}
window.addEventListener("online", send);
window.addEventListener("beforeunload", (event) => {
  if (queue.size) event.preventDefault();
});
