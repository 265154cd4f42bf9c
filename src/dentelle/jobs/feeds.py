"""Offers for other sites (JSON); readers of news are written to from their shares."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from dentelle.jobs.models import Offer


def data(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Return offers as data, with every public field; instants in UTC, days as ISO 8601."""
    return [_datum(offer) for offer in offers]


def _datum(offer: Offer) -> dict[str, Any]:
    museum = offer.museum
    return {
        "id": offer.pk,
        "url": _address(offer),
        "kind": offer.kind,
        "kind_label": str(offer.get_kind_display()),
        "title": offer.title,
        "summary": offer.summary,
        "missions": offer.missions,
        "profile": offer.profile,
        "description": offer.description,
        "employer": offer.employed_by,
        "museum": {"slug": museum.slug, "name": museum.name, "town": museum.town},
        "place": {"name": offer.place or museum.name, "town": offer.town or museum.town},
        "contract": offer.contract or None,
        "category": offer.category or None,
        "grade": offer.grade or None,
        "hours": offer.hours or None,
        "start_date": offer.start_date.isoformat() if offer.start_date else None,
        "start_note": offer.start_note or None,
        "duration": {"value": offer.duration, "unit": offer.duration_unit}
        if offer.duration
        else None,
        "pay": offer.pay or None,
        "apply": {
            "url": offer.apply_url or None,
            "email": offer.apply_email or None,
            "address": offer.apply_address or None,
        },
        "official_number": offer.official_number or None,
        "contact": offer.contact or None,
        "deadline": offer.deadline.isoformat() if offer.deadline else None,
        "published_at": _instant(offer.published_at),
        "closes_at": _instant(offer.closes_at),
        "updated_at": _instant(offer.updated_at),
    }


def _instant(at: datetime | None) -> str | None:
    if at is None:
        return None
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _address(offer: Offer) -> str:
    return f"{settings.SITE_URL}{reverse('jobs:offer', args=[offer.slug])}"
