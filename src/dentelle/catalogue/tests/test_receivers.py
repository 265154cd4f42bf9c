import pytest

from dentelle.catalogue import actions
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.media.enums import Licence
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import make_image
from dentelle.museums.actions import edit_museum
from dentelle.search import actions as search
from dentelle.search import engines
from dentelle.search.models import PendingChange
from dentelle.search.query import Request, Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def record():
    """A public record that the index knows, with its picture."""
    made = RecordFactory()
    RecordImage.objects.create(record=made, image=make_image())
    indexing.changed([made.pk])
    search.drain(index="records")
    assert engines.get("records").count() == 1
    return made


def test_the_index_forgets_a_withdrawn_record_by_itself_and_finds_it_again(
    record, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw_record(record=record, reason="Demande.", actor=None, now=NOW)
    assert engines.get("records").count() == 0

    with django_capture_on_commit_callbacks(execute=True):
        actions.put_back_record(record=record, reason="Accord.", actor=None, now=NOW)
    assert engines.get("records").count() == 1


def test_a_decision_about_a_picture_leaves_nothing_waiting(
    record, django_capture_on_commit_callbacks
):
    image = record.record_images.get().image

    with django_capture_on_commit_callbacks(execute=True):
        actions.set_picture_rights(
            image=image, rights=Rights(licence=Licence.CC_BY), actor=None, now=NOW
        )

    assert not PendingChange.objects.exists()


def test_the_index_follows_the_name_and_the_consent_of_a_museum(
    record, django_capture_on_commit_callbacks
):
    def found(word):
        return engines.get("records").search(Request(node=Word(word))).total

    def edit(**values):
        with django_capture_on_commit_callbacks(execute=True):
            edit_museum(
                museum=record.museum, values=values, seen=record.museum.version, actor=None, now=NOW
            )

    edit(usual_name="Musée de la Criée")
    assert found("criée") == 1
    edit(publishes_collections=False)
    assert engines.get("records").count() == 0
    edit(publishes_collections=True)
    assert found("criée") == 1


def test_the_hours_of_a_museum_ask_nothing_of_the_index(record):
    edit_museum(museum=record.museum, values={"opening": "Le lundi."}, seen=1, actor=None, now=NOW)

    assert not PendingChange.objects.exists()
