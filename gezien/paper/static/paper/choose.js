// <form data-choose>: all or none with one button, and how many are chosen.
const form = document.querySelector("form[data-choose]");

function boxes() {
  return [...form.querySelectorAll('input[name="items"]')];
}

function count() {
  const output = form.querySelector("[data-choose-count]");
  output.textContent = `${boxes().filter((box) => box.checked).length} / ${boxes().length}`;
}

function tick(checked) {
  for (const box of boxes()) box.checked = checked;
  count();
}

if (form) {
  form.querySelector("[data-choose-all]").addEventListener("click", () => tick(true));
  form.querySelector("[data-choose-none]").addEventListener("click", () => tick(false));
  form.addEventListener("change", count);
  count();
}
