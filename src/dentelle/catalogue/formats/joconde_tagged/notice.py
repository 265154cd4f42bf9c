r"""Read the text of one tagged record.

A line that is a known tag opens a field; every other line belongs to the field before it. What
cannot be told for sure is decided so, and said in a warning or in the refusal:

- A tag that comes twice: the one standing right after another tag's line (or after a folded line)
  is that tag's value, as when a title is the word ETAT. When that does not settle it, the record is
  refused: joining or dropping could lose something.
- A tag after a tag after a tag, the middle one also a French word (ETAT, IMAGE…): the middle one is
  taken as a value. Any other such tag is an empty field.
- Two REF in one record: its `//` was missing, it is cut in two.
- A line folded by ` -` is unfolded by removing the hyphen, as the ministry does, except between
  two digits (`1840 -` / `1850`), where the hyphen is kept. A hyphen without a space before it
  (`porte-` / `fenêtre`) is kept.

Source: folding and tags as read by the ministry's import platform.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding, tags
from dentelle.catalogue.formats.base import Row
from dentelle.catalogue.formats.images import short_names
from dentelle.catalogue.formats.joconde_tagged.records import Text

_TAG = re.compile(r"\n([A-Z][A-Z0-9_]{2,15})[ \t]*(?![^\n])")
_FOLD = re.compile(r"(?<= )-[ \t]*\n")
_HYPHEN = re.compile(r"(?<=\w)-\n(?=\w)")
_DASH_END = re.compile(r" -\s*\Z")


@dataclass(slots=True)
class _Part:
    """A tag, the text after it as it stands (its first line end included), and its line."""

    tag: str
    text: str
    line: int


@dataclass(slots=True)
class Reader:
    """Reads record after record of one file. `extra` are tags this file has beyond the known ones."""

    extra: frozenset[str] = frozenset()
    known: frozenset[str] = field(init=False)
    _missing: tags.Missing = field(default_factory=tags.Missing)

    def __post_init__(self) -> None:
        self.known = tags.KNOWN | self.extra

    def rows(self, record: Text) -> Iterator[Row]:
        """Return the rows of a record's text: none when it is blank, two when a `//` is missing."""
        text, line, _bytes = record
        parts = _TAG.split(text)
        names = parts[1::2]
        if (
            names
            and names[0] == "REF"
            and self.known.issuperset(names)
            and len(set(names)) == len(names)
            and "-\n" not in text
            and "" not in parts[2::2]
            and parts[0] in {"", "\n"}
        ):
            values = dict(zip(names, map(str.strip, parts[2::2]), strict=True))
            yield self._row(values, line + len(parts[0]) + 1, text, ())
        elif text.strip():
            yield from self._hard(parts, line, text)

    def _row(self, values: dict[str, str], line: int, text: str, warnings: tuple[str, ...]) -> Row:
        if encoding.damaged(text):
            return refused(line, text, tags.damaged_text(), values.get("REF", ""))
        if problem := tags.reference_problem(values.get("REF", "")):
            return refused(line, text, problem)
        images = short_names(values["REFIM"]) if "REFIM" in values else ()
        warnings += self._missing.warnings(values)
        return Row(line=line, values=values, images=images, warnings=warnings)

    def _hard(self, parts: list[str], line: int, text: str) -> Iterator[Row]:
        """Read a record that has something unusual."""
        warnings: list[str] = []
        pieces, before = self._pieces(parts, line, warnings)
        first = pieces[0].line if pieces else line + len(text) - len(text.lstrip("\n"))
        if before:
            yield refused(first, text, _stray(before), _reference(pieces))
            return
        for several in _cut_at_references(_values_like_tags(pieces, warnings), warnings):
            problem = _twice(several)
            if problem:
                yield refused(several[0].line, text, problem, _reference(several))
                continue
            values = {part.tag: unfold(part, warnings).strip() for part in several}
            yield self._row(values, several[0].line, text, tuple(dict.fromkeys(warnings)))

    def _pieces(self, parts: list[str], line: int, warnings: list[str]) -> tuple[list[_Part], str]:
        """Return the fields, and the text found before the first; unknown tags join the value before."""
        pieces: list[_Part] = []
        before = parts[0]
        line += before.count("\n") + 1
        for tag, text in zip(parts[1::2], parts[2::2], strict=True):
            if tag in self.known:
                pieces.append(_Part(tag, text, line))
            elif not pieces:
                before += f"\n{tag}{text}"
            else:
                if pieces[-1].text:
                    warnings.append(_unknown_tag(tag))
                pieces[-1].text += f"\n{tag}{text}"
            line += text.count("\n") + 1
        return pieces, before.strip()


