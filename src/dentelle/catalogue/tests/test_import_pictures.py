"""Pictures that come with records."""

import zipfile
from datetime import timedelta

import pytest

from dentelle.catalogue.actions import read_run, start_run, undo_run
from dentelle.catalogue.formats.table.suggest import suggest
from dentelle.catalogue.models import Record
from dentelle.catalogue.pictures import proposal
from dentelle.catalogue.tests.factories import NOW, imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.media.actions import add_image, set_rights, withdraw_image
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import draw
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State

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
    for number, name in enumerate(("pot_1.JPG", "pot_2.jpg", "plat.jpg")):
        draw(folder / name, size=(400, 300), colour=(40 * number, 60, 140))
    return folder


def two(tmp_path, name="a.txt", **values):
    return tagged(tmp_path / name, notice("A1", REFIM="a/plat.JPG ; pot_2.jpg", **values))


def names(record):
    links = record.record_images.order_by("rank").select_related("image")
    return [link.image.original_name for link in links]


def test_pictures_of_a_folder_are_joined_in_order_with_their_credit(tmp_path, pictures):
    file = two(tmp_path, PHOT="© J. Photographe", COPY="© musée")

    run = imported(file, images=pictures)

    record = Record.objects.get()
    assert names(record) == ["plat.jpg", "pot_2.jpg"]
    image = record.record_images.order_by("rank")[0].image
    assert (image.credit, image.licence) == ("© J. Photographe — © musée", Licence.NOT_CHECKED)
    assert run.warnings == []


def test_pictures_of_a_zip_are_found_by_their_short_name(tmp_path, pictures):
    archive = tmp_path / "images.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in pictures.iterdir():
            target.write(path, f"export/photos/{path.name}")
    file = two(tmp_path)

    imported(file, images=archive)

    assert names(Record.objects.get()) == ["plat.jpg", "pot_2.jpg"]


def test_a_missing_picture_is_told_and_the_record_goes_in(tmp_path, pictures):
    (pictures / "plat.jpg").unlink()
    file = two(tmp_path)

    run = imported(file, images=pictures)

    assert names(Record.objects.get()) == ["pot_2.jpg"]
    (warning,) = run.warnings
    assert (warning["kind"], warning["count"], warning["line"]) == ("picture", 1, 1)
    assert "plat.jpg" in warning["text"]


def test_a_file_that_is_no_picture_is_told_and_left_out(tmp_path, pictures):
    (pictures / "plat.jpg").write_bytes(b"not a picture")
    file = two(tmp_path)

    run = imported(file, images=pictures)
    again = imported(file, images=pictures, now=LATER)

    assert names(Record.objects.get()) == ["pot_2.jpg"]
    assert "plat" in run.warnings[0]["text"]
    assert again.unchanged == 1


def test_the_same_pictures_again_change_nothing(tmp_path, pictures):
    file = two(tmp_path)
    imported(file, images=pictures)

    run = imported(file, images=pictures, now=LATER)

    assert (run.unchanged, run.updated) == (1, 0)
    assert Image.objects.count() == 2


def test_without_pictures_sent_those_there_stay(tmp_path, pictures):
    file = two(tmp_path)
    imported(file, images=pictures)

    imported(tagged(tmp_path / "b.txt", notice("A1", TITR="Pot", REFIM="autre.jpg")), now=LATER)

    assert names(Record.objects.get()) == ["plat.jpg", "pot_2.jpg"]


def test_an_empty_list_of_pictures_takes_them_away(tmp_path, pictures):
    file = two(tmp_path)
    imported(file, images=pictures)

    run = imported(tagged(tmp_path / "b.txt", notice("A1", REFIM="")), now=LATER)

    assert run.updated == 1
    assert names(Record.objects.get()) == []
    assert Image.objects.count() == 2


def test_undoing_brings_the_pictures_back_in_their_order(tmp_path, pictures):
    file = two(tmp_path)
    imported(file, images=pictures)
    run = imported(
        tagged(tmp_path / "b.txt", notice("A1", REFIM="pot_2.jpg ; pot_1.JPG")),
        images=pictures,
        now=LATER,
    )
    assert names(Record.objects.get()) == ["pot_2.jpg", "pot_1.jpg"]

    undo_run(run=run, actor=None, now=LATER)

    assert names(Record.objects.get()) == ["plat.jpg", "pot_2.jpg"]


def test_rights_decided_in_the_portal_and_withdrawn_pictures_survive_imports(tmp_path, pictures):
    file = two(tmp_path)
    imported(file, images=pictures)
    first, second = (link.image for link in Record.objects.get().record_images.order_by("rank"))
    decided = Rights(licence=Licence.CC_BY, credit="© Ville")
    set_rights(image=first, rights=decided, actor=None, now=NOW)
    withdraw_image(image=second, reason="Personne reconnaissable.", actor=None, now=NOW)

    changed = two(tmp_path, "b.txt", TITR="Pot", PHOT="© Autre")
    imported(changed, images=pictures, now=LATER)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.licence, first.credit) == (Licence.CC_BY, "© Ville")
    assert second.state == State.WITHDRAWN


