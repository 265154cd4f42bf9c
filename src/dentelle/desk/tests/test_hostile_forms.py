"""What programs and impatient people send to the desk: refused in words, nobody told twice, nothing published unread."""

import itertools
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda.tests.factories import make_event
from dentelle.desk import tasks
from dentelle.desk.actions import reminders
from dentelle.desk.tests.events import person
from dentelle.desk.tests.offers import answers, sent
from dentelle.jobs import actions as jobs
from dentelle.jobs.models import Offer
from dentelle.jobs.tests.factories import make_offer
from dentelle.museums.models import Membership
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAY = timezone.datetime(2026, 3, 9, 8, 30, tzinfo=timezone.get_default_timezone())
HUGE = "9" * 5_000


@pytest.fixture
def network():
    return person(Role.COMMUNICATION, email="reseau@example.org")


def test_reviewers_are_written_to_every_three_days_at_most_whenever_something_waits(
    museum, network
):
    for day in range(12):
        event = make_event(museums=[museum], state="draft", summary="Oui.")
        publishing.submit(subject=event, actor=None, now=MONDAY + (day - 4) * DAY)

    for hour in range(12 * 24):
        tasks.remind(MONDAY + timedelta(hours=hour))

    written = list(Departure.objects.order_by("written_at").values_list("written_at", flat=True))
    gaps = [later - earlier for earlier, later in itertools.pairwise(written)]
    assert len(written) >= 3
    assert min(gaps) >= 3 * DAY - timedelta(hours=1)


def test_who_left_the_museum_is_not_reminded_of_its_event(museum, network):
    writer = person(Role.MUSEUM, museum, email="benevole@example.org")
    event = make_event(museums=[museum], state="draft", timings=[{"first": "2026-05-23"}])
    publishing.submit(subject=event, actor=writer, now=MONDAY - 6 * DAY)
    publishing.send_back(subject=event, message="Prix ?", actor=network, now=MONDAY - 5 * DAY)
    Membership.objects.all().delete()

    assert reminders.remind_writers(now=MONDAY) == 0
    assert not Departure.objects.exists()


@pytest.mark.parametrize("way", ("detail", "review"))
def test_an_offer_changed_since_it_was_read_is_published_by_no_button(client, museum, network, way):
    offer = make_offer(
        museum=museum,
        state="submitted",
        now=timezone.now(),
        deadline=timezone.localdate() + 20 * DAY,
    )
    client.force_login(network)
    name = "desk:offer" if way == "detail" else "desk:offer-review"
    page = client.get(reverse(name, args=[offer.pk])).content.decode()
    assert 'name="version" value="1"' in page
    jobs.edit_offer(
        offer=offer, values={"title": "Jamais relu H/F"}, seen=1, actor=person(Role.MUSEUM, museum), now=timezone.now(),
    )  # fmt: skip

    if way == "detail":
        client.post(reverse("desk:offer-act", args=[offer.pk, "publier"]), {"version": 1})
    else:
        client.post(reverse(name, args=[offer.pk]), {"do": "approve", "version": 1})

    offer.refresh_from_db()
    assert offer.state == State.SUBMITTED


def test_an_offer_written_between_the_look_and_the_lock_is_not_published(museum, network):
    offer = make_offer(
        museum=museum,
        state="submitted",
        now=timezone.now(),
        deadline=timezone.localdate() + 20 * DAY,
    )
    stale = Offer.objects.get(pk=offer.pk)
    jobs.edit_offer(
        offer=offer, values={"title": "Autre H/F"}, seen=1, actor=None, now=timezone.now()
    )

    with pytest.raises(publishing.DecisionError):
        jobs.approve_offer(offer=stale, actor=network, now=timezone.now(), seen=1)


@pytest.mark.parametrize("number", (HUGE, "-1", "²", "1e9", "٣", "0x1", ""))
def test_numbers_of_forms_may_be_anything(client, network, museum, number):
    client.force_login(network)
    event = make_event(museums=[museum], summary="Oui.")
    offer = make_offer(museum=museum)
    posts = [
        (reverse("desk:museum", args=[museum.pk]), {"image": number, "version": number, "do": "save"}),
        (reverse("desk:event", args=[event.pk]), {"image": number, "version": number, "records": [number], "proposal": number, "museum": number}),
        (reverse("desk:event-act", args=[event.pk, "publier"]), {"version": number}),
        (reverse("desk:event-check-ask", args=[event.pk]), {"to": "a@example.org", "version": number, "publish": "on"}),
        (reverse("desk:offer", args=[offer.pk]), sent(offer, version=number, museum=number, duration=number)),
        (reverse("desk:offer-new"), answers(museum, duration=number) | {"museum": number}),
        (reverse("desk:images-rights"), {"image": number, "numbers": number, "shown": number, "scope": "page"}),
    ]  # fmt: skip
    gets = [
        reverse(name) + f"?page={number}&museum={number}&musee={number}&state={number}&after={number}&before={number}"
        for name in ("desk:events", "desk:offers", "desk:images", "desk:museums", "desk:letters", "desk:accounts", "desk:imports", "desk:reports", "desk:records", "desk:events-queue")
    ]  # fmt: skip

    for address, data in posts:
        assert client.post(address, data).status_code < 500, (address, number[:9])
    for address in gets:
        assert client.get(address).status_code < 500, address[:60]


@pytest.mark.parametrize("kind", ("csv", "ods"))
def test_exports_answer_whatever_the_address_says(client, museum, kind):
    client.force_login(person(Role.NETWORK))
    make_event(
        museums=[museum],
        title="=cmd|' /C calc'!A0\x0b\u202e\ufffe",
        summary="\x01\x1f<b>&\r\n\tfin",
    )
    for name in (
        "events",
        "offers",
        "images",
        "museums",
        "letters",
        "accounts",
        "imports",
        "reports",
        "records",
    ):
        address = reverse(f"desk:{name}-{kind}")
        answer = client.get(address + f"?page={HUGE[:20]}&q=%00%ff%u202e&state=x&museum=x")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)
