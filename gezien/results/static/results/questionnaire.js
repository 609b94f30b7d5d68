// <form data-answers>: a sheet with a <fieldset data-cell> of radio buttons for each answer. Digits answer and go on to
// the next row; what changed is sent in one go a moment later. Nothing chosen is lost: what could not be sent stays
// marked, is tried again until it arrives, and leaving the page asks first.
const WAIT = 500;
const RETRY = [2000, 5000, 10000, 30000];
const texts = document.documentElement.dataset;
const form = document.querySelector("[data-answers]");
const cells = new Map();
const waiting = new Map(); // cell → answer not stored yet
let timer = null;
let busy = false;
let attempt = 0;

const radios = (cell) => [...cell.querySelectorAll("input[type=radio]")];
const chosen = (cell) => radios(cell).find((radio) => radio.checked)?.value ?? "";
const was = (cell) => cell.querySelector("input[type=hidden]");

function show(state, text) {
  form.dataset.state = state;
  form.querySelector("[data-answers-status]").textContent = text;
}

function choose(cell, answer) {
  for (const radio of radios(cell)) radio.checked = radio.value === answer;
}

function changed(cell) {
  const answer = chosen(cell);
  if (answer === was(cell).value) waiting.delete(cell);
  else waiting.set(cell, answer);
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
  const body = new URLSearchParams();
  for (const [cell, answer] of sent) {
    body.set(`a-${cell.dataset.cell}`, answer);
    body.set(`w-${cell.dataset.cell}`, was(cell).value);
  }
  show("saving", texts.textSaving);
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      keepalive: true,
      headers: { "X-Autosave": "1", "X-CSRFToken": token(), Accept: "application/json" },
      redirect: "manual",
    });
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) retry(texts.textSignedOut);
    else if (!response.headers.get("Content-Type")?.includes("json")) retry(texts.textOffline);
    else if (!response.ok) show("invalid", (await response.json()).error);
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

// What is stored now, also what a duo partner answered meanwhile; a cell one has just changed again keeps that.
function settle(sent, reply) {
  attempt = 0;
  for (const [key, answer] of Object.entries(reply.answers)) {
    const cell = cells.get(key);
    if (!cell) continue;
    if (waiting.get(cell) === sent.get(cell)) waiting.delete(cell);
    was(cell).value = answer;
    if (!waiting.has(cell) && chosen(cell) !== answer) choose(cell, answer);
    cell.toggleAttribute("data-waiting", waiting.has(cell));
  }
  for (const [key, clash] of Object.entries(reply.clashes)) tell(cells.get(key), clash);
  progress(reply.progress);
  const clashed = Object.keys(reply.clashes).length > 0;
  show(clashed ? "conflict" : "saved", clashed ? form.dataset.textClash : texts.textSaved.replace("{time}", reply.saved_at));
  if (clashed) later(WAIT);
}

function tell(cell, clash) {
  const line = document.createElement("p");
  line.className = "clash";
  line.setAttribute("role", "alert");
  line.textContent = `${clash.text}. `;
  const keep = document.createElement("button");
  keep.type = "button";
  keep.className = "button button-s";
  keep.textContent = clash.keep;
  keep.addEventListener("click", () => {
    choose(cell, clash.mine);
    changed(cell);
  });
  line.append(keep);
  cell.append(line);
}

function progress(now) {
  const said = document.querySelector("[data-progress]");
  said.textContent = said.dataset.progress.replace("{done}", now.done).replace("{all}", now.all);
  document.querySelector("#sheet-progress").value = now.done;
  for (const part of document.querySelectorAll("[data-part]")) {
    if (part.dataset.part in now.parts) part.textContent = `${now.parts[part.dataset.part]}/${now.all}`;
  }
}

// Rows down, columns across; from the last row on to the next column.
function go(cell, rows) {
  const grid = [...form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("[data-cell]")]);
  const row = grid.findIndex((found) => found.includes(cell));
  const column = grid[row].indexOf(cell);
  const goal = grid[row + rows]?.[column] ?? (rows > 0 ? grid[0][column + 1] : grid.at(-1)[column - 1]);
  if (!goal) return false;
  (radios(goal).find((radio) => radio.checked) ?? radios(goal)[0]).focus();
  goal.scrollIntoView({ block: "nearest" });
  return true;
}

function key(event) {
  const cell = event.target.closest("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return false;
  const answer = { 0: "x", "?": "x", x: "x", "-": "x", Backspace: "", Delete: "" }[event.key] ?? (/^[1-5]$/.test(event.key) ? event.key : null);
  if (answer !== null) {
    choose(cell, answer);
    changed(cell);
    if (answer) go(cell, 1);
    return true;
  }
  if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) return go(cell, 1) || true;
  if (event.key === "ArrowUp" || event.key === "Enter") return go(cell, -1) || true;
  return false;
}

function token() {
  return document.cookie.match(/(?:^|; )gezien_csrf=([^;]+)/)?.[1] ?? "";
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
    save();
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
// Leaving for another part waits until what was chosen has arrived.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[href^='?']");
  if (!form || !link || !waiting.size || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  while (busy) await new Promise((resolve) => setTimeout(resolve, 30));
  await save();
  if (!waiting.size) location.href = link.href;
});
document.querySelector("[data-go]")?.addEventListener("change", (event) => event.target.form.requestSubmit());
document.querySelector("[data-print]")?.addEventListener("click", () => print());
