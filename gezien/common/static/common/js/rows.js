// Rows of a table fetched again, each in its own place: <tr id="p5"> from the address of row 0 ("…/rows/0/?…"). The cell
// that had the focus keeps it. A row whose data-stands changed belongs elsewhere, or counts otherwise above the table:
// then the answer is { moved: true }, and whoever shows the whole may fetch it.
const MOST = 12;
const waiting = new Map(); // by address the keys still to be asked for
const asking = new Map(); // by address the answer on its way
const newest = new Map(); // by address which change was told last: all screens that ask after it share one answer
const swapped = new Map(); // by row the number of the question whose answer stands there
const brought = new Map(); // by key when an editor here last asked for its row
const AFTER = 1000; // so much later its own saving is told here at the most
let questions = 0;

// At once, whatever waits; null when it could not be fetched.
export async function replaceRows(address, keys, at = "") {
  const [first, ...more] = keys;
  const question = (questions += 1);
  for (const key of keys) {
    waiting.get(address)?.delete(key);
    if (!at) brought.set(key, performance.now());
  }
  const url = address.replace("/rows/0/", `/rows/${first}/`) + (more.length ? `&with=${more.join(",")}` : "") + (at && `&at=${at}`);
  try {
    const response = await fetch(url, { headers: { "HX-Request": "true" } });
    if (response.status === 404) return { moved: true }; // nobody of them is in it any more
    if (!response.ok || response.redirected) return null;
    const holder = document.createElement("template");
    holder.innerHTML = await response.text();
    const fresh = [...holder.content.querySelectorAll("tr[id]")];
    const moved = fresh.map((row) => swap(row, question, address)).includes(true);
    return { moved: moved || fresh.length < keys.length };
  } catch {
    return null;
  }
}

// A row in which a panel stands open (why a pupil is flagged) stays as it is; so does one that was asked for later, and
// one of a table that came meanwhile: it has other columns.
function swap(fresh, question, address) {
  const row = document.getElementById(fresh.id);
  if (swapped.get(fresh.id) > question) return false;
  if (!row || row.querySelector(".sg") || row.closest("table")?.dataset.overview !== address) return true;
  const moved = row.dataset.stands !== fresh.dataset.stands;
  const active = row.contains(document.activeElement) ? document.activeElement : null;
  const place = active?.closest("td, th")?.cellIndex ?? null; // null: nothing in it has the focus, or all of it
  swapped.set(fresh.id, question);
  const stop = fresh.cells[row.querySelector("[data-cell]")?.cellIndex]; // where the arrow keys are (gezien/grid)
  if (stop) [stop.tabIndex, stop.dataset.cell] = [0, ""];
  if (active === row) fresh.tabIndex = row.tabIndex;
  row.replaceWith(fresh);
  if (active === row) fresh.focus();
  if (place !== null) focusCell(fresh.id, place);
  return moved;
}

// Whoever fetches the whole takes a number as it asks, and says with that number what came. False when a row that stands
// there was asked for later: then the whole is the older of the two.
export const numbered = () => (questions += 1);
export function fromTheWhole(rows, question) {
  const ids = [...rows].map((row) => row.id);
  if (ids.some((id) => swapped.get(id) > question)) return false;
  for (const id of ids) swapped.set(id, question);
  return true;
}

export function focusCell(id, place) {
  document.getElementById(id)?.cells[place]?.querySelector("a[data-edit]:not(.sg a), .sig, a")?.focus();
}

// Told that these changed: while one answer is on its way the next are kept together, and asked for in one. Of an editor
// that stands open here (.editor-row) the answer to its own saving is waited for, which brings the row along; `own`: one
// did this oneself, so a row that was just brought along has it already.
export async function refreshRows(address, keys, at, own = false) {
  const here = keys.filter((key) => document.getElementById(`p${key}`));
  const stands = (key) => own && performance.now() - brought.get(key) < AFTER;
  const set = waiting.get(address) ?? waiting.set(address, new Set()).get(address);
  for (const key of here) if (!stands(key)) set.add(key);
  newest.set(address, at);
  const last = asking.get(address);
  const turn = (async () => {
    await last;
    const editor = document.querySelector(".editor-row");
    if (editor && set.has(editor.dataset.row.slice(1))) await new Promise((ready) => setTimeout(ready, 500));
    const some = [...set].slice(0, MOST);
    return some.length ? replaceRows(address, some, newest.get(address)) : { moved: false };
  })();
  asking.set(address, turn);
  const answer = await turn;
  return answer && { moved: answer.moved || here.length < keys.length };
}
