"""What every format hands over: rows, refused rows, and what was found out about the file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class FormatError(Exception):
    """A file cannot be read at all. The message, in the reader's language, says what was found, wanted, and to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record as a file gives it.

    `values` maps a field's Joconde tag to its verbatim text, unfolded; an empty text erases, an
    absent tag keeps; a refused row carries what could be read, its REF above all. `line` is the
    first line (or row, or record number) in the file, from 1.
    `images` are file names in order. `problem`, when set, says why the row is refused; `original`
    then holds its text as it stood. `warnings` are sentences that refuse nothing.
    """

    line: int
    values: Mapping[str, str] = field(default_factory=dict)
    images: tuple[str, ...] = ()
    problem: str = ""
    original: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounding:
    """What a first look at a file found, to be shown to a person before anything is read.

    `encoding` is a Python codec name, `line_ends` one of `CRLF`, `LF`, `CR`, `mixed`, `separator` that
    of a table. `headings` are those of a table, `columns` the field each was recognised as (empty
    text for a column that is left out). `samples` are lines that show accents. `doubts` are
    sentences: mojibake found, columns not recognised.
    """

    format: str
    encoding: str = ""
    line_ends: str = ""
    separator: str = ""
    headings: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    samples: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Format(Protocol):
    """One kind of file. `sound` reads its beginning, `read` goes through it in bounded memory."""

    name: str

    def recognises(self, path: Path) -> bool:
        """Say whether the file's beginning looks like this format."""

    def sound(self, path: Path, *, columns: Mapping[str, str] | None = None) -> Sounding:
        """Look at the beginning of the file.

        Raises:
            FormatError: it cannot be read at all.
        """

    def read(self, path: Path, sounding: Sounding) -> Iterator[tuple[Row, int]]:
        """Go through the rows, each with the number of bytes read so far.

        Raises:
            FormatError: the file is ruined from some point on; nothing of it may be used.
        """
