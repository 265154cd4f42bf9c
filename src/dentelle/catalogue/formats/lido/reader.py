"""The format: recognise XML, sound it, read its records one at a time."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _
from lxml import etree

from dentelle.catalogue.formats import encoding, references, safe_xml
from dentelle.catalogue.formats.base import FormatError, Row, Sounding
from dentelle.catalogue.formats.lido import record
from dentelle.catalogue.formats.lido.words import attribute, children, local, text

_XML = re.compile(r"\s*<[?!A-Za-z_]")
_DECLARED = re.compile(r"<\?xml[^>]*encoding=[\"']([\w.-]+)")
_HEAD = 1 << 12
_NAMES = frozenset({"lido", "error", "header"})
_MORE = re.compile(rb"<(?:\w+:)?resumptionToken[^>]*>[^<\s]")


class Lido:
    """LIDO 1.0 and 1.1. `Row.line` is the rank of the record: many files stand on one line."""

    name = "lido"

    def recognises(self, path: Path) -> bool:
        """Say whether it is XML: no other format here is, so its refusals are said by this one."""
        return bool(_XML.match(encoding.head_text(path, _HEAD).removeprefix("\ufeff")))

    def sound(self, path: Path, *, columns: Mapping[str, str] | None = None) -> Sounding:  # noqa: ARG002 -- the mapping is fixed
        """Read up to the first record.

        Raises:
            FormatError: it is not safe, not whole, or has no LIDO record.
        """
        head = encoding.head_text(path, _HEAD)
        first = _first(path)
        declared = _DECLARED.search(head)
        return Sounding(
            format=self.name,
            encoding=declared[1].lower() if declared else "utf-8",
            headings=tuple(first.values),
            columns={tag: tag for tag in first.values},
            samples=tuple(value[:160] for value in first.values.values() if not value.isascii())[
                :5
            ],
            doubts=_doubts(path),
        )

    def read(self, path: Path, sounding: Sounding) -> Iterator[tuple[Row, int]]:  # noqa: ARG002 -- XML says itself how it is written
        """Go through the records; those that share a reference are all refused."""

        def found() -> Iterator[tuple[str, int]]:
            for number, element, _done in _elements(path):
                if local(element) == "lido":
                    yield record.reference(element), number

        twice = references.repeated(found)
        for row, done in _rows(path):
            reference = row.values.get("REF", "")
            if reference in twice:
                problem = references.repeated_sentence(reference, twice[reference])
                original = "\n".join(f"{tag}: {value}" for tag, value in row.values.items())
                yield replace(row, problem=problem, original=original), done
            else:
                yield row, done


def _first(path: Path) -> Row:
    """Return the first record, whole or refused.

    Raises:
        FormatError: there is none.
    """
    with path.open("rb") as source:
        for element in safe_xml.elements(source, frozenset({"lido", "error"})):
            if local(element) == "error":
                raise _server_error(element)
            return record.read(element, 1)
    raise FormatError(
        _("This XML holds no LIDO record. Export the records as LIDO 1.0 or 1.1, or as CSV.")
    )


def _doubts(path: Path) -> tuple[str, ...]:
    """Return a doubt when a harvest says that more records follow."""
    with path.open("rb") as source:
        source.seek(max(0, path.stat().st_size - _HEAD))
        end = source.read()
    if not _MORE.search(end):
        return ()
    return (_("This file is one part of a harvest: the server said that more records follow."),)


def _rows(path: Path) -> Iterator[tuple[Row, int]]:
    for number, element, done in _elements(path):
        whole = local(element) == "lido"
        yield record.read(element, number) if whole else _deleted(element, number), done


def _elements(path: Path) -> Iterator[tuple[int, etree._Element, int]]:
    """Go through records and deleted records, each with its rank and the bytes read."""
    number = 0
    with path.open("rb") as source:
        for element in safe_xml.elements(source, _NAMES):
            name = local(element)
            if name == "error":
                raise _server_error(element)
            if name == "lido" or attribute(element, "status") == "deleted":
                number += 1
                yield number, element, source.tell()


def _server_error(element: etree._Element) -> FormatError:
    return FormatError(
        _(
            "This file is not records but a server’s answer that it has none to give "
            "(%(code)s: %(text)s). Ask it again."
        )
        % {"code": attribute(element, "code"), "text": text(element)}
    )


def _deleted(header: etree._Element, number: int) -> Row:
    identifier = next((text(one) for one in children(header, "identifier")), "")
    return Row(
        line=number,
        problem=_(
            "The museum’s server says this record was deleted: an import never deletes. Withdraw it "
            "by hand if it is public."
        ),
        original=identifier,
    )
