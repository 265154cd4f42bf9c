"""Canaries among offers: one that is not public is looked for on every public surface and at its address."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone
from django.utils.timezone import localdate

from dentelle.core.text import fold
from dentelle.jobs.tests.factories import make_offer
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from tests.test_surfaces import CANARY

pytestmark = pytest.mark.django_db
OFFER_STATES = {
    "draft": 404, "submitted": 404, "scheduled": 404, "unseen": 404, "withdrawn": 410, "archived": 410, "over": 410, "closed": 410,
}  # fmt: skip


@pytest.fixture
def offers():
    """One open offer, and canaries in each state that is not public; all of one museum."""
    now, museum = timezone.now(), MuseumFactory(latitude=49.0, longitude=-1.0)
    soon = localdate(now) + timedelta(days=9)

    def offer(title, **values):
        values = {"summary": "kryptex", "deadline": soon, "now": now, **values}
        return make_offer(title=title, museum=museum, **values)

    shown = offer("Offre montrée", summary="Accueillir.")
    hidden = {state: offer(f"{CANARY} {state}", state=state) for state in ("draft", "submitted")}
    hidden["scheduled"] = offer(f"{CANARY} sous embargo", opens_at=now + timedelta(days=1))
    hidden["unseen"] = offer(f"{CANARY} jamais vue", opens_at=now + timedelta(days=1))
    hidden["withdrawn"], hidden["archived"] = offer(f"{CANARY} retirée"), offer(f"{CANARY} rangée")
    for state in ("withdrawn", "unseen"):
        publishing.withdraw(subject=hidden[state], reason="kryptex", actor=None, now=now)
    publishing.archive(subject=hidden["archived"], actor=None, now=now)
    before = now - timedelta(days=30)
    for state in ("over", "closed"):  # by the clock alone, and once the worker came
        past = {"now": before, "deadline": localdate(now) - timedelta(days=2)}
        hidden[state] = offer(f"{CANARY} {state}", **past)
    publishing.archive(subject=hidden["closed"], actor=None, now=now)
    return shown, hidden, museum


def openings(shown, museum):
    """Every address of the offers, and the pages that speak of them, in both languages."""
    paths = [
        "/offres/", f"/offres/?q={CANARY}", f"/offres/?musee={museum.slug}", f"/offres/{shown.slug}/", "/offres.atom",
        f"/offres.atom?q={CANARY}", "/offres.json", f"/offres.json?q={CANARY}", "/", f"/musees/{museum.slug}/",
        "/offres.rss", f"/offres.rss?q={CANARY}",
    ]  # fmt: skip
    return [*paths, *(f"/en{path}" for path in paths), "/sitemap-pages.xml"]


def test_an_offer_that_is_not_public_shows_on_no_surface(client, offers):
    shown, hidden, museum = offers
    assert shown.slug in client.get(f"/offres/?q={fold(shown.title)}").content.decode()

    for path in openings(shown, museum):
        answer = client.get(path)
        text = b"".join(answer).decode()
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert "kryptex" not in text.lower(), path
        assert f"{CANARY}-" not in text, path  # as addresses name it
        for offer in hidden.values():
            assert offer.title not in text, path


@pytest.mark.parametrize("state", OFFER_STATES)
@pytest.mark.parametrize("prefix", ("", "/en"))
def test_an_offer_that_is_not_public_is_not_guessed_by_its_address(client, offers, state, prefix):
    _shown, hidden, _museum = offers

    answer = client.get(f"{prefix}/offres/{hidden[state].slug}/")
    card = client.get(f"/partage/offer/{hidden[state].slug}.png")

    assert (answer.status_code, card.status_code) == (OFFER_STATES[state], OFFER_STATES[state])
    assert "kryptex" not in answer.content.decode()


def test_every_address_of_the_offers_is_among_the_surfaces_walked(offers):
    shown, _hidden, museum = offers
    walked = openings(shown, museum)
    told = {"offers": "/offres/", "atom": "/offres.atom", "rss": "/offres.rss", "data": "/offres.json", "offer": f"/offres/{shown.slug}/"}  # fmt: skip

    assert set(told) == {
        each.name for each in get_resolver().namespace_dict["jobs"][1].url_patterns
    }
    assert set(told.values()) <= set(walked)
