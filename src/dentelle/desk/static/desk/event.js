/* The dates of an event: what a way of saying them does not ask is put away, and a line is added without a
   round trip. Without this module every field stands there, and the same button asks the server for a line.
   An exhibition chosen before its dates lasts several days: people miss that choice. */
const ASKED = { day: [], week: ["last", "days", "excepted"], fortnight: ["last", "days", "excepted"] };
const OTHERWISE = ["last", "excepted"];

/* What is put away is not sent, and comes back as it was with the way of saying that asks it. */
function suit(line) {
  const how = line.querySelector("select[name$='-how']");
  if (!how) return;
  const asked = ASKED[how.value] ?? OTHERWISE;
  for (const part of line.querySelectorAll("[data-part]")) {
    part.hidden = !asked.includes(part.dataset.part);
    for (const field of part.querySelectorAll("input")) field.disabled = part.hidden;
  }
  const first = line.querySelector("[data-first]");
  const label = first.querySelector("label");
  first.dataset.label ??= label.textContent;
  label.textContent = how.value === "day" ? first.dataset.oneDay : first.dataset.label;
}

const kind = document.querySelector("select[name='kind']");
kind?.addEventListener("change", () => {
  const how = document.querySelector("select[name='d0-how']");
  const touched = document.querySelector("[name='d0-first']")?.value;
  if (!how || touched) return;
  how.value = kind.value === "exhibition" ? "span" : "day";
  suit(how.closest("[data-line]"));
});
for (const dates of document.querySelectorAll("[data-dates]")) {
  for (const line of dates.querySelectorAll("[data-line]")) suit(line);
  dates.addEventListener("change", (event) => {
    if (event.target.matches("select[name$='-how']")) suit(event.target.closest("[data-line]"));
  });
  const blank = dates.querySelector("template");
  const button = dates.querySelector("[data-add]");
  let next = 0;
  for (const field of dates.querySelectorAll("[name]")) {
    const number = /^d(\d+)-/.exec(field.name);
    if (number) next = Math.max(next, Number(number[1]) + 1);
  }
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const line = blank.content.cloneNode(true);
    for (const element of line.querySelectorAll("[name], [id], [for], [aria-describedby]")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll("dX", `d${next}`));
      }
    }
    const shown = dates.querySelectorAll("[data-line]").length + 1;
    const legend = line.querySelector("legend");
    legend.textContent = legend.textContent.replace("+", String(shown));
    suit(line.querySelector("[data-line]"));
    button.parentElement.before(line);
    dates.querySelector(`[name="d${next}-how"]`).focus();
    next += 1;
  });
}

/* Enter in a search looks, it does not save the event. */
for (const look of document.querySelectorAll(".look")) {
  look.querySelector("input").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look.querySelector("button").click();
  });
}
