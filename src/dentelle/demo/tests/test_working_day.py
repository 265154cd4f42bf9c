from datetime import UTC, datetime

import pytest

from dentelle.accounts.enums import Role
from dentelle.agenda.models import Check, Event
from dentelle.demo import programme, working_day
from dentelle.desk.queries import events, page_asks
from dentelle.desk.tests.events import person
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_the_desk_of_the_demonstration_has_something_of_each_kind_to_decide():
    port = MuseumFactory(slug="port-valmont")
    for slug in ("vitrail-quernoy", "ecomusee-bocage", "indienne-gravelise"):
        MuseumFactory(slug=slug, contact_email="bonjour@musee.example")
    for name, role in (("musee", Role.MUSEUM), ("communication", Role.COMMUNICATION)):
        user = person(role, *([port] if role == Role.MUSEUM else []))
        user.username = name
        user.save()
    asked = Museum.objects.get(slug="indienne-gravelise")
    programme.install(now=NOW)

    assert working_day.install(now=NOW) == 3
    assert working_day.install(now=NOW) == 0

    states = dict(Event.objects.exclude(state=State.PUBLIC).values_list("title", "state"))
    assert states == {
        working_day.SUBMITTED.title: State.SUBMITTED,
        working_day.DRAFT.title: State.DRAFT,
        working_day.SCHEDULED.title: State.SCHEDULED,
    }
    today = Event.objects.filter(published_at__gte=NOW)
    assert 0 < today.count() < 4
    assert events.pending().count() == 1
    assert Check.objects.unanswered(NOW).count() == 1
    assert page_asks.askings(Museum.objects.all()).keys() == {asked.pk}
