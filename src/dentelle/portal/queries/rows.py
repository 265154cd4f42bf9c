"""Rows of records for lists: what a label on the wall says, in two queries whatever their number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.queries.pictures import first_pictures
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture
from dentelle.museums import names

_COLUMNS = ("pk", "ark", "title", "maker_line", "date_line", "domain")
_MUSEUM = ("museum__slug", "museum__usual_name", "museum__official_name", "museum__town")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A record in a list. `excerpt` is a passage with what was found marked, or nothing."""

    key: str
    ark: str
    href: str
    title: str
    maker: str
    date: str
    domain: str
    museum: str
    museum_slug: str
    town: str
    picture: Picture | None
    excerpt: str = ""

    @property
    def keeper(self) -> str:
        """The museum and its town, the town once."""
        return self.museum if self.town in self.museum else f"{self.museum}, {self.town}"


def load(
    keys: Sequence[str], *, queries: Sequence[str] = (), texts: bool = False
) -> tuple[list[Item], dict[str, Mapping[str, str]]]:
    """Return the public records of index keys, in their order, and their source texts if asked.

    `queries` gives each key what follows `?` in its address. A record withdrawn since the index
    answered is left out.
    """
    columns = (*_COLUMNS, *_MUSEUM, *(("fields",) if texts else ()))
    found: Mapping[str, dict[str, Any]] = {
        str(row["pk"]): row
        for row in Record.objects.public()
        .filter(pk__in=[int(key) for key in keys])
        .values(*columns)
    }
    pictures = first_pictures([row["pk"] for row in found.values()])
    following = dict(zip(keys, queries, strict=True)) if queries else {}
    items = [
        _item(found[key], pictures.get(int(key)), following.get(key, ""))
        for key in keys
        if key in found
    ]
    return items, {key: row["fields"] for key, row in found.items()} if texts else {}


def showing(images: Sequence[Image]) -> list[Item]:
    """Return the public records that show these pictures, once each, in the order of the pictures.

    One query. Each comes with the picture that was asked for, not its first one; a picture that may
    not be shown brings no record.
    """
    pictures = {image.pk: shown for image in images if (shown := picture(image))}
    links = RecordImage.objects.filter(image__in=pictures, record__in=Record.objects.public())
    columns = {name: f"record__{name}" for name in (*_COLUMNS, *_MUSEUM)}
    found: dict[str, tuple[int, Item]] = {}
    places = {pk: place for place, pk in enumerate(pictures)}
    for link in links.values("image_id", *columns.values()):
        row = {name: link[column] for name, column in columns.items()}
        item, place = _item(row, pictures[link["image_id"]], ""), places[link["image_id"]]
        if item.key not in found or found[item.key][0] > place:
            found[item.key] = (place, item)
    return [item for _place, item in sorted(found.values(), key=lambda pair: pair[0])]


def record_address(ark: str) -> str:
    """Return the one address of the record of an ARK (without its label)."""
    naan, _, name = ark.partition("/")
    return reverse("portal:record", args=(naan, name))


def _item(row: Mapping[str, Any], shown: Picture | None, query: str) -> Item:
    address = record_address(row["ark"])
    return Item(
        key=str(row["pk"]),
        ark=row["ark"],
        href=f"{address}?{query}" if query else address,
        title=row["title"],
        maker=row["maker_line"],
        date=row["date_line"],
        domain=row["domain"],
        museum=names.as_title(row["museum__usual_name"] or row["museum__official_name"]),
        museum_slug=row["museum__slug"],
        town=row["museum__town"],
        picture=shown,
    )
