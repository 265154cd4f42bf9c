"""An object cited in the ways people ask for, as plain text to copy.

Source: ISO 690 for the bibliography; BibTeX's `@misc` for reference software.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from dentelle.core.text import slugify
from dentelle.portal.queries.record import RecordPage


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One way to cite; `name` is the way's, `text` what is copied."""

    key: str
    name: str
    text: str


def citations(page: RecordPage, *, network: str, today: date) -> list[Citation]:
    """Return the label, the bibliography and the BibTeX entry of an object."""
    return [
        Citation(key="label", name=_("Caption"), text=_caption(page)),
        Citation(key="iso", name=_("Bibliography (ISO 690)"), text=_iso(page, network, today)),
        Citation(key="bibtex", name="BibTeX", text=_bibtex(page, network, today)),
    ]


def _caption(page: RecordPage) -> str:
    photograph = page.pictures[0].credit if page.pictures else ""
    return ". ".join(part for part in (page.credit, photograph) if part) + "."


def _iso(page: RecordPage, network: str, today: date) -> str:
    record = page.record
    seen = _("seen on %(date)s") % {"date": date_format(today, "j F Y")}
    parts = [
        record.maker_line.rstrip("."),
        record.title.rstrip("."),
        record.date_line,
        f"{page.museum_name}, {page.museum.town}"
        + (f", {record.inventory_number}" if record.inventory_number else ""),
        network,
    ]
    return f"{'. '.join(part for part in parts if part)}. {page.permalink} ({seen})."


def _bibtex(page: RecordPage, network: str, today: date) -> str:
    record = page.record
    rows = {
        "author": record.maker_line,
        "title": record.title,
        "year": record.date_line,
        "howpublished": f"{page.museum_name}, {page.museum.town}",
        "number": record.inventory_number,
        "publisher": network,
        "url": page.permalink,
        "urldate": today.isoformat(),
    }
    lines = [f"  {key} = {{{_braced(value)}}}" for key, value in rows.items() if value]
    key = slugify(record.ark.rpartition("/")[2]) or str(record.pk)
    return "@misc{" + key + ",\n" + ",\n".join(lines) + "\n}"


def _braced(value: str) -> str:
    return value.replace("{", "(").replace("}", ")").replace("\\", "/")
