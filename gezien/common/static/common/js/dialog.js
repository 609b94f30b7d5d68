// data-opens="#id" opens that dialog (the link behind it works without JavaScript); data-closes closes the one around it.
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens]");
  const dialog = opener && document.querySelector(opener.dataset.opens);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  if (event.target.closest?.("[data-closes]")) event.target.closest("dialog")?.close();
  if (event.target.matches?.("dialog.dialog") && outside(event.target, event)) event.target.close();
});

// A click on the backdrop reaches the dialog itself, beside its box. Half-written text is not thrown away by it.
function outside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  return !inside && !dialog.querySelector("textarea, input:not([type=hidden])");
}
