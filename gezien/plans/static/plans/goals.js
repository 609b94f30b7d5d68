// Puts a pupil's goal in the goal of the cluster: <button data-add-goal="id of the textarea" value="the sentence">.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-goal]");
  if (!button) return;
  const field = document.getElementById(button.dataset.addGoal);
  field.value = [field.value.trimEnd(), button.value].filter(Boolean).join("\n");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  button.remove();
});
