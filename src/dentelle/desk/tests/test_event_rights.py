import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.desk.tests.events import SEES, answers, person
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db


def every_address(event, entry):
    pk = [event.pk]
    return [
        ("get", reverse("desk:event", args=pk)),
        ("post", reverse("desk:event", args=pk)),
        ("post", reverse("desk:event-duplicate", args=pk)),
        ("post", reverse("desk:event-undo", args=[event.pk, entry.pk])),
        *(
            ("post", reverse("desk:event-act", args=[event.pk, verb]))
            for verb in ("soumettre", "publier", "brouillon", "archiver", "retirer", "remettre", "situation", "renoncer")
        ),
    ]  # fmt: skip


def test_another_museum_s_event_is_nowhere_for_a_contributor(client, volunteer):
    other = MuseumFactory(usual_name="Musée de la Faïence")
    event = make_event(museums=[other], title="Secret d’atelier", state="draft")
    agenda.edit_event(event=event, values={"prices": "1 €"}, seen=1, actor=None, now=timezone.now())
    entry = HistoryEntry.objects.get(verb="edit")

    for method, address in every_address(event, entry):
        assert getattr(client, method)(address).status_code == 404, address
    for method in ("get", "post"):
        address = reverse("desk:event-review", args=[event.pk])
        assert getattr(client, method)(address).status_code == 403
    assert client.get(reverse("desk:events-queue")).status_code == 403
    for name in ("events", "events-csv", "home", "event-new"):
        answer = client.get(reverse(f"desk:{name}"), {"when": "all"})
        text = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "Secret d’atelier" not in text
        assert "Musée de la Faïence" not in text
    assert "0 événement" in client.get(reverse("desk:events"), {"when": "all"}).content.decode()
    narrowed = client.get(reverse("desk:events"), {"when": "all", "museum": other.pk})
    assert "Secret" not in narrowed.content.decode()
    assert client.get(reverse("desk:event-new"), {"musee": other.slug}).status_code == 404
    refused = client.post(reverse("desk:event-new"), answers(other))
    assert refused.status_code == 422
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "closed"),
    (
        (Role.NETWORK, set()),
        (Role.COMMUNICATION, set()),
        (Role.COLLECTIONS, {"event-new", "events-queue"}),
        (Role.MUSEUM, {"events-queue"}),
        (Role.TEACHER, {"events", "events-csv", "event-new", "events-queue"}),
        (Role.PRESS, {"events", "events-csv", "event-new", "events-queue"}),
    ),
)
def test_each_role_opens_its_screens_of_the_agenda(client, museum, role, closed):
    client.force_login(person(role, museum))

    for name in ("events", "events-csv", "event-new", "events-queue"):
        wanted = 403 if name in closed else 200
        assert client.get(reverse(f"desk:{name}")).status_code == wanted, name


@pytest.mark.parametrize(
    ("role", "allowed"),
    (
        (Role.COMMUNICATION, {"publier", "brouillon", "archiver", "retirer", "situation", "renoncer"}),
        (Role.MUSEUM, {"situation", "renoncer"}),
        (Role.COLLECTIONS, set()),
    ),
)  # fmt: skip
def test_each_role_decides_what_it_may_about_a_public_event(client, museum, role, allowed):
    client.force_login(person(role, museum))
    verbs = {"publier", "brouillon", "archiver", "retirer", "situation", "renoncer"}

    for verb in sorted(verbs):
        event = make_event(museums=[museum])
        answer = client.post(reverse("desk:event-act", args=[event.pk, verb]))
        assert (answer.status_code == 302) == (verb in allowed), verb


@pytest.mark.parametrize(("role", "own", "other"), SEES)
def test_each_role_opens_the_drafts_it_may_see(client, museum, role, own, other):
    client.force_login(person(role, museum))
    drafts = [make_event(museums=[of], state="draft") for of in (museum, MuseumFactory())]

    opened = [client.get(reverse("desk:event", args=[event.pk])).status_code for event in drafts]

    assert opened == [own, other]


def test_a_contributor_enters_no_event_in_another_museum_s_name(client, volunteer, museum):
    other = MuseumFactory()

    for wanted in (
        answers(other),
        answers(museum, others=[other.pk]),
        {**answers(museum), "museum": ""},
    ):
        assert client.post(reverse("desk:event-new"), wanted).status_code == 422

    assert not Event.objects.exists()


def test_a_museum_lost_while_the_form_was_open_is_not_replaced_in_silence(client, museum):
    left = MuseumFactory(usual_name="Musée du Lin")
    user = person(Role.MUSEUM, museum, left)
    client.force_login(user)
    user.memberships.filter(museum=museum).delete()

    answer = client.post(reverse("desk:event-new"), answers(museum))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert not Event.objects.exists()
    assert '<input type="hidden" name="museum"' not in page
    assert 'href="#id_museum"' in page
    assert 'aria-invalid="true" id="id_museum"' in page
