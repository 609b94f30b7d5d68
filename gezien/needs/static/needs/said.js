// What a pupil needs, sentence by sentence: fieldset[data-said] holds for each kind .said-kind[data-kind][data-stem] with
// textareas [data-said-field]. A button [data-said-add="kind"] adds a sentence that begins with the kind's stem; a bare
// stem is nobody's sentence and goes when one leaves it. Ideas come from data-ideas (POST kind, text, goal) as options of
// a listbox below the field: arrows choose, Enter takes, Escape closes. A sentence that stood there already is never
// replaced: the idea then becomes a sentence of its own.
import { csrfToken } from "gezien/csrf";

const WAIT = 250;
const kindOf = (field) => field.closest(".said-kind");
const boxOf = (node) => node.closest("[data-said]");
const stemOf = (field) => kindOf(field).dataset.stem ?? "";
const bare = (field) => field.value.trim().replace(/[.…\s]+$/, "").toLowerCase() === stemOf(field);
const states = new WeakMap();
let opened = null; // the field whose list is open

function stateOf(field) {
  if (!states.has(field)) states.set(field, { timer: null, asking: null, before: field.value });
  return states.get(field);
}

// --- sentences -------------------------------------------------------------------------------------------------------

function begin(field) {
  kindOf(field).classList.remove("is-empty");
  const stem = stemOf(field);
  stateOf(field).before = "";
  field.focus(); // first: what leaves the button saves the form, and a bare beginning is nothing to save
  if (!field.value.trim() && stem) field.value = `${stem} `;
  field.setSelectionRange(field.value.length, field.value.length);
}

// An empty field of this kind, else a new one below the last.
function roomFor(kind) {
  const fields = [...kind.querySelectorAll("textarea")];
  const empty = fields.find((field) => !field.value.trim());
  if (empty || kind.dataset.kind === "own") return empty ?? fields[0];
  const row = fields.at(-1).closest(".said-row").cloneNode(true);
  const field = row.querySelector("textarea");
  const name = field.name.replace(/\d+$/, String(fields.length));
  field.id = field.id.replace(/\d+$/, String(fields.length));
  row.querySelector("label").htmlFor = field.id;
  row.querySelector("[data-said-ideas]").value = name;
  row.querySelector(".ideas, .ideas-plain")?.remove();
  Object.assign(field, { name, value: "" });
  forget(field);
  kind.append(row);
  return field;
}

document.addEventListener("click", (event) => {
  const add = event.target.closest?.("[data-said-add]");
  if (add) return begin(roomFor(boxOf(add).querySelector(`[data-kind="${add.dataset.saidAdd}"]`)));
  const ideas = event.target.closest?.("[data-said-ideas]");
  if (ideas) {
    event.preventDefault(); // without script it asks for the list as a page
    const field = ideas.closest(".said-row").querySelector("textarea");
    field.focus();
    return ask(field);
  }
  const option = event.target.closest?.(".ideas [role=option]");
  if (option) take(opened, option);
});

// Leaving a bare beginning: in the capture phase, so that it is gone before the form saves.
document.addEventListener("focusout", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-said-field]")) return;
  if (bare(field)) field.value = "";
  if (!field.value.trim() && ![...kindOf(field).querySelectorAll("textarea")].some((one) => one.value.trim())) {
    setTimeout(() => { if (!kindOf(field)?.contains(document.activeElement)) kindOf(field)?.classList.add("is-empty"); });
  }
  close();
}, true);

document.addEventListener("autosave:saved", (event) => {
  const section = event.target.closest(".need");
  if (!section) return;
  for (const hidden of section.querySelectorAll("[data-need-version]")) hidden.value = event.detail.version;
  for (const field of section.querySelectorAll(".said-kind textarea")) {
    if (field.value.trim()) kindOf(field).classList.remove("is-empty");
  }
});

// --- ideas -----------------------------------------------------------------------------------------------------------

async function ask(field) {
  const state = stateOf(field);
  state.asking?.abort();
  const asking = (state.asking = new AbortController());
  const box = boxOf(field);
  const goal = document.getElementById(box.dataset.goal)?.value ?? "";
  const text = field.value === state.before ? "" : field.value;
  try {
    const reply = await fetch(box.dataset.ideas, {
      method: "POST",
      body: new URLSearchParams({ kind: kindOf(field).dataset.kind, text, goal }),
      headers: { "X-CSRFToken": csrfToken() },
      redirect: "error",
      signal: asking.signal,
    });
    if (reply.ok && document.activeElement === field) show(field, await reply.text());
  } catch {
    close(); // no ideas are no reason to stop writing
  }
}

function show(field, html) {
  close();
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const list = holder.content.querySelector("[role=listbox]");
  if (!list?.children.length) return;
  list.id = `${field.id}-ideas`;
  [...list.children].forEach((option, place) => { option.id = `${list.id}-${place}`; });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  field.after(list);
  field.setAttribute("aria-haspopup", "listbox");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.dataset.ideasOpen = "";
  list.scrollIntoView({ block: "nearest" });
  tell(field, list.dataset.told);
  opened = field;
}

// Said aloud: a field of several lines cannot tell by itself that a list is open.
function tell(field, text) {
  const live = boxOf(field).querySelector("[data-said-live]");
  if (live.textContent !== text) live.textContent = text;
}

function forget(field) {
  for (const name of ["aria-haspopup", "aria-autocomplete", "aria-controls", "aria-activedescendant", "data-ideas-open"]) {
    field.removeAttribute(name);
  }
}

function close() {
  if (!opened) return;
  document.getElementById(`${opened.id}-ideas`)?.remove();
  tell(opened, "");
  forget(opened);
  opened = null;
}

function move(field, step) {
  const options = [...document.getElementById(`${field.id}-ideas`).children];
  const now = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const next = options[(now + step + options.length + (now < 0 && step < 0 ? 1 : 0)) % options.length];
  options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
  field.setAttribute("aria-activedescendant", next.id);
  next.scrollIntoView({ block: "nearest" });
}

function take(field, option) {
  const text = option.dataset.text;
  const kept = stateOf(field).before.trim() && stateOf(field).before === field.value;
  close();
  const into = kept ? roomFor(kindOf(field)) : field;
  into.value = text;
  stateOf(into).before = text;
  into.focus();
  into.setSelectionRange(text.length, text.length);
  into.dispatchEvent(new Event("input", { bubbles: true }));
  close();
  clearTimeout(stateOf(into).timer);
}

document.addEventListener("focusin", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-said-field]")) return;
  const state = stateOf(field);
  if (!bare(field)) state.before = field.value;
  if (!field.value.trim() || bare(field)) later(field, 0);
});

document.addEventListener("input", (event) => {
  if (event.target.matches?.("[data-said-field]")) later(event.target, WAIT);
});

function later(field, wait) {
  const state = stateOf(field);
  clearTimeout(state.timer);
  state.timer = setTimeout(() => { if (document.activeElement === field) ask(field); }, wait);
}

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.("[data-said-field]")) return;
  const isOpen = opened === field;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!isOpen) {
      if (event.key === "ArrowDown" && event.altKey) { event.preventDefault(); ask(field); }
      return;
    }
    event.preventDefault();
    move(field, event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && isOpen && field.hasAttribute("aria-activedescendant")) {
    event.preventDefault();
    take(field, document.getElementById(field.getAttribute("aria-activedescendant")));
  } else if (event.key === "Escape" && isOpen) {
    event.preventDefault();
    event.stopImmediatePropagation(); // the editor around it stays open
    close();
  }
}, true);
