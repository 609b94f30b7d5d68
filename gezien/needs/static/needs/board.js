// Drag on a board: .board-card[draggable] dropped on a [data-column] sends the card's own form with that column. Everything
// a drag does, the card's arrow buttons do too; after either, the focus stays with the card.
import htmx from "htmx";

const columnOf = (node) => node.closest?.("[data-board] [data-column]");
let dragged = null;

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-board] [data-pupil]");
  if (!card) return;
  dragged = card.dataset.pupil;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent);
  card.classList.add("is-dragged");
});

document.addEventListener("dragend", () => {
  dragged = null;
  for (const card of document.querySelectorAll(".is-dragged")) card.classList.remove("is-dragged");
  mark(null);
});

document.addEventListener("dragover", (event) => {
  const column = dragged && columnOf(event.target);
  mark(column);
  if (!column) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = "move";
});

document.addEventListener("drop", (event) => {
  const column = dragged && columnOf(event.target);
  if (!column) return;
  event.preventDefault();
  const card = document.getElementById(`card-${dragged}`);
  if (card.closest("[data-column]") !== column) move(card, column.dataset.column);
});

function mark(column) {
  for (const one of document.querySelectorAll(".over-drop")) if (one !== column) one.classList.remove("over-drop");
  column?.classList.add("over-drop");
}

function move(card, cluster) {
  const form = card.querySelector("form");
  const values = { ...Object.fromEntries(new FormData(form)), cluster };
  return htmx.ajax("POST", form.action, { source: card, target: "#board", swap: "outerHTML", values });
}

// The board is drawn again; the card that moved gets the focus back, on the same arrow when it is still there.
let last = null;
document.addEventListener("htmx:before:request", (event) => {
  const from = event.target.closest?.("[data-pupil]");
  last = from ? { card: from.id, button: document.activeElement?.id } : null;
});
document.addEventListener("htmx:after:swap", () => {
  if (!last) return;
  const card = document.getElementById(last.card);
  const button = document.getElementById(last.button) ?? card?.querySelector("form button");
  last = null;
  button?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: "nearest", behavior: "smooth" });
});
