// Clocks that agree on every screen: they count by the server's time, whatever the machine's own clock says.
//
//   <time data-ends-at="1766000000000">   runs until then (milliseconds since 1970, the server's real time)
//   <time data-left="900000">             stands still, with so much left
// After its end a clock counts on, with a plus sign, and its element gets data-over and one clock:over event.

let offset = 0;

// The answer with the shortest way there and back is the best one.
async function agree() {
  let best = Infinity;
  for (let time = 0; time < 3; time += 1) {
    const sent = performance.now();
    const before = Date.now();
    try {
      const response = await fetch("/live/time", { cache: "no-store" });
      if (!response.ok) return;
      const there = Number(await response.text());
      const took = performance.now() - sent;
      if (took < best) [best, offset] = [took, there - (before + took / 2)];
    } catch {
      return; // no network: as it was
    }
  }
}

export const now = () => Date.now() + offset;

export function words(left) {
  const seconds = Math.abs(left < 0 ? Math.floor(left / 1000) : Math.ceil(left / 1000));
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${left < 0 ? "+" : ""}${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

function show() {
  for (const clock of document.querySelectorAll("time[data-ends-at], time[data-left]")) {
    const left = clock.dataset.endsAt ? Number(clock.dataset.endsAt) - now() : Number(clock.dataset.left);
    const text = words(left);
    if (clock.textContent !== text) clock.textContent = text;
    const over = left < 0;
    if (over && !("over" in clock.dataset)) clock.dispatchEvent(new CustomEvent("clock:over", { bubbles: true }));
    clock.toggleAttribute("data-over", over);
  }
}

// Whatever imports this does not wait: a page must listen before its stream begins.
agree().then(() => {
  show();
  setInterval(show, 200);
});
setInterval(agree, 5 * 60 * 1000);
document.addEventListener("visibilitychange", () => document.hidden || agree());
