"""Who asks museums to check their pages, who answers for one, and what was written to whom."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.desk.tests.events import person
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

DAY = timedelta(days=1)
NOW = datetime(2026, 3, 10, 8, tzinfo=UTC)
EVERY = reverse("desk:museums-ask")


@pytest.fixture
def network():
    user = person(Role.COMMUNICATION, email="reseau@example.org")
    user.first_name, user.last_name = "Claire", "Morin"
    user.save()
    return user


@pytest.fixture
def anne(museum):
    return person(Role.MUSEUM, museum, email="anne@example.org")


def one(museum):
    return reverse("desk:museum-ask", args=[museum.pk])


def sent_to():
    return sorted(Departure.objects.values_list("to", flat=True))


def done(museum):
    return list(history_of(museum).values_list("verb", flat=True))[::-1]


def spaced(text):
    """Return a text with a plain space for each that does not break."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def flat(answer):
    """Return the words of a page on one line."""
    return " ".join(spaced(answer.content.decode()).split())
