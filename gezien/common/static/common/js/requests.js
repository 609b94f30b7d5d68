// What goes wrong while a part of the page is fetched is said in words, in the page's status line.
import { csrfToken } from "gezien/csrf";

const line = document.querySelector("[data-request-status]");
const texts = document.documentElement.dataset;

function say(text) {
  if (!line) return;
  line.textContent = text;
  line.hidden = !text;
}

document.addEventListener("htmx:config:request", (event) => {
  say("");
  const token = csrfToken();
  if (token) event.detail.ctx.request.headers["X-CSRFToken"] = token;
});
document.addEventListener("htmx:error", () => say(texts.textOffline));
// Signed out meanwhile: the sign-in page is not put inside this one.
document.addEventListener("htmx:before:response", (event) => {
  const reply = event.detail.ctx.response.raw;
  if (!reply.redirected || !new URL(reply.url).pathname.endsWith("/login/")) return;
  event.preventDefault();
  say(texts.textSignedOut);
});
// 409 and 422 bring their own words in the part itself.
document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail.ctx.response.status;
  if (status >= 500 || status === 403 || status === 404) say(texts.textFailed);
});
