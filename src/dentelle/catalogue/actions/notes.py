"""What is said of a run without refusing anything: grouped, counted, bounded in memory."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from dentelle.catalogue import vocabularies

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
        self.checks_terms = vocabularies.any_list()

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
            if after:
                for term in vocabularies.unknown_terms(tag, after):
                    self.add(Note("term", tag, term), file=file, line=line)

    def listed(self) -> list[dict[str, Any]]:
        """Return the notes, most frequent first, unknown terms with a near known one."""
        ordered = sorted(self._found.items(), key=lambda item: (-item[1][0], item[0]))
        listed = [
            {
                "kind": note.kind,
                "field": note.field,
                "text": note.text,
                "suggestion": _nearest(note) if note.kind == "term" else "",
                "count": count,
                "file": file,
                "line": line,
            }
            for note, (count, file, line) in ordered
        ]
        if self._beyond:
            listed.append(
                {"kind": "beyond", "field": "", "text": "", "suggestion": "", "count": self._beyond}
                | {"file": 0, "line": 0}
            )
        return listed


def _nearest(note: Note) -> str:
    terms = vocabularies.terms(note.field)
    near = get_close_matches(vocabularies.comparable(note.text), terms, n=1, cutoff=0.8)
    return terms[near[0]] if near else ""
