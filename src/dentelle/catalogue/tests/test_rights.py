from datetime import timedelta

import pytest

from dentelle.catalogue import actions
from dentelle.catalogue.actions.depositing import attach_picture
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.core import ticks
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.queries import picture
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import make_image
from dentelle.museums.enums import UncheckedPictures
from dentelle.publishing.models import HistoryEntry
from dentelle.search.models import PendingChange

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown():
    """A record with its picture."""
    record, image = RecordFactory(), make_image(licence=Licence.NOT_CHECKED)
    RecordImage.objects.create(record=record, image=image)
    return record, image


def test_the_rights_of_a_picture_are_decided_and_its_record_is_indexed_again(shown):
    record, image = shown

    actions.set_picture_rights(
        image=image,
        rights=Rights(licence=Licence.CC_BY, credit="© Atelier"),
        actor=None,
        now=NOW,
    )

    image.refresh_from_db()
    assert (image.licence, image.credit) == (Licence.CC_BY, "© Atelier")
    assert list(PendingChange.objects.values_list("key", flat=True)) == [str(record.pk)]


def test_a_licence_nobody_knows_is_refused_and_nothing_is_written(shown):
    _record, image = shown

    with pytest.raises(ValueError, match="Unexpected licence"):
        actions.set_picture_rights(
            image=image, rights=Rights(licence="gratuit"), actor=None, now=NOW
        )

    image.refresh_from_db()
    assert image.licence == Licence.NOT_CHECKED
    assert not PendingChange.objects.exists()


def test_a_picture_is_withdrawn_and_its_record_stays(shown):
    record, image = shown

    actions.withdraw_picture(image=image, reason="Demande de l’ayant droit.", actor=None, now=NOW)

    image.refresh_from_db()
    record.refresh_from_db()
    assert picture(image) is None
    assert record.is_public
    assert list(PendingChange.objects.values_list("key", flat=True)) == [str(record.pk)]


def lapsing(record, days):
    """Give a record a picture granted until so many days after NOW."""
    image = make_image(colour=(60 * days, 9, 90))
    RecordImage.objects.create(record=record, image=image)
    Image.objects.filter(pk=image.pk).update(until=(NOW + timedelta(days=days)).date())
    return image


def test_the_index_forgets_a_picture_the_day_after_its_rights_end_and_only_once():
    record, other = RecordFactory(), RecordFactory()
    lapsing(record, 0)
    lapsing(other, 1)

    assert actions.lapse_rights(now=NOW) == 0
    assert actions.lapse_rights(now=NOW + timedelta(days=1)) == 1
    assert list(PendingChange.objects.values_list("key", flat=True)) == [str(record.pk)]
    assert actions.lapse_rights(now=NOW + timedelta(days=1)) == 0
    assert HistoryEntry.objects.get(verb="lapse").actor is None


def test_rights_given_again_lapse_again():
    image = lapsing(RecordFactory(), 0)
    actions.lapse_rights(now=NOW + timedelta(days=1))
    image.refresh_from_db()
    until = (NOW + timedelta(days=5)).date()

    rights = Rights(licence=Licence.IN_COPYRIGHT_SHOWN, until=until)
    actions.set_picture_rights(image=image, rights=rights, actor=None, now=NOW)

    assert actions.lapse_rights(now=NOW + timedelta(days=5)) == 0
    assert actions.lapse_rights(now=NOW + timedelta(days=6)) == 1


def test_the_worker_is_asked_for_lapses_every_minute(monkeypatch):
    for each in ticks._registered.values():  # other tests have asked at other hours
        monkeypatch.setattr(each, "asked", None)
    image = lapsing(RecordFactory(), 0)

    assert ticks.run(now=NOW + timedelta(days=1)) == []

    image.refresh_from_db()
    assert image.lapse_told


def test_the_policy_of_a_museum_hides_its_unchecked_pictures_and_no_other():
    mine, theirs = RecordFactory(), RecordFactory()
    unchecked, free, foreign = (
        make_image(licence=Licence.NOT_CHECKED, colour=(200, 0, 0)),
        make_image(colour=(0, 200, 0)),
        make_image(licence=Licence.NOT_CHECKED, colour=(0, 0, 200)),
    )
    for record, image in ((mine, unchecked), (mine, free), (theirs, foreign)):
        RecordImage.objects.create(record=record, image=image)

    actions.set_unchecked_policy(
        museum=mine.museum, policy=UncheckedPictures.HIDDEN, actor=None, now=NOW
    )
    assert actions.follow_policy(museum=mine.museum, now=NOW) == 1

    for image, shown in ((unchecked, False), (free, True), (foreign, True)):
        image.refresh_from_db()
        assert bool(picture(image)) is shown
    assert list(PendingChange.objects.values_list("key", flat=True)) == [str(mine.pk)]
    entry = HistoryEntry.objects.get(verb="follow_policy")
    assert (entry.before["uses"], entry.after["uses"]) == (["show"], [])
    assert HistoryEntry.objects.get(verb="set_unchecked_policy").subject == mine.museum


