// [data-follows] in a form that saves itself: after each save that part comes anew from the server, like the spider web
// that follows the own scores.
for (const part of document.querySelectorAll("[data-follows]")) {
  const form = part.closest("form");
  form.addEventListener("autosave:saved", async () => {
    const reply = await fetch(part.dataset.follows, { headers: { "HX-Request": "true" }, redirect: "error" }).catch(() => null);
    if (reply?.ok) part.innerHTML = await reply.text();
  });
}
