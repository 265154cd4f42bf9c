// The page of the list without reloading: moving, removing, writing change the address, which is the list.

import { read, write } from "./list.js";

const form = document.getElementById("list");
const said = document.getElementById("said");
const rows = form.querySelector(".selection-rows");
const words = form.dataset;

const query = () => write(read(new URLSearchParams(new FormData(form)).toString()));

function sync(step) {
  const asked = query();
  const address = asked ? `${location.pathname}?${asked}` : location.pathname;
  if (!rows.children.length) { location.assign(location.pathname); return; }
  history[step ? "pushState" : "replaceState"](null, "", address);
  for (const link of document.querySelectorAll("a[data-list]")) link.search = asked;
  for (const field of document.querySelectorAll("[data-list-value]")) field.value = asked;
  for (const place of document.querySelectorAll("[data-list-fields]")) {
    place.replaceChildren(...[...new URLSearchParams(asked)].map(([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value })));
  }
  const count = rows.children.length;
  document.querySelector("[data-count-text]").textContent = count === 1 ? words.one : words.many.replace("{number}", count);
}

function say(text, values) {
  said.textContent = text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const gestures = {
  monter: (row) => row.previousElementSibling?.before(row),
  descendre: (row) => row.nextElementSibling?.after(row),
  retirer(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    for (const option of document.querySelectorAll(".selection-compare option")) {
      if (option.value === row.querySelector("[name=o]").value) option.remove();
    }
    row.remove();
    next?.focus({ preventScroll: true });
  },
};

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name]");
  const gesture = button && gestures[button.name];
  if (!gesture) return;
  event.preventDefault();
  const row = button.closest("li");
  gesture(row);
  sync(true);
  if (!row.isConnected) { say(words.removed, { title: row.dataset.title }); return; }
  button.focus();
  row.scrollIntoView({ block: "nearest" });
  say(words.place, { place: [...rows.children].indexOf(row) + 1, total: rows.children.length });
});
form.addEventListener("input", () => sync(false));
form.addEventListener("submit", (event) => {
  if (event.submitter?.name) return;
  event.preventDefault();
  sync(false);
});
for (const button of form.querySelectorAll("[data-without-script]")) button.remove();
addEventListener("popstate", () => location.reload());
