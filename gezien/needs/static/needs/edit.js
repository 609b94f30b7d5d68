// Editing in place in a group overview. In table[data-overview="…/rows/0/?…"] a link a[data-edit] (or Enter on its cell)
// opens its page as a part, in a row of its own below the pupil's; "Done" or Escape closes it. What is saved in there
// shows in the pupil's row at once. An editor with unsaved text does not close.
import htmx from "htmx";
import { focusCell, replaceRows } from "gezien/rows";

const SAVED = ["autosave:saved", "need:saved", "factors:saved"];
const inOverview = (node, selector) => node.closest?.(`table[data-overview] ${selector}`);
let refreshing = Promise.resolve();
const opened = () => document.querySelector(".editor-row");

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-editor-done]")) return close();
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  const other = inOverview(event.target, ".editor-row nav a");
  if (other) {
    event.preventDefault();
    change(other);
    return;
  }
  const link = inOverview(event.target, "a[data-edit]") ?? onlyLink(event.target);
  if (!link) return;
  event.preventDefault();
  open(link);
});

// A click beside the words of a cell counts for its only link.
function onlyLink(target) {
  const cell = target.matches?.("table[data-overview] td") && target;
  const links = cell ? cell.querySelectorAll("a[data-edit]:not(.sg a)") : [];
  return links.length === 1 ? links[0] : null;
}

document.addEventListener("keydown", (event) => {
  if (inOverview(event.target, ".editor-row")) {
    if (event.key !== "Escape" || event.target.matches("[data-ideas-open]")) return;
    event.stopImmediatePropagation();
    close();
    return;
  }
  const link = event.key === "Enter" && event.target.matches?.("td") && event.target.querySelector("a[data-edit]:not(.sg a)");
  if (!link || !inOverview(link, "td")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  open(link);
}, true);

for (const name of SAVED) {
  document.addEventListener(name, () => {
    if (opened()) refresh(opened());
  });
}

async function open(link) {
  const row = link.closest("tr");
  const place = link.closest("td").cellIndex;
  const address = link.href;
  if (opened() && !(await close())) return;
  const editor = document.querySelector("template[data-editor-row]").content.firstElementChild.cloneNode(true);
  document.getElementById(row.id).after(editor);
  editor.dataset.row = row.id;
  editor.dataset.cell = place;
  await load(editor, address);
}

// Fetches the pupil's row again, one at a time: what was saved last is what stays. The row keeps its place, whatever its
// cluster or signals have become, and the cell that had the focus keeps it.
function refresh(editor) {
  refreshing = refreshing.then(() => replaceRow(editor.dataset.row)).catch(() => {});
  return refreshing;
}

async function replaceRow(id) {
  const table = document.getElementById(id).closest("table");
  const answer = await replaceRows(table.dataset.overview, [id.slice(1)]);
  if (answer?.moved) table.dispatchEvent(new CustomEvent("rows:moved", { bubbles: true }));
}

// Another page in the same editor: the same pupil's need for another subject.
async function change(link) {
  const editor = opened();
  if (!(await saved(editor))) return;
  await load(editor, link.href);
}

async function load(editor, address) {
  await htmx.ajax("GET", address, { target: editor.querySelector("[data-editor]"), swap: "innerHTML" });
  const first = "textarea, input:not([type=hidden]), summary, button";
  (editor.querySelector('[aria-pressed="true"]') ?? editor.querySelector(first))?.focus();
}

// True when everything typed in the editor has been saved; else the form that has not gets the focus.
async function saved(editor) {
  if (editor.contains(document.activeElement)) document.activeElement.blur();
  for (const form of editor.querySelectorAll("form")) {
    if (!(await (form.matches("[data-autosave]") ? settled(form) : sent(form)))) {
      form.querySelector("textarea, input:not([type=hidden])")?.focus();
      return false;
    }
  }
  return true;
}

// True when the editor is gone.
async function close() {
  const editor = opened();
  if (!editor) return true;
  if (!(await saved(editor))) return false;
  await refresh(editor);
  editor.remove();
  focusCell(editor.dataset.row, editor.dataset.cell);
  return true;
}

// Waits while an autosave form is on its way; false when its text is not (validly) saved.
async function settled(form) {
  for (let waited = 0; ["saving", "typing"].includes(form.dataset.state) && waited < 8000; waited += 50) {
    if (form.dataset.state === "typing") form.dispatchEvent(new Event("change")); // words that came while saving
    await pause(50);
  }
  const empty = [...form.querySelectorAll("textarea")].every((field) => field.value.trim() === "");
  if (form.dataset.state === "invalid" && empty) return true;
  return !["saving", "typing", "unsaved", "conflict", "invalid"].includes(form.dataset.state);
}

// Sends an ordinary form in which somebody has typed; false when it was not accepted.
async function sent(form) {
  const typed = [...form.elements].some((field) => /text/.test(field.type) && field.value !== field.defaultValue);
  if (!typed) return true;
  let accepted = false;
  const listen = () => { accepted = true; };
  for (const name of SAVED) document.addEventListener(name, listen, { once: true });
  form.requestSubmit();
  for (let waited = 0; !accepted && waited < 4000; waited += 50) await pause(50);
  for (const name of SAVED) document.removeEventListener(name, listen);
  return accepted;
}

function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}
