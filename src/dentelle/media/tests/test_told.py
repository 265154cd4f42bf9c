"""What files say of their own rights: read, proposed, never imposed."""

import pytest
from PIL import Image as Drawing

from dentelle.media import actions
from dentelle.media.decoding.told import licence_of
from dentelle.media.enums import Licence
from dentelle.media.tests import hostile
from dentelle.media.tests.factories import NOW


def added(path):
    return actions.add_image(path=path, original_name=path.name, now=NOW)


@pytest.mark.django_db
def test_what_xmp_says_is_proposed_and_nothing_is_granted_by_it(tmp_path):
    image = added(hostile.jpeg_with_metadata(tmp_path / "a.jpg"))

    assert image.told == {
        "credit": "Réunion des ateliers",
        "holder": "© Musée d’essai",
        "photographer": "Camille Aubin, Noé Lair",
        "terms": "https://creativecommons.org/licenses/by-sa/4.0/",
        "licence": Licence.CC_BY_SA,
        "date": "2019-04-03",
    }
    assert (image.licence, image.credit, image.holder) == (Licence.NOT_CHECKED, "", "")


@pytest.mark.django_db
def test_exif_alone_is_read_too_whatever_its_letters(tmp_path):
    path = tmp_path / "a.jpg"
    Drawing.new("RGB", (30, 20)).save(path, exif=hostile.exif_with_place())

    assert added(path).told == {
        "holder": "© Musée d’essai",
        "photographer": "Ateliers du musée",
        "date": "2021-06-05",
    }


@pytest.mark.django_db
@pytest.mark.parametrize("encoding", ("utf-8", "cp1252"))
def test_iptc_is_read_in_either_of_its_encodings(tmp_path, encoding):
    datasets = {
        "d80": "Zoé Pré".encode(encoding),
        "d110": "Ville d’Eu".encode(encoding),
        "d116": "Domaine public".encode(encoding),
        "d55": b"20040229",
    }
    image = added(hostile.jpeg_with_iptc(tmp_path / "a.jpg", **datasets))

    assert image.told == {
        "photographer": "Zoé Pré",
        "credit": "Ville d’Eu",
        "holder": "Domaine public",
        "licence": Licence.PUBLIC_DOMAIN,
        "date": "2004-02-29",
    }


@pytest.mark.django_db
def test_a_damaged_or_hostile_xmp_takes_nothing_with_it(tmp_path):
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x:xmpmeta xmlns:x="adobe:ns:meta/">&b;'
    path = tmp_path / "a.jpg"
    Drawing.new("RGB", (30, 20)).save(path, xmp=bomb)

    assert added(path).told == {}


@pytest.mark.parametrize(
    ("said", "licence"),
    (
        ("https://creativecommons.org/publicdomain/zero/1.0/", Licence.PUBLIC_DOMAIN),
        ("http://creativecommons.org/publicdomain/mark/1.0/deed.fr", Licence.PUBLIC_DOMAIN),
        ("CC0", Licence.PUBLIC_DOMAIN),
        ("Domaine public", Licence.PUBLIC_DOMAIN),
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", Licence.LICENCE_OUVERTE),
        ("Licence Ouverte 2.0", Licence.LICENCE_OUVERTE),
        ("https://creativecommons.org/licenses/by/4.0/", Licence.CC_BY),
        ("CC BY 4.0", Licence.CC_BY),
        ("CC-BY-SA 3.0", Licence.CC_BY_SA),
        ("https://creativecommons.org/licenses/by-nc/4.0/", ""),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", ""),
        ("CC BY-NC-SA", ""),
        ("CC BY-ND 4.0", ""),
        ("CC-BY-NC", ""),
        ("© Untel, tous droits réservés", ""),
        ("", ""),
    ),
)
def test_only_a_licence_that_is_surely_open_is_recognised(said, licence):
    assert licence_of(said) == licence
