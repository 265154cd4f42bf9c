"""An OpenDocument spreadsheet (ODS) written as it is sent: typed cells, the headings bold, frozen and repeated.

The XML is put together as text: a table of 20,000 rows and 14 columns takes a quarter of what lxml's
`xmlfile` needs, and a sixtieth of odfpy, which holds half a gigabyte meanwhile. A sheet has room for
1,048,576 rows; spreadsheets leave out those beyond.

Source: OASIS, Open Document Format for Office Applications 1.3, part 2 (packages) and part 3 (schema).
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr
from zlib import crc32

from dentelle.core.sinks import Sink
from dentelle.core.spreadsheets import package
from dentelle.core.spreadsheets.cells import Cell, Row

_LOOKED_AT = 200  # rows that say how wide the columns are
_TOGETHER = 200  # rows compressed together
_NARROWEST, _WIDEST = 2.2, 8.0  # centimetres
_A_LETTER, _AROUND = 0.2, 0.6  # centimetres, in ten points; the arrow of the filter is within
_LONGEST_NAME = 31  # characters of a sheet's name that every spreadsheet takes
_NOT_IN_A_NAME = re.compile(r"[\[\]*?:/\\']")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 §2.2
# Spaces that XML would run together or drop have an element of their own (part 3, §6.1.3).
_SPACES = re.compile(r"^ +|(?<= ) +| +$")


def as_ods(headings: Sequence[str], rows: Iterable[Row], *, title: str) -> Iterator[bytes]:
    """Go through a table as an ODS file; `title` names its sheet. Headings stand at the head of each page printed."""
    sink = Sink()
    name = _NOT_IN_A_NAME.sub(" ", title)[:_LONGEST_NAME].strip() or "1"
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[call-overload]
        _say_what_it_is(archive)
        for path, content in package.around(quoteattr(name), escape(name)).items():
            with archive.open(path, "w") as target:
                target.write(content.encode())
        with archive.open("content.xml", "w") as target:
            for part in _content(headings, iter(rows), name):
                target.write(part.encode())
                yield from sink.taken()
        yield from sink.taken()
    yield from sink.taken()


def _say_what_it_is(archive: zipfile.ZipFile) -> None:
    """Write the first entry: the media type, stored, its size and sum before it.

    `zipfile` writes them after an entry when what it writes into cannot be gone back in, and readers
    refuse that of an entry which is not compressed: nothing would say where it ends.
    Source: part 2, §3.3.
    """
    content = package.MEDIA_TYPE.encode()
    first = zipfile.ZipInfo("mimetype")
    first.file_size = first.compress_size = len(content)
    first.CRC, first.header_offset = crc32(content), 0
    assert archive.fp is not None  # noqa: S101 -- open
    archive.fp.write(first.FileHeader(zip64=False) + content)
    archive.filelist.append(first)


def _content(headings: Sequence[str], rows: Iterator[Row], name: str) -> Iterator[str]:
    first = list(islice(rows, _LOOKED_AT))
    yield package.before(quoteattr(name), _widths(headings, first))
    cells = "".join(_cell(heading, "heading") for heading in headings)
    yield f"<table:table-header-rows><table:table-row>{cells}</table:table-row></table:table-header-rows>"
    count, source = 1, chain(first, rows)
    while together := [_row(row) for row in islice(source, _TOGETHER)]:
        count += len(together)
        yield "".join(together)
    last = f"{_column(len(headings))}{count}"
    yield package.after(quoteattr(f"'{name}'.A1:'{name}'.{last}"))


def _widths(headings: Sequence[str], rows: Sequence[Row]) -> list[float]:
    """Return the width of each column: its heading's, or what nine cells in ten need."""
    columns = [[_length(row[place]) for row in rows] for place in range(len(headings))]
    return [
        round(min(_WIDEST, max(_NARROWEST, _AROUND + _A_LETTER * max(len(heading) + 2, _most(found)))), 2)
        for heading, found in zip(headings, columns, strict=True)
    ]  # fmt: skip


def _most(lengths: list[int]) -> int:
    return sorted(lengths)[len(lengths) * 9 // 10] if lengths else 0


def _length(cell: Cell) -> int:
    if isinstance(cell, date):
        return 16 if isinstance(cell, datetime) else 10  # 23/05/2026 09:05
    return max(map(len, str(cell).split("\n"))) if cell is not None else 0


def _column(number: int) -> str:
    """Return the letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, left = divmod(number - 1, 26)
        letters = chr(65 + left) + letters
    return letters


def _row(row: Row) -> str:
    return f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"


def _cell(cell: Cell, style: str = "") -> str:
    if cell is None or cell == "":
        return "<table:table-cell/>"
    if isinstance(cell, str):
        named = f' table:style-name="{style}"' if style else ""
        return f'<table:table-cell{named} office:value-type="string">{_paragraphs(cell)}</table:table-cell>'
    if isinstance(cell, datetime):
        return _day("moment", f"{cell:%Y-%m-%dT%H:%M:%S}", f"{cell:%d/%m/%Y %H:%M}")
    if isinstance(cell, date):
        return _day("day", cell.isoformat(), f"{cell:%d/%m/%Y}")
    return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'


def _day(style: str, value: str, shown: str) -> str:
    return f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{value}"><text:p>{shown}</text:p></table:table-cell>'


def _paragraphs(text: str) -> str:
    """Return a text as paragraphs, one a line, without what XML has no place for.

    A tab is a space: LibreOffice drops the element made for it, and two words would become one.
    """
    plain = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    return "".join(f"<text:p>{_SPACES.sub(_spaced, escape(line))}</text:p>" for line in plain.split("\n"))  # fmt: skip


def _spaced(found: re.Match[str]) -> str:
    return f'<text:s text:c="{len(found[0])}"/>'
