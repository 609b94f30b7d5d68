// The goals of a plan: the closed line follows what is typed, figures what is saved; moving without leaving the page;
// an offer that was taken goes out of the list. Saving itself is common/autosave.js, adding and taking out htmx.
import { csrfToken } from "gezien/csrf";

const goalOf = (target) => target.closest?.("[data-goal]");

document.addEventListener("input", (event) => {
  const line = event.target.name === "text" && goalOf(event.target)?.querySelector("[data-goal-text]");
  if (line && event.target.value.trim()) line.textContent = event.target.value;
});

function showFigures(goal, figures) {
  goal.querySelector("[data-goal-figure]").textContent = figures.figure;
  const now = goal.querySelector("[data-goal-now]");
  if (!now) return;
  now.textContent = figures.now;
  goal.querySelector("[data-goal-challenge]").replaceChildren(
    ...figures.challenge.map((text) => {
      const line = document.createElement("li");
      line.textContent = text;
      return line;
    }),
  );
}

document.addEventListener("autosave:saved", (event) => {
  const goal = goalOf(event.target);
  if (goal && event.detail.figures) showFigures(goal, event.detail.figures);
});

// Up and down: at once on screen, then told to the server; should that fail, the goal goes back to where it stood.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-goal-move]");
  if (!button) return;
  event.preventDefault();
  const goal = goalOf(button);
  const up = button.value === "up";
  const other = up ? goal.previousElementSibling : goal.nextElementSibling;
  if (!other) return;
  const swap = (first, second) => second.after(first); // the form and what is typed in it stay as they are
  if (up) swap(other, goal);
  else swap(goal, other);
  button.focus();
  const reply = await fetch(button.formAction, {
    method: "POST",
    body: new URLSearchParams({ to: button.value }),
    headers: { "X-CSRFToken": csrfToken(), "X-Autosave": "1" },
    redirect: "error",
  }).catch(() => null);
  if (reply?.ok) return;
  if (up) swap(goal, other);
  else swap(other, goal);
});

// A new goal opens with the cursor in it; an offer that was taken disappears.
document.addEventListener("htmx:after:swap", () => {
  const open = [...document.querySelectorAll("[data-goal] > details[open]")].find((one) => !one.dataset.seen);
  for (const one of document.querySelectorAll("[data-goal] > details[open]")) one.dataset.seen = "";
  open?.querySelector("textarea").focus();
});
document.addEventListener("htmx:after:request", (event) => {
  const offer = event.target.closest?.("[data-goal-offer]");
  if (offer) offer.closest("li").remove();
});
