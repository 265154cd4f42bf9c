import pytest

from dentelle.catalogue import actions
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.media.enums import Licence
from dentelle.media.queries import picture
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import make_image
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
