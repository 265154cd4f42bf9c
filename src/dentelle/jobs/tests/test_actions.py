"""Writing offers: a deadline that closes by the clock, what must be said, changes kept and taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError

from dentelle.catalogue.actions import withdraw_record
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.core import ticks
from dentelle.jobs.actions import (
    OPEN_FOR,
    IncompleteError,
    approve_offer,
    edit_offer,
    put_back_offer,
    submit_offer,
    undo_edit,
)
from dentelle.jobs.models import Offer, end_of
from dentelle.jobs.shares import share
from dentelle.jobs.tests.factories import DEADLINE, NOW, make_offer
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db
END = datetime(2026, 3, 20, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("deadline", "instant"),
    (
        (date(2026, 3, 20), END),
        (date(2026, 3, 29), datetime(2026, 3, 29, 21, 59, tzinfo=UTC)),  # summer time begins
        (date(2026, 10, 25), datetime(2026, 10, 25, 22, 59, tzinfo=UTC)),  # and ends
    ),
)
def test_a_deadline_ends_at_23_59_in_paris(deadline, instant):
    assert end_of(deadline) == instant


def test_an_offer_is_public_until_the_last_minute_of_its_deadline_and_nobody_need_come():
    make_offer()

    assert Offer.objects.public(at=END - timedelta(seconds=1)).count() == 1
    assert Offer.objects.public(at=END).count() == 0


def test_a_new_deadline_moves_the_end_and_both_are_taken_back_together():
    offer = make_offer()
    edit_offer(offer=offer, values={"deadline": date(2026, 4, 3)}, seen=1, actor=None, now=NOW)
    assert Offer.objects.get().closes_at == end_of(date(2026, 4, 3))

    undo_edit(offer=offer, entry=history_of(offer).first(), actor=None, now=NOW)

    offer = Offer.objects.get()
    assert (offer.deadline, offer.closes_at) == (DEADLINE, END)


def test_an_offer_without_a_deadline_closes_after_ninety_days():
    offer = make_offer(kind="volunteering", deadline=None)
    assert offer.closes_at == NOW + OPEN_FOR
    dated = make_offer(kind="volunteering", title="Autre H/F")

    edit_offer(offer=dated, values={"deadline": None}, seen=1, actor=None, now=NOW)

    assert Offer.objects.get(pk=dated.pk).closes_at == NOW + OPEN_FOR


def test_taking_back_the_deadline_of_an_open_offer_does_not_leave_it_open_for_ever():
    offer = make_offer(kind="volunteering", deadline=None, state="draft")
    edit_offer(offer=offer, values={"deadline": DEADLINE}, seen=1, actor=None, now=NOW)
    entry = history_of(offer).filter(verb="edit").get()
    approve_offer(offer=offer, actor=None, now=NOW)

    undo_edit(offer=offer, entry=entry, actor=None, now=NOW)

    offer = Offer.objects.get()
    assert (offer.deadline, offer.closes_at) == (None, NOW + OPEN_FOR)


def test_a_deadline_taken_away_by_mistake_from_an_open_offer_is_taken_back_and_given_again():
    offer = make_offer(kind="volunteering")
    edit_offer(offer=offer, values={"deadline": None}, seen=1, actor=None, now=NOW)

    undo_edit(offer=offer, entry=history_of(offer).first(), actor=None, now=NOW)

    assert Offer.objects.values_list("deadline", "closes_at").get() == (DEADLINE, END)
    undo_edit(offer=offer, entry=history_of(offer).first(), actor=None, now=NOW)
    assert Offer.objects.values_list("deadline", "closes_at").get() == (None, NOW + OPEN_FOR)


def test_writing_something_else_does_not_move_the_end():
    offer = make_offer(kind="volunteering", deadline=None)
    later = NOW + timedelta(days=10)

    edit_offer(offer=offer, values={"pay": "1 €"}, seen=1, actor=None, now=later)

    assert Offer.objects.values_list("closes_at", "updated_at").get() == (NOW + OPEN_FOR, later)


def test_an_offer_without_a_deadline_put_back_late_is_really_public_again():
    offer = make_offer(kind="volunteering", deadline=None)
    publishing.withdraw(subject=offer, reason="Erreur.", actor=None, now=NOW)
    late = NOW + OPEN_FOR + timedelta(days=1)

    put_back_offer(offer=offer, actor=None, now=late)

    assert Offer.objects.public(at=late).get() == offer
    assert offer.closes_at == late + OPEN_FOR


def test_an_offer_written_since_it_was_read_is_not_approved():
    offer = make_offer(state="submitted")
    edit_offer(offer=offer, values={"pay": "9 €"}, seen=1, actor=None, now=NOW)

    with pytest.raises(publishing.DecisionError):
        approve_offer(offer=offer, actor=None, now=NOW, seen=1)

    assert Offer.objects.get().state == State.SUBMITTED


def test_what_must_be_said_is_asked_before_it_is_submitted_and_before_it_is_approved():
    offer = make_offer(state="draft", missions="", apply_email="")

    for decide in (submit_offer, approve_offer):
        with pytest.raises(IncompleteError, match=r"missions.*postal"):
            decide(offer=offer, actor=None, now=NOW)

    assert Offer.objects.get().state == State.DRAFT


def test_an_offer_whose_deadline_is_past_is_neither_approved_nor_put_back():
    offer, late = make_offer(state="draft"), NOW + timedelta(days=30)
    with pytest.raises(IncompleteError):
        approve_offer(offer=offer, actor=None, now=late)
    shown = make_offer(title="Autre H/F")
    publishing.withdraw(subject=shown, reason="Erreur.", actor=None, now=NOW)

    with pytest.raises(IncompleteError):
        put_back_offer(offer=shown, actor=None, now=late)
    put_back_offer(offer=shown, actor=None, now=NOW)

    assert Offer.objects.public(at=NOW).get() == shown


def test_of_two_writers_the_second_is_told():
    offer = make_offer()
    edit_offer(offer=offer, values={"pay": "1 900 €"}, seen=1, actor=None, now=NOW)

    with pytest.raises(publishing.EditedMeanwhileError):
        edit_offer(offer=offer, values={"pay": "2 000 €"}, seen=1, actor=None, now=NOW)


def test_saving_what_is_there_changes_nothing():
    offer = make_offer()
    said = {"deadline": offer.deadline, "title": offer.title, "museum": offer.museum}

    assert edit_offer(offer=offer, values=said, seen=1, actor=None, now=NOW) == []
    assert Offer.objects.get().updated_at == NOW
    assert not history_of(offer).filter(verb="edit").exists()


def test_the_same_title_twice_has_two_addresses():
    first, second = make_offer(), make_offer()

    assert first.slug == "mediateur-culturel-h-f"
    assert second.slug.startswith("mediateur-culturel-h-f-")


def test_a_duration_is_one_at_least():
    with pytest.raises(IntegrityError):
        make_offer(duration=0)


def test_the_worker_writes_that_an_offer_is_over():
    offer = make_offer()
    with time_machine.travel(END, tick=False):
        ticks._registered["jobs-hours"].tick(END)

        offer.refresh_from_db()
        assert offer.state == State.ARCHIVED
        assert offer.is_closed


def test_the_words_an_offer_is_found_by_follow_it_and_its_museum():
    museum = MuseumFactory(usual_name="Musée du Lin", town="Aubrive")
    offer = make_offer(museum=museum, grade="Assistant de conservation")
    museum.usual_name = "Musée de la Toile"
    museum.save()

    edit_offer(offer=offer, values={"summary": "Été à Aubrive."}, seen=1, actor=None, now=NOW)

    words = Offer.objects.get().words
    assert "musee de la toile" in words
    assert "ete a aubrive" in words
    assert "lin" not in words.split()


def test_an_offer_of_a_museum_without_a_portrait_is_shared_without_a_picture():
    (found,) = share([make_offer()])

    assert (found.picture, found.ends) == (None, END)
    assert found.place.endswith(", Valmont-sur-Mer")


def test_an_offer_is_shared_with_its_museum_s_portrait_its_credit_and_its_uses():
    image = make_image(credit="Photo : Anne")
    museum = MuseumFactory(portrait=image.key, usual_name="Musée du Lin")

    (found,) = share([make_offer(museum=museum)])

    assert (found.picture.key, found.picture.credit) == (image.key, "Photo : Anne")
    assert found.picture.alt == "Musée du Lin"
    assert "social" in found.picture.uses


def test_an_offer_is_shared_without_the_picture_of_an_object_that_is_withdrawn():
    image = make_image(credit="Photo : Anne")
    record = RecordFactory()
    record.record_images.create(image=image)
    offer = make_offer(museum=MuseumFactory(portrait=image.key))
    assert share([offer])[0].picture.key == image.key

    withdraw_record(record=record, reason="Demande.", actor=None, now=NOW)

    assert share([offer])[0].picture is None
