"""Pages as schema.org data (VisualArtwork, CreativeWork, Role, Museum)."""

from typing import Any

from django.conf import settings

from dentelle.core.text import fold
from dentelle.media.queries import Picture
from dentelle.museums.models import Museum
from dentelle.portal.queries.record import Maker, RecordPage, Shown
from dentelle.ui.linked import script

__all__ = ["museum", "record", "script"]

_VISUAL = ("peinture", "dessin", "sculpture", "estampe", "photographie", "miniature", "vitrail")


def record(page: RecordPage) -> dict[str, Any]:
    """Return an object: its makers with their doubt, its dates, its museum."""
    row, visual = page.record, fold(page.record.domain).startswith(_VISUAL)
    data = {
        "@type": "VisualArtwork" if visual else "CreativeWork",
        "@id": page.permalink,
        "url": page.permalink,
        "name": row.title,
        "creator": [_creator(maker) for maker in page.makers if maker.name],
        "dateCreated": row.date_line,
        "temporalCoverage": _years(row.year_from, row.year_to),
        "artMedium" if visual else "material": page.technique,
        "genre": row.domain,
        "size": page.dimensions,
        "identifier": _identifiers(page),
        "image": [_image(shown) for shown in page.pictures],
        "holdingArchive": {"@type": "Museum", **_place(page.museum)},
        "creditText": page.credit,
        "dateModified": row.updated_at.date().isoformat(),
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def museum(row: Museum, address: str, portrait: Picture | None = None) -> dict[str, Any]:
    """Return a museum: where it stands, how to reach it, what it offers. `address` is its page's."""
    data = {
        "@type": "Museum",
        "@id": address,
        **_place(row),
        "url": row.website or address,
        "telephone": row.phone,
        "email": row.contact_email,
        "description": row.presentation[:500],
        "image": f"{settings.SITE_URL}{portrait.large}" if portrait else "",
        "alternateName": row.official_name if row.official_name != row.name else "",
        "keywords": row.themes,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": mark, "value": True}
            for mark in row.accessible
        ],
        "geo": _geo(row),
    }
    return {key: value for key, value in data.items() if value not in ("", [], None)}


def _place(row: Museum) -> dict[str, Any]:
    street = {
        "streetAddress": row.address,
        "postalCode": row.postcode,
        "addressLocality": row.town,
        "addressRegion": row.region,
    }
    address = {key: value for key, value in street.items() if value}
    return {"name": row.name, "address": {"@type": "PostalAddress", **address}}


def _geo(row: Museum) -> dict[str, Any] | None:
    if row.latitude is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": row.latitude, "longitude": row.longitude}


def _creator(maker: Maker) -> dict[str, Any]:
    """Return a maker; a qualifier or a doubt stands in a Role around the person, never dropped."""
    person = {"@type": "Person", "name": maker.name}
    words = [maker.qualifier, "?" if maker.doubtful else "", maker.role]
    if role := ", ".join(word for word in words if word):
        return {"@type": "Role", "roleName": role, "creator": person}
    return person


def _years(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    return "/".join(f"{'-' if year < 0 else ''}{abs(year):04d}" for year in (first, last))


def _identifiers(page: RecordPage) -> list[dict[str, str]]:
    pairs = [("ARK", f"ark:/{page.record.ark}"), ("inventory", page.record.inventory_number)]
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in pairs
        if value
    ]


def _image(shown: Shown) -> dict[str, str]:
    data = {
        "@type": "ImageObject",
        "contentUrl": f"{settings.SITE_URL}{shown.picture.large}",
        "creditText": shown.credit,
        "license": shown.terms.address,
    }
    return {key: value for key, value in data.items() if value}
