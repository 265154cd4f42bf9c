// Words proposed as one types, after the ARIA combobox pattern. Without this script the form is a form.

const WAIT = 140; // ms after the last key

function attach(form) {
  const input = form.querySelector('input[name="q"]');
  const list = Object.assign(document.createElement("ul"), { className: "ask-list", id: `${input.id}-list`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.getAttribute("aria-label"));
  form.append(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) {
    input.setAttribute(name, value);
  }
  let timer;
  let asked = 0;
  let chosen = -1;

  const show = (open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  };
  const choose = (index) => {
    chosen = index;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === index)));
    if (index < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[index].id);
  };
  const fill = (words) => {
    list.replaceChildren(...words.map((word, i) => {
      const item = Object.assign(document.createElement("li"), { id: `${list.id}-${i}`, textContent: word });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(word); });
      return item;
    }));
    show(words.length > 0);
  };
  const take = (word) => {
    input.value = word;
    show(false);
    form.requestSubmit();
  };
  const look = async () => {
    const turn = ++asked;
    const text = input.value;
    if (text.trim().length < 2) return show(false);
    const answer = await fetch(`${form.dataset.combobox}?${new URLSearchParams({ q: text })}`).catch(() => null);
    if (!answer?.ok || turn !== asked || document.activeElement !== input) return;
    fill(await answer.json());
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, WAIT); });
  input.addEventListener("blur", () => show(false));
  form.addEventListener("submit", () => { clearTimeout(timer); asked += 1; show(false); });
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (list.hidden || last < 0) return;
    if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape") show(false);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen].textContent);
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("form[data-combobox]").forEach(attach);
