// Comfort of the results page: say the new count, leave the filters' sheet when it is sent.

const status = document.getElementById("announce");
const sheet = document.getElementById("facets");

document.addEventListener("htmx:afterSettle", () => {
  const count = document.querySelector("[data-announce]");
  if (status && count) status.textContent = count.dataset.announce;
  const title = document.querySelector("[data-title]");
  if (title) document.title = title.dataset.title;
});

// A fault of the network or a pause asked by the server: load the page as a link would.
for (const name of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(name, (event) => { location.href = event.detail.pathInfo?.finalRequestPath ?? location.href; });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-closes-sheet]") && sheet?.matches(":popover-open")) sheet.hidePopover();
});
