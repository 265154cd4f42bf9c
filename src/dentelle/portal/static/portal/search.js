// Comfort of the results page: what is chosen shows without loading the page again. Nothing is kept in
// the browser: addresses say everything, and going back asks the server.

const form = document.getElementById("ask");
const board = document.getElementById("board");
const sheet = document.getElementById("facets");
const status = document.getElementById("announce");
const PARTS = ["facets-inner", "results"];
let shown = location.search;
let waiting = new AbortController();

async function fetched(address) {
  waiting.abort();
  waiting = new AbortController();
  const answer = await fetch(address, { headers: { "Dentelle-Part": "1" }, signal: waiting.signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return { parts: new DOMParser().parseFromString(await answer.text(), "text/html"), address: answer.headers.get("Dentelle-Address") };
}

function put(parts) {
  const focused = document.activeElement?.id;
  const inside = board.contains(document.activeElement);
  const open = [...board.querySelectorAll("details[open] > summary")].map((summary) => summary.id);
  for (const id of PARTS) document.getElementById(id).replaceWith(parts.getElementById(id));
  for (const id of open) document.getElementById(id)?.parentElement.setAttribute("open", "");
  // Focus stays on the filter that was touched, or goes to the count when that is gone.
  const again = (focused && document.getElementById(focused)) || (inside && board.querySelector(".results-count"));
  if (again) again.focus({ preventScroll: true });
}

async function show(address, top = false) {
  board.setAttribute("aria-busy", "true");
  try {
    const answer = await fetched(address);
    put(answer.parts);
    history.pushState(null, "", answer.address + location.hash); // the visitor’s list stands in the fragment
    shown = location.search;
    const results = document.getElementById("results");
    status.textContent = results.dataset.announce;
    document.title = results.dataset.title;
    if (top) form.scrollIntoView();
    board.removeAttribute("aria-busy");
  } catch (fault) {
    // The network, or a pause asked by the server: load the page as a link would.
    if (fault.name !== "AbortError") location.href = address;
  }
}

function ask() {
  const said = [...new FormData(form)].filter(([, value]) => value !== "");
  show(`${form.action}?${new URLSearchParams(said)}`);
}

form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
board.addEventListener("change", ask);
board.addEventListener("click", (event) => {
  if (event.target.closest("[data-closes-sheet]")) sheet.hidePopover?.();
  const link = event.target.closest("[data-swap] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  show(link.href, link.closest("[data-swap]").dataset.swap === "top");
});
addEventListener("popstate", () => { if (location.search !== shown) location.reload(); });
