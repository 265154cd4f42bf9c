import datetime as dt

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.utils import timezone

from dentelle.catalogue import actions, selections
from dentelle.core import ticks
from dentelle.portal.actions.sharing import (
    KEPT,
    NothingToShareError,
    forget_selections,
    share_selection,
)
from dentelle.portal.models import SharedSelection
from dentelle.portal.tests.objects import ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree

pytestmark = pytest.mark.django_db
PATH = "/selection/partager/"
HERE = {"HTTP_ORIGIN": "http://testserver"}
LIST = {"liste": "titre=Pour+la+classe&o=d1b&o=d1a&n=À+voir"}
NOW = dt.datetime(2026, 11, 22, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def two():
    cache.clear()
    return [ObjectFactory(ark=f"99999/d1{letter}", title=f"Objet {letter}") for letter in "ab"]


def shared(now=NOW, query="titre=T&o=d1a&n=vu&o=d1b"):
    return share_selection(selection=selections.read(query), now=now)


def headings(response):
    return [node.text_content().strip() for node in select(tree(response), ".sheet-label h2")]


def test_a_list_is_kept_only_when_a_visitor_asks_for_a_link(client):
    client.get("/selection/?o=d1a")
    assert not SharedSelection.objects.exists()

    response = client.post(PATH, LIST, **HERE)

    kept = SharedSelection.objects.get()
    assert response["Location"] == f"/selection/{kept.token}/?nouveau"
    assert kept.content == [
        {"ark": "99999/d1b", "note": ""},
        {"ark": "99999/d1a", "note": "À voir"},
    ]
    assert len(kept.token) >= 22
    assert not client.cookies
    page = client.get(response["Location"])
    assert headings(page) == ["Objet b", "Objet a"]
    assert f"http://testserver/selection/{kept.token}/" in said(tree(page), ".callout")


def test_the_day_of_a_link_is_said_in_words(client):
    kept = shared(now=dt.datetime.now(dt.UTC))
    day = timezone.localdate(kept.expires_at)

    page = client.get(f"/selection/{kept.token}/")

    assert f"Ce lien vaut jusqu’au {day.day}" in page.content.decode()
    assert str(day.year) in said(tree(page), ".sheet-head")
    assert not select(tree(page), ".callout")
    assert page["Cache-Control"] == "private, no-cache"
    assert "noindex" in page["X-Robots-Tag"]


@pytest.mark.parametrize(
    "source", ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_ORIGIN": "null"})
)
def test_a_link_asked_for_from_another_site_is_refused(client, source):
    response = client.post(PATH, LIST, **source)

    assert response.status_code == 403
    assert "autre site" in said(tree(response), "[role=alert]")
    assert not SharedSelection.objects.exists()


def test_too_many_links_from_one_connection_are_refused_in_words(client, settings):
    settings.SEARCH_COST_PER_MINUTE = 48
    answers = [client.post(PATH, {"liste": f"o=d1a&n={n}"}, **HERE) for n in range(3)]

    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert "Attendez" in said(tree(answers[2]), "[role=alert]")
    assert SharedSelection.objects.count() == 2


def test_a_robot_that_fills_in_the_trap_gets_no_link(client):
    response = client.post(PATH, {**LIST, "site": "x"}, **HERE)

    assert response["Location"].startswith("/selection/?titre=")
    assert not SharedSelection.objects.exists()


def test_a_list_of_nothing_is_not_kept(client):
    response = client.post(PATH, {"liste": "o=d1zzz&n=injure"}, **HERE)

    assert response.status_code == 422
    assert not SharedSelection.objects.exists()
    with pytest.raises(NothingToShareError):
        shared(query="o=d1zzz")


def test_a_link_is_asked_for_by_a_form_alone(client):
    assert client.get(PATH).status_code == 405


def test_the_same_list_within_the_hour_has_one_link():
    assert shared() == shared(now=NOW + dt.timedelta(minutes=59))
    assert shared() != shared(now=NOW + dt.timedelta(hours=2))
    assert shared(query="o=d1a").token != shared(query="o=d1b").token


def test_what_is_withdrawn_leaves_shared_lists_at_once(client, two):
    image = hang(two[0]).image
    kept = shared(now=timezone.now())
    assert image.key in client.get(f"/selection/{kept.token}/").content.decode()

    actions.withdraw_record(record=two[0], reason="x", actor=None, now=timezone.now())

    page = client.get(f"/selection/{kept.token}/")
    assert headings(page) == ["Objet b"]
    assert image.key not in page.content.decode()
    assert "Un objet de cette liste n’est plus en ligne." in said(tree(page), ".callout")


def test_a_link_past_its_day_says_so_and_shows_nothing_of_the_list(client):
    kept = shared(now=timezone.now() - KEPT)

    page = client.get(f"/selection/{kept.token}/")

    assert page.status_code == 410
    assert said(tree(page), "h1") == "Ce lien n’est plus valable"
    assert "Objet" not in said(tree(page), "main")


def test_a_link_nobody_gave_is_not_found(client):
    assert client.get("/selection/aaaaaaaaaaaaaaaaaaaaaa/").status_code == 404


def test_lists_are_erased_on_their_day_and_their_addresses_a_year_later(client):
    kept, young = shared(), shared(now=NOW + dt.timedelta(days=30), query="o=d1a")

    assert forget_selections(now=NOW + KEPT).emptied == 1
    kept.refresh_from_db()
    assert (kept.title, kept.content) == ("", [])
    young.refresh_from_db()
    assert young.content
    assert forget_selections(now=NOW + KEPT).emptied == 0
    assert forget_selections(now=NOW + 2 * KEPT).deleted == 1
    assert [each.token for each in SharedSelection.objects.all()] == [young.token]


def test_the_worker_forgets_lists_every_day():
    shared(now=NOW - 2 * KEPT)

    assert ticks.run(now=timezone.now() + dt.timedelta(days=2)) == []

    assert not SharedSelection.objects.filter(title="T").exists()


def test_the_operator_erases_lists_by_a_command(capsys):
    past = shared(now=timezone.now() - KEPT)
    young = shared(now=timezone.now(), query="o=d1a")

    call_command("forget_selections")
    assert "1 liste effacée." in capsys.readouterr().out
    past.refresh_from_db()
    assert past.content == []

    call_command("forget_selections", link=f"https://musees.example/selection/{young.token}/")
    assert not SharedSelection.objects.filter(pk=young.pk).exists()
