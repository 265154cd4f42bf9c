"""Museums as the public meets them: the directory, and one museum's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from dentelle.agenda.queries import soon
from dentelle.agenda.queries.listing import Line
from dentelle.catalogue.showing import seen_among
from dentelle.core.text import fold, slugify
from dentelle.jobs import queries as offers
from dentelle.jobs.models import Offer
from dentelle.media.models import Image
from dentelle.media.queries import Picture, picture
from dentelle.museums import names
from dentelle.museums.map import Map, Place, build
from dentelle.museums.models import Museum
from dentelle.portal.queries import rows as record_rows
from dentelle.portal.queries.rows import Item
from dentelle.search import engines
from dentelle.search.engine import EngineError
from dentelle.search.query import FacetAsk, Request

_INDEX = "records"
_ALL = 2000  # more museums than any network has
_WALL = 8
_AROUND = 1.1  # degrees of latitude around one museum


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A museum in a list. `count` is how many of its objects are on line."""

    slug: str
    name: str
    town: str
    department: str
    href: str
    count: int
    themes: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """The museums of one department, by town."""

    name: str
    key: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    """Every member, or those of one theme. `themes` pairs a theme with its number of museums."""

    total: int
    publishing: int
    objects: int
    theme: str
    themes: tuple[tuple[str, int], ...]
    departments: tuple[Department, ...]
    map: Map | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MuseumPage:
    """One museum. `domains` pairs the domains of its collections with their number of objects."""

    museum: Museum
    name: str
    of_name: str
    at_name: str
    portrait: Picture | None
    presentation: tuple[str, ...]
    count: int
    domains: tuple[tuple[str, int], ...]
    wall: tuple[Item, ...]
    events: tuple[Line, ...]
    offers: tuple[Offer, ...]
    map: Map | None


def directory(theme: str = "") -> Directory:
    """Return the members, those of one theme when it is given; two queries and one request."""
    rows = list(Museum.objects.members().defer("presentation", "access", "opening", "prices"))
    counts, pictures = counts_by_museum(), _portraits(rows)
    kept = [row for row in rows if not theme or fold(theme) in map(fold, row.themes)]
    members = [_member(row, counts, pictures) for row in sorted(kept, key=_order)]
    return Directory(
        total=len(rows),
        publishing=sum(1 for row in rows if counts.get(row.slug)),
        objects=sum(counts.values()),
        theme=theme,
        themes=_themes(rows),
        departments=_departments(members),
        map=build(places(kept, counts)),
    )


def counts_by_museum() -> dict[str, int]:
    """Return the number of public objects by museum's slug; empty when there is no index yet."""
    request = Request(limit=0, facets=(FacetAsk(name="museum", size=_ALL),))
    try:
        results = engines.get(_INDEX).search(request)
    except (EngineError, KeyError):  # no index yet
        return {}
    return dict(results.facets["museum"].values) if "museum" in results.facets else {}


def places(rows: Iterable[Museum], counts: Mapping[str, int]) -> list[Place]:
    """Return the museums that have coordinates as places of a map, leading to their pages."""
    return [
        Place(
            name=names.as_title(row.name),
            town=row.town,
            department=row.department,
            latitude=row.latitude,
            longitude=row.longitude,
            href=reverse("portal:museum", args=(row.slug,)),
            count=counts.get(row.slug, 0),
        )
        for row in rows
        if row.latitude is not None and row.longitude is not None
    ]


def museum(slug: str, *, today: date) -> MuseumPage | None:
    """Return what a member's page shows on a day, or nothing when there is no such member."""
    row = Museum.objects.members().filter(slug=slug).first()
    if row is None:
        return None
    count, domains, keys = _holdings(row.slug)
    return MuseumPage(
        museum=row,
        name=names.as_title(row.name),
        of_name=names.of(row.name, row.article),
        at_name=names.at(row.name, row.article),
        portrait=_portraits([row]).get(row.portrait),
        presentation=tuple(part for part in row.presentation.split("\n") if part.strip()),
        count=count,
        domains=domains,
        wall=tuple(record_rows.load(keys)[0]),
        events=soon.of_museum(row.slug, today=today),
        offers=offers.of_museum(row.slug),
        map=map_of(row),
    )


def map_of(row: Museum) -> Map | None:
    """Return the map of one museum in its country, or nothing when its place is not known."""
    return build(places([row], {}), least_span=_AROUND)


def _holdings(slug: str) -> tuple[int, tuple[tuple[str, int], ...], Sequence[str]]:
    """Return how many objects a museum shows, their domains, and some of those with a picture."""
    whole = Request(filters={"museum": (slug,)}, limit=0, facets=(FacetAsk(name="domain", size=8),))
    seen = Request(filters={"museum": (slug,), "picture": ("yes",)}, sort="hang", limit=_WALL)
    try:
        engine = engines.get(_INDEX)
        results, hung = engine.search(whole), engine.search(seen)
    except (EngineError, KeyError):  # no index yet
        return 0, (), ()
    domains = results.facets["domain"].values if "domain" in results.facets else ()
    return results.total, tuple(domains), hung.keys


def _order(row: Museum) -> tuple[str, str, str]:
    return fold(row.department), fold(row.town), fold(row.name)


def _member(
    row: Museum, counts: Mapping[str, int], pictures: Mapping[str, Picture | None]
) -> Member:
    return Member(
        slug=row.slug,
        name=names.as_title(row.name),
        town=row.town,
        department=row.department,
        href=reverse("portal:museum", args=(row.slug,)),
        count=counts.get(row.slug, 0),
        themes=tuple(row.themes),
        picture=pictures.get(row.portrait),
    )


def _portraits(rows: Iterable[Museum]) -> dict[str, Picture | None]:
    keys = [row.portrait for row in rows if row.portrait]
    if not keys:
        return {}
    images = seen_among(Image.objects.filter(key__in=keys))
    return {image.key: picture(image) for image in images}


def _themes(rows: Iterable[Museum]) -> tuple[tuple[str, int], ...]:
    """Return the themes, the most shared first, spellings that differ by case or accent counted as one."""
    spelled: dict[str, str] = {}
    counts: dict[str, int] = {}
    for row in rows:
        for key, theme in {fold(theme): theme for theme in row.themes}.items():
            spelled.setdefault(key, theme)
            counts[key] = counts.get(key, 0) + 1
    return tuple(
        (spelled[key], counts[key]) for key in sorted(counts, key=lambda key: (-counts[key], key))
    )


def _departments(members: Sequence[Member]) -> tuple[Department, ...]:
    return tuple(
        Department(name=name, key=slugify(name) or "autres", members=tuple(rows))
        for name, rows in groupby(members, key=lambda member: member.department)
    )
