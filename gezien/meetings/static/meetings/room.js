// The room: what others do shows here at once (gezien/live), and never where somebody is typing. Screens follow whoever
// leads, unless their address names a point (?item=): then they look around. Leaving a point waits until what was typed
// is saved.
import { start } from "gezien/autosave";
import "gezien/clock";
import { csrfToken } from "gezien/csrf";
import { you } from "gezien/live";
import { focusCell, fromTheWhole, numbered, refreshRows } from "gezien/rows";

const room = document.querySelector("[data-room]");
const HOLDS = new Set(["unsaved", "conflict", "invalid"]);
const typed = (field) => field.matches?.("textarea, input:not([type=hidden], [type=checkbox], [type=radio])");

// --- what makes a part wait ------------------------------------------------------------------------------------------

// What was typed or chosen in a form and not sent yet.
function changed(field) {
  if (["hidden", "submit"].includes(field.type)) return false;
  if (["checkbox", "radio"].includes(field.type)) return field.checked !== field.defaultChecked;
  if (field.options) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
  return "defaultValue" in field && field.value !== field.defaultValue;
}

// Folds that came open with the page hold nothing back; those that somebody opened do.
const calm = new WeakSet(document.querySelectorAll("details[open]"));
const opened = (fold) => !calm.has(fold) && !fold.matches(".room-notes > details");

// A part is busy while somebody works in it: a field with the cursor, what is not sent yet, a fold or panel (why a pupil
// is flagged) that was opened, or the way back that was just offered.
function busy(part) {
  const active = document.activeElement;
  if (part.contains(active) && (active.name === "undo" || active.autofocus)) return true;
  const waits = (form) => HOLDS.has(form.dataset.state) || ["saving", "typing"].includes(form.dataset.state);
  if ([...part.querySelectorAll("form[data-autosave]")].some(waits)) return true;
  if (part.contains(document.activeElement) && typed(document.activeElement)) return true;
  if (part.querySelector("dialog[open], .editor-row, .sg") || [...part.querySelectorAll("details[open]")].some(opened)) return true;
  const forms = [...part.querySelectorAll("form:not([data-autosave])")];
  return forms.some((form) => [...form.elements].some(changed));
}

// Whether the newer minutes are the ones that already stand here (one's own saving raised the stamp too).
function same(panel, fragment) {
  const here = panel.querySelector("[name=version]");
  const there = fragment.querySelector("[name=version]");
  return panel.id === "room-minutes" && here && there && here.value === there.value;
}

document.addEventListener("htmx:before:swap", (event) => {
  const { tasks, ctx } = event.detail;
  if (ctx.sourceElement?.id !== "room-state") return;
  const now = tasks.map((task) => task.fragment?.querySelector?.("#room-state")).find(Boolean);
  if (now) catchUp(now.dataset);
  let waits = false;
  for (const task of [...tasks]) {
    const panel = typeof task.target === "string" ? document.querySelector(task.target) : task.target;
    if (!panel || panel.id === "room-state") continue;
    const unchanged = same(panel, task.fragment);
    if (!unchanged && !busy(panel)) continue;
    tasks.splice(tasks.indexOf(task), 1);
    waits ||= !unchanged;
  }
  // With a panel left as it was, the old stamp stays: the next answer brings it again.
  if (waits) tasks.splice(0, tasks.length, ...tasks.filter((task) => task.target?.id !== "room-state" && task.target !== "#room-state"));
  later = waits;
});
document.addEventListener("htmx:after:settle", () => {
  start();
  seated();
});

let later = false;
const panels = () => document.getElementById("room-state")?.dispatchEvent(new CustomEvent("room:refresh", { bubbles: true }));
document.addEventListener("focusout", () => setTimeout(() => {
  if (later) panels();
  if (stale) matter();
}, 300));

// --- what others did -------------------------------------------------------------------------------------------------

