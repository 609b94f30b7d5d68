// The goal coach beside a text field: <div data-coach="…/coach/" data-coach-switch="…" data-coach-for="id of the field">.
// After a pause in typing the text is sent and the advice shown; the first look is at the field's focus, so that the
// server has its dictionary open before it is needed. The coach never stands in the way: no answer is no advice.
import { csrfToken } from "gezien/csrf";

const WAIT = 600;
const states = new WeakMap();

const boxOf = (field) => field.id && document.querySelector(`[data-coach][data-coach-for="${CSS.escape(field.id)}"]`);
const fieldOf = (box) => document.getElementById(box.dataset.coachFor);
const adviceOf = (box) => box.querySelector("[data-coach-advice]");

function stateOf(box) {
  if (!states.has(box)) states.set(box, { timer: null, asking: null, seen: null, pressed: 0 });
  return states.get(box);
}

async function ask(box, url, more = {}) {
  const state = stateOf(box);
  state.asking?.abort();
  const asking = (state.asking = new AbortController());
  const text = fieldOf(box)?.value ?? "";
  const level = box.querySelector("[name=coach_level]")?.value ?? "";
  try {
    const reply = await fetch(url, {
      method: "POST",
      body: new URLSearchParams({ text, coach_level: level, ...more }),
      headers: { "X-CSRFToken": csrfToken() },
      redirect: "error",
      signal: asking.signal,
    });
    if (!reply.ok) return false;
    show(box, await reply.text());
    state.seen = text;
    return true;
  } catch {
    return false;
  }
}

// Asked by a button: what was just typed is not looked at meanwhile. A newer question takes the place of the one under way,
// and the answer to this one is waited for.
async function askNow(box, url, more = {}) {
  const state = stateOf(box);
  clearTimeout(state.timer);
  state.pressed += 1;
  const answered = await ask(box, url, more);
  state.pressed -= 1;
  return answered;
}

function show(box, html) {
  const advice = adviceOf(box);
  const opened = advice.querySelector("details")?.open;
  advice.innerHTML = html;
  if (opened) advice.querySelector("details")?.setAttribute("open", "");
  const live = box.querySelector("[data-coach-live]");
  const summary = advice.querySelector("[data-coach-summary]")?.textContent ?? "";
  if (live.textContent !== summary) live.textContent = summary;
}

function later(box, wait = WAIT) {
  const state = stateOf(box);
  clearTimeout(state.timer);
  if (state.pressed || box.matches("[data-coach-off], [data-coach-hidden]")) return;
  state.timer = setTimeout(() => {
    if (fieldOf(box)?.value !== state.seen) ask(box, box.dataset.coach);
  }, wait);
}

for (const [kind, wait] of [["input", WAIT], ["focusin", 0]]) {
  document.addEventListener(kind, (event) => {
    const box = boxOf(event.target);
    if (box) later(box, wait);
  });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-coach] button");
  if (!button) return;
  event.preventDefault(); // the buttons also work as plain ones
  const box = button.closest("[data-coach]");
  if (button.matches("[data-coach-hide]")) return hide(box);
  if (button.matches("[data-coach-take]")) return take(box);
  delete box.dataset.coachHidden;
  adviceOf(box).hidden = false;
  if (button.matches("[data-coach-turn]")) return turn(box, button.value);
  askNow(box, box.dataset.coach);
});

// By itself or only when asked, from now on.
async function turn(box, how) {
  if (await askNow(box, box.dataset.coachSwitch, { coach: how })) box.toggleAttribute("data-coach-off", how === "off");
  if (how === "off") hide(box);
  box.querySelector("[data-coach-look]").focus();
}

// Out of sight beside this field, until it is asked for again.
function hide(box) {
  box.dataset.coachHidden = "";
  adviceOf(box).hidden = true;
  stateOf(box).seen = null;
  box.querySelector("[data-coach-look]").focus();
}

// The scaffold of what stands there now goes below what was typed, which stays as it is.
async function take(box) {
  const field = fieldOf(box);
  if (field.value !== stateOf(box).seen && !(await askNow(box, box.dataset.coach))) return;
  const shape = box.querySelector("[data-coach-scaffold]")?.textContent.replace(/\s+/g, " ").trim();
  if (!shape) return;
  field.value = field.value.trim() ? `${field.value.trimEnd()}\n${shape}` : shape;
  field.focus();
  const blank = field.value.indexOf("[", field.value.length - shape.length);
  if (blank >= 0) field.setSelectionRange(blank, field.value.indexOf("]", blank) + 1);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
