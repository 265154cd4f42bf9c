"""What browsers send of offers."""

from datetime import timedelta

from django.utils import timezone


def in_days(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def answers(museum, **more):
    """Return what the form sends when a volunteer answers what stands first."""
    return {
        "kind": "seasonal",
        "museum": museum.pk,
        "title": "Agent d’accueil H/F",
        "summary": "Un été au bord de la rade.",
        "missions": "Accueillir.\r\n- Tenir la caisse",
        "deadline": in_days(20),
        "apply_email": "port@example.org",
        "duration_unit": "months",
        "is_open_to_all": "on",
        "do": "save",
        **more,
    }


def sent(offer, **more):
    """Return what the form of an offer sends back untouched, but for `more`."""
    said = {
        name: getattr(offer, name)
        for name in ("kind", "title", "summary", "missions", "apply_email", "pay", "duration_unit")
    }
    return {
        **said,
        "museum": offer.museum_id,
        "deadline": offer.deadline.isoformat() if offer.deadline else "",
        "version": offer.version,
        "is_open_to_all": "on",
        "do": "save",
        **more,
    }
