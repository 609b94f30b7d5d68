// The week by hand: [data-lift] (a slot, or a row that lacks a place) is dragged over [data-week-grid], or picked up with
// Space and moved with the arrows. Putting it down sends #week-move; everything this does, the form beside the week does too.

const STEP = 5;
let lifted = null; // { link, item, weekday, start, minutes, home, drag }
let pressed = null; // where the pointer went down on a link
let justDragged = false;

const week = () => document.querySelector("[data-week]");
const grid = () => document.querySelector("[data-week-grid]");
const columns = () => [...document.querySelectorAll("[data-week-grid] [data-weekday]")];
const twoDigits = (number) => String(number).padStart(2, "0");
const clock = (minutes) => `${Math.floor(minutes / 60)}:${twoDigits(minutes % 60)}`;

function say(text) {
  const line = document.querySelector("[data-week-said]");
  if (line) line.textContent = text;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
}

function lift(link, drag = false) {
  const own = link.closest(".week-slot");
  const item = own ?? chipAsSlot(link);
  const column = own?.closest("[data-weekday]") ?? columns().find((one) => one.dataset.start) ?? columns()[0];
  lifted = {
    link, item, drag, isNew: !own,
    home: own && { parent: own.parentElement, next: own.nextSibling, at: own.dataset.at, for: own.dataset.for, lanes: own.dataset.lanes },
    weekday: Number(column.dataset.weekday), start: Number(link.dataset.start), minutes: Number(link.dataset.minutes),
  };
  item.classList.add("is-lifted");
  item.dataset.lanes = "1";
  show();
  if (!drag) say(`${fill(week().dataset.textLifted, { what: link.dataset.what })} ${place()}`);
}

function chipAsSlot(link) {
  const item = document.createElement("li");
  item.className = "week-slot";
  item.dataset.tone = link.closest("[data-tone]").dataset.tone;
  const box = document.createElement("div");
  const what = document.createElement("span");
  what.textContent = link.dataset.what;
  const when = document.createElement("span");
  when.className = "week-when week-time";
  box.append(what, when);
  item.append(box);
  return item;
}

function place() {
  const column = columns().find((one) => Number(one.dataset.weekday) === lifted.weekday);
  return fill(week().dataset.textAt, { day: column.dataset.name, time: clock(lifted.start), minutes: lifted.minutes });
}

function show() {
  const { top, units } = grid().dataset;
  const last = Number(top) + Number(units) * STEP - lifted.minutes;
  lifted.start = Math.max(Number(top), Math.min(last, lifted.start));
  const column = columns().find((one) => Number(one.dataset.weekday) === lifted.weekday);
  const { item } = lifted;
  item.dataset.at = String((lifted.start - Number(top)) / STEP);
  item.dataset.for = String(Math.max(1, Math.round(lifted.minutes / STEP)));
  item.querySelector(".week-time").textContent = `${clock(lifted.start)}–${clock(lifted.start + lifted.minutes)}`;
  if (item.parentElement === column) return;
  const hadFocus = document.activeElement === lifted.link;
  moving = true; // taking it out of its column blurs it
  column.append(item);
  if (hadFocus) lifted.link.focus({ preventScroll: true });
  moving = false;
}
let moving = false;

function letGo() {
  const { item, home, isNew, link } = lifted;
  item.classList.remove("is-lifted");
  moving = true;
  if (isNew) item.remove();
  else {
    home.parent.insertBefore(item, home.next);
    Object.assign(item.dataset, { at: home.at, for: home.for, lanes: home.lanes });
    item.querySelector(".week-time").textContent = clock(Number(link.dataset.start));
  }
  lifted = null;
  moving = false;
}

function putDown() {
  const { link, weekday, start, minutes } = lifted;
  const form = document.getElementById("week-move");
  const values = {
    slot: link.dataset.slot ?? "", row: link.dataset.row ?? "", version: link.dataset.version ?? "",
    weekday, minutes, starts_at: `${twoDigits(Math.floor(start / 60))}:${twoDigits(start % 60)}`,
  };
  for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
  const isSame = !lifted.isNew && start === Number(link.dataset.start) && minutes === Number(link.dataset.minutes) && lifted.home.parent.dataset.weekday === String(weekday);
  if (isSame) return letGo();
  lifted = null;
  form.requestSubmit();
}

const MOVES = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

document.addEventListener("keydown", (event) => {
  const link = event.target.closest?.("[data-lift]");
  if (!link || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!lifted) {
    if (event.key !== " ") return;
    event.preventDefault();
    return lift(link);
  }
  if (event.key === "Escape") {
    event.preventDefault();
    letGo();
    return say(week().dataset.textBack);
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    return putDown();
  }
  if (!MOVES[event.key]) return;
  event.preventDefault();
  const [day, time] = MOVES[event.key];
  if (event.shiftKey && time) lifted.minutes = Math.max(STEP, Math.min(240, lifted.minutes + time));
  else {
    lifted.weekday = Math.max(1, Math.min(5, lifted.weekday + day));
    lifted.start += time;
  }
  show();
  say(place());
});

document.addEventListener("focusout", (event) => {
  if (lifted && !lifted.drag && !moving && event.target === lifted.link) letGo();
});

// --- dragging; by touch the finger scrolls, and a tap opens the form ---

document.addEventListener("pointerdown", (event) => {
  const link = event.target.closest?.("[data-lift]");
  if (!link || event.button || event.pointerType === "touch" || !grid().offsetParent) return;
  const box = link.getBoundingClientRect();
  pressed = { link, x: event.clientX, y: event.clientY, grip: link.dataset.slot ? event.clientY - box.top : 8 };
});

document.addEventListener("pointermove", (event) => {
  if (!pressed) return;
  if (!lifted) {
    if (Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 6) return;
    lift(pressed.link, true);
  }
  event.preventDefault();
  const column = columns().find((one) => {
    const box = one.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
  if (!column) return;
  const unit = parseFloat(getComputedStyle(column).gridAutoRows);
  const pad = parseFloat(getComputedStyle(column).paddingBlockStart);
  const line = Math.round((event.clientY - pressed.grip - column.getBoundingClientRect().top - pad) / unit);
  lifted.weekday = Number(column.dataset.weekday);
  lifted.start = Number(grid().dataset.top) + line * STEP;
  show();
});

document.addEventListener("pointerup", (event) => {
  const wasDragging = lifted?.drag;
  pressed = null;
  if (!wasDragging) return;
  justDragged = true;
  setTimeout(() => { justDragged = false; });
  const box = grid().getBoundingClientRect();
  const isOver = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (isOver) putDown();
  else letGo();
});
document.addEventListener("pointercancel", () => { pressed = null; if (lifted) letGo(); });
document.addEventListener("dragstart", (event) => { if (event.target.closest?.("[data-lift]")) event.preventDefault(); });
document.addEventListener("click", (event) => {
  if (!justDragged || !event.target.closest?.("[data-lift]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// The week is drawn again: say what was done, and give the focus back.
document.addEventListener("htmx:after:swap", () => {
  const drawn = week();
  if (!drawn) return;
  if (drawn.dataset.done) say(drawn.dataset.done);
  const form = document.getElementById("week-form");
  if (form) form.querySelector("[aria-invalid], select, input:not([type=hidden])")?.focus();
  else document.querySelector(`#${drawn.dataset.focus || "week-undo"} a, button#${drawn.dataset.focus || "week-undo"}`)?.focus({ preventScroll: true });
});
