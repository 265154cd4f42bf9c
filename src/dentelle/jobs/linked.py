"""An offer as schema.org data.

Source: schema.org/JobPosting; `validThrough`, `employmentType` and `identifier` as search engines read them.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dentelle.jobs.enums import Contract, Hours, OfferKind
from dentelle.jobs.models import Offer

_TYPES: Mapping[str, list[str]] = {
    OfferKind.INTERNSHIP: ["INTERN"],
    OfferKind.VOLUNTEERING: ["VOLUNTEER"],
    OfferKind.APPRENTICESHIP: ["TEMPORARY"],
    OfferKind.CIVIC: ["TEMPORARY"],
}
_HOURS = {Hours.FULL: "FULL_TIME", Hours.PART: "PART_TIME"}


def offer(row: Offer, address: str) -> dict[str, Any]:
    """Return an offer; `address` is its page's."""
    whole = {
        "@type": "JobPosting",
        "title": row.title,
        "description": description(row),
        "url": address,
        "datePosted": localtime(row.published_at).date().isoformat() if row.published_at else "",
        "validThrough": localtime(row.closes_at).isoformat() if row.closes_at else "",
        "employmentType": _types(row),
        "hiringOrganization": _employer(row),
        "jobLocation": _place(row),
        "identifier": _identifier(row),
        "jobStartDate": row.start_date.isoformat() if row.start_date else "",
        "responsibilities": row.missions,
        "qualifications": row.profile,
        "directApply": False,
        "inLanguage": settings.LANGUAGE_CODE,
    }
    return {key: value for key, value in whole.items() if value not in ("", [], {}, None)}


def description(row: Offer) -> str:
    """Return the whole offer as the HTML that search engines ask for; what people wrote is text."""
    parts = (
        ("", row.summary),
        (_("Missions"), row.missions),
        (_("Profile looked for"), row.profile),
        (_("About the museum and the team"), row.description),
    )
    return "".join(
        (f"<p><strong>{escape(heading)}</strong></p>" if heading else "") + _paragraphs(text)
        for heading, text in parts
        if text
    )


def _paragraphs(text: str) -> str:
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line)}</p>" for line in lines if line)


def _types(row: Offer) -> list[str]:
    own = list(_TYPES.get(row.kind, ()))
    if row.kind == OfferKind.SEASONAL or row.contract in {Contract.FIXED_TERM, Contract.HOURLY}:
        own.append("TEMPORARY")
    hours = [_HOURS[Hours(row.hours)]] if row.hours else []
    return [*hours, *own] or ["OTHER"]


def _employer(row: Offer) -> dict[str, str]:
    museum = row.museum
    if row.employer:
        return {"@type": "Organization", "name": row.employer}
    found = {"@type": "Museum", "name": museum.name, "sameAs": museum.website}
    return {key: value for key, value in found.items() if value}


def _identifier(row: Offer) -> dict[str, str]:
    if not row.official_number:
        return {}
    return {"@type": "PropertyValue", "name": row.employed_by, "value": row.official_number}


def _place(row: Offer) -> dict[str, Any]:
    museum, elsewhere = row.museum, bool(row.place or row.town)
    address = {
        "@type": "PostalAddress",
        "streetAddress": "" if elsewhere else museum.address,
        "postalCode": "" if elsewhere else museum.postcode,
        "addressLocality": row.town or museum.town,
        "addressRegion": museum.region,
        "addressCountry": "FR",
    }
    return {
        "@type": "Place",
        "name": row.place or ("" if row.town else museum.name) or row.town,
        "address": {key: value for key, value in address.items() if value},
    }
