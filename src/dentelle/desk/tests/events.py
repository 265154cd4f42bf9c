"""Who writes events in tests, and what their browsers send."""

import json
from datetime import timedelta

from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.museums.models import Membership

# What each role is answered about what is not public: in one's own museum, in another's.
SEES = (
    (Role.NETWORK, 200, 200),
    (Role.COMMUNICATION, 200, 200),
    (Role.COLLECTIONS, 200, 200),
    (Role.MUSEUM, 200, 404),
    (Role.TEACHER, 403, 403),
    (Role.PRESS, 403, 403),
)


def person(role, *museums, email=""):
    user = User.objects.create_user(
        f"{role}-{User.objects.count()}", email=email, password="x", role=role
    )
    Membership.objects.bulk_create(Membership(user=user, museum=museum) for museum in museums)
    return user


def answers(museum, **more):
    """Return what the form sends when a volunteer answers its five questions."""
    soon = timezone.localdate() + timedelta(days=20)
    return {
        "title": "Le Havre vu de la mer",
        "kind": "exhibition",
        "museum": museum.pk,
        "d0-how": "span",
        "d0-first": soon.isoformat(),
        "d0-last": (soon + timedelta(days=60)).isoformat(),
        "summary": "Cent vues du port, du large à la rade.",
        "is_free": "true",
        "booking": "none",
        "do": "save",
        **more,
    }


def sent(event, **more):
    """Return what the form of an event sends back untouched."""
    timing = event.timings[0]
    return {
        "title": event.title, "kind": event.kind, "museum": event.museums.first().pk, "booking": event.booking,
        "summary": event.summary, "version": event.version, "d0-how": "day", "d0-first": timing["first"], "d0-was": json.dumps(timing), "do": "save", **more,
    }  # fmt: skip
