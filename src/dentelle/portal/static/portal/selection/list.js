// A visitor's list as its address says it: `titre`, then each object `o` with the note `n` that follows it.
// It stands in the query of the list's own pages (/selection/?o=…), in the fragment of every other (#s=o=…).

const IN_FRAGMENT = /(^|#|&)s=(.*)$/;

export function read(query) {
  const list = { title: "", entries: [] };
  for (const [key, value] of new URLSearchParams(query)) {
    if (key === "titre") list.title = value;
    else if (key === "o" && value && !has(list, value)) list.entries.push({ name: value, note: "" });
    else if (key === "n" && list.entries.length) list.entries.at(-1).note = value;
  }
  return list;
}

export function write(list) {
  const pairs = list.title ? [["titre", list.title]] : [];
  for (const { name, note } of list.entries) {
    pairs.push(["o", name]);
    if (note) pairs.push(["n", note]);
  }
  return new URLSearchParams(pairs).toString().replaceAll("%2F", "/");
}

export function has(list, name) {
  return list.entries.some((entry) => entry.name === name);
}

/** Whether an address is one of the list's own pages, which say it in their query. */
export function isOwn(url, home) {
  return url.pathname === home || (url.pathname.startsWith(home) && url.searchParams.has("o"));
}

/** What an address says of the list, or null when it says nothing. */
export function queryOf(url, home) {
  if (isOwn(url, home)) return write(read(url.search));
  return IN_FRAGMENT.exec(url.hash)?.[2] ?? null;
}

/** The address with the list in its fragment, after the part of the page it may name. */
export function carrying(url, query) {
  const carried = new URL(url);
  const part = carried.hash.replace(IN_FRAGMENT, "").replace(/^#/, "");
  carried.hash = part ? `${part}&s=${query}` : `s=${query}`;
  return carried;
}
