"""The format: recognise a table of any kind, propose its mapping, read it with the one chosen."""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import delimited, encoding, references, safe_xml, tabular, tags
from dentelle.catalogue.formats.base import FormatError, Row, Sounding
from dentelle.catalogue.formats.table import ods, xlsx
from dentelle.catalogue.formats.table.suggest import suggest

Kind = Literal["text", "xlsx", "ods", ""]
_HEAD = 1 << 16
_HEADING_ROWS = 60
_SUFFIXES = frozenset({".csv", ".tsv", ".tab"})
_EVEN = 0.8  # share of rows of one width that makes a text without a suffix a table


class Table:
    """Any table, its columns mapped to fields by a person.

    Without a column for the reference (REF), the inventory number (INV) stands for it.
    """

    name = "table"

    def recognises(self, path: Path) -> bool:
        """Say whether it is a spreadsheet file, is called a table, or is cut evenly like one."""
        kind = _kind(path)
        if kind != "text":
            return bool(kind)
        head = encoding.head_text(path, _HEAD)
        if path.suffix.lower() in _SUFFIXES:
            return bool(head.strip())
        rows = [row for row in delimited.head_rows(head, delimited.separator_of(head)) if any(row)]
        even = sum(len(row) == len(rows[0]) for row in rows) if rows else 0
        return len(rows) > 1 and len(rows[0]) > 1 and even >= _EVEN * len(rows)

    def sound(self, path: Path, *, columns: Mapping[str, str] | None = None) -> Sounding:
        """Find the headings and propose a field for each; `columns`, a saved mapping, wins."""
        kind = _kind(path)
        if kind in {"xlsx", "ods"}:
            return _sound_sheet(path, kind, columns)
        found = encoding.sound_text(path)
        separator = delimited.separator_of(found.head)
        headings = tabular.headings_of(delimited.head_rows(found.head, separator))
        chosen = _chosen(headings, columns)
        return Sounding(
            format=self.name,
            encoding=found.encoding,
            line_ends=found.line_ends,
            separator=separator,
            headings=headings,
            columns=chosen,
            samples=found.samples,
            doubts=(*found.doubts, *_doubts(headings, chosen)),
        )

    def read(self, path: Path, sounding: Sounding) -> Iterator[tuple[Row, int]]:
        """Go through the records; those that share a reference are all refused."""
        headings = sounding.headings
        columns = _with_reference(sounding.columns)
        place = next(n for n, heading in enumerate(headings) if columns.get(heading) == "REF")
        copied = sounding.columns.get(headings[place]) == "INV"

        def rows() -> Iterator[delimited.Cells]:
            return _rows(path, sounding)

        twice = references.repeated(lambda: tabular.references(rows(), headings, place))
        finish = _Finish(twice, copied=copied)
        even = bool(sounding.encoding)
        read = tabular.Reader(headings, columns, even=even, finish=finish).row
        for found in tabular.after_headings(rows(), headings):
            yield read(found), found.bytes_read


class _Finish:
    """Refuses records whose reference is absent or repeated; copies it to INV when it came from there."""

    def __init__(self, twice: Mapping[str, tuple[int, ...]], *, copied: bool) -> None:
        self._twice = twice
        self._copied = copied

    def __call__(self, values: dict[str, str]) -> tuple[str, ...]:
        reference = values.get("REF", "")
        if not reference:
            raise tabular.Refusal(_nothing_to_find_it_by())
        if problem := tags.reference_problem(reference):
            raise tabular.Refusal(problem)
        if reference in self._twice:
            lines = self._twice[reference]
            raise tabular.Refusal(references.repeated_sentence(reference, lines))
        if self._copied:
            values["INV"] = reference
        return ()


def _kind(path: Path) -> Kind:
    """Return what the bytes say a table is written as; nothing when it is another kind of file."""
    with path.open("rb") as source:
        if not source.read(4).startswith(b"PK"):
            return "text"
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except safe_xml.BROKEN_ARCHIVE:
        return "xlsx" if path.suffix.lower() == ".xlsx" else ""
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "ods" if "content.xml" in names and path.suffix.lower() != ".odt" else ""


def _rows(path: Path, sounding: Sounding) -> Iterator[delimited.Cells]:
    if sounding.encoding:
        return delimited.rows(path, sounding.encoding, sounding.separator)
    return xlsx.rows(path) if _kind(path) == "xlsx" else ods.rows(path)


def _sound_sheet(path: Path, kind: Kind, columns: Mapping[str, str] | None) -> Sounding:
    rows = xlsx.rows(path) if kind == "xlsx" else ods.rows(path)
    headings = tabular.headings_of(xlsx.first_rows(rows, _HEADING_ROWS))
    chosen = _chosen(headings, columns)
    doubts = list(_doubts(headings, chosen))
    if kind == "xlsx" and len(names := xlsx.sheet_names(path)) > 1:
        doubts.append(
            _(
                "This workbook has several sheets: %(sheets)s. Only the first that is filled is read."
            )
            % {"sheets": ", ".join(names)}
        )
    return Sounding(format=Table.name, headings=headings, columns=chosen, doubts=tuple(doubts))


def _chosen(headings: tuple[str, ...], columns: Mapping[str, str] | None) -> dict[str, str]:
    """Return the field of each heading: as chosen, or proposed when nothing was."""
    if columns:
        return {heading: columns.get(heading, "") for heading in headings}
    return suggest(headings)


def _doubts(headings: tuple[str, ...], columns: Mapping[str, str]) -> tuple[str, ...]:
    doubts = [*tabular.heading_doubts(headings), *tabular.left_out(columns)]
    chosen = set(columns.values())
    if "REF" not in chosen and "INV" in chosen:
        doubts.append(
            _(
                "No column holds a permanent reference: the inventory number stands for it, so it "
                "must be different for each record and never change."
            )
        )
    elif "REF" not in chosen:
        doubts.append(_no_reference_column())
    return tuple(doubts)


def _with_reference(columns: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping with its reference: the column of INV when none is for REF.

    Raises:
        FormatError: neither is there.
    """
    fields = set(columns.values())
    if "REF" in fields:
        return dict(columns)
    if "INV" not in fields:
        raise FormatError(_no_reference_column())
    first = next(heading for heading, tag in columns.items() if tag == "INV")
    return {**columns, first: "REF"}


def _no_reference_column() -> str:
    return _(
        "Nothing says which column tells one record from another: choose the one of the reference "
        "(REF) or of the inventory number (INV)."
    )


def _nothing_to_find_it_by() -> str:
    return _(
        "This row has neither reference nor inventory number: it could not be found again at the "
        "next import. Give it one."
    )
