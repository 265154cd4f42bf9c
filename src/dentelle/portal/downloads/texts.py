"""The texts of a bundle: the record, and in plain words what one may do with the pictures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from dentelle.media import terms
from dentelle.media.models import Image
from dentelle.portal.queries.record import RecordPage
from dentelle.ui.typography import fr

_RULE = "─" * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A picture of the bundle: its file's name, or why it is not there."""

    image: Image
    name: str
    refusal: str = ""


def record(page: RecordPage) -> str:
    """Return the record as plain text: the label, each field as the museum wrote it, the address."""
    return fr("\n".join(_record(page)) + "\n")


def conditions(page: RecordPage, pictures: Sequence[Taken], *, network: str) -> str:
    """Return what one may do with what is in the bundle, in the reader's language."""
    return fr("\n".join(_conditions(page, pictures, network)) + "\n")


def _record(page: RecordPage) -> Iterator[str]:
    row = page.record
    yield row.title
    makers = [maker.text for maker in page.makers] or [row.maker_line]
    keeper = f"{page.museum_name}, {page.museum.town}"
    number = " ".join((_("Inv."), row.inventory_number)) if row.inventory_number else ""
    for line in (*makers, row.date_line, page.technique, page.dimensions, keeper, number):
        if line:
            yield line
    for group in page.groups:
        yield from ("", group.title.upper(), _RULE)
        for label, values in group.rows:
            yield label
            yield from (f"    {_plain(value)}" for value in values)
    yield from ("", _RULE, " ".join((_("Permanent address:"), page.permalink)))


def _conditions(page: RecordPage, pictures: Sequence[Taken], network: str) -> Iterator[str]:
    yield from (_("TERMS OF USE"), _RULE, "", page.credit, page.permalink, "")
    for taken in pictures:
        yield from _picture(taken)
    yield from (
        _("The record"),
        "    " + _("You may quote it: name the museum and give the object’s permanent address."),
        "",
    )
    yield _("To cite the object")
    yield f"    {page.credit}, {page.permalink}"
    yield from ("", _("For anything else, ask the museum"))
    yield from (f"    {line}" for line in _museum(page))
    yield from ("", network)


def _picture(taken: Taken) -> Iterator[str]:
    image, known = taken.image, terms.of(taken.image.licence)
    if taken.refusal:
        yield _("A picture is not in this bundle")
        yield f"    {taken.refusal}"
    else:
        yield _("The picture “%(name)s”") % {"name": taken.name}
        yield f"    {known.title}. {known.sentence}"
        if known.address:
            yield f"    {known.name} – {known.address}"
        if image.credit:
            yield "    " + _("Credit to print beside it: %(credit)s") % {"credit": image.credit}
        if image.mention:
            yield "    " + _("It must also say: %(mention)s") % {"mention": image.mention}
    yield ""


def _museum(page: RecordPage) -> Iterator[str]:
    museum = page.museum
    yield from (
        line
        for line in (
            page.museum_name,
            " ".join(part for part in (museum.address, museum.postcode, museum.town) if part),
            museum.contact_email,
            museum.phone,
            museum.website,
        )
        if line
    )


def _plain(value: str | Markup) -> str:
    return value.striptags() if isinstance(value, Markup) else value
