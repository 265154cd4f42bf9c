"""The contract of the share protocol, held by every kind a room registered."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from dentelle.agenda.tests.factories import NOW, make_event
from dentelle.core import clock
from dentelle.jobs.tests.factories import make_offer
from dentelle.media.enums import Use
from dentelle.media.models import Image
from dentelle.media.tests.factories import make_image
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing import feeds
from dentelle.publishing.enums import State
from dentelle.publishing.shares import Kind, Share, kinds

pytestmark = pytest.mark.django_db

# How the tests make one thing of each kind, public or not; a kind without its maker fails below.
MAKERS: dict[str, Callable[..., Any]] = {
    "event": lambda number, *, public=True, **more: make_event(
        title=f"Visite {number}",
        summary="Une heure.",
        image=make_image(colour=(number % 255, 60, 140)),
        state="public" if public else "draft",
        **more,
    ),
    "offer": lambda number, *, public=True, **more: make_offer(
        **{
            "title": f"Médiation {number} H/F",
            "deadline": None,
            "kind": "volunteering",
            "now": timezone.now(),
            "state": "public" if public else "draft",
            **more,
        },
        museum=MuseumFactory(portrait=make_image(colour=(number % 255, 60, 140)).key),
    ),
}


def test_every_kind_is_tried_here():
    assert {kind.name for kind in kinds()} == set(MAKERS)


@pytest.fixture(params=sorted(MAKERS))
def kind(request) -> Kind:
    return next(kind for kind in kinds() if kind.name == request.param)


def shared(kind: Kind, rows) -> list[Share]:
    return kind.share(rows)


def test_what_is_public_answers_every_question_and_its_address_is_there(kind, client):
    MAKERS[kind.name](1)

    (share,) = shared(kind, kind.public())

    assert share.kind == kind.name
    assert share.is_public
    assert share.state in State.values
    assert all((share.key, share.title, share.short_title, share.place))
    assert share.language in dict(settings.LANGUAGES)
    assert set(share.museums) == set(
        Museum.objects.filter(slug__in=share.museums).values_list("slug", flat=True)
    )
    assert share.starts is None or (
        share.starts.tzinfo and share.ends and share.starts <= share.ends
    )
    assert all((share.category, share.when, share.published_at, share.updated_at))
    assert not share.notice
    page = client.get(share.address)
    assert page.status_code == 200
    assert share.title in page.content.decode()


def test_a_picture_comes_with_its_words_its_credit_and_its_uses(kind, client):
    MAKERS[kind.name](1)

    (share,) = shared(kind, kind.public())

    assert share.picture is not None
    assert share.picture.alt
    assert set(share.picture.uses) <= set(Use.values)
    assert share.picture.width > 0 < share.picture.height
    assert client.get(share.picture.address).status_code == 200
    assert share.picture.key in share.picture.address


def test_what_is_not_public_says_so_and_is_not_there(kind, client):
    MAKERS[kind.name](1, public=False)

    assert not kind.public().exists()
    (share,) = shared(kind, kind.rows())
    assert not share.is_public
    assert client.get(share.address).status_code == 404


def test_a_thing_is_found_by_its_key_alone(kind):
    MAKERS[kind.name](1)
    (share,) = shared(kind, kind.public())

    assert kind.share([kind.find(share.key)]) == [share]
    assert kind.find("zorglub") is None


def test_what_never_was_public_is_not_gone_and_what_was_withdrawn_is(kind, client):
    draft = MAKERS[kind.name](1, public=False)
    taken = MAKERS[kind.name](2)
    publishing.withdraw(subject=taken, reason="Erreur.", actor=None, now=clock.now())
    (share,) = shared(kind, [taken])

    assert (draft.is_gone, taken.is_gone) == (False, True)
    assert client.get(share.address).status_code == 410


def test_every_kind_has_a_card_in_its_states(kind, client):
    cache.clear()
    MAKERS[kind.name](1, public=False)
    (hidden,) = shared(kind, kind.rows())
    MAKERS[kind.name](2)
    (share,) = shared(kind, kind.public())
    address = f"/partage/{kind.name}/{share.key}.png"

    assert client.get(f"/partage/{kind.name}/{hidden.key}.png").status_code == 404
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    publishing.withdraw(subject=kind.find(share.key), reason="Erreur.", actor=None, now=clock.now())
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("form", ("atom", "rss"))
def test_every_kind_goes_into_a_feed(kind, form):
    for number in range(3):
        MAKERS[kind.name](number)
    channel = feeds.Channel(title="Fil", description="Tout", page="https://e.fr/", here="https://e.fr/f")  # fmt: skip
    shares = shared(kind, kind.public())

    tree = etree.fromstring(feeds.news(shares, channel, form).encode())

    assert feeds.TAKEN in Use.values
    for share in shares:
        assert share.title in tree.xpath("//text()")
        assert f"{settings.SITE_URL}{share.address}" in tree.xpath("//@href | //link/text()")


def test_a_key_is_of_one_thing_and_stays(kind):
    for number in range(3):
        MAKERS[kind.name](number)

    first = [share.key for share in shared(kind, kind.public())]

    assert len(set(first)) == 3
    assert [share.key for share in shared(kind, kind.public())] == first


def test_many_cost_what_one_costs(kind):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shared(kind, kind.public())
        return len(queries)

    MAKERS[kind.name](1)
    one = asked()
    for number in range(2, 6):
        MAKERS[kind.name](number)

    assert asked() == one


def test_the_museums_it_mentions_are_those_of_its_shares(kind):
    """The quick way a kind may have says what the shares say: public, put away, hidden, told again or not yet."""
    for number in range(4):
        MAKERS[kind.name](number, now=NOW - timedelta(days=number * 10))
    MAKERS[kind.name](5, public=False)
    MAKERS[kind.name](6, opens_at=NOW + timedelta(days=1))
    gone, over = (MAKERS[kind.name](number, now=NOW) for number in (7, 8))
    publishing.withdraw(subject=gone, reason="Erreur.", actor=None, now=NOW)
    publishing.archive(subject=over, actor=None, now=NOW)
    since = NOW - timedelta(days=15)

    found = kind.museums_since(since, now=NOW)

    assert found == replace(kind, mentioned=None).museums_since(since, now=NOW)
    shares = {share.key: set(share.museums) for share in shared(kind, kind.rows())}
    assert len(found) == 3
    assert shares[shared(kind, [over])[0].key] <= found
    assert not shares[shared(kind, [gone])[0].key] & found


def test_the_museums_it_mentions_cost_the_same_whatever_their_number(kind):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            kind.museums_since(NOW - timedelta(days=1), now=NOW)
        return len(queries)

    MAKERS[kind.name](1)
    one = asked()
    for number in range(2, 6):
        MAKERS[kind.name](number)

    assert asked() == one


def test_a_kind_without_hours_mentions_nobody():
    hourless = Kind(name="image", label="Images", model=Image, share=lambda _rows: [])

    assert hourless.museums_since(NOW, now=NOW) == set()
