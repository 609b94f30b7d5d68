// A signal (a.sig) is a link to the page that explains it; a click or Enter opens that page as a part below the signal.
// Escape closes it and goes back to the signal; so does, without moving the focus, a click or focus elsewhere.
const opened = () => document.querySelector(".sg");
const ownerOf = (panel) => panel.previousElementSibling;

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.sig[href]");
  const panel = opened();
  if (!link) {
    if (!panel?.contains(event.target)) close();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const shows = panel && ownerOf(panel) === link;
  close();
  if (!shows) open(link);
});

document.addEventListener("keydown", (event) => {
  const panel = opened();
  if (event.key !== "Escape" || !panel) return;
  event.stopImmediatePropagation();
  const link = ownerOf(panel);
  close();
  link.focus();
}, true);

document.addEventListener("focusin", (event) => {
  const panel = opened();
  if (panel && !panel.contains(event.target) && ownerOf(panel) !== event.target) close();
  const link = event.target.closest?.("a.sig[href]");
  if (link && !link.hasAttribute("aria-expanded")) link.setAttribute("aria-expanded", "false");
});

// What cannot be fetched is shown as the page it is.
async function open(link) {
  let text;
  try {
    const response = await fetch(link.href, { headers: { "HX-Request": "true" } });
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    text = await response.text();
  } catch {
    location.assign(link.href);
    return;
  }
  close();
  const panel = document.createElement("div");
  panel.className = "sg";
  panel.innerHTML = text;
  link.after(panel);
  link.setAttribute("aria-expanded", "true");
}

function close() {
  const panel = opened();
  if (!panel) return;
  ownerOf(panel).setAttribute("aria-expanded", "false");
  panel.remove();
}
