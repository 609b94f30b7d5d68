// <form data-marks>: a sheet with a <fieldset data-cell> of three radio buttons for each pupil and goal. Digits mark and
// go on to the next pupil; a button above a column marks all who are still open. What changed is sent in one go a moment
// later. Nothing chosen is lost: what could not be sent is tried again until it arrives, and leaving the page asks first.
const WAIT = 400;
const RETRY = [2000, 5000, 10000, 30000];
const KEYS = { 1: "1", 2: "2", 3: "3", Backspace: "", Delete: "" };
const texts = document.documentElement.dataset;
const form = document.querySelector("[data-marks]");
const cells = new Map();
const waiting = new Map(); // cell → mark not stored yet
let timer = null;
let busy = false;
let attempt = 0;

const radios = (cell) => [...cell.querySelectorAll("input[type=radio]")];
const chosen = (cell) => radios(cell).find((radio) => radio.checked)?.value ?? "";
const was = (cell) => cell.querySelector("input[type=hidden]");
const csrf = () => document.cookie.match(/(?:^|; )gezien_csrf=([^;]+)/)?.[1] ?? "";

function show(state, text) {
  form.dataset.state = state;
  form.querySelector("[data-marks-status]").textContent = text;
}

function choose(cell, mark) {
  for (const radio of radios(cell)) radio.checked = radio.value === mark;
}

function changed(cell) {
  if (chosen(cell) === was(cell).value) waiting.delete(cell);
  else waiting.set(cell, chosen(cell));
  cell.querySelector(".clash")?.remove();
  cell.toggleAttribute("data-waiting", waiting.has(cell));
  later(WAIT);
}

function later(wait) {
  clearTimeout(timer);
  if (waiting.size) timer = setTimeout(save, wait);
}

async function save() {
  clearTimeout(timer);
  if (busy || !waiting.size) return;
  busy = true;
  const sent = new Map(waiting);
  const body = new URLSearchParams({ source: form.elements.source.value, day: form.elements.day.value });
  for (const [cell, mark] of sent) {
    body.set(`a-${cell.dataset.cell}`, mark);
    body.set(`w-${cell.dataset.cell}`, was(cell).value);
  }
  show("saving", texts.textSaving);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      keepalive: true,
      headers: { "X-Autosave": "1", "X-CSRFToken": csrf(), Accept: "application/json" },
      redirect: "manual",
    });
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) retry(texts.textSignedOut);
    else if (!response.ok || !response.headers.get("Content-Type")?.includes("json")) retry(texts.textOffline);
    else settle(sent, await response.json());
  } catch {
    retry(texts.textOffline);
  } finally {
    busy = false;
  }
  if (form.dataset.state === "saved") later(WAIT);
}

function retry(text) {
  show("unsaved", text);
  later(RETRY[Math.min(attempt, RETRY.length - 1)]);
  attempt += 1;
}

// What is stored now; a cell one has just changed again keeps that.
function settle(sent, reply) {
  attempt = 0;
  for (const [key, mark] of Object.entries(reply.cells)) {
    const cell = cells.get(key);
    if (waiting.get(cell) === sent.get(cell)) waiting.delete(cell);
    was(cell).value = mark;
    if (!waiting.has(cell)) choose(cell, mark);
    cell.toggleAttribute("data-waiting", waiting.has(cell));
  }
  for (const [key, text] of Object.entries(reply.clashes)) tell(cells.get(key), text);
  const said = document.querySelector("[data-done]");
  said.textContent = said.dataset.done.replace("{done}", reply.done).replace("{all}", cells.size);
  document.querySelector("[data-marks-undo]").hidden = false;
  const clash = Object.values(reply.clashes)[0];
  show(clash ? "conflict" : "saved", clash ?? texts.textSaved.replace("{time}", reply.saved_at));
}

function tell(cell, text) {
  const line = document.createElement("p");
  line.className = "clash";
  line.setAttribute("role", "alert");
  line.textContent = text;
  cell.append(line);
}

function go(cell, rows) {
  const grid = [...form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const row = grid.findIndex((found) => found.includes(cell));
  const column = grid[row].indexOf(cell);
  const goal = grid[row + rows]?.[column] ?? (rows > 0 ? grid[0][column + 1] : grid.at(-1)[column - 1]);
  if (!goal) return;
  (radios(goal).find((radio) => radio.checked) ?? radios(goal)[0]).focus();
  goal.scrollIntoView({ block: "nearest" });
}

function key(event) {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.key in KEYS) {
    choose(cell, KEYS[event.key]);
    changed(cell);
    if (KEYS[event.key]) go(cell, 1);
    return true;
  }
  if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) go(cell, 1);
  else if (event.key === "ArrowUp" || event.key === "Enter") go(cell, -1);
  else return false;
  return true;
}

// "12-3" above a column: mark all who are still open.
function rest(value) {
  const [goal, mark] = value.split("-");
  for (const [name, cell] of cells) {
    if (name.endsWith(`-${goal}`) && !chosen(cell)) {
      choose(cell, mark);
      changed(cell);
    }
  }
  save();
}

if (form) {
  for (const cell of form.querySelectorAll("[data-cell]")) cells.set(cell.dataset.cell, cell);
  form.addEventListener("change", (event) => {
    const cell = event.target.closest("[data-cell]");
    if (cell) changed(cell);
  });
  form.addEventListener("keydown", (event) => {
    if (event.target.matches("input[type=radio]") && key(event)) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.submitter?.name === "rest") rest(event.submitter.value);
    else save();
  });
  window.addEventListener("beforeunload", (event) => {
    if (waiting.size) {
      save();
      event.preventDefault();
    }
  });
  window.addEventListener("online", save);
  document.addEventListener("visibilitychange", save);
}
document.querySelector("[data-go]")?.addEventListener("change", (event) => event.target.form.requestSubmit());
document.querySelector("[data-print]")?.addEventListener("click", () => print());