// A form that saved itself elsewhere: its texts are taken over, unless something is being typed here.
function take({ form: name, version, values }) {
  for (const form of document.querySelectorAll(`form[data-live-form="${CSS.escape(name)}"]`)) {
    form.dispatchEvent(new CustomEvent("autosave:take", { detail: { version, values } }));
  }
  for (const text of document.querySelectorAll(`[data-live-text="${CSS.escape(name)}"]`)) {
    text.textContent = values[text.dataset.liveName] ?? "";
  }
}
document.addEventListener("live:field", (event) => take(event.detail));
document.addEventListener("live:changed", panels);

// What stands in the middle, fetched again: forms by their version, its parts as a whole when nobody works in them.
const PARTS = ["room-above", "room-attention", "room-file"];
const missed = new Set(); // the parts that could not be renewed
let stale = false;
let asking = false;
let again = false;
let failed = 0; // how often in a row
let calmer = 0;
let until = 0;
async function matter() {
  if (!room) return;
  if (asking) return void (again = true);
  asking = true;
  stale = again = false;
  until = 0;
  missed.clear();
  clearTimeout(calmer);
  const question = numbered();
  try {
    const response = await fetch(room.dataset.matter + location.search, { headers: { Accept: "text/html" } });
    if (GONE.includes(response.status) && !settledForms().some((form) => HOLDS.has(form.dataset.state))) return location.reload();
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const form of page.querySelectorAll("form[data-live-form]")) {
      const values = Object.fromEntries([...new FormData(form)].filter(([name]) => !["version", "csrfmiddlewaretoken"].includes(name)));
      take({ form: form.dataset.liveForm, version: form.elements.version.value, values });
    }
    for (const id of PARTS) {
      const [part, newer] = [document.getElementById(id), page.getElementById(id)];
      if (part && newer && !renew(part, newer, question)) missed.add(id);
    }
    stale = missed.size > 0;
    failed = 0;
  } catch {
    stale = true;
    failed += 1;
  } finally {
    asking = false;
    if (again) matter(); // somebody changed it while this was asked: what came is of before that
    else if (stale) retry();
  }
}

// What could not be shown is tried again by itself, as a screen that nobody touches has no other moment: where somebody
// works once they are done, after a fault (no network, a server that starts anew) ever less often.
const GONE = [403, 404];
let retrying = 0;
function retry() {
  clearTimeout(retrying);
  retrying = setTimeout(() => {
    if (!stale) return;
    if (!failed && [...missed].every((id) => busy(document.getElementById(id)))) retry();
    else matter();
  }, Math.min(2000 * 2 ** failed, 120000) * (0.5 + Math.random()));
}

// False where somebody works in it, or a row in it is newer. What had the focus has it again, in a table by its place.
function renew(part, newer, question) {
  if (busy(part) || !fromTheWhole(newer.querySelectorAll("tr[id]"), question)) return false;
  if (part.innerHTML === newer.innerHTML) return true;
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const [row, place] = [focused?.closest("tr[id]")?.id, focused?.closest("td, th")?.cellIndex];
  part.replaceChildren(...newer.childNodes);
  for (const fold of part.querySelectorAll("details[open]")) calm.add(fold);
  window.htmx?.process(part);
  start(part);
  if (focused?.id) document.getElementById(focused.id)?.focus({ preventScroll: true });
  else if (row) focusCell(row, place);
  part.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
  return true;
}

// What stands above and beside what was changed follows when it is calm, or when it has not been for long; not on all
// screens at the same moment.
function calmly() {
  clearTimeout(calmer);
  until ||= Date.now() + 16000 + Math.random() * 8000;
  calmer = setTimeout(matter, Math.max(0, Math.min(4000 + Math.random() * 8000, until - Date.now())));
}
document.addEventListener("rows:moved", calmly);

// Of pupils in the overview only their rows: nobody types in a row, an editor is a row of its own.
document.addEventListener("live:rows", async ({ detail }) => {
  const table = document.querySelector("#room-file table[data-overview]");
  if (room?.dataset.shows !== "overview" || !table) return;
  const own = detail.person !== "" && detail.person === you;
  const answer = await refreshRows(table.dataset.overview, detail.pupils.map(String), `${detail.now}.${detail.seq}`, own);
  if (!answer) {
    stale = true;
    failed ||= 1;
    retry();
  } else if (answer.moved) calmly();
});

