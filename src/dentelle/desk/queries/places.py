"""Where a picture is shown: every address of the house that gives it, or would if its rights let it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from dentelle.agenda.models import Event
from dentelle.catalogue import arks, usages
from dentelle.catalogue.models import Record
from dentelle.media.enums import Use
from dentelle.media.models import Image
from dentelle.media.queries import address, allow
from dentelle.media.rules import FORMATS, WIDTHS
from dentelle.museums.models import Museum


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address: its kind in a word, its name, and whether it gives the picture now."""

    kind: str
    name: str
    address: str
    use: str
    shown: bool


def places(image: Image, records: Sequence[Record]) -> list[Place]:
    """Return every place of a picture: pages, machine documents, files."""
    public = [
        record for record in records if record.is_public and record.museum.publishes_collections
    ]
    found = [*_pages(image, public), *_documents(public), *_files(image)]
    seen = bool(public) or not records
    return [
        Place(
            kind=kind,
            name=name,
            address=where,
            use=use,
            shown=seen and bool(allow(image, use)),
        )
        for kind, name, where, use in found
        if where
    ]


Found = tuple[str, str, str, str]


def _pages(image: Image, records: Sequence[Record]) -> Iterable[Found]:
    page = _("page")
    for record in records:
        yield page, record.title, _at("portal:record", *record.ark.split("/", 1)), Use.SHOW
        yield (
            _("share card"),
            record.title,
            _at("portal:record", *record.ark.split("/", 1)),
            Use.SHOW,
        )
    for usage in usages.find([record.pk for record in records]):
        yield usage.kind, usage.title, usage.address, Use.SHOW
    for museum in {record.museum for record in records}:
        yield page, museum.name, _at("portal:museum", museum.slug), Use.SHOW
    for event in Event.objects.public().filter(image=image).order_by("pk"):
        yield _("event"), event.title, _at("agenda:event", event.slug), Use.SHOW
    for museum in Museum.objects.filter(portrait=image.key):
        yield _("portrait"), museum.name, _at("portal:museum", museum.slug), Use.SHOW
    if records:
        yield page, _("Search: wall, list, map, time line, colours"), _at("portal:search"), Use.SHOW


def _documents(records: Sequence[Record]) -> Iterable[Found]:
    for record in records:
        parts = record.ark.split("/", 1)
        yield "JSON", record.title, _at("portal:record-json", *parts), Use.SHOW
        yield _("IIIF manifest"), record.title, arks.manifest(record.ark), Use.SHOW
        yield _("downloads"), record.title, _at("portal:record", *parts), Use.DOWNLOAD
        yield _("object sheet (PDF)"), record.title, _at("portal:record-sheet", *parts), Use.SHOW


def _files(image: Image) -> Iterable[Found]:
    kinds = FORMATS if image.prepared else {"webp": FORMATS["webp"]}
    for kind, widths in kinds.items():
        for width in widths:
            name = _("%(width)d pixels, %(kind)s") % {"width": width, "kind": kind.upper()}
            yield _("file"), name, address(image.key, width, kind), WIDTHS[width]
    for version in (3, 2):
        name = _("IIIF image service, version %(version)d") % {"version": version}
        yield _("zoom"), name, _at("iiif:info", version, image.key), Use.SHOW


def _at(name: str, *parts: object) -> str:
    """Return an address, nothing when this network has none of the kind."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""
