// The slides without reloading, so that the full screen stays: arrows, and a pace when one asks for it.

const slides = document.getElementById("slides");
const said = document.getElementById("slide-said");
const play = slides.querySelector("[data-play-button]");
const full = slides.querySelector("[data-full-button]");
const PACE = 9000; // milliseconds an object stays, once one asked the slides to go by themselves
let timer;

const slide = () => document.getElementById("slide");
const step = (name) => slide().querySelector(`[data-step="${name}"]`);

async function show(address, moved = true) {
  const answer = await fetch(address);
  if (!answer.ok) { location.href = address; return; }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("slide");
  const focused = slide().contains(document.activeElement) && document.activeElement.dataset.step;
  slide().replaceWith(next);
  if (moved) history.pushState(null, "", address);
  document.title = next.dataset.title;
  said.textContent = `${next.getAttribute("aria-label")}. ${next.querySelector("h2").textContent}`;
  if (focused) (step(focused) ?? next.querySelector("[data-step]"))?.focus({ preventScroll: true });
}

function go(name) {
  const link = step(name);
  if (link) show(link.href);
  else pause();
  return Boolean(link);
}

function pause() {
  clearInterval(timer);
  timer = undefined;
  play.textContent = slides.dataset.play;
}

function advance() {
  timer = setInterval(() => { if (!document.hidden) go("next"); }, PACE);
  play.textContent = slides.dataset.pause;
}

slides.addEventListener("click", (event) => {
  const link = event.target.closest("[data-step]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  pause();
  go(link.dataset.step);
});
addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const name = { ArrowRight: "next", ArrowLeft: "previous" }[event.key];
  if (!name) return;
  event.preventDefault();
  pause();
  go(name);
});
play.hidden = false;
play.addEventListener("click", () => (timer ? pause() : advance()));
if (document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : slides.requestFullscreen()));
}
addEventListener("popstate", () => show(location.href, false));
