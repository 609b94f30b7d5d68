// <ul data-entry> with a form a row: Enter and the arrows go from cell to cell, a pasted column or block fills the rows
// from where one stands. Saving is autosave.js's; this only moves and fills.
const list = document.querySelector("[data-entry]");
const inputs = (column) => [...list.querySelectorAll(`input[data-column="${column}"]`)];
const columns = [...new Set([...list?.querySelectorAll("input[data-column]") ?? []].map((input) => input.dataset.column))];

function go(input, rows, across = 0) {
  const place = inputs(input.dataset.column).indexOf(input);
  const column = columns[columns.indexOf(input.dataset.column) + across];
  const goal = column && inputs(column)[place + rows];
  goal?.focus();
  goal?.select();
  return Boolean(goal);
}

function step(input, event) {
  const start = input.selectionStart === 0 && input.selectionEnd === 0;
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const end = input.selectionStart === input.value.length;
  switch (event.key) {
    case "Enter": return go(input, event.shiftKey ? -1 : 1) || input.form.requestSubmit() === undefined;
    case "ArrowDown": return go(input, 1);
    case "ArrowUp": return go(input, -1);
    case "ArrowLeft": return (start || whole) && go(input, 0, -1);
    case "ArrowRight": return (end || whole) && go(input, 0, 1);
  }
  return false;
}

// Cells as a spreadsheet copies them: rows by line, columns by tab.
function paste(input, text) {
  const rows = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t"));
  if (rows.length === 1 && rows[0].length === 1) return false;
  const first = inputs(input.dataset.column).indexOf(input);
  const from = columns.indexOf(input.dataset.column);
  rows.forEach((cells, row) => cells.forEach((cell, across) => {
    const column = columns[from + across];
    const goal = column && inputs(column)[first + row];
    if (!goal) return;
    goal.value = cell.trim();
    goal.dispatchEvent(new Event("input", { bubbles: true }));
  }));
  return true;
}

// Which cells are wrong is marked in the cell itself too, not only in words at the end of the row.
function mark(row) {
  for (const input of row.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

function count() {
  const said = document.querySelector("[data-entry-count]");
  const rows = [...list.querySelectorAll("form")];
  const done = rows.filter((row) => row.elements.version.value !== "0").length;
  said.textContent = said.dataset.of.replace("{count}", done).replace("{all}", rows.length);
}

if (list) {
  list.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[data-column]") || event.isComposing || event.altKey || event.ctrlKey) return;
    if (step(event.target, event)) event.preventDefault();
  });
  list.addEventListener("paste", (event) => {
    if (!event.target.matches("input[data-column]")) return;
    if (paste(event.target, event.clipboardData.getData("text/plain"))) event.preventDefault();
  });
  list.addEventListener("autosave:invalid", (event) => {
    mark(event.target);
    for (const name of Object.keys(event.detail)) event.target.elements[name]?.setAttribute("aria-invalid", "true");
  });
  list.addEventListener("autosave:saved", (event) => {
    mark(event.target);
    count();
    document.querySelector("[data-entry-undo]").hidden = false;
  });
}
