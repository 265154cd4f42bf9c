"""An object as its page shows it: three queries (record with museum, pictures), none in the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from dentelle.catalogue import arks, colours, finding
from dentelle.catalogue import fields as catalogue_fields
from dentelle.catalogue.alternative import alternative
from dentelle.catalogue.derivation.agents import qualified
from dentelle.catalogue.models import Record, RecordImage
from dentelle.media import terms
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture, reusable
from dentelle.museums import names
from dentelle.museums.models import Museum


@dataclass(frozen=True, slots=True, kw_only=True)
class Maker:
    """One maker with every doubt the museum wrote; `facet` is the value to search by, maybe empty."""

    text: str
    name: str
    qualifier: str
    role: str
    doubtful: bool
    facet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A part of the notice: its heading and its lines (label, one or more values)."""

    title: str
    rows: tuple[tuple[str, tuple[str | Markup, ...]], ...]


@dataclass(frozen=True, slots=True)
class NamedColour:
    """A colour: its word in addresses, its name in the program, its name for people."""

    word: str

    @property
    def name(self) -> str:
        return colours.colour_of(self.word) or ""

    @property
    def label(self) -> str:
        found = colours.colour_of(self.word)
        return str(found.label) if found else self.word


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture of the object with its terms; `download` says that a visitor may take it.

    `number` is its place among all the object's pictures, from 1. `info` is the address of its
    tiles, for a picture that may be looked at closely.
    """

    picture: Picture
    alt: str
    credit: str
    terms: terms.Terms
    download: bool
    number: int = 1
    info: str = ""
    image: Image | None = None

    @property
    def colours(self) -> list[NamedColour]:
        """The names of its colours, each with the word that finds others of that colour."""
        found = colours.words(self.image.colours) if self.image else []
        return [NamedColour(word) for word in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """Everything the page shows. `absence` says why there is no picture, when there is none.

    `images` are all its pictures in order, shown or not: a picture's place among them is its number.
    """

    record: Record
    museum: Museum
    museum_name: str
    permalink: str
    is_titled: bool
    makers: tuple[Maker, ...]
    technique: str
    dimensions: str
    pictures: tuple[Shown, ...]
    absence: str
    hidden_terms: terms.Terms | None
    groups: tuple[Group, ...]
    images: tuple[Image, ...] = ()

    @property
    def manifest(self) -> str:
        """The whole address of the object's IIIF manifest, which it has when it has pictures."""
        return arks.manifest(self.record.ark)

    @property
    def credit(self) -> str:
        """The label's line: who, what, when, where, number."""
        record = self.record
        place = f"{names.as_title(self.museum.name)}, {self.museum.town}"
        number = _("inv. %(number)s") % {"number": record.inventory_number}
        parts = [
            record.maker_line,
            record.title,
            record.date_line,
            place,
            number if record.inventory_number else "",
        ]
        return ", ".join(part for part in parts if part)


find, is_shown = finding.find, finding.is_shown


def page(record: Record) -> RecordPage:
    """Return what the page of a public record shows; `record` comes from `find`."""
    return pages([record])[0]


def pages(records: Sequence[Record]) -> list[RecordPage]:
    """Return what the pages of public records show, in one query whatever their number."""
    links = RecordImage.objects.filter(record__in=records).select_related("image")
    images: dict[int, list[Image]] = {}
    for link in links.order_by("rank", "pk"):
        images.setdefault(link.record_id, []).append(link.image)
    return [_page(record, images.get(record.pk, [])) for record in records]


def _page(record: Record, images: Sequence[Image]) -> RecordPage:
    shown = tuple(
        found
        for number, image in enumerate(images, start=1)
        if (found := _shown(image, record, number))
    )
    public = {field.tag: text for field, text in catalogue_fields.public_fields(record.fields)}
    return RecordPage(
        record=record,
        museum=record.museum,
        museum_name=names.as_title(record.museum.name),
        permalink=arks.permalink(record.ark),
        is_titled=record.derived.get("title_origin") == "TITR",
        makers=makers(record),
        technique=_flat(public.get("TECH", "")),
        dimensions=record.derived.get("dimension_line") or _flat(public.get("DIMS", "")),
        pictures=shown,
        absence="" if shown else _absence(images),
        hidden_terms=terms.of(images[0].licence) if images and not shown else None,
        groups=_groups(record.fields),
        images=tuple(images),
    )


def chosen(page: RecordPage, number: str) -> Shown | None:
    """Return the picture that stands on the stage: the one of that number, else the first."""
    asked = (shown for shown in page.pictures if str(shown.number) == number)
    return next(asked, page.pictures[0] if page.pictures else None)


def makers(record: Record) -> tuple[Maker, ...]:
    """Return the makers of a record, none of their doubts dropped."""
    values = set(record.derived.get("facets", {}).get("maker", ()))
    return tuple(_maker(agent, values) for agent in record.derived.get("agents", ()))


def _maker(agent: Mapping[str, Any], values: set[str]) -> Maker:
    name, qualifier, role = (agent.get(key) or "" for key in ("name", "qualifier", "role"))
    doubtful = bool(agent.get("doubtful"))
    said = qualified(name, qualifier, known=bool(agent.get("key")))
    return Maker(
        text=f"{said} (?)" if doubtful else said,
        name=name,
        qualifier=qualifier,
        role=role,
        doubtful=doubtful,
        facet=name if name in values else "",
    )


def _shown(image: Image, record: Record, number: int) -> Shown | None:
    found = picture(image)
    if found is None:
        return None
    return Shown(
        picture=found,
        alt=image.alt or _alternative(record, number),
        credit=image.credit,
        terms=terms.of(image.licence),
        download=reusable(image),
        number=number,
        info=_tiles(image.key) if found.zoomable else "",
        image=image,
    )


def _alternative(record: Record, number: int) -> str:
    said = alternative(record)
    return said if number == 1 else _("Another view: %(what)s") % {"what": said}


def _tiles(key: str) -> str:
    """Return where a picture's tiles are told of; nothing where the site has no such service."""
    try:
        return reverse("iiif:info", kwargs={"version": 3, "key": key})
    except NoReverseMatch:
        return ""


def _absence(images: Sequence[Image]) -> str:
    if not images:
        return _("This object has not been photographed for the portal yet.")
    if all(not image.is_public or _lapsed(image) for image in images):
        return _("Picture not available – rights.")
    if images[0].licence == Licence.IN_COPYRIGHT_HIDDEN:
        return _("This object is under copyright: its picture cannot be shown here.")
    return _("A picture of this object exists. It will be shown when its rights have been checked.")


def _lapsed(image: Image) -> bool:
    return image.until is not None and image.until < localdate()


def _flat(text: str) -> str:
    return " ".join(text.split())


def _groups(source: Mapping[str, str]) -> tuple[Group, ...]:
    rows: dict[str, list[tuple[str, tuple[str | Markup, ...]]]] = {}
    for field, text in catalogue_fields.public_fields(source):
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        values = tuple(_link(line) for line in lines) if field.kind == "link" else lines
        rows.setdefault(field.group, []).append((str(field.label), values))
    return tuple(
        Group(title=str(title), rows=tuple(rows[key]))
        for key, title in catalogue_fields.GROUPS.items()
        if key in rows
    )


def _link(text: str) -> str | Markup:
    """Return a web address as a link, anything else as it is."""
    if not text.startswith(("https://", "http://")) or " " in text:
        return text
    return Markup('<a href="{0}" rel="noopener external">{0}</a>').format(escape(text))
