"""What is not public is in no output: not by a language, a HEAD, a validator of before, nor a feed; and words stay words."""

import json
from datetime import timedelta

import icalendar
import pytest
from django.utils import timezone
from lxml import etree

from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.jobs.tests.factories import make_offer
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TITLE = "Zibeline"
EVIL = "Zib\x00\x01\x0b\x1f\x7f\ufffe\u202e\u2028\x85\r\n\tBEGIN:VEVENT\rATTENDEE:x </script><script>alert(1)</script> ]]> &amp; {{ 7*7 }} 🦊"


def places(museum, record, event, offer):
    paths = [
        "/", "/agenda/", "/agenda.ics", "/agenda.atom", "/agenda.rss", "/agenda.json", f"/agenda/{timezone.localdate() + 20 * DAY:%Y/%m}/",
        "/offres/", "/offres.atom", "/offres.rss", "/offres.json", f"/collections/?q={TITLE}", f"/collections.json?q={TITLE}",
        f"/agenda/?q={TITLE}", f"/agenda/{event.slug}/", f"/agenda/{event.slug}.ics", f"/offres/{offer.slug}/",
        f"/musees/{museum.slug}/", f"/ark:/{record.ark}", "/sitemap.xml", "/sitemap-pages.xml", f"/partage/event/{event.slug}.png", f"/partage/offer/{offer.slug}.png",
    ]  # fmt: skip
    return [
        prefix + path
        for path in paths
        for prefix in ("", "/en")
        if not path.startswith("/sitemap") or not prefix
    ]


def made(state, **when):
    museum = MuseumFactory()
    record = RecordFactory(museum=museum)
    image = make_image()
    RecordImage.objects.create(record=record, image=image)
    now = timezone.now()
    soon = [{"first": (timezone.localdate() + 20 * DAY).isoformat()}]
    event = make_event(
        museums=[museum], title=TITLE, timings=soon, records=[record], state=state, now=now, **when
    )
    offer = make_offer(
        museum=museum,
        title=TITLE,
        state=state,
        now=now,
        deadline=timezone.localdate() + 20 * DAY,
        **({"opens_at": when["opens_at"]} if "opens_at" in when else {}),
    )
    return museum, record, event, offer


@pytest.mark.parametrize("why", ("draft", "submitted", "embargo", "withdrawn", "archived"))
def test_what_is_not_public_is_in_no_output_whatever_validator_a_client_holds(client, why):
    state = why if why in {"draft", "submitted"} else "public"
    when = {"opens_at": timezone.now() + DAY} if why == "embargo" else {}
    museum, record, event, offer = made(state, **when)
    addresses = places(museum, record, event, offer)
    before = {path: client.get(path) for path in addresses}
    if why in {"withdrawn", "archived"}:
        shown = sum(TITLE.encode() in answer.content for answer in before.values())
        assert shown > 20
        for subject in (event, offer):
            if why == "withdrawn":
                publishing.withdraw(subject=subject, reason="X", actor=None, now=timezone.now())
            else:
                publishing.archive(subject=subject, actor=None, now=timezone.now())

    for path, held in before.items():
        validators = {"HTTP_IF_NONE_MATCH": held.get("ETag", '"x"')} if held.get("ETag") else {}
        answer = client.get(path, **validators)
        if (
            why in {"withdrawn", "archived"}
            and TITLE.encode() in held.content
            and f"q={TITLE}" not in path
        ):
            assert answer.status_code != 304, path
        said = answer.content.replace(f"q={TITLE}".encode(), b"").replace(
            f'value="{TITLE}"'.encode(), b""
        )
        if f"q={TITLE}" not in path:
            assert TITLE.encode() not in said, path
        assert (
            event.slug.encode() not in said.replace(f"q={event.slug}".encode(), b"")
            or event.slug in path
        ), path
        head = client.head(path)
        assert head.status_code == (client.get(path)).status_code, path
        assert int(answer.get("Age", 0)) == 0
        cached = answer.get("Cache-Control", "")
        assert path == "/sitemap.xml" or "s-maxage" not in cached or "s-maxage=60" in cached


def test_words_of_people_stay_words_in_every_output(client):
    museum = MuseumFactory()
    record = RecordFactory(museum=museum)
    now = timezone.now()
    soon = [{"first": (timezone.localdate() + 20 * DAY).isoformat()}]
    words = {
        name: EVIL.replace("\x00", "")[:200]
        for name in (
            "title",
            "summary",
            "description",
            "timing_note",
            "prices",
            "place_name",
            "place_town",
            "organisers",
            "status_note",
        )
    }
    words["place_town"] = words["place_town"][:100]
    event = make_event(
        museums=[museum], timings=soon, records=[record], now=now, status="cancelled", **words
    )
    offer = make_offer(
        museum=museum,
        now=now,
        deadline=timezone.localdate() + 20 * DAY,
        **{
            name: EVIL.replace("\x00", "")[:200]
            for name in (
                "title",
                "summary",
                "missions",
                "profile",
                "description",
                "employer",
                "place",
                "contact",
                "grade",
            )
        },
    )

    for path in places(museum, record, event, offer):
        answer = client.get(path)
        assert answer.status_code == (404 if "/en/partage/" in path else 200), path
        kind = answer["Content-Type"].partition(";")[0]
        if kind == "text/html":
            assert b"<script>alert" not in answer.content, path
            assert b"49 " not in answer.content or b"{{ 7*7 }}" in answer.content
            for block in answer.content.decode().split('<script type="application/ld+json">')[1:]:
                json.loads(block.partition("</script>")[0])
        if kind.endswith(("+xml", "/xml")):
            etree.fromstring(answer.content)
        if kind.endswith("json"):
            json.loads(answer.content)
        if kind == "text/calendar":
            text = answer.content.decode()
            found = icalendar.Calendar.from_ical(text)
            assert len(found.walk("VEVENT")) == 1, path
            assert not found.walk("VEVENT")[0].get("attendee")
            lines = answer.content.split(b"\r\n")
            assert not [line for line in lines if b"\r" in line or b"\n" in line], path
            assert not [line for line in lines if set(line) & {*range(9), *range(11, 32), 127}], (
                path
            )
