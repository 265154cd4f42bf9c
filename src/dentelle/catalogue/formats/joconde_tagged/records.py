"""Cut a tagged file into the texts of its records, in bounded memory."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding
from dentelle.catalogue.formats.base import FormatError

# A record longer than this is a file whose `//` lines are missing or written another way.
LONGEST = 4_000_000
_MARK = "\n//"
_REF = re.compile(r"\nREF[ \t]*\n([^\n]*)")
_TAGGED_CELL = re.compile(r"\s*REF[ \t]*\r?\n")
_AFTER_MARK = re.compile(r"[ \t]*(?:\n|\Z)")
_LAST_MARK = re.compile(r"\n//\s*\Z")


class Text(NamedTuple):
    r"""The text of one record, opened by `\n`, the line that `\n` ends, and the bytes read."""

    text: str
    line: int
    bytes_read: int


def cut(path: Path, codec: str, separator: str = "") -> Iterator[Text]:
    """Go through the records; with a separator, those held in the cells of a table.

    Raises:
        FormatError: no end of record for too long.
    """
    if separator:
        return _from_cells(path, codec, separator)
    return _split(encoding.blocks(path, codec), 0)


def references(path: Path, codec: str, separator: str = "") -> Iterator[tuple[str, int]]:
    """Go through the references alone, each with its line."""
    for record in cut(path, codec, separator):
        text = record.text
        for found in _REF.finditer(text):
            line = record.line + text.count("\n", 0, found.start()) + 1
            yield found[1].strip(), line


def _split(blocks: Iterable[tuple[str, int]], line: int) -> Iterator[Text]:
    """Cut at the lines `//`; one that goes on (`//server/…`) belongs to the value it stands in."""
    rest, done = "\n", 0
    for block, done in blocks:
        pieces = (rest + block).split(_MARK)
        held = pieces[:1]
        for piece in pieces[1:-1]:
            if piece[:1] == "\n" or _AFTER_MARK.match(piece):
                text = _MARK.join(held)
                yield Text(text, line, done)
                line += text.count("\n") + 1
                held = [piece]
            else:
                held.append(piece)
        # The last piece stays joined: the rest of its first line may come with the next block.
        held.extend(pieces[1:][-1:])
        rest = _MARK.join(held)
        if len(rest) > LONGEST:
            raise _no_end(line)
    yield from _last(rest, line, done)


def _last(rest: str, line: int, done: int) -> Iterator[Text]:
    """Cut what was left at the end: one record, or two when the last `//` could not be judged."""
    rest = _LAST_MARK.sub("", rest)
    before, mark, after = rest.rpartition(_MARK)
    if mark and _AFTER_MARK.match(after):
        yield Text(before, line, done)
        yield Text(after, line + before.count("\n") + 1, done)
    else:
        yield Text(rest, line, done)


def _no_end(line: int) -> FormatError:
    return FormatError(
        _(
            "No end of record: after line %(line)d, no line holds “//” alone for millions of "
            "characters. Export the file again as Joconde tagged text."
        )
        % {"line": line}
    )


def _from_cells(path: Path, codec: str, separator: str) -> Iterator[Text]:
    """Go through the tagged records held in quoted cells, whatever their column."""
    with encoding.open_text(path, codec) as source:
        rows = csv.reader(source, delimiter=separator)
        line = 0
        try:
            for row in rows:
                yield from _cells_of(row, line, encoding.position(source))
                line = rows.line_num
        except csv.Error as error:
            raise _no_end(line) from error


def _cells_of(row: list[str], line: int, done: int) -> Iterator[Text]:
    for cell in row:
        if _TAGGED_CELL.match(cell):
            text = cell.replace("\r\n", "\n").replace("\r", "\n")
            yield from _split([(text, done)], line)
