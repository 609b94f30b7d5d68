// What goes wrong while a part of the page is fetched is said in words, in the page's status line.
const line = document.querySelector("[data-request-status]");
const texts = document.documentElement.dataset;

function say(text) {
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
}

document.addEventListener("htmx:config:request", (event) => {
  const token = document.cookie.match(/(?:^|; )gezien_csrf=([^;]+)/)?.[1];
  if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:error", () => say(texts.textOffline));
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail.ctx.response.status;
  if (status >= 500) say(texts.textFailed);
  else if (status === 401 || status === 403) say(texts.textSignedOut);
});
document.addEventListener("htmx:after:swap", () => say(""));