// Of a form that was saved only that form; one's own saving stands here already.
const pause = (time) => new Promise((ready) => setTimeout(ready, time));
const stands = ({ version }, form) => version && Number(form.elements.version.value) >= version;
async function fetchForm(told, form) {
  if (told.person === you) await pause(400);
  if (stands(told, form)) return;
  try {
    const answer = await fetch(`${room.dataset.part}?form=${encodeURIComponent(form.dataset.liveForm)}`);
    if (!answer.ok || answer.redirected) return matter();
    take(await answer.json());
    calmly();
  } catch {
    matter(); // the connection broke, perhaps within the answer
  }
}
document.addEventListener("live:matter", ({ detail }) => {
  if (!room || !detail.what.split(" ").includes(room.dataset.shows)) return;
  const named = detail.form ? `="${CSS.escape(detail.form)}"` : detail.part ? `$="-${CSS.escape(detail.part)}"` : "";
  const form = named && document.querySelector(`#room-matter form[data-live-form${named}]`);
  if (form) fetchForm(detail, form);
  else matter();
});
document.addEventListener("toggle", ({ target }) => {
  if (!target.open) calm.delete(target);
  if (stale) matter();
}, true);
document.addEventListener("live:again", () => {
  panels();
  matter();
});

// --- following whoever leads -----------------------------------------------------------------------------------------

const settledForms = () => [...document.querySelectorAll("form[data-autosave]")];
function go(where) {
  if (!navigator.onLine) return false;
  if (settledForms().some((form) => HOLDS.has(form.dataset.state))) return false;
  if (typed(document.activeElement ?? document.body) && document.activeElement.closest(".room")) return false;
  location.assign(where);
  return true;
}
function say(...words) {
  const here = document.getElementById("room-here");
  if (!here) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  notice.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.append(...words);
  notice.append(text);
  here.replaceChildren(notice);
}
function offer() {
  const link = document.createElement("a");
  [link.href, link.textContent] = [room.dataset.here, room.dataset.textAlong];
  say(`${room.dataset.textMoved} `, link);
}
const follow = () => go(room.dataset.here) || offer();
document.addEventListener("live:place", (event) => {
  if (!room) return location.reload();
  if ("follows" in room.dataset && String(event.detail.item) !== room.dataset.item) follow();
  else panels();
});
let sent = -Infinity; // when a form was sent from here whose answer is the next page: that one is not to be cut short
function restage() {
  if (performance.now() - sent < 5000) {
    setTimeout(restage, 5000);
    return true;
  }
  if (room && busy(room)) return false;
  location.assign(room?.dataset.here ?? location.pathname);
  return true;
}
document.addEventListener("live:stage", () => {
  panels();
  restage();
});

// Where somebody works while another comes to lead, the table above says so at once (it comes with the panels); the rest
// of the page follows as soon as they are done.
let rechairing = 0;
function rechair() {
  clearTimeout(rechairing);
  if (!restage()) rechairing = setTimeout(rechair, 2000);
}
document.addEventListener("live:ended", () => location.reload());

function setClock({ item, ends_at: endsAt, left }) {
  const clock = document.getElementById("room-clock");
  const time = clock?.querySelector("time");
  if (!time || clock.dataset.item !== String(item)) return;
  for (const [name, value] of [["endsAt", endsAt], ["left", left]]) {
    if ((value ?? "") === "") delete time.dataset[name];
    else time.dataset[name] = value;
  }
}
document.addEventListener("live:clock", ({ detail }) => setClock(detail));

// A screen that was away a while missed what was told meanwhile: where whoever leads is now, who that is, and the clock.
function catchUp({ place, chair, item, endsAt, left }) {
  if (!room) return;
  setClock({ item, ends_at: endsAt, left });
  if (chair !== room.dataset.chair) rechair();
  else if ("follows" in room.dataset && place !== room.dataset.place) follow();
}

