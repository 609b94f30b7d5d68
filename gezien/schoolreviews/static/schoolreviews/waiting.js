// At the door of a review that is still to be opened: asks whether it is, and goes in when it is.
//
// [data-waiting] is told what happens; without this script the link beside it asks again.
const line = document.querySelector("[data-waiting]");
const EVERY = 6000;
const SPREAD = 4000; // a whole team does not come in at the same moment

function say(text) {
  if (line.textContent !== text) line.textContent = text; // what does not change is not read aloud again
}

async function ask() {
  try {
    const response = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    if (response.status >= 500) throw new Error("later");
    if (!response.headers.has("X-Waiting")) return location.reload();
    say(line.dataset.waiting);
  } catch {
    say(line.dataset.offline);
  }
  later();
}

function later() {
  setTimeout(ask, EVERY + Math.random() * SPREAD);
}

say(line.dataset.waiting);
later();
