/* Adds a line of dates without a round trip; without this, the same button asks the server for one.
   An exhibition chosen before its dates lasts several days: people miss that choice. */
const kind = document.querySelector("select[name='kind']");
kind?.addEventListener("change", () => {
  const how = document.querySelector("select[name='d0-how']");
  const touched = document.querySelector("[name='d0-first']")?.value;
  if (how && !touched) how.value = kind.value === "exhibition" ? "span" : "day";
});
for (const dates of document.querySelectorAll("[data-dates]")) {
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
    button.parentElement.before(line);
    dates.querySelector(`[name="d${next}-how"]`).focus();
    next += 1;
  });
}
