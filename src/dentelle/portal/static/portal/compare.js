// Two pictures looked at closely side by side: linked, each follows the other; free, each goes its own way.

const WAIT = 350; // ms after the last move, before the state is said
const board = document.querySelector("[data-compare]");
const frames = [...board.querySelectorAll("[data-side]")];
const [tools, state, opener, closer, linker, keys] = ["[data-zoom-tools]", "[data-zoom-state]", "[data-do=open]", "[data-do=close]", "[data-do=link]", "[data-zoom-keys]"]
  .map((selector) => board.querySelector(selector));
const sides = new Map();
let active;
let leading = false; // while one moves the other, the other does not move it back
let said;
let saying;
let opening;

const linked = () => linker.getAttribute("aria-pressed") === "true";

function follow(leader) {
  if (leading || !linked()) return;
  leading = true;
  for (const zoom of sides.values()) if (zoom !== leader) zoom.follow(leader);
  leading = false;
}

function tell(frame) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    const words = said(sides.get(frame), state.dataset);
    state.textContent = linked() ? words : `${frame.dataset.side} : ${words}`;
  }, WAIT);
}

function open() {
  opening ??= (async () => {
    board.setAttribute("aria-busy", "true");
    const module = await import(board.dataset.zoom);
    said = module.said;
    await Promise.all(frames.map((frame) => enter(frame, module.Zoom)));
    board.removeAttribute("aria-busy");
    opener.hidden = true;
    board.classList.add("is-zooming");
    tools.hidden = keys.hidden = closer.hidden = false;
    linker.hidden = frames.length < 2;
    [active] = frames;
    place(active).focus({ preventScroll: true });
    tell(active);
  })();
}

async function enter(frame, Zoom) {
  const target = place(frame);
  frame.classList.add("is-zooming");
  target.hidden = false;
  const moved = (zoom) => {
    if (leading) return;
    follow(zoom);
    tell(frame);
  };
  try {
    sides.set(frame, await Zoom.open(target, frame.dataset, moved));
    frame.querySelector("[data-zoom-picture]").hidden = true;
  } catch {
    target.hidden = true; // this one stays a plain picture
    frame.classList.remove("is-zooming");
  }
  target.addEventListener("focus", () => { active = frame; });
}

function close() {
  clearTimeout(saying);
  for (const [frame, zoom] of sides) {
    zoom.close();
    place(frame).hidden = true;
    frame.querySelector("[data-zoom-picture]").hidden = false;
    frame.classList.remove("is-zooming");
  }
  sides.clear();
  board.classList.remove("is-zooming");
  opening = undefined;
  tools.hidden = keys.hidden = linker.hidden = closer.hidden = true;
  opener.hidden = false;
  state.textContent = state.dataset.closed;
  opener.focus();
}

function link() {
  linker.setAttribute("aria-pressed", String(!linked()));
  const address = new URL(location.href);
  if (linked()) address.searchParams.delete("lie");
  else address.searchParams.set("lie", "non");
  history.replaceState(null, "", address);
  follow(sides.get(active));
}

function turn() {
  for (const [frame, zoom] of sides) if (linked() || frame === active) zoom.turn();
}

const place = (frame) => frame.querySelector("[data-zoom-place]");
const verbs = { open, close, link, turn };

board.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) (verbs[button.dataset.do] ?? (() => sides.get(active)?.[button.dataset.do]()))();
  const picture = event.target.closest("[data-zoom-picture]");
  if (!picture || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  open();
});
board.addEventListener("keydown", (event) => { if (event.key === "Escape" && sides.size) close(); });
opener.hidden = !frames.length;
