import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.desk import urls_offers
from dentelle.desk.tests.events import person
from dentelle.desk.tests.offers import answers
from dentelle.jobs.actions import edit_offer
from dentelle.jobs.models import Offer
from dentelle.jobs.tests.factories import make_offer
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db
VERBS = ("soumettre", "publier", "brouillon", "archiver", "retirer", "remettre")


def offer_of(museum, **more):
    return make_offer(museum=museum, now=timezone.now(), deadline=None, kind="volunteering", **more)


def every_address(offer, entry):
    pk = [offer.pk]
    return {
        "offer": [("get", reverse("desk:offer", args=pk)), ("post", reverse("desk:offer", args=pk))],
        "offer-act": [("post", reverse("desk:offer-act", args=[offer.pk, verb])) for verb in VERBS],
        "offer-duplicate": [("post", reverse("desk:offer-duplicate", args=pk))],
        "offer-undo": [("post", reverse("desk:offer-undo", args=[offer.pk, entry.pk]))],
    }  # fmt: skip


def test_another_museum_s_offer_is_nowhere_for_a_contributor(client, volunteer):
    other = MuseumFactory(usual_name="Musée de la Faïence")
    offer = offer_of(other, title="Secret d’atelier", state="draft")
    edit_offer(offer=offer, values={"pay": "1 €"}, seen=1, actor=None, now=timezone.now())
    walked = every_address(offer, HistoryEntry.objects.get(verb="edit"))
    screens = {"offers", "offers-csv", "offers-ods", "offer-new", "offer-review"}
    assert {pattern.name for pattern in urls_offers.urlpatterns} == {*walked, *screens}

    for method, address in (pair for pairs in walked.values() for pair in pairs):
        assert getattr(client, method)(address).status_code == 404, address
    for method in ("get", "post"):
        address = reverse("desk:offer-review", args=[offer.pk])
        assert getattr(client, method)(address).status_code == 403
    for name in ("offers", "offers-csv", "home", "offer-new"):
        answer = client.get(reverse(f"desk:{name}"), {"state": "all"})
        text = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "Secret d’atelier" not in text
        assert "Musée de la Faïence" not in text
    assert "0 offre" in client.get(reverse("desk:offers"), {"state": "all"}).content.decode()
    narrowed = client.get(reverse("desk:offers"), {"state": "all", "museum": other.pk})
    assert "Secret" not in narrowed.content.decode()
    form = client.get(reverse("desk:offer-new"), {"musee": other.slug, "genre": "post"})
    assert form.status_code == 404
    refused = client.post(reverse("desk:offer-new"), answers(other))
    assert refused.status_code == 422
    assert Offer.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "closed"),
    (
        (Role.NETWORK, set()),
        (Role.COMMUNICATION, set()),
        (Role.COLLECTIONS, {"offer-new"}),
        (Role.MUSEUM, set()),
        (Role.TEACHER, {"offers", "offer-new"}),
        (Role.PRESS, {"offers", "offer-new"}),
    ),
)
def test_each_role_opens_its_screens_of_the_offers(client, museum, role, closed):
    client.force_login(person(role, museum))

    for name in ("offers", "offer-new"):
        wanted = 403 if name in closed else 200
        assert client.get(reverse(f"desk:{name}")).status_code == wanted, name


@pytest.mark.parametrize(
    ("role", "wanted"),
    (
        (Role.NETWORK, 200),
        (Role.COMMUNICATION, 200),
        (Role.COLLECTIONS, 403),
        (Role.MUSEUM, 403),
        (Role.TEACHER, 403),
    ),
)
def test_a_reviewer_alone_reads_what_waits(client, museum, role, wanted):
    offer = offer_of(museum, state="submitted")
    client.force_login(person(role, museum))

    assert client.get(reverse("desk:offer-review", args=[offer.pk])).status_code == wanted


REVIEWS = {"publier", "retirer", "remettre"}
WRITES = {"soumettre", "brouillon", "archiver", "dupliquer", "écrire"}


@pytest.mark.parametrize(
    ("role", "state", "allowed"),
    (
        (Role.NETWORK, "draft", REVIEWS | WRITES),
        (Role.COMMUNICATION, "public", REVIEWS | WRITES),
        (Role.COMMUNICATION, "archived", REVIEWS | WRITES),
        (Role.MUSEUM, "draft", WRITES),
        (Role.MUSEUM, "submitted", WRITES),
        # Once it is open, its museum closes it or takes it back; it does not rewrite it unread.
        (Role.MUSEUM, "public", {"brouillon", "archiver", "dupliquer"}),
        (Role.MUSEUM, "archived", {"dupliquer"}),
        (Role.COLLECTIONS, "draft", set()),
        (Role.COLLECTIONS, "public", set()),
    ),
)
def test_each_role_decides_what_it_may_about_an_offer(client, museum, role, state, allowed):
    client.force_login(person(role, museum))

    for verb in sorted(REVIEWS | WRITES):
        offer = offer_of(museum, state="public" if state == "archived" else state)
        if state == "archived":
            publishing.archive(subject=offer, actor=None, now=timezone.now())
        addresses = {
            "dupliquer": reverse("desk:offer-duplicate", args=[offer.pk]),
            "écrire": reverse("desk:offer", args=[offer.pk]),
        }
        address = addresses.get(verb)
        answer = client.post(address or reverse("desk:offer-act", args=[offer.pk, verb]))
        assert (answer.status_code != 403) == (verb in allowed), verb


def test_nobody_comes_in_without_signing_in(client, museum):
    offer = offer_of(museum)
    entry = HistoryEntry.objects.first()

    for method, address in (
        pair for pairs in every_address(offer, entry).values() for pair in pairs
    ):
        assert getattr(client, method)(address).status_code == 302, address
