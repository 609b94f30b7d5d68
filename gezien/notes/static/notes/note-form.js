// Once a draft is kept, the address names it: a reload, or signing in again, goes on where one was.
// The cursor starts where something is still missing.
const form = document.querySelector('form[data-autosave="draft"]');

form?.addEventListener("autosave:saved", () => {
  const here = new URL(location.href);
  here.searchParams.set("draft", form.elements.form.value);
  history.replaceState(null, "", here);
});

const text = form?.elements.text;
const about = form?.querySelector("[data-about]");
if (text && (!about || about.querySelector("input:checked") || about.querySelector("select").value)) {
  text.focus();
  text.setSelectionRange(text.value.length, text.value.length);
}
