// [data-upload] around file fields: a chosen file goes to the server at once, beside what is being typed, with its
// progress; the list of files comes back. Without JavaScript the files go with the form.
import { csrfToken } from "gezien/csrf";

class Uploads {
  constructor(place) {
    this.place = place;
    this.form = place.closest("form");
    this.list = place.querySelector("[data-files]");
    this.error = place.querySelector("[data-upload-error]");
    this.progress = place.querySelector("[data-upload-progress]");
    for (const input of place.querySelectorAll("input[type=file]")) {
      input.addEventListener("change", async () => {
        const files = [...input.files];
        input.value = "";
        this.say("");
        for (const file of files) await this.send(file);
      });
    }
  }

  say(text) {
    this.error.hidden = !text;
    this.error.querySelector("span").textContent = text;
  }

  text(name, values) {
    return this.place.dataset[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);
  }

  send(file) {
    return new Promise((done) => {
      const body = new FormData();
      body.append("files", file);
      const request = new XMLHttpRequest();
      request.open("POST", this.place.dataset.upload);
      request.setRequestHeader("X-CSRFToken", csrfToken());
      request.upload.addEventListener("progress", (event) => {
        const percent = event.lengthComputable ? Math.round((100 * event.loaded) / event.total) : 0;
        this.progress.textContent = this.text("textProgress", { name: file.name, percent });
      });
      const failed = () => this.say(this.text("textFailed", { name: file.name }));
      request.addEventListener("error", failed);
      request.addEventListener("load", () => {
        if (request.status === 200) this.show(request.responseText);
        else if (request.status === 422) this.say(JSON.parse(request.responseText).error);
        else failed();
      });
      request.addEventListener("loadend", () => {
        this.progress.textContent = "";
        done();
      });
      request.send(body);
    });
  }

  // The list is our own page's part; an answer that is a whole page (signed out) is not shown.
  show(html) {
    if (html.includes("<html")) return;
    this.list.innerHTML = html;
    this.form.dispatchEvent(new CustomEvent("autosave:saved", { bubbles: true, detail: {} }));
  }
}

document.querySelectorAll("[data-upload]").forEach((place) => new Uploads(place));
