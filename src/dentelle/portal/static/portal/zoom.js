// A picture one can go into: OpenSeadragon with our own keys, bounds and state. Brought when it is asked for.

const STEP = 1.5; // of a zoom button or key
const PUSH = 0.2; // of what is seen, for an arrow
const CLOSEST = 2; // screen pixels for one of the picture, at most
let script;

function library(address) {
  script ??= new Promise((done, failed) => {
    // The library would put a style sheet into the page, which the content policy refuses, if it did not find its mark.
    const mark = document.createElementNS("", "style"); // of no namespace: it styles nothing
    mark.setAttribute("data-openseadragon-mobile-css", "");
    const element = Object.assign(document.createElement("script"), { src: address });
    element.addEventListener("load", () => done(globalThis.OpenSeadragon));
    element.addEventListener("error", () => { script = undefined; element.remove(); failed(new Error(address)); });
    document.head.append(mark, element);
  });
  return script;
}

// Tiles where they are, else the largest rendition. The service names itself by the site's public address;
// here it is asked where this page was.
async function sourceOf({ info, large }) {
  const answer = info && await fetch(info).catch(() => null);
  if (!answer?.ok) return { type: "image", url: large };
  const { "@id": _old, ...said } = await answer.json();
  return { ...said, id: new URL(info.replace(/\/info\.json$/, ""), location.href).href };
}

export class Zoom {
  #place;
  #isWhole = true; // seen whole, a picture stays so when its frame changes
  #onKey = (event) => this.#key(event);

  // place: an empty element. what: { engine, info, large } as addresses. changed(zoom): told of every move.
  static async open(place, what, changed = () => {}) {
    const [Seadragon, source] = await Promise.all([library(what.engine), sourceOf(what)]);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const viewer = Seadragon({
      element: place, tileSources: [source], tabIndex: "", drawer: "canvas",
      showNavigationControl: false, keyboardNavEnabled: false,
      animationTime: still ? 0 : 0.7, immediateRender: still, blendTime: still ? 0 : 0.15,
      visibilityRatio: 0.6, minZoomImageRatio: 1, maxZoomPixelRatio: CLOSEST, constrainDuringPan: true, zoomPerClick: STEP * STEP,
    });
    await new Promise((done, failed) => {
      viewer.addOnceHandler("open", done);
      viewer.addOnceHandler("open-failed", (event) => failed(new Error(event.message)));
    });
    return new Zoom(place, viewer, changed);
  }

  constructor(place, viewer, changed) {
    this.#place = place;
    this.viewer = viewer;
    place.addEventListener("keydown", this.#onKey);
    viewer.addHandler("canvas-press", () => place.focus({ preventScroll: true }));
    viewer.addHandler("zoom", () => { this.#isWhole = this.level < 1.02; });
    viewer.addHandler("resize", () => { if (this.#isWhole) queueMicrotask(() => this.viewer.viewport?.goHome(true)); });
    for (const move of ["zoom", "pan", "rotate", "resize"]) viewer.addHandler(move, () => changed(this));
  }

  get view() { return this.viewer.viewport; }
  // How many times larger than the whole picture in its frame.
  get level() { return this.view.getZoom(false) / this.view.getHomeZoom(); }
  get degrees() { return ((Math.round(this.view.getRotation(false)) % 360) + 360) % 360; }
  // What is in the middle, in shares of the picture's width and height.
  get middle() {
    const { x, y } = this.view.getCenter(false);
    return [x, y * this.#ratio];
  }

  get #ratio() {
    const { x, y } = this.viewer.world.getItemAt(0).getContentSize();
    return x / y;
  }

  in() { this.#by(STEP); }
  out() { this.#by(1 / STEP); }
  whole() { this.view.setRotation(0); this.view.goHome(); }
  turn(by = 90) { this.view.setRotation(this.view.getRotation(false) + by); this.view.applyConstraints(); }
  left() { this.#push(-PUSH, 0); }
  right() { this.#push(PUSH, 0); }
  up() { this.#push(0, -PUSH); }
  down() { this.#push(0, PUSH); }

  // See the same share of this picture as another one shows of its own.
  follow(other) {
    const [x, y] = other.middle;
    this.view.zoomTo(other.level * this.view.getHomeZoom());
    this.view.panTo(new globalThis.OpenSeadragon.Point(x, y / this.#ratio));
    this.view.applyConstraints();
  }

  close() {
    this.#place.removeEventListener("keydown", this.#onKey);
    this.viewer.destroy();
    this.#place.replaceChildren();
  }

  #by(factor) { this.view.zoomBy(factor); this.view.applyConstraints(); }

  #push(x, y) {
    const { x: width, y: height } = this.view.getContainerSize();
    this.view.panBy(this.view.deltaPointsFromPixels(new globalThis.OpenSeadragon.Point(x * width, y * height)));
    this.view.applyConstraints();
  }

  static #KEYS = {
    ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
    "+": "in", "=": "in", "-": "out", _: "out", 0: "whole", Home: "whole", r: "turn",
  };

  #key(event) {
    const verb = Zoom.#KEYS[event.key];
    if (!verb || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    this[verb]();
  }
}

// The words of a state, in those of an element: `data-whole`, `data-level` ("Zoom {n}×"), `data-turned`.
export function said(zoom, { whole, level, turned }) {
  const times = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 }).format(zoom.level);
  const first = zoom.level < 1.05 ? whole : level.replace("{n}", times);
  return zoom.degrees ? `${first}, ${turned.replace("{n}", zoom.degrees)}` : first;
}
