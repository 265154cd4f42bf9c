"""The format: recognise a tagged file, sound it, read it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding, references, tags
from dentelle.catalogue.formats.base import FormatError, Row, Sounding
from dentelle.catalogue.formats.joconde_tagged import notice, records

_LINE = re.compile(r"^([A-Z][A-Z0-9_]{2,15})[ \t]*\r?$", re.MULTILINE)
_REF = re.compile(r"^REF[ \t]*(?:\r\n|\r|\n)[^\r\n]", re.MULTILINE)
_IN_CELL = re.compile(r'([;,|\t])"\s*REF[ \t]*\r?\n')
_NEIGHBOURS = re.compile(r"\n([A-Z][A-Z0-9_]{2,7})\n(?=([^\n]*))")
_HEAD = 1 << 16
_RECORDS = 200  # enough to tell a tag from a word in capitals


class JocondeTagged:
    """Joconde tagged text, in any encoding and with any line ends, in a file or in a table's cells."""

    name = "joconde_tagged"

    def recognises(self, path: Path) -> bool:
        """Say whether the beginning has a REF line and its value."""
        text = encoding.head_text(path, _HEAD).replace("\r\n", "\n").replace("\r", "\n")
        return bool(_REF.search(text) or _IN_CELL.search(text))

    def sound(self, path: Path, *, columns: Mapping[str, str] | None = None) -> Sounding:
        """Find the encoding, the tags used, and those that nobody knows (kept, never shown).

        `columns` may map such a tag to nothing, to read it as plain text instead.
        """
        found = encoding.sound_text(path)
        text = found.head.replace("\r\n", "\n").replace("\r", "\n")
        in_cell = None if _REF.match(text.lstrip()) else _IN_CELL.search(text)
        separator = in_cell[1] if in_cell else ""
        if not in_cell and not _REF.search(text):
            raise FormatError(
                _(
                    "No REF line was found: this is not Joconde tagged text. Each record must open "
                    "with a line REF, then its reference on the next line."
                )
            )
        unknown = _unknown_tags(path, found.encoding, separator)
        used = _used_tags(text, unknown)
        chosen = {tag: (columns or {}).get(tag, tag) for tag in used}
        return Sounding(
            format=self.name,
            encoding=found.encoding,
            line_ends=found.line_ends,
            separator=separator,
            headings=used,
            columns=chosen,
            samples=found.samples,
            doubts=(*found.doubts, *_doubts(unknown, separator)),
        )

    def read(self, path: Path, sounding: Sounding) -> Iterator[tuple[Row, int]]:
        """Go through the records; those that share a reference are all refused."""
        codec, separator = sounding.encoding, sounding.separator
        twice = references.repeated(lambda: records.references(path, codec, separator))
        extra = frozenset(sounding.columns.values()) - {""}
        read = notice.Reader(extra).rows
        for record in records.cut(path, codec, separator):
            done = record.bytes_read
            for row in read(record):
                if twice and row.values.get("REF") in twice:
                    yield _refused_twice(row, record.text, twice), done
                else:
                    yield row, done


def _refused_twice(row: Row, text: str, twice: Mapping[str, tuple[int, ...]]) -> Row:
    reference = row.values["REF"]
    problem = references.repeated_sentence(reference, twice[reference])
    return replace(notice.refused(row.line, text, problem), values=row.values)


def _used_tags(text: str, unknown: tuple[str, ...]) -> tuple[str, ...]:
    found = dict.fromkeys(_LINE.findall(text))
    return tuple(tag for tag in found if tag in tags.KNOWN or tag in unknown)


def _unknown_tags(path: Path, codec: str, separator: str) -> tuple[str, ...]:
    """Return the tags that are not in any list, told from words in capitals by coming back.

    A word counts when it follows a value and has one, in two records at least.
    """
    counts: dict[str, int] = {}
    for record in islice(records.cut(path, codec, separator), _RECORDS):
        previous_is_tag = True
        for tag, _text in _lines_like_tags(record.text, previous_is_tag=previous_is_tag):
            counts[tag] = counts.get(tag, 0) + 1
    return tuple(tag for tag, count in counts.items() if count > 1)


def _lines_like_tags(text: str, *, previous_is_tag: bool) -> Iterator[tuple[str, str]]:
    """Give the lines that look like a tag, stand after a value, and have one."""
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        tag = line.strip()
        like_tag = bool(_LINE.fullmatch(tag))
        if like_tag and tag not in tags.KNOWN and not previous_is_tag and after.strip():
            yield tag, after
        previous_is_tag = like_tag


def _doubts(unknown: tuple[str, ...], separator: str) -> tuple[str, ...]:
    doubts = []
    if unknown:
        doubts.append(
            _(
                "Tags that the ministry’s list does not have: %(tags)s. Their text is kept with the "
                "record and never shown to the public."
            )
            % {"tags": ", ".join(unknown)}
        )
    if separator:
        doubts.append(
            _("The tagged records stand in the cells of a table: its other columns are not read.")
        )
    return tuple(doubts)
