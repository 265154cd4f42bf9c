"""What is said of a run without refusing anything: grouped, counted, bounded in memory."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from dentelle.catalogue import vocabularies
from dentelle.catalogue.fields import FIELDS
from dentelle.core.text import tidy

_MOST = 500  # different sentences or terms kept; the rest is only counted


class Note(NamedTuple):
    """The kind of a note, the field it is about, and its sentence or term."""

    kind: str
    field: str
    text: str


class Notes:
    """Notes gathered over a run; `listed` gives them as `ImportRun.warnings` keeps them."""

    def __init__(self) -> None:
        self._found: dict[Note, list[int]] = {}
        self._beyond = 0
        self._listed = _listed()
        self.checks_terms = bool(self._listed)

    def add(self, note: Note, *, file: int, line: int) -> None:
        """Count a note; where it was met first is kept."""
        known = self._found.get(note)
        if known is not None:
            known[0] += 1
        elif len(self._found) < _MOST:
            self._found[note] = [1, file, line]
        else:
            self._beyond += 1

    def add_terms(self, changes: Iterable[list[Any]], *, file: int, line: int) -> None:
        """Count the terms of changed fields that their vocabulary does not hold."""
        for tag, _before, after in changes:
            if after and tag in self._listed:
                for term in _unknown(tag, after):
                    self.add(Note("term", tag, term), file=file, line=line)

    def listed(self) -> list[dict[str, Any]]:
        """Return the notes, most frequent first: `text` is a sentence, `file` and `line` the first place."""
        ordered = sorted(self._found.items(), key=lambda item: (-item[1][0], item[0]))
        listed = [_entry(note, *found) for note, found in ordered]
        if self._beyond:
            more = _("Other warnings were only counted.")
            listed.append(_entry(Note("beyond", "", more), self._beyond, 0, 0))
        return listed


def _entry(note: Note, count: int, file: int, line: int) -> dict[str, Any]:
    near = _nearest(note) if note.kind == "term" else ""
    return {
        "kind": note.kind,
        "field": note.field,
        "term": note.text if note.kind == "term" else "",
        "suggestion": near,
        "text": _sentence(note, near),
        "count": count,
        "file": file,
        "line": line,
    }


def _sentence(note: Note, near: str) -> str:
    if note.kind == "term" and near:
        return _("%(field)s: the term “%(term)s” is not in the list. Is it “%(near)s”?") % {
            "field": note.field,
            "term": note.text,
            "near": near,
        }
    if note.kind == "term":
        return _("%(field)s: the term “%(term)s” is not in the list.") % {
            "field": note.field,
            "term": note.text,
        }
    if note.kind == "picture":
        return _("The picture “%(name)s” is named and was not sent.") % {"name": note.text}
    if note.kind == "ark":
        return _("The ARK %(ark)s is that of another record already: this one gets its own.") % {
            "ark": note.text
        }
    return note.text


def _nearest(note: Note) -> str:
    found = vocabularies.check(note.field, note.text)
    return next((near for unknown in found for near in unknown.suggestions), "")


def _listed() -> frozenset[str]:
    """Return the fields for which the network installed a list; a built-in word list judges nobody."""
    folder = Path(settings.DATA_DIR) / "vocabularies"
    return frozenset(
        path.stem.removeprefix("lex").rstrip("AB").upper() for path in folder.glob("lex*.txt")
    ) & frozenset(FIELDS)


@lru_cache(maxsize=16_000)
def _unknown(tag: str, value: str) -> tuple[str, ...]:
    known = vocabularies.installed()[tag]
    parts = re.split(f"[{re.escape(FIELDS[tag].split or ';')}]", value)
    terms = (tidy(part).removesuffix("?").strip() for part in parts)
    return tuple(term for term in terms if term and vocabularies.key(term) not in known)