// On a phone the agenda is a row: the point at hand stands in sight.
const now = document.querySelector("#room-agenda [aria-current]");
if (now) now.parentElement.scrollLeft = now.offsetLeft - now.parentElement.offsetLeft - 24;

// --- who is here, and who is typing where ----------------------------------------------------------------------------

let present = null;
document.addEventListener("live:presence", ({ detail }) => {
  present = detail.people;
  seated();
});

function seated() {
  if (!present) return;
  const here = new Map(present.map((one) => [one.person, one.name]));
  for (const one of document.querySelectorAll("[data-person]")) {
    const present = here.delete(one.dataset.person);
    one.toggleAttribute("data-present", present);
    if ("outsider" in one.dataset) one.hidden = !present;
    const away = one.querySelector("[data-away]");
    if (away) away.textContent = present ? "" : ` (${away.dataset.away})`;
  }
  const list = document.getElementById("room-people");
  list?.querySelectorAll("[data-guest]").forEach((one) => one.remove());
  for (const [person, name] of here) {
    if (!name) {
      meet(person);
      continue;
    }
    const guest = document.createElement("li");
    [guest.dataset.guest, guest.textContent] = [person, name];
    guest.toggleAttribute("data-present", true);
    list?.append(guest);
  }
}

// Somebody from outside has no name in a message: the page names them to who reads their case, and knows of the others
// that they have none here. Who was called in after it was opened is looked up once.
const strangers = new Set(document.getElementById("room-people")?.dataset.outsiders?.split(" "));
async function meet(person) {
  if (!room || strangers.has(person)) return;
  strangers.add(person);
  await pause(Math.random() * 1000); // all screens hear of it at the same moment
  const response = await fetch(room.dataset.outsiders, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!response?.ok || response.redirected) return void strangers.delete(person);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const one = page.querySelector(`[data-outsider][data-person="${CSS.escape(person)}"]`);
  if (!one) return;
  one.hidden = false;
  one.toggleAttribute("data-present", true);
  document.getElementById("room-people")?.append(one);
}

const typing = new Map();
document.addEventListener("live:typing", ({ detail }) => {
  if (!room || detail.person === you) return;
  clearTimeout(typing.get(detail.person)?.timer);
  typing.get(detail.person)?.note.remove();
  typing.delete(detail.person);
  const place = detail.where && document.querySelector(`[data-live-place="${CSS.escape(detail.where)}"]`);
  if (!place) return;
  const note = document.createElement("p");
  note.className = "meta typing";
  note.textContent = room.dataset.textTyping.replace("{name}", detail.name);
  place.append(note);
  typing.set(detail.person, { note, timer: setTimeout(() => note.remove(), 20000) });
});

if (room?.dataset.presence) {
  fetch(room.dataset.presence, { method: "POST", headers: { "X-CSRFToken": csrfToken() } }).catch(() => {});
}

// --- leaving waits for what was typed --------------------------------------------------------------------------------

// Links and buttons that leave the page wait for the saving under way; text that could not be saved keeps one here.
async function settled() {
  const saving = () => [...document.querySelectorAll("form[data-autosave][data-state=saving]")];
  for (let wait = 0; saving().length && wait < 50; wait += 1) await new Promise((ready) => setTimeout(ready, 60));
  return settledForms().find((form) => HOLDS.has(form.dataset.state));
}

let leaving = false;
async function hold(event, leave) {
  if (leaving || !document.querySelector("form[data-autosave]:is([data-state=saving], [data-state=unsaved], [data-state=conflict], [data-state=invalid])")) return;
  event.preventDefault();
  const stuck = await settled();
  if (stuck) {
    say(room.dataset.textStuck);
    stuck.scrollIntoView({ block: "center" });
    return stuck.querySelector("textarea, input:not([type=hidden])")?.focus({ preventScroll: true });
  }
  leaving = true;
  leave();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#room-agenda a, #room-here a");
  if (link) hold(event, () => link.click());
});
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (target.matches("[data-autosave], [hx-post]")) return;
  hold(event, () => target.requestSubmit(submitter));
  if (!event.defaultPrevented) sent = performance.now();
});