def refused(line: int, text: str, problem: str, reference: str = "") -> Row:
    """Return the row of a record that cannot be read, with its text and the reference it gives."""
    values = tags.known_reference(encoding.readable(reference))
    original = encoding.readable(text.strip("\n"))
    return Row(line=line, values=values, problem=problem, original=original)


def _reference(pieces: list[_Part]) -> str:
    return next((part.text.strip() for part in pieces if part.tag == "REF"), "")


def unfold(part: _Part, warnings: list[str]) -> str:
    """Return the text of a field with its folded lines put together, doubts added to `warnings`."""
    if "-" not in part.text:
        return part.text

    def folded(match: re.Match[str]) -> str:
        before = part.text[: match.start()].rstrip()[-1:]
        if before.isdigit() and part.text[match.end() : match.end() + 1].isdigit():
            warnings.append(_kept_hyphen(part.tag))
            return "- "
        return ""

    def broken(_match: re.Match[str]) -> str:
        warnings.append(_kept_hyphen(part.tag))
        return "-"

    return _HYPHEN.sub(broken, _FOLD.sub(folded, part.text))


def _values_like_tags(pieces: list[_Part], warnings: list[str]) -> list[_Part]:
    """Return the fields, those that are the value of the one before put back into it."""
    counts: dict[str, int] = {}
    for part in pieces:
        counts[part.tag] = counts.get(part.tag, 0) + 1
    kept: list[_Part] = []
    for part in pieces:
        if kept and _is_value(kept[-1], part, counts[part.tag]):
            counts[part.tag] -= 1
            kept[-1].text += f"\n{part.tag}{part.text}"
            warnings.append(_tag_as_value(part.tag, kept[-1].tag))
        else:
            kept.append(part)
    return kept


def _is_value(before: _Part, part: _Part, count: int) -> bool:
    """Say whether what looks like a tag is the value, or a line of it, of the field before."""
    if count > 1 and part.tag != before.tag:
        return not before.text or bool(_DASH_END.search(before.text))
    return not before.text and not part.text and part.tag in tags.WORDS


def _cut_at_references(pieces: list[_Part], warnings: list[str]) -> Iterator[list[_Part]]:
    """Give the fields of each record: a second REF opens another, whose `//` was missing."""
    current: list[_Part] = []
    for part in pieces:
        if part.tag == "REF" and any(other.tag == "REF" for other in current):
            warnings.append(
                _(
                    "No “//” line between this record and its neighbour: they were told apart by REF."
                )
            )
            yield current
            current = []
        current.append(part)
    yield current


def _twice(pieces: list[_Part]) -> str:
    """Return why a record whose tag comes twice is refused, or nothing."""
    seen: dict[str, int] = {}
    for part in pieces:
        if part.tag in seen:
            return _(
                "The tag %(tag)s comes twice in this record, on lines %(first)d and %(second)d: "
                "which one is meant cannot be told. Keep one, or join both values by “ ; ”."
            ) % {"tag": part.tag, "first": seen[part.tag], "second": part.line}
        seen[part.tag] = part.line
    return ""


def _stray(text: str) -> str:
    return _(
        "This record does not open with a tag: “%(text)s” was found where REF was expected. "
        "Take this text out, or put a tag before it."
    ) % {"text": encoding.readable(text[:80])}


def _unknown_tag(tag: str) -> str:
    return _(
        "The line “%(tag)s” looks like a tag, but none of that name is known: it was read as text "
        "of the field before it."
    ) % {"tag": tag}


def _tag_as_value(tag: str, before: str) -> str:
    return _(
        "The line “%(tag)s” is a tag’s name, but was read as the text of %(before)s. Check this "
        "record."
    ) % {"tag": tag, "before": before}


def _kept_hyphen(tag: str) -> str:
    return _(
        "A line of %(tag)s ends with a hyphen that may belong to the text: it was kept. Check it."
    ) % {"tag": tag}
