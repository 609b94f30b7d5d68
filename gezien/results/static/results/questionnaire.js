// <form data-answers>: a questionnaire's sheet (see gezien/sheet). Digits answer; 0, ?, x and - say "not seen".
import { Sheet } from "gezien/sheet";

const NOT_SEEN = new Set(["0", "?", "x", "-"]);
const form = document.querySelector("[data-answers]");
const texts = document.documentElement.dataset;

function markOf(key) {
  if (NOT_SEEN.has(key)) return "x";
  if (key === "Backspace" || key === "Delete") return "";
  return /^[1-5]$/.test(key) ? key : null;
}

function settled(reply) {
  progress(reply.progress);
  const clashed = Object.keys(reply.clashes).length > 0;
  return clashed ? ["conflict", form.dataset.textClash] : ["saved", texts.textSaved.replace("{time}", reply.saved_at)];
}

function progress(now) {
  const said = document.querySelector("[data-progress]");
  said.textContent = said.dataset.progress.replace("{done}", now.done).replace("{all}", now.all);
  document.querySelector("#sheet-progress").value = now.done;
  for (const part of document.querySelectorAll("[data-part]")) {
    if (part.dataset.part in now.parts) part.textContent = `${now.parts[part.dataset.part]}/${now.all}`;
  }
}

function clash(line, told, cell) {
  line.textContent = `${told.text}. `;
  const keep = document.createElement("button");
  keep.type = "button";
  keep.className = "button button-s";
  keep.textContent = told.keep;
  keep.addEventListener("click", () => sheet.choose(cell, told.mine));
  line.append(keep);
}

const sheet =
  form &&
  new Sheet(form, {
    status: form.querySelector("[data-answers-status]"),
    markOf,
    marks: (reply) => reply.answers,
    settled,
    clash,
    invalid: (reply) => reply.error,
  });

// Leaving for another part waits until what was chosen has arrived.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='?']");
  if (!link || !sheet?.waiting.size || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  while (sheet.busy) await new Promise((resolve) => setTimeout(resolve, 30));
  await sheet.save();
  if (!sheet.waiting.size) location.href = link.href;
});
