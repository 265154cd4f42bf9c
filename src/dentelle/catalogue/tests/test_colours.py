import pytest

from dentelle.catalogue import colours, indexing
from dentelle.catalogue.alternative import alternative
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.media.enums import Colour, Licence
from dentelle.media.models import Image
from dentelle.media.signals import pictures_prepared
from dentelle.media.tests.factories import make_image
from dentelle.search import actions as search
from dentelle.search import engines
from dentelle.search.models import PendingChange
from dentelle.search.query import Request

pytestmark = pytest.mark.django_db


def hang(record, *names, colour=(1, 2, 3), rank=0, **values):
    """Give a record a picture of these colours."""
    image = make_image(colour=colour, **values)
    Image.objects.filter(pk=image.pk).update(colours=list(names))
    RecordImage.objects.create(record=record, image=image, rank=rank)
    return image


def found(**filters):
    return set(engines.get("records").search(Request(filters=filters, limit=10)).keys)


def test_every_colour_has_its_word_and_comes_back_from_it():
    assert set(colours.WORDS) == set(Colour)
    assert [colours.colour_of(word) for word in colours.WORDS.values()] == list(Colour)
    assert colours.colour_of("bleuâtre") is None


def test_an_object_is_found_by_the_colours_of_the_pictures_it_may_show():
    record = RecordFactory()
    hang(record, "blue", "brown")
    hang(record, "blue", "white", colour=(4, 5, 6), rank=1)
    hang(record, "red", colour=(7, 8, 9), rank=2, licence=Licence.IN_COPYRIGHT_HIDDEN)

    (document,) = indexing.load([str(record.pk)])

    assert document.facets["colour"] == ["bleu", "brun", "blanc"]


def test_a_colour_of_a_later_version_is_left_out():
    record = RecordFactory()
    hang(record, "blue", "infrared")

    (document,) = indexing.load([str(record.pk)])

    assert document.facets["colour"] == ["bleu"]


def test_the_index_learns_the_colours_once_a_picture_is_prepared():
    record, other = RecordFactory(), RecordFactory()
    image = hang(record)
    search.rebuild(index="records")
    assert found(colour=("vert",)) == set()

    Image.objects.filter(pk=image.pk).update(colours=["green"])
    pictures_prepared.send(Image, image_ids=[image.pk])

    assert found(colour=("vert",)) == {str(record.pk)}
    assert found() == {str(record.pk), str(other.pk)}
    assert not PendingChange.objects.exists()


def test_a_picture_of_no_record_asks_the_index_for_nothing():
    image = make_image()

    pictures_prepared.send(Image, image_ids=[image.pk])

    assert not PendingChange.objects.exists()


@pytest.mark.parametrize(
    ("values", "said"),
    (
        (
            {
                "title": "Assiette",
                "facets": {
                    "type": ["assiette"],
                    "technique": ["faïence"],
                    "place": ["Rouen"],
                    "period": ["18e siècle/2e quart 18e siècle"],
                },
            },
            "Assiette en faïence, Rouen, 18e siècle",
        ),
        (
            {
                "title": "Bateaux à Honfleur",
                "maker_line": "attribué à Claude Monet (?)",
                "date_line": "vers 1866",
                "facets": {"type": ["tableau"], "place": ["Honfleur"]},
            },
            "Bateaux à Honfleur, tableau, attribué à Claude Monet (?), vers 1866",
        ),
        ({"title": "Sans  titre\n", "facets": {}}, "Sans titre"),
    ),
)
def test_a_picture_nobody_described_says_what_the_record_says(values, said):
    facets = values.pop("facets")
    record = RecordFactory.build(
        derived={"facets": facets}, **{"maker_line": "", "date_line": "", **values}
    )

    assert alternative(record) == said
