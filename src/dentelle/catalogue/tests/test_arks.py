"""Names of records, given once."""

import pytest

from dentelle.catalogue.actions import arks
from dentelle.catalogue.models import ImportRun, Record
from dentelle.catalogue.tests.factories import imported
from dentelle.catalogue.tests.files import notice, tagged
from dentelle.museums.tests.factories import MuseumFactory


@pytest.fixture
def _museum(settings, tmp_path, db):
    settings.DATA_DIR = tmp_path / "data"
    MuseumFactory(museofile="M0001")


def test_names_are_different_short_and_without_vowels(settings):
    settings.ARK_NAAN = "99999"

    names = [arks.mint(number) for number in range(1, 3000)]

    assert len(set(names)) == len(names)
    assert all(name.startswith("99999/d1") and len(name) == 14 for name in names)
    assert not set("aeiouyl") & set("".join(names))


def test_the_check_character_catches_a_wrong_letter_and_a_swap():
    name = arks.mint(12_345)

    assert arks.is_whole(name)
    for place in range(6, len(name) - 1):
        wrong = "b" if name[place] != "b" else "c"
        assert not arks.is_whole(name[:place] + wrong + name[place + 1 :])
    swapped = name[:-3] + name[-2] + name[-3] + name[-1]
    assert swapped == name or not arks.is_whole(swapped)


@pytest.mark.parametrize(
    ("values", "found"),
    (
        ({"ARK": "ark:/12345/b6078"}, "12345/b6078"),
        ({"ARK": "https://n2t.net/ark:12345/b6078"}, "12345/b6078"),
        ({"REF": "ark:/12345/x9-k2"}, "12345/x9-k2"),
        ({"IDENT": "n° ark:/12345/b6078 (2019)"}, "12345/b6078"),
        ({"WWW": "https://gallica.bnf.fr/ark:/12148/btv1b8451636"}, ""),
        ({"WWW": "https://exemple.fr/ark:/99999/z42"}, "99999/z42"),
        ({"TITR": "ark:/12345/b6078"}, ""),
        ({"ARK": "12345/b6078"}, ""),
    ),
)
def test_the_name_a_museum_gave_is_found(values, found, settings):
    settings.ARK_NAAN = "99999"

    assert arks.imported(values) == found


@pytest.mark.usefixtures("_museum")
def test_a_name_the_museum_gave_is_kept(tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", ARK="ark:/12345/b6078"), notice("A2")))

    assert Record.objects.get(reference="A1").ark == "12345/b6078"
    assert arks.is_whole(Record.objects.get(reference="A2").ark)


@pytest.mark.usefixtures("_museum")
def test_a_name_two_records_claim_goes_to_the_first_and_it_is_said(tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1", ARK="ark:/12345/b6078"), notice("A3")))

    run = imported(tagged(tmp_path / "b.txt", notice("A2", ARK="ark:/12345/b6078"), notice("A4")))

    assert Record.objects.get(reference="A1").ark == "12345/b6078"
    assert Record.objects.get(reference="A2").ark.startswith("99999/")
    assert "12345/b6078" in ImportRun.objects.get(pk=run.pk).warnings[0]["text"]


@pytest.mark.usefixtures("_museum")
def test_a_published_name_does_not_change_when_the_museum_gives_another(tmp_path):
    imported(tagged(tmp_path / "a.txt", notice("A1")))
    before = Record.objects.get().ark

    imported(tagged(tmp_path / "b.txt", notice("A1", ARK="ark:/12345/b6078")))

    assert Record.objects.get().ark == before
