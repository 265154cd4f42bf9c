// Carries the visitor's list from page to page, in the fragment of addresses alone: nothing is kept on the
// device, nothing is sent. Marks objects on the wall, and shows the way to the list once it holds something.

import { carrying, has, isOwn, queryOf, read, write } from "./list.js";

const way = document.getElementById("selection");
const said = document.getElementById("selection-said");
const home = new URL(way.href).pathname;
const words = way.dataset;
let quiet;

const here = () => new URL(location.href);
const current = () => read(queryOf(here(), home) ?? "");

function nameOf(ark) {
  const [naan, name] = ark.split("/");
  return name === undefined ? ark : naan === words.naan ? name : ark;
}

function keep(query) {
  if (isOwn(here(), home)) return;
  history.replaceState(history.state, "", carrying(here(), query));
  draw();
}

function say(sentence) {
  clearTimeout(quiet);
  said.textContent = sentence;
  quiet = setTimeout(() => { said.textContent = ""; }, 5000);
}

function toggle(ark) {
  const list = current();
  const name = nameOf(ark);
  if (has(list, name)) {
    list.entries = list.entries.filter((entry) => entry.name !== name);
    say(words.removed);
  } else if (list.entries.length >= Number(words.most)) {
    say(words.full);
  } else {
    list.entries.push({ name, note: "" });
    say(words.added);
  }
  keep(write(list));
}

// A link that adds becomes a button that adds and takes away; each object on a wall gets one.
function button(ark, classes, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = classes;
  made.dataset.select = ark;
  made.dataset.name = name;
  return made;
}

function furnish() {
  for (const link of document.querySelectorAll("a[data-select]")) link.replaceWith(button(link.dataset.select, link.className, link.dataset.title ?? ""));
  for (const hung of document.querySelectorAll(".wall > .hung:not(:has([data-select]))")) {
    const link = hung.querySelector(".hung-title a");
    const ark = link && /\/ark:\/([^?#]+)/.exec(link.pathname)?.[1];
    if (ark) hung.append(button(ark, "hung-select no-print", link.textContent));
  }
}

function draw() {
  const list = current();
  const count = list.entries.length;
  way.hidden = !count || isOwn(here(), home);
  way.search = write(list);
  way.querySelector("[data-count]").textContent = count;
  for (const each of document.querySelectorAll("button[data-select]")) {
    const chosen = has(list, nameOf(each.dataset.select));
    if (each.getAttribute("aria-pressed") === String(chosen)) continue;
    each.setAttribute("aria-pressed", chosen);
    const label = chosen ? words.taken : words.add;
    if (!each.classList.contains("hung-select")) each.textContent = label;
    if (each.dataset.name) each.setAttribute("aria-label", words.named.replace("{what}", label).replace("{title}", () => each.dataset.name));
  }
}

// Going back shows an address of before: the list of the page one comes from is newer.
function comeBack() {
  const came = window.navigation?.activation;
  if (came?.navigationType !== "traverse" || !came.from?.url) return;
  const from = new URL(came.from.url);
  const newer = queryOf(from, home);
  if (newer === null || newer === queryOf(here(), home)) return;
  if (!isOwn(here(), home)) keep(newer);
  else if (!isOwn(from, home) && here().pathname === home) location.replace(`${home}?${newer}`);
}

function follow(event) {
  const link = event.target.closest?.("a[href]");
  if (event.defaultPrevented || !link || link === way || link.origin !== location.origin || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  const query = queryOf(here(), home);
  if (!query || url.searchParams.has("o") || (url.hash && url.href.split("#")[0] === location.href.split("#")[0])) return;
  const before = link.getAttribute("href");
  if (url.pathname === home) link.search = query;
  else link.href = carrying(url, query);
  setTimeout(() => link.setAttribute("href", before));
}

addEventListener("click", (event) => {
  const pressed = event.target.closest?.("button[data-select]");
  if (pressed) toggle(pressed.dataset.select);
  else follow(event);
});
addEventListener("auxclick", follow);
addEventListener("submit", (event) => {
  const form = event.target;
  const query = queryOf(here(), home);
  const url = new URL(form.action);
  if (event.defaultPrevented || !query || url.origin !== location.origin || url.pathname === home) return;
  form.action = carrying(url, query);
});
// An anchor of the page took the list's place: put it back, the page stands where it was asked to.
addEventListener("hashchange", (event) => {
  const query = queryOf(new URL(event.oldURL), home);
  if (query && queryOf(here(), home) === null) keep(query);
  else draw();
});
addEventListener("pageshow", (event) => { if (event.persisted) { comeBack(); draw(); } });

comeBack();
furnish();
draw();
const part = /^#([^=&]+)&s=/.exec(location.hash)?.[1];
if (part) document.getElementById(decodeURIComponent(part))?.scrollIntoView();
let waiting = 0;
new MutationObserver(() => {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => { furnish(); draw(); });
}).observe(document.getElementById("main"), { childList: true, subtree: true });
