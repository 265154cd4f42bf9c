"""XML from strangers: no DTD, no entity, no network, no giant, a record at a time.

lxml is told to resolve, load and fetch nothing; a document that declares a type is refused at its
first element, before anything in it is used.
"""

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.utils.translation import gettext as _
from lxml import etree

from dentelle.catalogue.formats.base import FormatError

# What the ZIP library lets out of an archive that is not as it should be.
BROKEN_ARCHIVE = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, RuntimeError,
)  # fmt: skip
_LONGEST = 32 * 1024 * 1024  # bytes of one record
_LARGEST_PART = 4 * 1024**3
_LARGEST_TEXTS = 200 * 1024 * 1024
_MOST_PACKED = 400


def elements(source: IO[bytes], names: frozenset[str]) -> Iterator[etree._Element]:
    """Give each element of those local names once it is whole; it is emptied afterwards.

    Raises:
        FormatError: the XML is broken, declares a type or entities, or one element has no end.
    """
    inside: etree._Element | None = None
    start = 0
    try:
        for event, element in _events(source):
            if event == "start":
                if inside is None and _local(element) in names:
                    inside, start = element, source.tell()
                elif inside is not None and source.tell() - start > _LONGEST:
                    raise _too_long()
            elif element is inside:
                yield element
                inside = None
                _empty(element)
            elif inside is None:
                _empty(element)
    except etree.XMLSyntaxError as error:
        raise broken(error) from error


def _events(source: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    events = etree.iterparse(
        source,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    first = True
    for event, element in events:
        if first:
            _refuse_type(element)
            first = False
        yield event, element


def _refuse_type(root: etree._Element) -> None:
    document = root.getroottree().docinfo
    if document.internalDTD is not None:
        raise FormatError(
            _(
                "This XML declares a document type (DOCTYPE), which can hide entities that fill "
                "the memory or read other files: it is refused. Export it without a DOCTYPE."
            )
        )


def broken(error: etree.XMLSyntaxError) -> FormatError:
    """Return the sentence for XML that breaks off, with its line."""
    return FormatError(
        _(
            "This XML is broken at line %(line)d: nothing of it is read, because what follows "
            "cannot be trusted. Export it again. (%(detail)s)"
        )
        % {"line": error.lineno or 1, "detail": str(error.msg)[:120]}
    )


def _too_long() -> FormatError:
    return FormatError(_("One record of this XML is longer than 32 MB: the file is not usable."))


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _empty(element: etree._Element) -> None:
    """Free an element and the emptied ones before it; its place in the tree stays."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def refuse_unsafe_archive(path: Path) -> None:
    """Refuse a spreadsheet file that unpacks beyond measure, is locked, or declares entities.

    Raises:
        FormatError: any of these, or the file is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                _refuse_member(archive, member)
    except BROKEN_ARCHIVE as error:
        raise damaged_archive() from error


def damaged_archive() -> FormatError:
    """Return the sentence for a spreadsheet file that does not open."""
    return FormatError(
        _("This spreadsheet file is damaged or locked: open it, save it again, or save it as CSV.")
    )


def _refuse_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    packed = member.file_size > _MOST_PACKED * max(member.compress_size, 1 << 16)
    # The texts of a workbook are kept apart from its cells, and have to be held whole.
    most = _LARGEST_TEXTS if member.filename == "xl/sharedStrings.xml" else _LARGEST_PART
    if packed or member.file_size > most:
        raise FormatError(
            _("This spreadsheet file unpacks beyond measure: it is refused. Save it as CSV.")
        )
    if not member.filename.endswith((".xml", ".rels")):
        return
    with archive.open(member) as part:
        if b"<!DOCTYPE" in part.read(1 << 16):
            raise FormatError(
                _(
                    "This spreadsheet file declares XML entities, which no spreadsheet software "
                    "writes: it is refused. Save it again, or as CSV."
                )
            )
