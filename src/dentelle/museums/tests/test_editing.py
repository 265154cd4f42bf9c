import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from dentelle.core import clock
from dentelle.core.writing import ChangedMeanwhileError
from dentelle.museums.actions import edit_museum, verify_museum
from dentelle.museums.models import Museum
from dentelle.museums.signals import museums_changed
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


@pytest.fixture
def museum():
    return MuseumFactory(official_name="musée de la Mer", article="le", opening="Le samedi.")


@pytest.fixture
def heard():
    """What those who listen are told, once it is true."""
    told = []

    def listen(museum_ids, fields, **_signal):
        told.append((museum_ids, fields))

    museums_changed.connect(listen)
    yield told
    museums_changed.disconnect(listen)


def edit(museum, seen=1, **values):
    return edit_museum(museum=museum, values=values, seen=seen, actor=None, now=NOW)


def test_what_differs_is_written_locked_and_told_in_the_history(museum, told):
    assert edit(museum, opening="Le dimanche.", town=museum.town) == ["opening"]

    museum = Museum.objects.get()
    assert (museum.opening, museum.version, museum.locks) == ("Le dimanche.", 2, ["opening"])
    (entry,) = told
    assert (entry["subject"], entry["verb"], entry["now"]) == (museum, "edit", NOW)
    assert entry["before"] == {"opening": "Le samedi.", "version": 1}
    assert entry["after"] == {"opening": "Le dimanche.", "version": 2}


def test_writing_the_same_again_changes_nothing_and_keeps_the_version(museum, told):
    assert edit(museum, opening="Le samedi.") == []

    museum.refresh_from_db()
    assert (museum.version, museum.locks, told) == (1, [], [])


def test_who_saves_over_a_version_not_seen_is_told_and_nothing_is_lost(museum):
    edit(museum, opening="Le dimanche.")

    with pytest.raises(ChangedMeanwhileError) as late:
        edit(museum, seen=1, prices="7 €")

    museum = Museum.objects.get()
    assert (museum.opening, museum.prices, late.value.version) == ("Le dimanche.", "", 2)


@pytest.mark.parametrize(
    ("values", "field"),
    (
        ({"latitude": 95.0, "longitude": 2.0}, "__all__"),
        ({"latitude": 49.0, "longitude": 190.0}, "__all__"),
        ({"latitude": 49.0}, "longitude"),
        ({"longitude": 2.0}, "latitude"),
        ({"accessibility": ["motor", "flying"]}, "accessibility"),
        ({"website": "javascript:alert(1)"}, "website"),
        ({"contact_email": "bonjour"}, "contact_email"),
        ({"town": ""}, "town"),
        ({"official_name": ""}, "official_name"),
        ({"phone": "0" * 41}, "phone"),
    ),
)
def test_what_cannot_be_is_refused_with_its_reason_and_nothing_is_written(
    museum, told, values, field
):
    with pytest.raises(ValidationError) as refused:
        edit(museum, opening="Le dimanche.", **values)

    assert list(refused.value.message_dict) == [field]
    museum.refresh_from_db()
    assert (museum.opening, museum.version, told) == ("Le samedi.", 1, [])


def test_a_national_code_is_one_museum_s(museum):
    MuseumFactory(museofile="M0001")

    with pytest.raises(ValidationError):
        edit(museum, museofile="M0001")


def test_an_old_value_that_would_be_refused_today_forbids_no_other_write(museum):
    Museum.objects.update(website="mer.example")

    assert edit(museum, opening="Le dimanche.") == ["opening"]


@pytest.mark.parametrize("name", ("slug", "version", "locks", "verified_at", "unchecked_pictures"))
def test_the_permanent_name_and_what_other_verbs_decide_are_not_written_by_hand(museum, name):
    with pytest.raises(ValueError, match=name):
        edit(museum, **{name: "autre"})


def test_half_a_place_is_locked_with_the_other_half(museum):
    Museum.objects.update(latitude=49.0, longitude=0.5)
    museum.refresh_from_db()

    edit(museum, longitude=0.7, latitude=49.0)

    assert Museum.objects.get().locks == ["latitude", "longitude"]


def test_a_new_name_takes_its_article_unless_a_person_chose_one(museum):
    assert edit(museum, usual_name="Maison de la Mer") == ["article", "usual_name"]
    museum.refresh_from_db()
    assert (museum.article, museum.locks) == ("la", ["usual_name"])

    edit(museum, seen=2, usual_name="MuMer", article="le")
    edit(museum, seen=3, usual_name="La Criée")
    museum.refresh_from_db()
    assert museum.article == "le"


def test_those_who_listen_are_told_what_changed_after_the_commit(
    museum, heard, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        edit(museum, prices="7 €")
        assert heard == []

    assert heard == [([museum.pk], {museum.pk: frozenset({"prices"})})]


def test_a_page_is_found_right_once_a_day(museum, told):
    assert verify_museum(museum=museum, actor=None, now=NOW)
    assert not verify_museum(museum=museum, actor=None, now=NOW + dt.timedelta(hours=2))
    assert verify_museum(museum=museum, actor=None, now=NOW + dt.timedelta(days=1))

    museum.refresh_from_db()
    assert (museum.verified_at, museum.version) == (NOW + dt.timedelta(days=1), 1)
    assert [entry["verb"] for entry in told] == ["verify", "verify"]


def test_the_pages_nobody_checked_for_a_year_are_known(museum, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOW)
    old = MuseumFactory(verified_at=NOW - dt.timedelta(days=365))
    fresh = MuseumFactory(verified_at=NOW - dt.timedelta(days=364))

    assert set(Museum.objects.unverified(at=NOW)) == {museum, old}
    assert [one.is_unverified for one in (museum, fresh)] == [True, False]


def test_what_visitors_look_for_and_do_not_find_is_known(museum):
    museum.presentation = "Depuis la criée."

    assert museum.missing == ("access", "portrait")
