"""A picture deposited at the desk is editorial work: imports go on around it."""

from datetime import timedelta

import pytest

from dentelle.catalogue.actions import attach_picture, undo_run
from dentelle.catalogue.models import Record, RecordChange
from dentelle.catalogue.tests.factories import NOW, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.media.actions import add_image
from dentelle.media.tests.factories import draw
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=30)


@pytest.fixture(autouse=True)
def _museum(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "data"
    settings.MEDIA_ROOT = tmp_path / "data" / "media"
    MuseumFactory(museofile="M0001")


@pytest.fixture
def pictures(tmp_path):
    folder = tmp_path / "images"
    folder.mkdir()
    for number, name in enumerate(("plat.jpg", "pot.jpg")):
        draw(folder / name, size=(400, 300), colour=(40 * number, 60, 140))
    return folder


def deposited(record, tmp_path, name="atelier.jpg"):
    path = draw(tmp_path / name, size=(200, 200), colour=(9, 150, 9))
    image = add_image(path=path, original_name=name, now=NOW)
    attach_picture(record=record, image=image, actor=None, now=NOW)
    return image


def names(record):
    links = record.record_images.order_by("rank", "pk").select_related("image")
    return [link.image.original_name for link in links]


def test_an_import_that_names_other_pictures_leaves_the_one_deposited_last(tmp_path, pictures):
    imported(tagged(tmp_path / "a.txt", notice("A1", REFIM="plat.jpg")), images=pictures)
    record = Record.objects.get()
    deposited(record, tmp_path)
    assert names(record) == ["plat.jpg", "atelier.jpg"]

    again = tagged(tmp_path / "b.txt", notice("A1", REFIM="pot.jpg ; plat.jpg"))
    imported(again, images=pictures, now=LATER)

    assert names(record) == ["pot.jpg", "plat.jpg", "atelier.jpg"]


def test_the_same_import_again_finds_nothing_to_change(tmp_path, pictures):
    file = tagged(tmp_path / "a.txt", notice("A1", REFIM="plat.jpg"))
    imported(file, images=pictures)
    deposited(Record.objects.get(), tmp_path)

    run = imported(file, images=pictures, now=LATER)

    assert (run.updated, run.unchanged) == (0, 1)


def test_a_picture_that_the_museum_s_software_names_later_is_from_then_on_its_own(tmp_path, pictures):  # fmt: skip
    file = tagged(tmp_path / "a.txt", notice("A1", REFIM="plat.jpg"))
    imported(file, images=pictures)
    record = Record.objects.get()
    deposited(record, tmp_path)
    draw(pictures / "atelier.jpg", size=(200, 200), colour=(9, 150, 9))

    both = tagged(tmp_path / "b.txt", notice("A1", REFIM="atelier.jpg ; plat.jpg"))
    imported(both, images=pictures, now=LATER)
    assert names(record) == ["atelier.jpg", "plat.jpg"]
    assert not record.record_images.filter(deposited=True).exists()
    assert imported(both, images=pictures, now=LATER).unchanged == 1

    imported(file, images=pictures, now=LATER)
    assert names(record) == ["plat.jpg"]


def test_undoing_an_import_leaves_it_too(tmp_path, pictures):
    imported(tagged(tmp_path / "a.txt", notice("A1", REFIM="plat.jpg")), images=pictures)
    record = Record.objects.get()
    deposited(record, tmp_path)
    second = imported(tagged(tmp_path / "b.txt", notice("A1", REFIM="pot.jpg")), images=pictures, now=LATER)  # fmt: skip
    assert names(record) == ["pot.jpg", "atelier.jpg"]

    undo_run(run=second, actor=None, now=LATER)

    assert names(record) == ["plat.jpg", "atelier.jpg"]
    assert RecordChange.objects.exists()
