"""A visitor's list taken away: pictures, sheet, labels."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from pypdf import PdfReader

from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.portal.models import DownloadCount
from dentelle.portal.selection import archive
from dentelle.portal.sheets import compiler
from dentelle.portal.tests.objects import ObjectFactory
from dentelle.portal.tests.pages import said, tree
from dentelle.portal.tests.test_downloads import keep
from dentelle.portal.views import selection_files

pytestmark = pytest.mark.django_db
QUERY = "titre=Faïences+bleues&o=d1b&n=Regardez+bien&o=d1a&o=d1c&o=d1d"
BLUE, RED, GREEN = (30, 60, 140), (140, 30, 30), (30, 140, 60)


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_COST_PER_MINUTE = 10_000
    cache.clear()


@pytest.fixture
def four(tmp_path):
    """Free, in copyright and shown, not checked, without a picture."""
    records = [
        ObjectFactory(ark=f"99999/d1{x}", title=f"Objet {x}", inventory_number=f"1.{x}")
        for x in "abcd"
    ]
    keep(records[0], tmp_path, colour=BLUE)
    keep(records[1], tmp_path, colour=RED, rank=1, licence=Licence.IN_COPYRIGHT_SHOWN)
    keep(records[2], tmp_path, colour=GREEN, rank=2, licence=Licence.NOT_CHECKED)
    return records


def opened(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response)))


def told(response):
    return opened(response).read("lisez-moi.txt").decode()


def test_the_archive_holds_what_may_be_downloaded_and_says_the_rest(client, four):
    response = client.get(f"/selection.zip?{QUERY}")

    assert response["Content-Type"] == "application/zip"
    assert 'filename="faiences-bleues.zip"' in response["Content-Disposition"]
    found = opened(response)
    [picture] = [name for name in found.namelist() if name.endswith(".jpg")]
    assert picture.startswith("02_")
    assert "© Cliché Démo".encode() in found.read(picture)
    assert found.read("liste.csv").decode().startswith("\ufeffN°;")
    text = found.read("lisez-moi.txt").decode()
    assert text.startswith("Faïences bleues\r\n")
    assert "1. Objet b" in text
    assert "Regardez bien" in text
    assert f"Image\xa0: {picture}" in text
    assert "Crédit à faire figurer à côté\xa0: © Cliché Démo" in text
    assert text.count("Laissée de côté\xa0: ") == 2
    assert "Pas d’image\xa0: " in text
    assert [(count.kind, count.count) for count in DownloadCount.objects.all()] == [
        ("image-1600", 1)
    ]


def test_a_picture_withdrawn_or_lapsed_is_no_longer_in_the_archive(client, four):
    before = opened(client.get("/selection.zip?o=d1a")).namelist()
    Image.objects.update(until=dt.date(2020, 1, 1))

    response = client.get("/selection.zip?o=d1a")

    assert any(name.endswith(".jpg") for name in before)
    assert "Laissée de côté\xa0: " in told(response)
    assert not any(
        name.endswith(".jpg") for name in opened(client.get("/selection.zip?o=d1a")).namelist()
    )


def test_an_archive_has_a_size_it_does_not_pass(client, four, monkeypatch):
    monkeypatch.setattr(archive.Archive, "__init__", _small(archive.Archive.__init__))

    assert "l’archive serait trop lourde" in told(client.get("/selection.zip?o=d1a"))


def _small(init):
    def smaller(self, **values):
        init(self, **values, left=1000)

    return smaller


def test_a_picture_that_cannot_be_prepared_spoils_nothing_else(client, four):
    image = four[0].record_images.get().image
    Image.objects.filter(pk=image.pk).update(path="originals/nowhere.jpg")
    for pyramid in archive.files.store.pyramid_path(image.key).parent.glob("*"):
        pyramid.unlink()

    assert "ne peut pas être préparée" in told(client.get("/selection.zip?o=d1a"))


def test_headers_alone_make_no_archive(client, four):
    response = client.head(f"/selection.zip?{QUERY}")

    assert response.status_code == 200
    assert not DownloadCount.objects.exists()


def test_the_list_is_printed_as_pdf_with_its_notes(client, four):
    response = client.get(f"/selection.pdf?{QUERY}")

    assert response["Content-Type"] == "application/pdf"
    assert response["Cache-Control"] == "private, no-cache"
    reader = PdfReader(io.BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert "Faïences bleues" in text
    assert "Regardez bien" in text
    assert text.index("Objet b") < text.index("Objet a")


def test_labels_of_the_list_are_cut_out(client, four):
    response = client.get(f"/selection/cartels.pdf?{QUERY}")

    text = PdfReader(io.BytesIO(response.content)).pages[0].extract_text()
    assert all(f"Objet {x}" in text for x in "abcd")
    assert 'filename="faiences-bleues-cartels.pdf"' in response["Content-Disposition"]


@pytest.mark.parametrize("path", ("/selection.zip", "/selection.pdf", "/selection/cartels.pdf"))
def test_nothing_is_made_of_a_list_of_nothing(client, path):
    assert client.get(f"{path}?o=d1zzz").status_code == 404


@pytest.mark.parametrize("path", ("/selection.pdf", "/selection/cartels.pdf"))
def test_a_sheet_that_cannot_be_made_now_says_when_to_ask_again(client, four, monkeypatch, path):
    monkeypatch.setattr(compiler, "_SECONDS", 0.0)

    response = client.get(f"{path}?{QUERY}")

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Redemandez-le dans une minute." in said(tree(response), ".callout")


def test_a_count_that_cannot_be_written_spoils_no_archive(client, four, monkeypatch):
    def broken(**values):
        raise DatabaseError

    monkeypatch.setattr(selection_files, "count_download", broken)

    assert "lisez-moi.txt" in opened(client.get("/selection.zip?o=d1a")).namelist()


def test_a_mention_that_must_be_printed_is_told(client, four):
    Image.objects.update(mention="© ADAGP, Paris")

    assert "© ADAGP, Paris" in told(client.get("/selection.zip?o=d1a"))


@pytest.mark.parametrize("path", ("/selection.zip", "/selection.pdf", "/selection/cartels.pdf"))
def test_one_connection_makes_only_so_many_files(client, four, settings, path):
    settings.SEARCH_COST_PER_MINUTE = 60

    statuses = [client.get(f"{path}?o=d1d").status_code for _ in range(4)]

    assert statuses[0] == 200
    assert statuses[-1] == 429
