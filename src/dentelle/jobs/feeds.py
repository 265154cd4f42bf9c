"""Offers for readers of news (Atom, RFC 4287) and for other sites (JSON)."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from dentelle.jobs import wording
from dentelle.jobs.models import Offer

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def atom(offers: Iterable[Offer], *, title: str, page: str, here: str) -> str:
    """Return a feed; `page` and `here` are the whole addresses of the page that says the same and of the feed."""
    feed = Atom1Feed(
        title=title,
        link=page,
        description=_("Jobs, internships and volunteering in the museums of the network."),
        language=get_language() or settings.LANGUAGE_CODE,
        feed_url=here,
        feed_guid=here,
        author_name=settings.NETWORK_NAME,
    )
    for offer in offers:
        feed.add_item(
            title=_sound(offer.title),
            link=_address(offer),
            # Atom takes a description for HTML: what people wrote is text, and stays text.
            description=escape(_sound(_said(offer))),
            unique_id=f"tag:{urlsplit(settings.SITE_URL).hostname},2026:offre-{offer.pk}",
            pubdate=offer.published_at or offer.created_at,
            updateddate=offer.updated_at,
            categories=[str(offer.get_kind_display())],
        )
    return feed.writeString("utf-8")


def _sound(text: str) -> str:
    """Leave out what XML cannot hold: the control characters that a paste from Word brings."""
    return _CONTROL.sub(" ", text)


def _said(offer: Offer) -> str:
    until = _("Applications %(until)s") % {"until": wording.until(offer)}
    return f"{offer.where} — {until} — {offer.summary}"


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
