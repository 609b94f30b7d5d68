// Saves a form while one types: <form data-autosave method="post" action="…"> with a hidden `version`.
//
// Nothing typed is lost: what could not be saved stays in the form, is retried until it arrives, and leaving the page
// asks first. Two people in one form: both texts are shown, and saving again is a choice. Where the server can tell that
// they wrote in different fields, its reply has `merged`: the fields of the other, which the form takes over.
//
// data-state on the form: typing, saving, saved, unsaved, conflict, invalid. Texts come from data-* on <html>,
// translated; data-text-saved on the form itself says what was saved when that is not the record (a draft).
import { csrfToken } from "gezien/csrf";

const WAIT = 900;
const RETRY = [2000, 5000, 10000, 30000];
const texts = document.documentElement.dataset;
const forms = new Map();

class Autosave {
  constructor(form) {
    this.form = form;
    this.output = form.querySelector("[data-autosave-status]") ?? this.addStatus();
    this.saved = this.snapshot();
    this.timer = null;
    this.busy = false;
    this.attempt = 0;
    if (this.typedEarly()) {
      this.saved = null;
      this.typing();
    }
    form.addEventListener("input", () => this.typing());
    form.addEventListener("change", () => this.save());
    form.addEventListener("focusout", () => this.save());
    form.addEventListener("autosave:take", (event) => this.take(event.detail));
    form.addEventListener("submit", (event) => {
      if (event.submitter?.name) return this.leave(event); // a button with a meaning of its own: an ordinary submit
      event.preventDefault();
      this.save();
    });
  }

  // On a slow machine one may type before this script runs. A page that is come back to may hold older text of its own.
  typedEarly() {
    if (performance.getEntriesByType("navigation")[0]?.type !== "navigate") return false;
    const texts = this.form.querySelectorAll("textarea, input[type=text]");
    return [...texts].some((field) => field.value !== field.defaultValue);
  }

  addStatus() {
    const output = document.createElement("output");
    output.dataset.autosaveStatus = "";
    this.form.append(output);
    return output;
  }

  // What is typed and ticked; files go by themselves, not again with every pause.
  data() {
    const data = new FormData(this.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  snapshot() {
    const data = this.data();
    data.delete("version");
    data.delete("csrfmiddlewaretoken");
    return new URLSearchParams(data).toString();
  }

  get dirty() {
    return this.form.isConnected && this.snapshot() !== this.saved;
  }

  // data-autosave="draft": the form goes off only when what was typed has arrived as a draft. Offline or signed out it
  // stays here, and the status line says so.
  async leave(event) {
    if (this.form.dataset.autosave !== "draft" || this.leaving) return;
    event.preventDefault();
    const button = event.submitter;
    while (this.busy) await new Promise((resolve) => setTimeout(resolve, 30));
    await this.save();
    if (this.dirty) return;
    await new Promise((resolve) => setTimeout(resolve)); // while its own submit event lasts, a form refuses another
    this.leaving = true;
    this.form.requestSubmit(button);
  }

  // "Saved at …" never stands beside words that are not saved yet.
  typing() {
    if (this.form.dataset.state === "saved") this.show("typing", "");
    this.later();
  }

  later(wait = WAIT) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  show(state, text) {
    this.form.dataset.state = state;
    this.output.textContent = text;
  }

  async save() {
    clearTimeout(this.timer);
    if (this.busy || !this.dirty || this.form.dataset.state === "conflict") return;
    this.busy = true;
    const sent = this.snapshot();
    this.show("saving", texts.textSaving);
    try {
      const body = this.data();
      body.delete("csrfmiddlewaretoken"); // the cookie's token is the newest: one may have signed in again elsewhere
      const response = await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { "X-Autosave": "1", "X-CSRFToken": csrfToken(), Accept: "application/json" },
        redirect: "manual",
      });
      await this.handle(response, sent);
    } catch {
      this.retry(texts.textOffline);
    } finally {
      this.busy = false;
    }
    if (this.dirty && this.form.dataset.state === "saved") this.typing();
  }

