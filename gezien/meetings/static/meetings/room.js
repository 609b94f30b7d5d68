// The room: what others did comes in every three seconds (htmx asks), and never where somebody is typing; leaving for
// another point of the agenda waits until what was typed is saved.
import { start } from "gezien/autosave";

const HOLDS = new Set(["unsaved", "conflict", "invalid"]);
const typed = (field) => field.matches("textarea, input:not([type=hidden], [type=checkbox], [type=radio])");

// A panel is busy while somebody works in it: a field with the cursor, text not sent yet, a fold that was opened.
function busy(panel) {
  const form = panel.querySelector("form[data-autosave]");
  if (form && (HOLDS.has(form.dataset.state) || form.dataset.state === "saving")) return true;
  if (panel.contains(document.activeElement) && typed(document.activeElement)) return true;
  if (panel.querySelector("details[open]")) return true;
  return [...panel.querySelectorAll("textarea")].some((field) => !field.form?.dataset.autosave && field.form && !("autosave" in field.form.dataset) && field.value !== field.defaultValue);
}

// Whether the newer minutes are the ones that already stand here (one's own saving raised the stamp too).
function same(panel, fragment) {
  const here = panel.querySelector("[name=version]");
  const there = fragment.querySelector("[name=version]");
  return panel.id === "room-minutes" && here && there && here.value === there.value;
}

document.addEventListener("htmx:before:swap", (event) => {
  const { tasks, ctx } = event.detail;
  if (ctx.sourceElement?.id !== "room-state") return;
  let waits = false;
  for (const task of [...tasks]) {
    const panel = typeof task.target === "string" ? document.querySelector(task.target) : task.target;
    if (!panel || panel.id === "room-state") continue;
    const unchanged = same(panel, task.fragment);
    if (!unchanged && !busy(panel)) continue;
    tasks.splice(tasks.indexOf(task), 1);
    waits ||= !unchanged;
  }
  // With a panel left as it was, the old stamp stays: the next answer brings it again.
  if (waits) tasks.splice(0, tasks.length, ...tasks.filter((task) => task.target?.id !== "room-state" && task.target !== "#room-state"));
});
document.addEventListener("htmx:after:settle", () => start());

// Links and buttons that leave the page wait for the saving under way; text that could not be saved keeps one here.
async function settled() {
  const saving = () => [...document.querySelectorAll("form[data-autosave][data-state=saving]")];
  for (let wait = 0; saving().length && wait < 50; wait += 1) await new Promise((go) => setTimeout(go, 60));
  return [...document.querySelectorAll("form[data-autosave]")].find((form) => HOLDS.has(form.dataset.state));
}

let leaving = false;
async function hold(event, go) {
  if (leaving || !document.querySelector("form[data-autosave]:is([data-state=saving], [data-state=unsaved], [data-state=conflict], [data-state=invalid])")) return;
  event.preventDefault();
  const stuck = await settled();
  if (stuck) return stuck.querySelector("textarea, input:not([type=hidden])")?.focus();
  leaving = true;
  go();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#room-agenda a");
  if (link) hold(event, () => link.click());
});
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches("[data-autosave], [hx-post]")) hold(event, () => target.requestSubmit(submitter));
});
