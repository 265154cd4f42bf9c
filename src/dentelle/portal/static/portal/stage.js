// The picture of an object page: looked at closely, turned, in full screen. Without this script it is a plain picture.

const WAIT = 350; // ms after the last move, before the state is said

function attach(stage) {
  const find = (selector) => stage.querySelector(selector);
  const [place, tools, state, opener, closer] = ["[data-zoom-place]", "[data-zoom-tools]", "[data-zoom-state]", "[data-do=open]", "[data-do=close]"].map(find);
  const picture = find("[data-zoom-picture]");
  const fulls = stage.querySelectorAll("[data-do=full]");
  let zoom;
  let said;
  let opening;
  let saying;

  const filled = () => document.fullscreenElement === stage || stage.classList.contains("is-filling");

  const tell = (now) => {
    clearTimeout(saying);
    saying = setTimeout(() => { state.textContent = said(now, state.dataset); }, WAIT);
  };

  async function open() {
    opening ??= (async () => {
      place.hidden = false;
      place.setAttribute("aria-busy", "true");
      stage.classList.add("is-zooming");
      try {
        const module = await import(stage.dataset.zoom);
        said = module.said;
        zoom = await module.Zoom.open(place, stage.dataset, tell);
      } catch {
        location.href = picture.href; // no tiles, no script: the large picture by itself
        return;
      }
      place.removeAttribute("aria-busy");
      picture.hidden = true;
      tools.hidden = closer.hidden = false;
      opener.hidden = true;
      if (!filled()) stage.scrollIntoView({ block: "start" });
      place.focus({ preventScroll: true });
      tell(zoom);
    })();
    await opening;
  }

  function close() {
    clearTimeout(saying);
    empty();
    zoom?.close();
    zoom = opening = undefined;
    stage.classList.remove("is-zooming");
    place.hidden = tools.hidden = closer.hidden = true;
    picture.hidden = opener.hidden = false;
    state.textContent = state.dataset.closed;
    opener.focus();
  }

  // Full screen is the browser's own; where it has none for an element, the stage covers the page.
  function fill() {
    if (document.fullscreenEnabled) stage.requestFullscreen().catch(() => {});
    else { stage.classList.add("is-filling"); shown(); }
    open();
  }

  function empty() {
    if (document.fullscreenElement === stage) document.exitFullscreen();
    stage.classList.remove("is-filling");
    shown();
  }

  const shown = () => fulls.forEach((button) => button.setAttribute("aria-pressed", String(filled())));
  const verbs = { open, close, full: () => (filled() ? empty() : fill()) };

  stage.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) (verbs[button.dataset.do] ?? (() => zoom?.[button.dataset.do]()))();
    const link = event.target.closest("[data-zoom-picture]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    open();
  });
  stage.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !zoom) return;
    if (filled()) empty();
    else close();
  });
  // Nothing holds the keyboard: going on with Tab leaves the full screen.
  stage.addEventListener("focusout", (event) => {
    if (filled() && event.relatedTarget && !stage.contains(event.relatedTarget)) empty();
  });
  document.addEventListener("fullscreenchange", shown);
  opener.hidden = false;
  fulls.forEach((button) => { button.hidden = false; });
}

document.querySelectorAll("[data-zoom]").forEach(attach);
