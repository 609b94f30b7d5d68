// A school review on every screen: the middle of the page follows the chair, and what one does goes off without a page.
//
// form[data-quick] is sent by itself: "vote" (a number), "card", "dot", "again" (then the middle is fetched), "stay".
// What did not arrive is kept and sent again until it does: a choice, a card, a dot, a button. Texts with data-keep
// survive a reload; a card that is refused goes back to where it was typed.
import { csrfToken } from "gezien/csrf";
import { place } from "gezien/live";
import "gezien/clock";
import { start as autosave } from "gezien/autosave";

const main = document.querySelector("[data-main]");
// The room and the pages of its boards share what waits: cards typed on one are sent from another.
const REVIEW = location.pathname.match(/\/join\/([^/]+)/)?.[1].toUpperCase() ?? location.pathname;
const QUEUE = `sr-queue:${REVIEW}`;
const sleep = (time) => new Promise((resolve) => setTimeout(resolve, time));

function say(text) {
  const line = document.querySelector("[data-request-status]");
  if (!line) return;
  line.textContent = text ?? "";
  line.hidden = !text;
}

async function post(address, fields) {
  const body = new URLSearchParams(fields);
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  const response = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
  if (response.status >= 500) throw new Error("later");
  const json = response.headers.get("Content-Type")?.includes("json");
  return { ok: response.ok, facts: json ? await response.json() : {} };
}

// The middle of the page as it is now. What is being typed stays; minutes under way are not taken from under the hands,
// and a choice arrives first: only with its answer the browser may change it.
let waits = false;
let choosing = 0; // choices on their way
async function fetchMain() {
  if (!main) return;
  if (choosing || document.activeElement?.closest?.("form[data-autosave]")) {
    waits = true;
    return;
  }
  waits = false;
  try {
    const response = await fetch(location.href, { headers: { "X-Part": "main" }, redirect: "manual" });
    if (response.type === "opaqueredirect" || response.status === 404) return location.reload();
    if (!response.ok) return;
    const html = await response.text();
    const focused = document.activeElement?.id;
    const caret = document.activeElement?.selectionStart;
    main.innerHTML = html;
    for (const fresh of main.querySelectorAll("template[data-part]")) place({ [fresh.dataset.part]: fresh.innerHTML });
    wake();
    const field = focused && document.getElementById(focused);
    if (field && field !== document.activeElement) {
      field.focus({ preventScroll: true });
      if (caret != null && field.setSelectionRange) field.setSelectionRange(caret, caret);
    }
  } catch {
    // no network: live:again comes when there is one
  }
}
document.addEventListener("focusout", () => setTimeout(() => waits && fetchMain(), 1500));

let soon = null;
function later(spread) {
  clearTimeout(soon);
  soon = setTimeout(fetchMain, Math.random() * spread);
}

for (const kind of ["step", "board"]) document.addEventListener(`live:${kind}`, () => later(700));
document.addEventListener("live:again", () => later(400));
document.addEventListener("live:ended", () => location.reload());
document.addEventListener("live:scale", () => {
  // Asked or shown: the buttons below the picture change too.
  later(500);
});
document.addEventListener("live:column", () => mark());
// The desk's buttons tell how the clock and the groups stood when they were pressed: they follow those too.
for (const kind of ["groups", "clock"]) {
  document.addEventListener(`live:${kind}`, () => document.querySelector(".sr-desk") && later(200));
}
// Back to a page as it was left: its buttons are of then, and its passes are given out already.
window.addEventListener("pageshow", (event) => event.persisted && fetchMain());

// ——— texts that survive a reload
const keepName = (field) => `sr-keep:${REVIEW}:${field.id}`;
document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-keep]")) sessionStorage.setItem(keepName(event.target), event.target.value);
});
function restore() {
  for (const field of document.querySelectorAll("[data-keep]")) {
    const kept = sessionStorage.getItem(keepName(field));
    if (kept && !field.value) field.value = kept;
  }
}

// ——— dots: which cards have mine, in shared columns
const subject = () => document.querySelector("[data-mine]");
function mark() {
  const section = subject();
  if (!section) return;
  const mine = new Set(section.dataset.mine.split(",").filter(Boolean));
  for (const button of section.querySelectorAll(".sr-dot")) {
    const given = mine.has(button.value);
    button.name = given ? "off" : "on";
    button.setAttribute("aria-pressed", String(given));
  }
}

// ——— what is sent
const kinds = { vote, card, dot, again, stay };
document.addEventListener("submit", (event) => {
  const form = event.target;
  const kind = kinds[form.dataset.quick];
  if (!kind) return;
  event.preventDefault();
  const fields = [...new FormData(form, event.submitter)].filter(([name]) => name !== "csrfmiddlewaretoken");
  kind(form, fields, event.submitter);
});

