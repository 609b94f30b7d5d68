// A sheet of choices: a form with a <fieldset data-cell> of radio buttons for each mark, in rows [data-row]; each cell has
// a hidden input with what is stored. Keys mark and go on to the next row, arrows move. What changed is sent in one go a
// moment later. Nothing chosen is lost: what could not be sent stays marked, is tried again until it arrives, and leaving
// the page asks first.
//
// The page that uses it says what is its own: `status` (element for the state), `markOf(key)` (the mark of a key, null for
// none), `marks(reply)` (cell → mark as stored), `settled(reply)` ([state, text] to show), `clash(line, clash, cell)` (fill
// a line about a colleague's mark); also `extra()` (more to send) and `invalid(reply)` (why the server takes nothing).
import { csrfToken } from "gezien/csrf";

const WAIT = 400;
const RETRY = [2000, 5000, 10000, 30000];
const texts = document.documentElement.dataset;

const radios = (cell) => [...cell.querySelectorAll("input[type=radio]")];
const was = (cell) => cell.querySelector("input[type=hidden]");

export class Sheet {
  cells = new Map();
  waiting = new Map(); // cell → mark not stored yet
  busy = false;
  #timer = null;
  #attempt = 0;

  constructor(form, own) {
    this.form = form;
    this.own = own;
    for (const cell of form.querySelectorAll("[data-cell]")) this.cells.set(cell.dataset.cell, cell);
    form.addEventListener("change", (event) => {
      const cell = event.target.closest("[data-cell]");
      if (cell) this.changed(cell);
    });
    form.addEventListener("keydown", (event) => {
      if (event.target.matches("input[type=radio]") && this.#key(event)) event.preventDefault();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      own.submitted?.(event);
      this.save();
    });
    window.addEventListener("beforeunload", (event) => {
      if (!this.waiting.size) return;
      this.save();
      event.preventDefault();
    });
    window.addEventListener("online", () => this.save());
    document.addEventListener("visibilitychange", () => this.save());
  }

  chosen(cell) {
    return radios(cell).find((radio) => radio.checked)?.value ?? "";
  }

  choose(cell, mark) {
    for (const radio of radios(cell)) radio.checked = radio.value === mark;
    this.changed(cell);
  }

  changed(cell) {
    const mark = this.chosen(cell);
    if (mark === was(cell).value) this.waiting.delete(cell);
    else this.waiting.set(cell, mark);
    cell.querySelector(".clash")?.remove();
    cell.toggleAttribute("data-waiting", this.waiting.has(cell));
    this.#later(WAIT);
  }

  async save() {
    clearTimeout(this.#timer);
    if (this.busy || !this.waiting.size) return;
    this.busy = true;
    const sent = new Map(this.waiting);
    this.#show("saving", texts.textSaving);
    try {
      await this.#answer(sent, await this.#send(sent));
    } catch {
      this.#retry(texts.textOffline);
    } finally {
      this.busy = false;
    }
    if (this.form.dataset.state === "saved") this.#later(WAIT);
  }

  #send(sent) {
    const body = new URLSearchParams(this.own.extra?.());
    for (const [cell, mark] of sent) {
      body.set(`a-${cell.dataset.cell}`, mark);
      body.set(`w-${cell.dataset.cell}`, was(cell).value);
    }
    const headers = { "X-Autosave": "1", "X-CSRFToken": csrfToken(), Accept: "application/json" };
    return fetch(this.form.action, { method: "POST", body, keepalive: true, headers, redirect: "manual" });
  }

  async #answer(sent, response) {
    if (response.type === "opaqueredirect" || [401, 403].includes(response.status)) this.#retry(texts.textSignedOut);
    else if (!response.headers.get("Content-Type")?.includes("json")) this.#retry(texts.textOffline);
    else if (response.ok) this.#settle(sent, await response.json());
    else if (this.own.invalid) this.#show("invalid", this.own.invalid(await response.json()));
    else this.#retry(texts.textOffline);
  }

  // What is stored now, also what a colleague marked meanwhile; a cell one has just changed again keeps that.
  #settle(sent, reply) {
    this.#attempt = 0;
    for (const [key, mark] of Object.entries(this.own.marks(reply))) {
      const cell = this.cells.get(key);
      if (!cell) continue;
      if (this.waiting.get(cell) === sent.get(cell)) this.waiting.delete(cell);
      was(cell).value = mark;
      if (!this.waiting.has(cell)) for (const radio of radios(cell)) radio.checked = radio.value === mark;
      cell.toggleAttribute("data-waiting", this.waiting.has(cell));
    }
    for (const [key, clash] of Object.entries(reply.clashes)) this.#tell(this.cells.get(key), clash);
    this.#show(...this.own.settled(reply));
    if (Object.keys(reply.clashes).length) this.#later(WAIT);
  }

  #tell(cell, clash) {
    const line = document.createElement("p");
    line.className = "clash";
    line.setAttribute("role", "alert");
    this.own.clash(line, clash, cell);
    cell.append(line);
  }

  #show(state, text) {
    this.form.dataset.state = state;
    this.own.status.textContent = text;
  }

  #later(wait) {
    clearTimeout(this.#timer);
    if (this.waiting.size) this.#timer = setTimeout(() => this.save(), wait);
  }

  #retry(text) {
    this.#show("unsaved", text);
    this.#later(RETRY[Math.min(this.#attempt, RETRY.length - 1)]);
    this.#attempt += 1;
  }

  #key(event) {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return false;
    const mark = this.own.markOf(event.key);
    if (mark !== null) {
      this.choose(cell, mark);
      if (mark) this.#go(cell, 1);
    } else if (event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey)) this.#go(cell, 1);
    else if (event.key === "ArrowUp" || event.key === "Enter") this.#go(cell, -1);
    else return false;
    return true;
  }

  // Rows down, columns across; from the last row on to the next column.
  #go(cell, rows) {
    const grid = [...this.form.querySelectorAll("[data-row]")].map((row) => [...row.querySelectorAll("[data-cell]")]);
    const row = grid.findIndex((found) => found.includes(cell));
    const column = grid[row].indexOf(cell);
    const goal = grid[row + rows]?.[column] ?? (rows > 0 ? grid[0][column + 1] : grid.at(-1)[column - 1]);
    if (!goal) return;
    (radios(goal).find((radio) => radio.checked) ?? radios(goal)[0]).focus();
    goal.scrollIntoView({ block: "nearest" });
  }
}

// A select that goes elsewhere when one chooses, and the print button.
document.querySelector("[data-go]")?.addEventListener("change", (event) => event.target.form.requestSubmit());
document.querySelector("[data-print]")?.addEventListener("click", () => print());
