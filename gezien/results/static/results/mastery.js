// <form data-marks>: what pupils master, goal by goal (see gezien/sheet). Digits mark; a button above a column marks all
// who are still open.
import { Sheet } from "gezien/sheet";

const KEYS = { 1: "1", 2: "2", 3: "3", Backspace: "", Delete: "" };
const form = document.querySelector("[data-marks]");
const texts = document.documentElement.dataset;

function settled(reply) {
  const said = document.querySelector("[data-done]");
  said.textContent = said.dataset.done.replace("{done}", reply.done).replace("{all}", sheet.cells.size);
  document.querySelector("[data-marks-undo]").hidden = false;
  const clash = Object.values(reply.clashes)[0];
  return clash ? ["conflict", clash] : ["saved", texts.textSaved.replace("{time}", reply.saved_at)];
}

// "12-3" above a column: mark all who are still open.
function rest(value) {
  const [goal, mark] = value.split("-");
  for (const [name, cell] of sheet.cells) {
    if (name.endsWith(`-${goal}`) && !sheet.chosen(cell)) sheet.choose(cell, mark);
  }
}

const sheet =
  form &&
  new Sheet(form, {
    status: form.querySelector("[data-marks-status]"),
    markOf: (key) => KEYS[key] ?? null,
    marks: (reply) => reply.cells,
    settled,
    clash: (line, told) => line.append(told),
    extra: () => ({ source: form.elements.source.value, day: form.elements.day.value }),
    submitted: (event) => event.submitter?.name === "rest" && rest(event.submitter.value),
  });
