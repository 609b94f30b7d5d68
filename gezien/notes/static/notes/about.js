// [data-about] around ticks in groups: a field to type a name in, with the list below it (ARIA combobox) and the chosen
// ones as buttons that take them away again. The ticks keep the values, so the form is the same without JavaScript.
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ı/g, "i").toLowerCase();
const fits = (typed, name) => {
  const words = fold(name).split(/[\s'’-]+/);
  return fold(typed).split(/\s+/).every((part) => words.some((word) => word.startsWith(part)));
};
const make = (tag, values = {}, attributes = {}) => {
  const element = Object.assign(document.createElement(tag), values);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

class About {
  constructor(place) {
    this.place = place;
    this.texts = place.dataset;
    this.whole = place.querySelector("select[name=group]");
    this.options = [...place.querySelectorAll("input[name=pupils]")].map((tick) => ({
      name: tick.parentElement.textContent.trim(),
      hint: tick.closest("[data-group]").dataset.group,
      get isChosen() { return tick.checked; },
      choose: (on) => this.set(tick, "checked", on),
    }));
    for (const option of [...this.whole.options].filter((one) => one.value)) {
      this.options.push({
        name: option.text,
        hint: this.texts.textWhole,
        get isChosen() { return option.selected; },
        choose: (on) => this.set(this.whole, "value", on ? option.value : ""),
        isGroup: true,
      });
    }
    this.at = -1;
    this.build();
    place.addEventListener("change", (event) => event.target !== this.input && this.show());
    if (!this.chosen.length) this.input.focus();
  }

  get chosen() {
    return this.options.filter((option) => option.isChosen);
  }

  build() {
    this.list = make("ul", { id: "about-list", className: "picker-list", hidden: true }, { role: "listbox", "aria-label": this.texts.textLabel });
    this.input = make("input", { id: "about-name", type: "text", autocomplete: "off", spellcheck: false }, {
      role: "combobox", "aria-label": this.texts.textLabel, "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id,
    });
    this.chips = make("ul", { className: "chosen" });
    const frame = make("div", { className: "picker" });
    frame.append(this.input, this.list);
    this.place.querySelector("legend").after(this.chips, frame);
    this.place.classList.add("has-picker");
    for (const ticks of this.place.querySelectorAll("[data-group]")) ticks.before(this.everybody(ticks));
    this.input.addEventListener("input", () => this.open());
    this.input.addEventListener("click", () => this.open());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
    this.list.addEventListener("click", (event) => {
      const row = event.target.closest("[role=option]");
      if (row) this.choose(this.shown[[...this.list.children].indexOf(row)]);
    });
    this.show();
  }

  // One button ticks a whole group, or nobody of it when all were ticked.
  everybody(ticks) {
    const button = make("button", { type: "button", className: "button button-s", textContent: this.texts.textAll });
    button.addEventListener("click", () => {
      const boxes = [...ticks.querySelectorAll("input")];
      const on = !boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = on;
      if (on) this.whole.value = "";
      boxes[0]?.dispatchEvent(new Event("change", { bubbles: true }));
    });
    return button;
  }

  show() {
    const chips = this.chosen.map((option) => {
      const button = make("button", { type: "button", className: "chip", textContent: `${option.name} ×` }, {
        "aria-label": this.texts.textRemove.replace("{name}", option.name),
      });
      button.addEventListener("click", () => {
        option.choose(false);
        this.input.focus();
      });
      const row = make("li");
      row.append(button);
      return row;
    });
    this.chips.replaceChildren(...chips);
    this.chips.hidden = !chips.length;
    this.input.placeholder = chips.length ? this.texts.textMore : "";
    this.input.setCustomValidity("");
  }

  open() {
    const typed = this.input.value.trim();
    this.shown = this.options.filter((option) => !option.isChosen && (!typed || fits(typed, option.name))).slice(0, 60);
    this.list.replaceChildren(...(this.shown.length ? this.shown.map((option, index) => this.row(option, index)) : [this.nothing()]));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.shown.length && typed ? 0 : -1);
  }

  row(option, index) {
    const row = make("li", { id: `${this.list.id}-${index}`, textContent: option.name }, { role: "option" });
    row.append(make("span", { textContent: option.hint }));
    return row;
  }

  nothing() {
    return make("li", { textContent: this.texts.textNone }, { role: "presentation" });
  }

  mark(index) {
    this.at = index;
    [...this.list.children].forEach((row, place) => row.setAttribute("aria-selected", String(place === index)));
    const row = this.list.children[index];
    row?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", row?.id ?? "");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) this.open();
      const last = this.shown.length - 1;
      this.mark(this.at + step < 0 ? last : this.at + step > last ? 0 : this.at + step);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.list.hidden && this.shown[this.at]) this.choose(this.shown[this.at]);
      else if (!this.input.value && this.chosen.length) this.place.form.elements.text.focus();
    } else if (event.key === "Backspace" && !this.input.value) {
      this.chosen.at(-1)?.choose(false);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  // Pupils or a group: choosing one kind lets the other go. Then on to the words; another name may follow at any time.
  choose(option) {
    for (const other of this.chosen) if (Boolean(other.isGroup) !== Boolean(option.isGroup) || option.isGroup) other.choose(false);
    option.choose(true);
    this.input.value = "";
    this.close();
    this.place.form.elements.text.focus();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-activedescendant", "");
  }

  set(element, name, value) {
    element[name] = value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

document.querySelectorAll("[data-about]").forEach((place) => new About(place));