  async handle(response, sent) {
    if (response.type === "opaqueredirect" || response.status === 401) return this.retry(texts.textSignedOut);
    if (response.status === 403) return this.retry(texts.textRefused); // signed in, but not allowed (any more)
    if (response.status >= 500 || response.status === 429) return this.retry(texts.textOffline);
    if (!response.headers.get("Content-Type")?.includes("json")) return this.retry(texts.textOffline);
    const reply = await response.json();
    if (reply.refused) return this.show("unsaved", reply.refused); // the words stay; typing on tries again
    const merged = this.merge(reply.merged ?? {}, sent);
    if (merged === null) return this.show("saved", ""); // typed in a field that just changed: goes again, as it was opened
    if (response.status === 409) return this.conflict(reply);
    if (response.status === 422) {
      const first = Object.values(reply.errors).flat()[0];
      this.form.dispatchEvent(new CustomEvent("autosave:invalid", { bubbles: true, detail: reply.errors }));
      return this.show("invalid", first?.message ?? texts.textInvalid);
    }
    this.attempt = 0;
    this.saved = merged;
    this.setVersion(reply.version);
    if (reply.action) this.form.action = reply.action;
    this.show("saved", (this.form.dataset.textSaved ?? texts.textSaved).replace("{time}", reply.saved_at));
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: reply }));
  }

  // Fields that only somebody else changed are taken over. Returns what was sent with those in it, or null when one of
  // them was typed in since: then the old version is kept, so that the server sees that both changed it.
  merge(values, sent) {
    const known = new URLSearchParams(sent);
    const names = Object.keys(values);
    if (names.some((name) => this.form.elements[name].value !== known.get(name).replaceAll("\r\n", "\n"))) return null;
    for (const name of names) {
      this.form.elements[name].value = values[name];
      known.set(name, values[name]);
    }
    return known.toString();
  }

  // Saved on another screen, and nothing is being typed here: these texts are the newest. Else saving shows both.
  take({ version, values }) {
    if (this.dirty || this.busy || this.form.dataset.state === "conflict") return;
    if (Number(version) <= Number(this.form.elements.version?.value)) return;
    for (const [name, value] of Object.entries(values)) {
      const field = this.form.elements[name];
      if (!field || field.value === value) continue;
      const caret = field === document.activeElement ? field.selectionEnd : null;
      const atEnd = caret === field.value?.length;
      field.value = value;
      if (caret !== null) field.setSelectionRange?.(atEnd ? value.length : caret, atEnd ? value.length : caret);
    }
    this.setVersion(version);
    this.saved = this.snapshot();
    this.show("saved", "");
  }

  retry(text) {
    this.show("unsaved", text);
    this.later(RETRY[Math.min(this.attempt, RETRY.length - 1)]);
    this.attempt += 1;
  }

  setVersion(version) {
    if (this.form.elements.version) this.form.elements.version.value = version;
  }

  conflict(reply) {
    this.show("conflict", texts.textConflict);
    const panel = document.createElement("div");
    panel.className = "conflict";
    panel.setAttribute("role", "alert");
    for (const field of this.form.elements) {
      const theirs = reply.current[field.name];
      if (field.type === "hidden" || theirs === undefined || theirs === field.value) continue;
      const mine = this.versionOf(texts.textMine, field.value);
      field.addEventListener("input", () => { mine.lastChild.textContent = field.value || "–"; });
      panel.append(mine, this.versionOf(texts.textTheirs, theirs));
    }
    const keep = this.button(texts.textKeepMine, () => this.settle(panel, reply));
    const take = this.button(texts.textTakeTheirs, () => {
      for (const field of this.form.elements) {
        if (field.type !== "hidden" && reply.current[field.name] !== undefined) {
          field.value = reply.current[field.name];
        }
      }
      this.settle(panel, reply); // saves what stands in the other fields
    });
    panel.append(keep, take);
    this.form.append(panel); // the focus stays: whoever is typing goes on in the field, not on a button
  }

  versionOf(title, text) {
    const part = document.createElement("div");
    const head = document.createElement("strong");
    const body = document.createElement("p");
    head.textContent = title;
    body.textContent = text || "–";
    part.append(head, body);
    return part;
  }

  button(text, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button";
    button.textContent = text;
    button.addEventListener("click", act);
    return button;
  }

  settle(panel, reply) {
    panel.remove();
    this.setVersion(reply.version);
    this.form.dataset.state = "unsaved";
    if (this.dirty) this.save();
    else this.show("saved", "");
  }
}

export function start(root = document) {
  for (const form of root.querySelectorAll("form[data-autosave]")) {
    if (!forms.has(form)) forms.set(form, new Autosave(form));
  }
}

window.addEventListener("beforeunload", (event) => {
  if ([...forms.values()].some((one) => one.dirty)) event.preventDefault();
});
window.addEventListener("online", () => forms.forEach((one) => one.save()));
document.addEventListener("visibilitychange", () => forms.forEach((one) => one.save()));
// A part that makes way for another takes no unsaved text with it.
document.addEventListener("htmx:before:swap", () => forms.forEach((one) => one.save()));
document.addEventListener("htmx:after:swap", (event) => start(event.target));
start();
