// The page of somebody from outside: what the school shares changes here as it is written. Their own words stay where
// they are. When it is no longer open the page asks again, and says why; with words on it, it says so here, and they stay.
import "gezien/live";

const shared = document.querySelector("[data-shared]");
const table = document.getElementById("guest-table"); // whether it is being talked about now
const news = document.getElementById("guest-news");
const ended = document.getElementById("guest-ended");
let over = false;
let asking = false;
let again = false;

function end() {
  if (over) return;
  over = true;
  const words = document.querySelector(".guest-say textarea");
  if (!words.value.trim()) return location.reload();
  for (const part of [table, shared]) part.replaceChildren();
  words.readOnly = true; // to copy: what is typed from now on would be nowhere
  document.querySelector(".guest-say .form-actions button").remove();
  ended.hidden = false;
}

async function refresh() {
  if (over) return;
  if (asking) return void (again = true);
  [asking, again] = [true, false];
  try {
    const response = await fetch(shared.dataset.shared, { headers: { Accept: "text/html" }, redirect: "manual" });
    if (response.status === 403) return end();
    if (!response.ok || over) return;
    const text = await response.text();
    const page = new DOMParser().parseFromString(text, "text/html");
    const [said, fresh] = [page.getElementById("guest-table"), page.getElementById("guest-shared")];
    if (said.textContent.trim() !== table.textContent.trim()) table.replaceChildren(...said.childNodes);
    if (fresh.textContent.trim() === shared.textContent.trim()) return;
    shared.replaceChildren(...fresh.childNodes);
    news.textContent = shared.dataset.textNews;
  } catch {
    // no network: live:again comes when there is
  } finally {
    asking = false;
    if (again) refresh();
  }
}

if (shared) {
  document.addEventListener("live:changed", refresh);
  document.addEventListener("live:again", refresh);
  document.addEventListener("live:ended", end);
}
