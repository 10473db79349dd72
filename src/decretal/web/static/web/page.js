// Small conveniences; every page works without them.
"use strict";

document.addEventListener("submit", (event) => {
  // A second click sends nothing; the server would record it once all the same.
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  window.setTimeout(() => { delete form.dataset.sent; }, 10000);
});

window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});

// What is shown beside goes away with Escape, and the focus goes back to what showed it.
let shownBy = null;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.target && event.detail.target.id === "beside") shownBy = event.detail.elt;
});
document.addEventListener("keydown", (event) => {
  const beside = document.getElementById("beside");
  if (event.key !== "Escape" || !beside || !beside.childElementCount) return;
  beside.replaceChildren();
  if (shownBy) shownBy.focus();
});
