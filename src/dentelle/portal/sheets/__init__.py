"""Sheets to print, as PDF/UA: objects, labels, a visitor's list. See docs/rooms/portal.md."""

from collections.abc import Mapping, Sequence
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dentelle.portal.queries.record import RecordPage
from dentelle.portal.sheets.compiler import Made, Sheet, SheetError, make
from dentelle.portal.sheets.content import Files, subject, words
from dentelle.ui.typography import fr

__all__ = ["Made", "SheetError", "Size", "labels", "objects", "selection"]

Size = Literal["small", "large", "both"]
_PAGES = 2  # an object's sheet has no more
_DENSE = 1
# Longest value of a record, tried in turn until its sheet holds on two pages.
_CUTS = (900, 350, 160, 90, 60, 40)


def objects(pages: Sequence[RecordPage], *, network: str) -> Made:
    """Return the sheet of each object, one after the other; one object alone has two pages at most.

    Raises:
        SheetError: it cannot be made now.
    """
    if not pages:
        raise ValueError("A sheet needs an object.")
    if len(pages) > 1:
        return make(_objects(pages, network, density=_DENSE, longest=_CUTS[0]))
    airy = make(_objects(pages, network, density=0))
    if airy.pages == 1:
        return airy
    dense = make(_objects(pages, network, density=_DENSE))
    if dense.pages > _PAGES:
        return _cut(pages, network)
    return dense if dense.pages < airy.pages else airy


def _cut(pages: Sequence[RecordPage], network: str) -> Made:
    for longest in _CUTS:
        made = make(_objects(pages, network, density=_DENSE, longest=longest))
        if made.pages <= _PAGES:
            break
    return made


def labels(pages: Sequence[RecordPage], *, size: Size = "small", network: str) -> Made:
    """Return labels to cut out: eight small ones on an A4 page, two large ones, or each object in both sizes.

    Raises:
        SheetError: it cannot be made now.
    """
    kept = Files()
    data = {
        "title": fr(_("Labels: %(what)s") % {"what": _what(pages)}),
        "size": size,
        "foot": fr(_("To be printed at its real size, without scaling, and cut along the dots.")),
        "objects": [subject(page, kept, pictured=False) for page in pages],
    }
    return make(_sheet("labels.typ", data, kept, pages, network), keep=len(pages) == 1)


def selection(
    title: str, items: Sequence[tuple[RecordPage, str]], *, network: str, address: str = ""
) -> Made:
    """Return a visitor's list: each object with its note, in the order given.

    `address` is the list's own, printed under its title when there is one.

    Raises:
        SheetError: it cannot be made now.
    """
    kept = Files()
    data = {
        "title": fr(title),
        "foot": fr(_("Objects chosen by a visitor; what is written under them is theirs.")),
        "address": address,
        "objects": [subject(page, kept, note=note) for page, note in items],
    }
    sheet = _sheet("selection.typ", data, kept, [page for page, _note in items], network)
    return make(sheet, keep=False)


def _objects(pages: Sequence[RecordPage], network: str, *, density: int, longest: int = 0) -> Sheet:
    kept = Files()
    data = {
        "title": fr(_what(pages)),
        "density": density,
        "objects": [subject(page, kept, longest=longest) for page in pages],
    }
    return _sheet("sheet.typ", data, kept, pages, network)


def _sheet(
    template: str,
    data: Mapping[str, object],
    kept: Files,
    pages: Sequence[RecordPage],
    network: str,
) -> Sheet:
    dates = [page.record.updated_at.timestamp() for page in pages]
    common = {
        "lang": (get_language() or "fr").partition("-")[0],
        "network": network,
        "author": pages[0].museum_name if len(pages) == 1 else network,
        "description": fr(pages[0].credit) if len(pages) == 1 else network,
        "words": {key: fr(text) for key, text in words().items()},
        "timestamp": int(max(dates, default=0)),
    }
    return Sheet(template=template, data={**common, **data}, files=kept.kept)


def _what(pages: Sequence[RecordPage]) -> str:
    if len(pages) == 1:
        return pages[0].record.title
    return _("%(count)d objects") % {"count": len(pages)}
