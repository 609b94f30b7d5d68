// The room: what others do shows here at once (gezien/live), and never where somebody is typing. Screens follow whoever
// leads, unless their address names a point (?item=): then they look around. Leaving a point waits until what was typed
// is saved.
import { start } from "gezien/autosave";
import "gezien/clock";
import { csrfToken } from "gezien/csrf";
import { you } from "gezien/live";

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

// A part is busy while somebody works in it: a field with the cursor, what is not sent yet, a fold that was opened, or
// the way back that was just offered.
function busy(part) {
  const active = document.activeElement;
  if (part.contains(active) && (active.name === "undo" || active.autofocus)) return true;
  const waits = (form) => HOLDS.has(form.dataset.state) || ["saving", "typing"].includes(form.dataset.state);
  if ([...part.querySelectorAll("form[data-autosave]")].some(waits)) return true;
  if (part.contains(document.activeElement) && typed(document.activeElement)) return true;
  if (part.querySelector("dialog[open], .editor-row") || [...part.querySelectorAll("details[open]")].some(opened)) return true;
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
document.addEventListener("htmx:after:settle", () => start());

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

// What stands in the middle, fetched again: forms by their version, the file itself as a whole when nobody works in it.
let stale = false;
let asking = false;
let again = false;
async function matter() {
  if (!room) return;
  if (asking) return void (again = true);
  asking = true;
  stale = again = false;
  try {
    const response = await fetch(room.dataset.matter + location.search, { headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    for (const form of page.querySelectorAll("form[data-live-form]")) {
      const values = Object.fromEntries([...new FormData(form)].filter(([name]) => !["version", "csrfmiddlewaretoken"].includes(name)));
      take({ form: form.dataset.liveForm, version: form.elements.version.value, values });
    }
    const [file, newer] = [document.getElementById("room-file"), page.getElementById("room-file")];
    if (file && newer) {
      if (busy(file)) stale = true;
      else {
        const focused = file.contains(document.activeElement) && document.activeElement.id;
        file.replaceChildren(...newer.childNodes);
        for (const fold of file.querySelectorAll("details[open]")) calm.add(fold);
        window.htmx?.process(file);
        start(file);
        if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
        file.dispatchEvent(new CustomEvent("htmx:after:swap", { bubbles: true }));
      }
    }
  } catch {
    stale = true; // no network: live:again comes when there is
  } finally {
    asking = false;
    if (again) matter(); // somebody changed it while this was asked: what came is of before that
  }
}

// A form that saved itself here stands at the version told already: one's own change is not fetched.
const stands = ({ form: name, version }) => {
  const form = name && document.querySelector(`form[data-live-form="${CSS.escape(name)}"]`);
  return form && Number(form.elements.version.value) >= version;
};
document.addEventListener("live:matter", ({ detail }) => {
  if (!room || !detail.what.split(" ").includes(room.dataset.shows)) return;
  setTimeout(() => stands(detail) || matter(), detail.form ? 400 : 0);
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
function offer() {
  const here = document.getElementById("room-here");
  if (!here) return;
  const notice = document.createElement("div");
  notice.className = "notice notice-warning";
  const link = document.createElement("a");
  [link.href, link.textContent] = [room.dataset.here, room.dataset.textAlong];
  const text = document.createElement("p");
  text.append(`${room.dataset.textMoved} `, link);
  notice.append(text);
  here.replaceChildren(notice);
}
const follow = () => go(room.dataset.here) || offer();
document.addEventListener("live:place", (event) => {
  if (!room) return location.reload();
  if ("follows" in room.dataset && String(event.detail.item) !== room.dataset.item) follow();
  else panels();
});
const restage = () => room && busy(room) || location.assign(room?.dataset.here ?? location.pathname);
document.addEventListener("live:stage", () => {
  panels();
  restage();
});
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
  if (chair !== room.dataset.chair) restage();
  else if ("follows" in room.dataset && place !== room.dataset.place) follow();
}

// On a phone the agenda is a row: the point at hand stands in sight.
const now = document.querySelector("#room-agenda [aria-current]");
if (now) now.parentElement.scrollLeft = now.offsetLeft - now.parentElement.offsetLeft - 24;

// --- who is here, and who is typing where ----------------------------------------------------------------------------

document.addEventListener("live:presence", ({ detail }) => {
  const here = new Map(detail.people.map((one) => [one.person, one.name]));
  for (const one of document.querySelectorAll("[data-person]")) {
    const present = here.delete(one.dataset.person);
    one.toggleAttribute("data-present", present);
    const away = one.querySelector("[data-away]");
    if (away) away.textContent = present ? "" : ` (${away.dataset.away})`;
  }
  const list = document.getElementById("room-people");
  list?.querySelectorAll("[data-guest]").forEach((one) => one.remove());
  for (const [person, name] of here) {
    const guest = document.createElement("li");
    [guest.dataset.guest, guest.textContent] = [person, name];
    guest.toggleAttribute("data-present", true);
    list?.append(guest);
  }
});

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
  if (stuck) return stuck.querySelector("textarea, input:not([type=hidden])")?.focus();
  leaving = true;
  leave();
}
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#room-agenda a, #room-here a");
  if (link) hold(event, () => link.click());
});
document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches("[data-autosave], [hx-post]")) hold(event, () => target.requestSubmit(submitter));
});
