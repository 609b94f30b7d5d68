// One key to what carries data-shortcut="n": a link is followed, a field gets the focus. Never while somebody types, also
// not in the moment after, when a field may have gone from under the hands; and not for who chose to have no keys.
const TYPING = "input, textarea, select, [contenteditable]";
const AFTER = 3000;
let typedAt = -AFTER;

document.addEventListener("keydown", (event) => {
  if (event.target.closest?.(TYPING)) {
    typedAt = event.key === "Escape" ? -AFTER : event.timeStamp;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
  if (event.timeStamp - typedAt < AFTER || document.querySelector("dialog[open]")) return;
  const goal = document.querySelector(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (!goal) return;
  event.preventDefault();
  if (goal.matches(TYPING)) goal.focus();
  else goal.click();
});