def test_a_picture_added_to_a_record_that_does_not_change_is_joined(tmp_path, pictures):
    file = two(tmp_path)
    imported(file)

    run = start_run(files=[file], images=pictures, actor=None, now=LATER)
    read_run(run=run, now=LATER)

    assert run.updated == 1
    assert run.rows.get().changes == [["@images", [], ["plat.jpg", "pot_2.jpg"]]]


def test_a_picture_is_found_by_its_short_name_when_it_is_the_only_one(tmp_path, pictures):
    draw(pictures / "M0001_0016630_P.jpg", size=(400, 300), colour=(9, 9, 9))
    refim = "M016183_0016630_P.JPG,DS1,,0016630.JPG ; pot.jpg"

    run = imported(tagged(tmp_path / "a.txt", notice("A1", REFIM=refim)), images=pictures)

    assert names(Record.objects.get()) == ["0016630.jpg"]
    assert [warning["text"] for warning in run.warnings if "pot.jpg" in warning["text"]]


def rights(number=0):
    """Return the first picture of the only record, as it is now."""
    return Record.objects.get().record_images.order_by("rank")[number].image


def test_what_an_import_says_of_rights_is_proposed_and_grants_nothing(tmp_path, pictures):
    said = {"PHOT": "J. Photographe", "COPY": "© Ville de Rouvre"}
    imported(two(tmp_path, **said), images=pictures)

    image = rights()
    assert (image.photographer, image.holder) == ("J. Photographe", "© Ville de Rouvre")
    assert (image.licence, image.uses) == (Licence.NOT_CHECKED, ["show"])
    assert image.rights_decided_at is None


def test_an_import_corrects_what_an_import_said_and_its_undoing_brings_it_back(tmp_path, pictures):
    imported(two(tmp_path, PHOT="A", COPY="© B"), images=pictures)

    run = imported(two(tmp_path, "b.txt", PHOT="C", COPY=""), now=LATER)
    image = rights()
    assert (image.photographer, image.holder, image.credit) == ("C", "", "C")

    undo_run(run=run, actor=None, now=LATER)
    image = rights()
    assert (image.photographer, image.holder, image.credit) == ("A", "© B", "A — © B")


def test_no_import_changes_what_a_person_decided_but_what_it_says_is_kept_to_be_seen(
    tmp_path, pictures
):
    imported(two(tmp_path, PHOT="A"), images=pictures)
    decided = Rights(licence=Licence.IN_COPYRIGHT_SHOWN, credit="© Atelier", photographer="D")
    set_rights(image=rights(), rights=decided, actor=None, now=NOW)

    imported(two(tmp_path, "b.txt", PHOT="C", TITR="Pot"), images=pictures, now=LATER)

    image, other = rights(), rights(1)
    assert (image.photographer, image.credit) == ("D", "© Atelier")
    assert image.licence == Licence.IN_COPYRIGHT_SHOWN
    assert image.proposed["photographer"] == "C"
    assert other.photographer == "C"


def test_a_museum_that_hides_the_unchecked_hides_what_it_imports(tmp_path, pictures):
    Museum.objects.update(unchecked_pictures=UncheckedPictures.HIDDEN)

    imported(two(tmp_path), images=pictures)

    assert [image.uses for image in Image.objects.all()] == [[], []]


def test_a_picture_known_from_elsewhere_is_hidden_when_such_a_museum_imports_it(tmp_path, pictures):
    known = add_image(path=pictures / "plat.jpg", original_name="plat.jpg", now=NOW)
    assert known.uses == ["show"]
    Museum.objects.update(unchecked_pictures=UncheckedPictures.HIDDEN)

    imported(two(tmp_path), images=pictures)

    known.refresh_from_db()
    assert known.uses == []


def test_flora_s_words_on_the_shots_propose_a_licence():
    said = proposal({"DROITS": "Libre de droits", "JOCONDE": "Oui", "PHOT": " A.  Maresq "})

    assert said == {
        "photographer": "A. Maresq",
        "credit": "A. Maresq",
        "mention": "Libre de droits",
        "joconde": "Oui",
        "licence": Licence.PUBLIC_DOMAIN,
    }
    assert "licence" not in proposal({"DROITS": "Droits réservés"})


def test_flora_s_headings_are_recognised():
    given = ["Mention des droits sur les clichés", "Joconde", "Photographe", "Copyright"]

    assert list(suggest(given).values()) == ["DROITS", "JOCONDE", "PHOT", "COPY"]