let voting = 0;
async function vote(form, fields, button) {
  const mine = ++voting;
  const note = form.querySelector("[data-note]");
  for (const one of form.querySelectorAll(".sr-number")) one.setAttribute("aria-pressed", String(one === button));
  note.textContent = note.dataset.sending;
  for (let tries = 0; mine === voting; tries += 1) {
    choosing += 1;
    const reply = await post(form.action, fields).catch(() => null);
    choosing -= 1;
    // The page was renewed between two tries, or waits to be: it shows what was counted.
    if (waits || (reply && !note.isConnected)) fetchMain();
    if (mine !== voting) return;
    if (reply && !reply.ok && !reply.facts.error) return location.reload(); // no longer in, or it is over: the page says so
    note.textContent = reply ? (reply.facts.error ?? reply.facts.note ?? note.dataset.counted) : note.dataset.offline;
    if (reply) return;
    await sleep(Math.min(500 * 2 ** tries, 4000));
  }
}

const queue = () => JSON.parse(sessionStorage.getItem(QUEUE) ?? "[]");
const setQueue = (list) => sessionStorage.setItem(QUEUE, JSON.stringify(list));
function card(form, fields) {
  const text = form.querySelector("textarea");
  if (!text.value.trim()) return;
  const sent = [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join("-"); // says nothing
  setQueue([...queue(), { address: form.action, fields: [...fields, ["sent_as", sent]], hint: text.id, words: text.value }]);
  text.value = "";
  sessionStorage.removeItem(keepName(text));
  text.focus();
  pending();
  drain();
}

let draining = false;
async function drain() {
  if (draining) return;
  draining = true;
  for (let tries = 0; queue().length; ) {
    const [first] = queue();
    try {
      const { ok, facts } = await post(first.address, first.fields);
      setQueue(queue().slice(1));
      if (!ok) giveBack(first);
      const hint = document.getElementById(first.hint)?.form.querySelector(".sr-hint");
      if (hint) hint.textContent = ok ? (facts.hint ?? "") : (facts.error ?? hint.dataset.refused);
      tries = 0;
    } catch {
      tries += 1;
      await sleep(Math.min(500 * 2 ** tries, 5000));
    }
    pending();
  }
  draining = false;
}

// A card that was refused: its words back where they were typed, before what is typed there now.
function giveBack({ hint, words }) {
  const field = document.getElementById(hint);
  const name = keepName({ id: hint });
  const text = [words, field ? field.value : sessionStorage.getItem(name)].filter(Boolean).join("\n");
  sessionStorage.setItem(name, text);
  if (field) field.value = text;
}

// Cards on their way stand under their column, so that nobody types them twice.
function pending() {
  for (const old of document.querySelectorAll(".sr-pending")) old.remove();
  for (const { hint, words } of queue()) {
    const list = document.getElementById(hint.replace(/^add-/, ""));
    const item = document.createElement("li");
    item.className = "sr-card sr-pending";
    item.textContent = words;
    list?.append(item);
  }
}

// Sent until it arrives, or until it no longer makes sense; null then.
const PATIENCE = 10;
async function persist(address, fields) {
  for (let tries = 0; tries < PATIENCE; tries += 1) {
    try {
      const reply = await post(address, fields);
      say("");
      return reply;
    } catch {
      say(main?.dataset.offline);
      await sleep(Math.min(500 * 2 ** tries, 4000));
    }
  }
  say(main?.dataset.unsent);
  return null;
}

let dots = Promise.resolve(); // one after the other: on and off do not overtake each other
function dot(form, fields) {
  dots = dots.then(async () => {
    const reply = await persist(form.action, fields);
    if (reply && !reply.ok && !reply.facts.error) return location.reload(); // no longer in, or it is over
    if (reply?.facts.mine && subject()) {
      subject().dataset.mine = reply.facts.mine.join(",");
      document.querySelector("[data-dots-left]").textContent = reply.facts.left;
    }
    if (reply?.facts.error) say(reply.facts.error);
    mark();
  }).catch(mark);
}

// The form's buttons rest until the page shows what came of it: what is pressed next is meant for that.
function again(form, fields, button) {
  return stay(form, fields, button, fetchMain);
}

async function stay(form, fields, button, after) {
  const buttons = button ? [...form.querySelectorAll("button")].filter((one) => !one.disabled) : [];
  for (const one of buttons) one.disabled = true;
  const reply = await persist(form.action, fields);
  if (reply && !reply.ok) say(reply.facts.error ?? main?.dataset.refused);
  await after?.();
  for (const one of buttons) one.disabled = false;
  // Resting took the keyboard away from the button: back to it, or to what stands there now.
  if (button?.id && document.activeElement === document.body) {
    (document.getElementById(button.id) ?? document.getElementById("now-title"))?.focus({ preventScroll: true });
  }
}

// ——— the figures, beside the form, when somebody asks for them
document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("[data-figures]");
  if (!link) return;
  event.preventDefault();
  const panel = document.querySelector("[data-figures-place]");
  if (!panel.hidden || panel.innerHTML) {
    panel.hidden = !panel.hidden;
    return;
  }
  const response = await fetch(link.href, { headers: { "X-Part": "figures" } });
  if (!response.ok) return location.assign(link.href);
  panel.innerHTML = await response.text();
  panel.hidden = false;
});

function wake() {
  restore();
  mark();
  pending();
  autosave(main ?? document);
}
wake();
drain();
window.addEventListener("online", drain);
