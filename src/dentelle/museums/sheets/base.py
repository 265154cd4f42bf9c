"""What every kind of sheet hands over."""

from collections.abc import Iterator
from dataclasses import dataclass


class SheetError(Exception):
    """A file cannot be read. The message, in the reader's language, says what was found, wanted, and to do.

    `line` is the line (or row) of the file, from 1; 0 when the whole file is meant.
    """

    def __init__(self, message: str, *, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The headings of a file, its rows (line number, cells), and how it was read."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str = ""
    separator: str = ""


Rows = Iterator[tuple[int, tuple[str, ...]]]
LARGEST_FILE = 50 * 1024 * 1024  # bytes; the national register is 3 MB
LARGEST_UNPACKED = 200 * 1024 * 1024  # bytes, against archives that unpack without end
