// One key to what carries data-shortcut="n": a link is followed, a field gets the focus. Never while somebody types.
const TYPING = "input, textarea, select, [contenteditable]";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.(TYPING)) return;
  if (document.querySelector("dialog[open]")) return;
  const goal = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!goal) return;
  event.preventDefault();
  if (goal.matches(TYPING)) goal.focus();
  else goal.click();
});
