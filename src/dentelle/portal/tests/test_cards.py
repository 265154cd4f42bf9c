"""The picture that social networks show of a thing, whatever its kind."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from PIL import Image as Drawing

from dentelle.agenda.actions import edit_event
from dentelle.agenda.shares import KIND
from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.media.enums import Licence
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal import cards
from dentelle.portal.tests.pages import select, tree
from dentelle.publishing import actions as publishing

pytestmark = pytest.mark.django_db
NETWORK = "Réseau d’essai"
COLOUR = (250, 0, 200)


@pytest.fixture(autouse=True)
def _second_of_march():
    cache.clear()  # what a client may do begins anew
    with time_machine.travel(NOW, tick=False):
        yield


def get(client, event, **headers):
    return client.get(f"/partage/event/{event.slug}.png", headers=headers)


def said(event):
    found = cards.find("event", event.slug)
    with translation.override(found.share.language):
        return cards.card(found.share, found.kind, network=NETWORK)


def has(answer, colour) -> bool:
    """Say whether a picture of one colour hangs on the card; what the store keeps of it is near."""
    drawn = Drawing.open(io.BytesIO(answer.content)).convert("RGB")
    return any(
        all(abs(a - b) < 12 for a, b in zip(seen, colour, strict=True))
        for count, seen in drawn.getcolors(1 << 20)
        if count > 1000
    )


def test_a_card_is_a_large_picture_that_a_shared_cache_keeps_a_minute(client):
    answer = get(client, make_event())

    assert answer["Content-Type"] == "image/png"
    assert Drawing.open(io.BytesIO(answer.content)).size == (1200, 630)
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=60"
    assert not answer.cookies


def test_a_card_asked_again_is_drawn_only_when_it_changed(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 4
    event = make_event()
    first = get(client, event)

    for _ in range(9):  # costs nothing
        assert get(client, event, **{"if-none-match": first["ETag"]}).status_code == 304
    edit_event(event=event, values={"status": "cancelled"}, seen=1, actor=None, now=NOW)
    refused = get(client, event, **{"if-none-match": first["ETag"]})

    assert refused.status_code == 429
    assert int(refused["Retry-After"]) >= 1
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        again = get(client, event, **{"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert again.content != first.content


@pytest.mark.parametrize(
    "values",
    ({"title": "Autre"}, {"status": "full"}, {"kind": "film"}, {"timings": [{"first": "2026-05-24"}]}, {"place_name": "Moulin"}),
)  # fmt: skip
def test_what_changes_in_a_thing_changes_its_card(client, values):
    event = make_event()
    before = get(client, event)

    edit_event(event=event, values=values, seen=1, actor=None, now=NOW)

    after = get(client, event)
    assert (after["ETag"] != before["ETag"], after.content != before.content) == (True, True)


def test_a_card_says_what_the_thing_is_when_and_where():
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    event = make_event(
        title="La nuit : fils", museums=[museum], kind="exhibition", status="cancelled",
        status_note="Trop de vent.", timings=[{"first": "2026-05-23", "starts": "14:00", "ends": "16:00"}],
    )  # fmt: skip

    card = said(event)

    assert (card.title, card.category) == ("La nuit\u00a0: fils", "Exposition")
    assert (card.notice, card.notice_more) == ("Annulé", "Trop de vent.")
    assert card.when == "samedi 23 mai 2026, 14\u00a0h\u00a0–\u00a016\u00a0h"
    assert (card.place, card.network) == ("Musée du Lin, Aubrive", NETWORK)
    assert (card.picture, card.credit) == ("", "")


def test_a_card_speaks_the_language_of_what_it_shows(client):
    event = make_event(title="A walk", language="en", kind="exhibition", status="postponed")

    card = said(event)
    here, there = (client.get(path.format(event.slug)) for path in ("/partage/event/{}.png", "/en/partage/event/{}.png"))  # fmt: skip

    assert (card.category, card.notice, card.when) == ("Exhibition", "Postponed", "Saturday 23 May 2026")  # fmt: skip
    assert here.status_code == 200
    assert there.status_code == 404  # one address, whatever the language of the page


@pytest.mark.parametrize(
    ("uses", "hung"),
    (
        (["show", "transform", "social"], True),
        (["show", "zoom", "download", "social"], False),
        (["show", "zoom", "download", "transform"], False),
    ),
)
def test_a_picture_stands_on_the_card_only_when_it_may_be_transformed_and_shown_there(
    client, uses, hung
):
    image = make_image(colour=COLOUR, licence=Licence.IN_COPYRIGHT_SHOWN, credit="© Zorglub")
    image.uses = uses
    image.save()
    event = make_event(image=image)

    assert has(get(client, event), COLOUR) is hung
    assert said(event).credit == ("© Zorglub" if hung else "")


def test_a_right_taken_back_takes_the_picture_off_the_card(client):
    image = make_image(colour=COLOUR)
    event = make_event(image=image)
    before = get(client, event)
    assert has(before, COLOUR)

    image.licence = Licence.NOT_CHECKED
    image.uses = ["show"]
    image.save()

    after = get(client, event, **{"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert not has(after, COLOUR)


def test_what_is_not_public_has_no_card(client):
    draft = make_event(title="Brouillon", state="draft")
    later = make_event(title="Embargo", opens_at=NOW + timedelta(minutes=1))
    taken = make_event(title="Repris")
    publishing.withdraw(subject=taken, reason="Erreur.", actor=None, now=NOW)

    assert [get(client, event).status_code for event in (draft, later, taken)] == [404, 404, 410]
    for path in (
        "/partage/event/zorglub.png",
        "/partage/zorglub/visite.png",
        "/partage/event/.png",
    ):
        assert client.get(path).status_code == 404, path
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        assert get(client, later).status_code == 200


def test_a_card_is_only_read(client):
    assert client.post(f"/partage/event/{make_event().slug}.png").status_code == 405


def test_a_card_costs_few_questions(client):
    event = make_event(image=make_image())

    with CaptureQueriesContext(connection) as queries:
        get(client, event)

    # The event; its picture and whether it may be seen, museums and dates (2); the rights and two guards (3).
    assert len(queries) == 10


@pytest.mark.parametrize(("status", "word"), (("planned", ""), ("cancelled", "Annulé — ")))
def test_a_page_names_its_card(client, status, word):
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    event = make_event(museums=[museum], status=status)

    page = tree(client.get(f"/agenda/{event.slug}/"))
    told = {node.get("property"): node.get("content") for node in page.xpath("//meta[@property]")}

    address = f"{settings.SITE_URL}/partage/event/{event.slug}.png?v={event.version}"
    assert told["og:image"] == address
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert told["og:image:alt"] == (
        f"{word}Visite des coulisses, samedi 23 mai 2026, Musée du Lin, Aubrive"
    )
    assert select(page, "meta[name=twitter:card]")[0].get("content") == "summary_large_image"
    assert client.get(address.removeprefix(settings.SITE_URL)).status_code == 200


def test_the_network_is_named_and_a_demonstration_says_what_it_is(client, settings, tmp_path):
    event = make_event()
    before = get(client, event)["ETag"]

    settings.DATA_DIR = tmp_path
    (tmp_path / "demonstration").write_text("Réseau inventé", encoding="utf-8")

    assert get(client, event)["ETag"] != before
    assert KIND.field == "slug"
