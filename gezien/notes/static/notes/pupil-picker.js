// [data-pupil-picker] around a labelled <select>: a field to type a name in, with the list below it (ARIA combobox).
// Without JavaScript the select works by itself; with it the select keeps the value and the form is the same.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
const fits = (typed, name) => {
  const words = fold(name).split(/[\s'’-]+/);
  return fold(typed).split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
};

class Picker {
  constructor(place) {
    this.none = place.dataset.textNone;
    this.select = place.querySelector("select");
    this.options = [...this.select.options].filter((option) => option.value).map((option) => ({
      value: option.value,
      name: option.text,
      group: option.parentElement.label ?? "",
    }));
    this.at = -1;
    this.build();
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("click", () => this.open(true));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.shown[[...this.list.children].indexOf(row)]);
    });
    if (!this.select.value) this.input.focus();
  }

  build() {
    const id = this.select.id;
    this.input = Object.assign(document.createElement("input"), { id, type: "text", autocomplete: "off", spellcheck: false });
    this.list = Object.assign(document.createElement("ul"), { id: `${id}-list`, className: "picker-list", hidden: true });
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    })) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.select.labels[0]?.textContent ?? "");
    this.input.required = this.select.required;
    this.select.required = false;
    this.select.id = `${id}-value`;
    this.select.hidden = true;
    const frame = Object.assign(document.createElement("div"), { className: "picker" });
    frame.append(this.input, this.list);
    this.select.before(frame);
    this.input.value = this.current()?.name ?? "";
  }

  current() {
    return this.options.find((option) => option.value === this.select.value);
  }

  open(all = false) {
    const typed = all && this.input.value === this.current()?.name ? "" : this.input.value;
    this.shown = this.options.filter((option) => !typed.trim() || fits(typed.trim(), option.name)).slice(0, 60);
    this.list.replaceChildren(...(this.shown.length ? this.shown.map((option, index) => this.row(option, index)) : [this.nothing()]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.shown.length && typed.trim() ? 0 : -1);
    if (this.input.value !== this.current()?.name) this.set("");
  }

  row(option, index) {
    const row = Object.assign(document.createElement("li"), { id: `${this.list.id}-${index}`, textContent: option.name });
    const group = Object.assign(document.createElement("span"), { textContent: option.group });
    row.setAttribute("role", "option");
    row.append(group);
    return row;
  }

  nothing() {
    const row = Object.assign(document.createElement("li"), { textContent: this.none });
    row.setAttribute("role", "presentation");
    return row;
  }

  mark(index) {
    this.at = index;
    [...this.list.children].forEach((row, place) => row.setAttribute?.("aria-selected", String(place === index)));
    const row = this.list.children[index];
    if (row) row.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.open(true);
      const last = this.shown.length - 1;
      this.mark(this.at + step < 0 ? last : this.at + step > last ? 0 : this.at + step);
    } else if ((event.key === "Enter" || event.key === "Tab") && !this.list.hidden && this.shown[this.at]) {
      if (event.key === "Enter") event.preventDefault();
      this.choose(this.shown[this.at], event.key === "Enter");
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  choose(option, onwards = true) {
    this.input.value = option.name;
    this.set(option.value);
    this.close();
    if (onwards) this.select.form.elements.text?.focus();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-activedescendant", "");
    this.input.setCustomValidity("");
    if (!this.select.value) this.input.value = "";
  }

  set(value) {
    if (this.select.value === value) return;
    this.select.value = value;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelectorAll("[data-pupil-picker]").forEach((place) => new Picker(place));