def test_the_policy_opened_again_shows_the_unchecked_but_what_a_person_closed():
    record = RecordFactory()
    left, shut = (make_image(licence=Licence.NOT_CHECKED, colour=(60 * n, 0, 0)) for n in (1, 2))
    for image in (left, shut):
        RecordImage.objects.create(record=record, image=image)
    closing = Rights(licence=Licence.NOT_CHECKED, uses=())
    actions.set_picture_rights(image=shut, rights=closing, actor=None, now=NOW)
    for policy in (UncheckedPictures.HIDDEN, UncheckedPictures.SMALL):
        actions.set_unchecked_policy(museum=record.museum, policy=policy, actor=None, now=NOW)
        actions.follow_policy(museum=record.museum, now=NOW)

    left.refresh_from_db()
    shut.refresh_from_db()
    assert picture(left)
    assert picture(shut) is None


def test_a_picture_two_museums_show_follows_the_stricter_policy():
    image = make_image(licence=Licence.NOT_CHECKED)
    strict, easy = RecordFactory(), RecordFactory()
    for record in (strict, easy):
        RecordImage.objects.create(record=record, image=image)
    strict.museum.unchecked_pictures = UncheckedPictures.HIDDEN
    strict.museum.save()

    actions.follow_policy(museum=easy.museum, now=NOW)

    image.refresh_from_db()
    assert image.uses == []


def test_many_pictures_are_changed_together_each_with_its_history():
    record = RecordFactory()
    images = [make_image(licence=Licence.NOT_CHECKED, colour=(60 * n, 0, 0)) for n in range(3)]
    for image in images:
        RecordImage.objects.create(record=record, image=image)
    change = {"licence": Licence.CC_BY, "photographer": "A. Maresq"}

    numbers = [image.pk for image in images]
    assert actions.set_pictures_rights(numbers=numbers, change=change, actor=None, now=NOW) == 3
    assert actions.set_pictures_rights(numbers=numbers, change=change, actor=None, now=NOW) == 0

    for image in images:
        image.refresh_from_db()
        assert (image.licence, image.photographer) == (Licence.CC_BY, "A. Maresq")
        assert image.uses == [str(use) for use in Use]
    assert HistoryEntry.objects.filter(verb="set_rights").count() == 3


def test_rights_are_brought_back_to_what_they_were(shown):
    _record, image = shown
    first = Rights(licence=Licence.IN_COPYRIGHT_SHOWN, uses=("show", "press"), credit="© A")
    second = Rights(licence=Licence.IN_COPYRIGHT_HIDDEN)
    for rights in (first, second):
        actions.set_picture_rights(image=image, rights=rights, actor=None, now=NOW)
    entry = HistoryEntry.objects.filter(verb="set_rights").latest("pk")

    assert actions.restore_rights(image=image, entry=entry, actor=None, now=NOW)

    image.refresh_from_db()
    assert (image.licence, image.uses, image.credit) == (
        Licence.IN_COPYRIGHT_SHOWN,
        ["show", "press"],
        "© A",
    )


def test_a_picture_put_back_is_shown_again_as_far_as_its_rights_go(shown):
    _record, image = shown
    actions.withdraw_picture(image=image, reason="Demande.", actor=None, now=NOW)
    PendingChange.objects.all().delete()

    actions.put_back_picture(image=image, reason="Accord signé.", actor=None, now=NOW)

    assert picture(image)
    assert PendingChange.objects.count() == 1
    assert HistoryEntry.objects.get(verb="put_back").note == "Accord signé."


def test_a_known_picture_deposited_for_a_museum_that_hides_the_unchecked_is_hidden():
    image = make_image(licence=Licence.NOT_CHECKED)
    record = RecordFactory(fields={"PHOT": "A. Maresq"})
    record.museum.unchecked_pictures = UncheckedPictures.HIDDEN
    record.museum.save()

    attach_picture(record=record, image=image, actor=None, now=NOW)

    image.refresh_from_db()
    assert (image.uses, image.photographer) == ([], "A. Maresq")
