"""The address of a list: `titre=…&o=<name>&n=<note>&o=<name>…`, in the visitor's order.

`o` is the name of an ARK of this network, or `naan/name` for an ARK of another authority; `n`,
straight after it, the note on that object. `titre` names the list. What cannot be read is left out,
and `write` spells what was read in one way, which is the canonical address.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, quote_plus

from django.conf import settings

MOST = 100  # objects in a list
LONGEST_TITLE = 120
LONGEST_NOTE = 280
LONGEST_ADDRESS = 7000  # characters after `?`: what every browser and front server accepts
_LONGEST_READ = 200_000
_MOST_FIELDS = 1000
_NAME = re.compile(r"[0-9A-Za-z][\w.=*+@$~-]{0,70}", re.ASCII)
_NAAN = re.compile(r"[0-9a-z]{3,10}")
_BLANK = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An object of a list by its ARK (`naan/name`), and the visitor's note on it."""

    ark: str
    note: str = ""

    @property
    def name(self) -> str:
        """The shortest name that finds it again."""
        naan, _, name = self.ark.partition("/")
        return name if naan == settings.ARK_NAAN else self.ark


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A list. `cut` counts the objects beyond `MOST`; `is_shortened` says that a text was cut."""

    entries: tuple[Entry, ...] = ()
    title: str = ""
    cut: int = 0
    is_shortened: bool = False

    @property
    def arks(self) -> tuple[str, ...]:
        return tuple(entry.ark for entry in self.entries)


def read(query: str) -> Selection:
    """Return the list of what follows `?` in an address; an object twice there is once in it."""
    title, beyond = "", 0
    found: dict[str, str] = {}
    last: str | None = None
    for key, value in decoded(query):
        if key == "titre":
            title = value
        elif key == "o" and (ark := ark_of(value)):
            last = ark if ark in found or len(found) < MOST else None
            beyond += last is None
            found.setdefault(ark, "") if last else None
        elif key == "n" and last:
            found[last] = value
    return bounded(title, list(found.items()), cut=beyond)


def bounded(title: str, objects: list[tuple[str, str]], *, cut: int = 0) -> Selection:
    """Return a list whose texts are tidy and short enough, and whose address is not too long."""
    entries = [Entry(ark=ark, note=_text(note)[:LONGEST_NOTE].rstrip()) for ark, note in objects]
    wanted = [_text(note) for _ark, note in objects]
    made = Selection(
        entries=tuple(entries[:MOST]),
        title=_text(title).replace("\n", " ")[:LONGEST_TITLE].rstrip(),
        cut=cut + len(entries[MOST:]),
        is_shortened=any(len(text) > LONGEST_NOTE for text in wanted)
        or len(_text(title)) > LONGEST_TITLE,
    )
    return _short_enough(made)


def pairs(selection: Selection) -> list[tuple[str, str]]:
    """Return the parameters of the canonical address, in their order."""
    said = [("titre", selection.title)] if selection.title else []
    for entry in selection.entries:
        said.append(("o", entry.name))
        if entry.note:
            said.append(("n", entry.note))
    return said


def write(selection: Selection) -> str:
    """Return what follows `?` in the canonical address, empty when there is nothing to say."""
    return "&".join(f"{key}={quote_plus(value, safe='/')}" for key, value in pairs(selection))


def is_canonical(query: str, selection: Selection) -> bool:
    """Say whether an address already says the list in the one way, whatever its escapes."""
    return decoded(query) == pairs(selection)


def ark_of(text: str) -> str:
    """Return `naan/name` of what names an object: a name, an ARK, or its page's address; or nothing."""
    said = text.strip()[:500].partition("?")[0].partition("#")[0].rstrip("/")
    _before, mark, after = said.partition("ark:")
    said = after.lstrip("/") if mark else said
    naan, slash, name = said.partition("/")
    if not slash:
        naan, name = settings.ARK_NAAN, said
    return f"{naan}/{name}" if _NAAN.fullmatch(naan) and _NAME.fullmatch(name) else ""


def decoded(query: str) -> list[tuple[str, str]]:
    """Return the parameters of an address; none when there are more than any list of ours has."""
    try:
        return parse_qsl(query[:_LONGEST_READ], keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return []


def add(selection: Selection, ark: str) -> Selection:
    """Return the list with an object at its end; unchanged when it is there already."""
    if ark in selection.arks:
        return selection
    if len(selection.entries) >= MOST:
        return replace(selection, cut=selection.cut + 1)
    return replace(selection, entries=(*selection.entries, Entry(ark=ark)))


def remove(selection: Selection, ark: str) -> Selection:
    """Return the list without an object."""
    kept = tuple(entry for entry in selection.entries if entry.ark != ark)
    return replace(selection, entries=kept)


def move(selection: Selection, ark: str, steps: int) -> Selection:
    """Return the list with an object moved by `steps` places, down when positive."""
    if ark not in selection.arks:
        return selection
    entries = list(selection.entries)
    place = selection.arks.index(ark)
    entry = entries.pop(place)
    entries.insert(max(0, place + steps), entry)
    return replace(selection, entries=tuple(entries))


def _text(said: str) -> str:
    tidy = _BLANK.sub(" ", _UNSEEN.sub("", said.replace("\r\n", "\n").replace("\r", "\n")))
    return _LINES.sub("\n", tidy).strip()


def _short_enough(selection: Selection) -> Selection:
    """Return the list, its last notes then its last objects taken off until its address can be followed."""
    while len(write(selection)) > LONGEST_ADDRESS:
        selection = _shorter(selection)
    return selection


def _shorter(selection: Selection) -> Selection:
    entries = list(selection.entries)
    place = max((i for i, entry in enumerate(entries) if entry.note), default=-1)
    if place < 0:
        return replace(selection, entries=tuple(entries[:-1]), cut=selection.cut + 1)
    entries[place] = replace(entries[place], note="")
    return replace(selection, entries=tuple(entries), is_shortened=True)
