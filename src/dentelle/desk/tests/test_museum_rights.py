"""Who reads and writes which museum's page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.desk.tests.events import person
from dentelle.desk.tests.museums import page, sent, sent_by_the_network
from dentelle.museums.actions import edit_museum
from dentelle.museums.models import Museum
from dentelle.museums.rules import BY_HAND, OF_A_MUSEUM, can_write_all, writable
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "own", "other", "every"),
    (
        (Role.NETWORK, BY_HAND, BY_HAND, True),
        (Role.COMMUNICATION, BY_HAND, BY_HAND, True),
        (Role.COLLECTIONS, frozenset(), frozenset(), False),
        (Role.MUSEUM, frozenset(OF_A_MUSEUM), frozenset(), False),
        (Role.TEACHER, frozenset(), frozenset(), False),
        (Role.PRESS, frozenset(), frozenset(), False),
    ),
)
def test_each_role_writes_its_fields_of_its_museums(museum, role, own, other, every):
    user = person(role, museum)

    assert writable(user, museum.pk) == own
    assert writable(user, MuseumFactory().pk) == other
    assert can_write_all(user) == every
    user.is_active = False
    assert (writable(user, museum.pk), can_write_all(user)) == (frozenset(), False)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    (
        (Role.NETWORK, 200, 302),
        (Role.COMMUNICATION, 200, 302),
        (Role.COLLECTIONS, 200, 403),
        (Role.MUSEUM, 200, 302),
        (Role.TEACHER, 403, 403),
        (Role.PRESS, 403, 403),
    ),
)
def test_each_role_reads_and_writes_its_pages(client, museum, role, reads, writes):
    client.force_login(person(role, museum))
    edit_museum(museum=museum, values={"phone": "01"}, seen=1, actor=None, now=timezone.now())
    entry = history_of(museum).get()

    assert client.get(page(museum)).status_code == reads
    undo = reverse("desk:museum-undo", args=[museum.pk, entry.pk])
    assert client.post(undo).status_code == writes
    museum.refresh_from_db()
    answer = client.post(page(museum), sent_by_the_network(museum, opening="Le samedi."))
    assert answer.status_code == writes
    assert Museum.objects.get().opening == ("Le samedi." if writes == 302 else "")


def test_another_museum_s_page_is_nowhere_for_a_contributor(client, volunteer, museum):
    other = MuseumFactory(usual_name="Musée de la Faïence")
    edit_museum(museum=other, values={"phone": "01"}, seen=1, actor=None, now=timezone.now())
    entry = history_of(other).get()

    assert client.get(page(other)).status_code == 404
    assert client.post(page(other), sent(other, opening="Pris.")).status_code == 404
    for number in (other.pk, museum.pk):
        address = reverse("desk:museum-undo", args=[number, entry.pk])
        assert client.post(address).status_code == 404
    for name in ("home", "museums"):
        assert "Faïence" not in client.get(reverse(f"desk:{name}")).content.decode()
    assert Museum.objects.get(pk=other.pk).opening == ""


def test_a_contributor_writes_nothing_of_what_the_network_decides(client, volunteer, museum):
    tried = sent_by_the_network(
        museum, official_name="Le Louvre", museofile="M9", publishes_collections="", slug="pris"
    )

    client.post(page(museum), tried | {"opening": "Le samedi."})

    after = Museum.objects.get()
    assert (after.official_name, after.museofile, after.slug) == (
        museum.official_name,
        "",
        museum.slug,
    )
    assert (after.publishes_collections, after.opening) == (True, "Le samedi.")


def test_a_contributor_takes_no_decision_of_the_network_back(client, volunteer, museum):
    edit_museum(
        museum=museum,
        values={"short_name": "Port", "phone": "01"},
        seen=1,
        actor=None,
        now=timezone.now(),
    )
    entry = history_of(museum).get()
    address = reverse("desk:museum-undo", args=[museum.pk, entry.pk])

    assert address not in client.get(page(museum)).content.decode()
    assert client.post(address).status_code == 403
    client.force_login(person(Role.COMMUNICATION))
    client.post(address)
    assert (Museum.objects.get().short_name, Museum.objects.get().phone) == ("", "")


def test_my_page_is_my_museum_s_or_a_choice_among_mine(client, museum):
    client.force_login(person(Role.MUSEUM, museum))
    assert client.get(reverse("desk:museum-own"))["Location"] == page(museum)

    other = MuseumFactory()
    client.force_login(person(Role.MUSEUM, museum, other))
    assert client.get(reverse("desk:museum-own"))["Location"] == reverse("desk:museums")
    for name in ("home", "museums"):
        choice = client.get(reverse(f"desk:{name}")).content.decode()
        assert page(museum) in choice
        assert page(other) in choice

    client.force_login(person(Role.MUSEUM))
    assert client.get(reverse("desk:museum-own")).status_code == 403
