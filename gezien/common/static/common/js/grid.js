// <table data-grid>: arrow keys, Home, End, Ctrl+Home and Ctrl+End go through the cells; Enter goes into a cell (its
// first link, button or field), Escape comes back out. One cell at a time is in the tab order.
const INSIDE = "a[href], button, input:not([type=hidden]), select, textarea, summary";

function rows(table) {
  return [...table.rows].filter((row) => row.cells.length > 1 && row.offsetParent !== null);
}

function prepare(table) {
  if (table.querySelector("[data-cell]")) return;
  const first = table.tBodies[0] && rows(table).find((row) => row.parentElement.tagName === "TBODY");
  if (!first) return;
  first.cells[0].tabIndex = 0;
  first.cells[0].dataset.cell = "";
}

function focus(table, cell) {
  for (const old of table.querySelectorAll("[data-cell]")) {
    old.removeAttribute("tabindex");
    delete old.dataset.cell;
  }
  cell.tabIndex = 0;
  cell.dataset.cell = "";
  cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function next(table, cell, event) {
  const all = rows(table);
  const row = all.indexOf(cell.parentElement);
  const last = (cells) => cells[cells.length - 1];
  const at = (index) => all[index]?.cells[Math.min(cell.cellIndex, all[index].cells.length - 1)];
  switch (event.key) {
    case "ArrowRight": return cell.nextElementSibling;
    case "ArrowLeft": return cell.previousElementSibling;
    case "ArrowDown": return at(row + 1);
    case "ArrowUp": return row > 0 ? at(row - 1) : null;
    case "Home": return (event.ctrlKey ? all[0] : cell.parentElement).cells[0];
    case "End": return last((event.ctrlKey ? last(all) : cell.parentElement).cells);
  }
}

document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.("table[data-grid] :is(td, th)");
  if (!cell) return;
  const table = cell.closest("table");
  if (event.target !== cell) {
    if (event.key === "Escape") focus(table, cell);
    return;
  }
  if (event.key === "Enter" || event.key === "F2") {
    const inside = cell.querySelector(INSIDE);
    if (inside) {
      event.preventDefault();
      inside.focus();
    }
    return;
  }
  const goal = next(table, cell, event);
  if (goal) {
    event.preventDefault();
    focus(table, goal);
  }
});

function start() {
  document.querySelectorAll("table[data-grid]").forEach(prepare);
}
document.addEventListener("htmx:after:swap", start);
start();
