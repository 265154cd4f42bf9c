"""The part of an object's page that says what may be taken away, and of whom to ask the rest."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from dentelle.catalogue import arks
from dentelle.media.exports import offers
from dentelle.media.exports.offers import Offer
from dentelle.museums import names
from dentelle.museums.models import Museum
from dentelle.portal.queries.record import RecordPage, Shown
from dentelle.ui.typography import number

_UNIT = 1000.0
_FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WebP", "tif": "TIFF"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One file to take: its name, what it is good for, its facts in a line, its address."""

    name: str
    purpose: str
    facts: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Takeable:
    """A picture: the files there are of it, or why there is none. `number` counts from 1."""

    number: int
    alt: str
    ways: tuple[Way, ...]
    refusal: str
    partial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Everything the part shows; `of_museum` is said in a sentence (`du musée…`)."""

    pictures: tuple[Takeable, ...]
    bundle: str
    bundle_says: str
    sheet: str
    label: str
    credit: str
    museum: Museum
    of_museum: str

    @property
    def is_refused(self) -> bool:
        """Say whether something of a picture is not allowed."""
        return any(picture.refusal or picture.partial for picture in self.pictures)


def section(page: RecordPage) -> Section:
    """Return the part of a page; no query."""
    pictures = tuple(_takeable(page, shown) for shown in page.pictures)
    free = any(picture.ways for picture in pictures)
    parts = arks.parts(page.record.ark)
    return Section(
        pictures=pictures,
        bundle=reverse("portal:record-bundle", args=parts),
        bundle_says=_("picture, record, terms of use") if free else _("record, terms of use"),
        sheet=reverse("portal:record-sheet", args=parts),
        label=reverse("portal:record-label", args=parts),
        credit=credit(page),
        museum=page.museum,
        of_museum=of_museum(page.museum),
    )


def credit(page: RecordPage) -> str:
    """Return the line to set beside the picture: the object, then the photograph."""
    photograph = next((shown.credit for shown in page.pictures if shown.credit), "")
    mentions = (shown.image.mention for shown in page.pictures if shown.image)
    mention = next((said for said in mentions if said), "")
    return ". ".join(part for part in (page.credit, photograph, mention) if part) + "."


def of_museum(museum: Museum) -> str:
    """Return `du musée…` in French, `of Musée…` elsewhere."""
    if (get_language() or "fr").startswith("fr"):
        return names.of(museum.name, museum.article or names.article_for(museum.name))
    return f"of {names.as_title(museum.name)}"


def _takeable(page: RecordPage, shown: Shown) -> Takeable:
    found = offers.offers(shown.image) if shown.image else ()
    ways = tuple(_way(page, shown, offer) for offer in found if offer.permission)
    refused = next((offer.permission.reason for offer in found if not offer.permission), "")
    return Takeable(
        number=shown.number,
        alt=shown.alt,
        ways=ways,
        refusal="" if ways else refused,
        partial=refused if ways else "",
    )


def _way(page: RecordPage, shown: Shown, offer: Offer) -> Way:
    naan, name = arks.parts(page.record.ark)
    title, purpose = _said(offer)
    return Way(
        name=title,
        purpose=purpose,
        facts=_facts(offer),
        href=reverse(
            "portal:record-image", args=(naan, name, shown.number, offer.name, offer.suffix)
        ),
    )


def _said(offer: Offer) -> tuple[str, str]:
    said: Mapping[str, tuple[str, str]] = {
        "640": (pgettext("picture", "Small"), _("for a message, a web page")),
        "1600": (pgettext("picture", "Medium"), _("to project")),
        "3000": (pgettext("picture", "Large"), _("to print on a page")),
    }
    if offer.name in said:
        return said[offer.name]
    if offer.converted:
        return pgettext("picture", "Full size"), _("every pixel, put into JPEG")
    return pgettext("picture", "Original"), _("the museum’s own file")


def _facts(offer: Offer) -> str:
    weight = heft(offer.weight)
    if not offer.exact:
        weight = _("about %(weight)s") % {"weight": weight}
    size = f"{number(offer.width)} × {number(offer.height)} px"
    return "\u00a0· ".join((size, _FORMATS[offer.suffix], weight))


def heft(count: int) -> str:
    """Return a number of bytes as people read it: 85 Ko, 1,2 Mo."""
    if count < _UNIT * _UNIT:
        return _("%(count)s kB") % {"count": number(max(1, round(count / _UNIT)))}
    millions = f"{count / _UNIT / _UNIT:.1f}".removesuffix(".0")
    if (get_language() or "fr").startswith("fr"):
        millions = millions.replace(".", ",")
    return _("%(count)s MB") % {"count": millions}
