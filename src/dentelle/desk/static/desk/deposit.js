// The form `data-deposit="address"` sends its files in parts, one file after another. A cut or a
// pause loses nothing: the site is asked what it received, and sending goes on from there. The same
// file chosen again, even another day, goes on too. Without script the form sends everything at once.

const LONGEST_WAIT = 30_000; // milliseconds between two tries when the network is cut
const form = document.querySelector("[data-deposit]");
const section = document.querySelector("[data-sending]");
const list = section?.querySelector("ul");
const words = JSON.parse(form?.dataset.words ?? "{}");
const token = form?.querySelector("[name=csrfmiddlewaretoken]").value;
const rows = [];
let busy = false;

class Refused extends Error {}

const say = (text, values = {}) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const sleep = (time) => new Promise((resolve) => {
  const timer = setTimeout(resolve, time);
  window.addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
});
const weight = (size) => new Intl.NumberFormat(document.documentElement.lang, {
  style: "unit", unit: size < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: size < 1e7 ? 1 : 0,
}).format(size < 1e6 ? size / 1e3 : size / 1e6);

async function ask(address, options = {}) {
  const headers = { "X-CSRFToken": token, Accept: "application/json", ...options.headers };
  const answer = await fetch(address, { ...options, headers, credentials: "same-origin" });
  if (answer.redirected) throw new Refused(words.signed_out);
  const kind = answer.headers.get("Content-Type") ?? "";
  const found = kind.startsWith("application/json") ? await answer.json() : {};
  if (answer.status === 409) return found;
  if (answer.status >= 500) throw new Error(String(answer.status));
  if (!answer.ok) throw new Refused(found.error ?? words.failed);
  return found;
}

const WHOLE = 512 * 1024 * 1024; // bytes a browser reads at once for their sum

async function digest(part) {
  if (!window.crypto?.subtle) return {};
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await part.arrayBuffer()));
  return { "X-Part-SHA256": Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") };
}

// Whatever is asked is asked again after a cut, later and later, until the row is paused.
async function insist(row, work) {
  for (let wait = 1000; !row.paused; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof Refused) throw error;
      tell(row, words.cut);
      await sleep(wait);
    }
  }
  return null;
}

function tell(row, text) {
  row.state.textContent = text;
}

function moved(row) {
  row.bar.value = (100 * row.received) / row.file.size;
  tell(row, say(row.paused ? words.paused : words.sending, { percent: Math.floor(row.bar.value) }));
}

async function send(row) {
  const announced = new FormData(form);
  announced.delete("pictures");
  announced.set("museum", row.museum);
  announced.set("about", row.about);
  announced.set("name", row.file.name);
  announced.set("size", row.file.size);
  // Two files may have one name and one size: what was begun is gone on with for the same bytes alone.
  const whole = row.file.size <= WHOLE ? await digest(row.file) : {};
  announced.set("sha256", whole["X-Part-SHA256"] ?? "");
  const begun = await insist(row, () => ask(form.dataset.deposit, { method: "POST", body: announced }));
  if (!begun) return false;
  row.address = begun.address;
  row.received = begun.received;
  moved(row);
  while (row.received < row.file.size && !row.paused) {
    const part = row.file.slice(row.received, row.received + Number(form.dataset.part));
    const headers = { "Content-Type": "application/octet-stream", ...(await digest(part)) };
    const found = await insist(row, () => ask(`${row.address}?debut=${row.received}`, { method: "POST", body: part, headers }));
    if (found) row.received = found.received;
    moved(row);
  }
  if (row.paused) return false;
  row.pause.hidden = true;
  tell(row, words.checking);
  const done = await insist(row, () => ask(`${row.address}fin/`, { method: "POST" }));
  if (!done) return false;
  row.see.href = done.record;
  row.see.hidden = false;
  return done.done;
}

async function run() {
  if (busy) return;
  busy = true;
  for (let row; (row = rows.find((each) => each.turn === "waiting"));) {
    row.turn = "sending";
    row.item.setAttribute("aria-busy", "true");
    try {
      const sentence = await send(row);
      if (sentence) end(row, "kept", sentence);
      else if (row.turn === "sending") row.turn = "paused";
    } catch (error) {
      end(row, "refused", error instanceof Refused ? error.message : words.failed);
    }
    row.item.removeAttribute("aria-busy");
  }
  busy = false;
  const kept = rows.filter((row) => row.turn === "kept").length;
  section.querySelector("[data-tell]").textContent = say(words.all, { done: kept, total: rows.length });
}

function end(row, turn, sentence) {
  row.turn = turn;
  row.item.dataset.turn = turn;
  for (const control of [row.pause, row.resume, row.cancel, row.bar]) control.hidden = true;
  tell(row, sentence);
}

function hold(row) {
  row.paused = true;
  row.turn = "paused";
  row.pause.hidden = true;
  row.resume.hidden = false;
  moved(row);
  row.resume.focus();
}

function release(row) {
  row.paused = false;
  row.turn = "waiting";
  row.pause.hidden = false;
  row.resume.hidden = true;
  tell(row, words.waiting);
  row.pause.focus();
  run();
}

async function cancel(row) {
  row.paused = true;
  end(row, "cancelled", words.cancelled);
  if (row.address) await ask(`${row.address}oublier/`, { method: "POST" }).catch(() => {});
}

function add(file) {
  const item = document.querySelector("[data-row]").content.firstElementChild.cloneNode(true);
  const part = (name) => item.querySelector(`[data-${name}]`);
  const row = {
    file, item, received: 0, turn: "waiting", paused: false, address: "",
    museum: form.elements.museum.value, about: form.elements.about.value,
    bar: item.querySelector("progress"), state: part("state"), pause: part("pause"),
    resume: part("resume"), cancel: part("cancel"), see: part("see"),
  };
  part("name").textContent = file.name;
  part("size").textContent = weight(file.size);
  row.bar.setAttribute("aria-label", file.name);
  for (const control of ["pause", "resume", "cancel"]) {
    const named = document.createElement("span");
    named.className = "visually-hidden";
    named.textContent = ` (${file.name})`;
    row[control].append(named);
  }
  row.pause.addEventListener("click", () => hold(row));
  row.resume.addEventListener("click", () => release(row));
  row.cancel.addEventListener("click", () => cancel(row));
  tell(row, words.waiting);
  list.append(item);
  rows.push(row);
}

if (form && list) {
  for (const hint of document.querySelectorAll("[data-with-script]")) hint.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    section.hidden = false;
    for (const file of form.elements.pictures.files) add(file);
    form.elements.pictures.value = "";
    section.scrollIntoView({ block: "nearest" });
    run();
  });
  window.addEventListener("beforeunload", (event) => {
    if (rows.some((row) => ["waiting", "sending"].includes(row.turn))) event.preventDefault();
  });
}
