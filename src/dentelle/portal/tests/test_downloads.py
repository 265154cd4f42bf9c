"""What a visitor takes away, as they take it."""

import datetime as dt
import io
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Drawing
from pypdf import PdfReader

from dentelle.media import store
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.downloads import section, zips
from dentelle.portal.downloads.names import disposition, stem
from dentelle.portal.queries import record as reads
from dentelle.portal.queries.record import page
from dentelle.portal.tests.objects import NOW, ObjectFactory, hang
from dentelle.portal.tests.pages import said, select, tree
from dentelle.portal.tests.taking import ARK, IMAGES, PAPERS, archive, keep, lay, make_object, take
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
FREE = (Licence.PUBLIC_DOMAIN, Licence.LICENCE_OUVERTE, Licence.CC_BY, Licence.CC_BY_SA)


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    lay(settings, tmp_path)


@pytest.fixture
def record():
    return make_object()


# Rights.


@pytest.mark.parametrize("path", IMAGES)
@pytest.mark.parametrize("licence", Licence.values)
def test_a_picture_is_given_only_when_its_licence_grants_it(
    client, record, tmp_path, path, licence
):
    keep(record, tmp_path, licence=licence)

    response, content = take(client, path)

    assert response.status_code == (200 if licence in FREE else 403)
    assert content.startswith(b"\xff\xd8") == (licence in FREE)


@pytest.mark.parametrize("path", (*IMAGES, *PAPERS))
@pytest.mark.parametrize(
    ("uses", "given"),
    (
        ([], set()),
        ([Use.SHOW, Use.ZOOM, Use.TRANSFORM, Use.SOCIAL, Use.PRESS], set()),
        ([Use.SHOW, Use.ZOOM, Use.PRINT], {"fiche.pdf", "dossier.zip"}),
        ([Use.SHOW, Use.DOWNLOAD], {"image/1/640.jpg", "dossier.zip"}),
        ([Use.SHOW, Use.ZOOM, Use.DOWNLOAD], {*IMAGES, "dossier.zip"}),
    ),
)
def test_each_use_gives_its_own_files_and_no_other(client, record, tmp_path, path, uses, given):
    keep(record, tmp_path, uses=[str(use) for use in uses])

    response, content = take(client, path)

    if path in IMAGES:
        assert (response.status_code == 200) == (path in given)
    else:
        assert response.status_code == 200
        assert holds_a_picture(path, content) == (path in given)


def holds_a_picture(path, content):
    if path.endswith(".zip"):
        kept = archive(content)
        names = kept.namelist()
        sheet = next(name for name in names if name.endswith(".pdf"))
        return any(name.endswith(".jpg") for name in names) or in_pdf(kept.read(sheet))
    return in_pdf(content)


def in_pdf(content):
    return any(one.images for one in PdfReader(BytesIO(content)).pages)


@pytest.mark.parametrize(
    ("change", "status"),
    (
        ({"state": State.WITHDRAWN}, 410),
        ({"until": dt.date(2020, 1, 1)}, 403),
        ({"state": State.DRAFT}, 410),
    ),
)
def test_a_picture_that_is_no_longer_public_is_taken_by_nobody(
    client, record, tmp_path, change, status
):
    image = keep(record, tmp_path)
    assert take(client, IMAGES[0])[0].status_code == 200

    Image.objects.filter(pk=image.pk).update(**change)

    for path in IMAGES:
        assert take(client, path)[0].status_code == status
    assert not holds_a_picture("dossier.zip", take(client, "dossier.zip")[1])
    assert not holds_a_picture("fiche.pdf", take(client, "fiche.pdf")[1])


def test_a_refusal_says_why_and_whom_to_ask(client, record, tmp_path):
    keep(record, tmp_path, licence=Licence.NOT_CHECKED)

    response, content = take(client, IMAGES[0])

    text = content.decode()
    assert response.status_code == 403
    assert "Les droits de cette image n’ont pas encore été vérifiés" in text
    assert "du musée du Port" in text
    assert "mailto:contact@musee.example" in text


@pytest.mark.parametrize("path", (*IMAGES, *PAPERS))
@pytest.mark.parametrize(("state", "status"), ((State.WITHDRAWN, 410), (State.DRAFT, 404)))
def test_nothing_is_given_of_an_object_that_is_not_public(
    client, record, tmp_path, path, state, status
):
    keep(record, tmp_path)
    type(record).objects.filter(pk=record.pk).update(state=state)

    response, content = take(client, path)

    assert response.status_code == status
    assert b"Bateaux" not in content


def test_a_picture_of_a_public_and_a_withdrawn_object_stays_with_the_public_one(
    client, record, tmp_path
):
    image = keep(record, tmp_path)
    other = ObjectFactory(state=State.WITHDRAWN)
    other.record_images.create(image=image)

    assert take(client, IMAGES[0])[0].status_code == 200
    assert client.get(f"/ark:/{other.ark}/image/1/640.jpg").status_code == 410


@pytest.mark.parametrize(
    "path",
    ("image/0/640.jpg", "image/2/640.jpg", "image/1/3000.jpg", "image/1/641.jpg", "image/1/640.png",
     "image/1/original.tif", "image/1/..%2f..%2f.jpg"),
)  # fmt: skip
def test_what_there_is_none_of_is_not_found(client, record, tmp_path, path):
    keep(record, tmp_path)

    assert take(client, path)[0].status_code == 404


def test_another_spelling_leads_to_the_one_address(client, record, tmp_path):
    keep(record, tmp_path)

    response = client.get("/ark:/99999/d1-abc/image/1/640.jpg?x=1")

    assert response.status_code == 301
    assert response["Location"] == f"/ark:/{ARK}/image/1/640.jpg?x=1"


def test_a_picture_not_prepared_yet_is_asked_for_again_later(client, record, tmp_path):
    image = keep(record, tmp_path)
    store.pyramid_path(image.key).unlink()

    response, _content = take(client, "image/1/1600.jpg")

    assert response.status_code == 503
    assert response["Retry-After"]


# Headers.


def test_a_file_is_named_so_that_it_is_found_again(client, record, tmp_path):
    keep(record, tmp_path)

    response, content = take(client, IMAGES[0])

    assert response["Content-Disposition"] == (
        'attachment; filename="Musee_du_Port_inv_2004.3.12_640px.jpg"; '
        "filename*=UTF-8''Mus%C3%A9e_du_Port_inv_2004.3.12_640px.jpg"
    )
    assert response["Content-Type"] == "image/jpeg"
    assert int(response["Content-Length"]) == len(content)
    assert response["Cache-Control"] == "private, max-age=60"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_hostile_names_stay_on_one_line():
    row = ObjectFactory.build(
        inventory_number='a/b\\..\r\nX: "1";é漢', museum=MuseumFactory.build()
    )

    header = disposition(f"{stem(page_of(row))}.jpg")

    assert "\n" not in header
    assert "\r" not in header
    assert "/" not in header.split("filename*")[0]
    assert header.count('"') == 2
    assert header.isascii()


def page_of(row):
    return reads._page(row, [])


def test_a_copy_that_still_holds_is_not_sent_again(client, record, tmp_path):
    keep(record, tmp_path)
    for path in (IMAGES[0], *PAPERS):
        response, _content = take(client, path)

        again, content = take(client, path, if_none_match=response["ETag"])

        assert again.status_code == 304, path
        assert content == b""


# The bundle.


def test_a_bundle_holds_picture_record_and_terms(client, record, tmp_path):
    keep(record, tmp_path, mention="Don des amis")

    response, content = take(client, "dossier.zip")

    kept = archive(content)
    folder = "Musée_du_Port_inv_2004.3.12"
    assert response["Content-Type"] == "application/zip"
    assert kept.testzip() is None
    assert kept.namelist() == [
        f"{folder}/notice.pdf",
        f"{folder}/{folder}_1.jpg",
        f"{folder}/notice.txt",
        f"{folder}/conditions-de-reutilisation.txt",
        f"{folder}/terms-of-use.txt",
    ]
    assert {info.compress_type for info in kept.infolist()} == {zipfile.ZIP_STORED}
    with Drawing.open(io.BytesIO(kept.read(f"{folder}/{folder}_1.jpg"))) as sent:
        assert sent.size == (2000, 1250)
    notice = kept.read(f"{folder}/notice.txt").decode()
    assert "Bateaux de pêche" in notice
    assert f"/ark:/{ARK}" in notice
    french = kept.read(f"{folder}/conditions-de-reutilisation.txt").decode()
    assert "Vous pouvez la publier et la transformer" in french
    assert "© Cliché Démo" in french
    assert "Don des amis" in french
    assert "You may publish and change it" in kept.read(f"{folder}/terms-of-use.txt").decode()


def test_a_bundle_says_which_picture_is_missing_and_why(client, record, tmp_path):
    keep(record, tmp_path)
    keep(record, tmp_path, rank=1, colour=(200, 10, 10), licence=Licence.IN_COPYRIGHT_SHOWN)

    kept = archive(take(client, "dossier.zip")[1])

    assert len([name for name in kept.namelist() if name.endswith(".jpg")]) == 1
    terms = next(name for name in kept.namelist() if "conditions" in name)
    text = kept.read(terms).decode()
    assert "Une image n’est pas dans ce dossier" in text
    assert "contact@musee.example" in text


def test_a_bundle_whose_picture_cannot_be_read_says_so(client, record, tmp_path):
    image = keep(record, tmp_path)
    store.local(Path(image.path)).unlink()

    response, content = take(client, "dossier.zip")

    assert response.status_code == 200
    kept = archive(content)
    assert not [name for name in kept.namelist() if name.endswith(".jpg")]
    terms = next(name for name in kept.namelist() if "conditions" in name)
    assert "ne peut pas être lu pour le moment" in kept.read(terms).decode()
    assert take(client, "image/1/original.jpg")[0].status_code == 503


def test_the_same_object_gives_the_same_bundle_byte_for_byte(client, record, tmp_path):
    keep(record, tmp_path)

    assert take(client, "dossier.zip")[1] == take(client, "dossier.zip")[1]


def test_an_archive_gives_its_bytes_as_they_come():
    taken = []

    def chunks():
        for number in range(3):
            taken.append(number)
            yield b"x" * 1000

    stream = zips.stream([zips.Entry(name="é.bin", length=3000, chunks=chunks)], when=NOW)
    first = next(stream)

    assert first
    assert len(taken) < 3
    assert archive(first + b"".join(stream)).read("é.bin") == b"x" * 3000


# The page.


def test_the_page_lists_the_files_with_their_dimensions_and_weight(client, record, tmp_path):
    image = keep(record, tmp_path)
    take(client, "image/1/640.jpg")

    node = tree(client.get(f"/ark:/{ARK}"))

    ways = [" ".join(way.text_content().split()) for way in select(node, ".take-ways li")]
    assert ways[0].startswith("Petite pour un message, une page web 640 × 400 px · JPEG · ")
    assert "environ" not in ways[0]
    assert "environ" in ways[1]
    assert (
        "2\u202f000 × 1\u202f250 px\u00a0· JPEG" in select(node, ".take-ways li")[2].text_content()
    )
    assert " ".join(section.heft(image.size).split()) in " ".join(ways)
    assert "Dossier" in ways[3]
    assert "Anatole Maresq, Bateaux de pêche" in said(node, "#take-credit")
    assert "© Cliché Démo" in said(node, "#take-credit")


def test_the_page_says_what_may_not_be_taken_and_whom_to_ask(client, record, tmp_path):
    keep(record, tmp_path, licence=Licence.NOT_CHECKED)

    node = tree(client.get(f"/ark:/{ARK}"))

    assert "Les droits de cette image n’ont pas encore été vérifiés" in said(node, ".take-refused")
    assert "contact@musee.example" in said(node, ".take-refused")
    assert not select(node, ".take-ways [href*=image]")
    assert select(node, ".take-ways [href*=fiche]")


def test_every_address_the_page_gives_is_answered(client, record, tmp_path):
    keep(record, tmp_path)
    node = tree(client.get(f"/en/ark:/{ARK}"))

    for link in select(node, ".take-ways a"):
        response = client.get(link.get("href"))
        assert response.status_code == 200, link.get("href")
        b"".join(response)


@pytest.mark.parametrize(
    ("count", "said_"), ((1, "1\u00a0Ko"), (84_700, "85\u00a0Ko"), (1_240_000, "1,2\u00a0Mo"))
)
def test_a_weight_is_said_as_people_read_it(count, said_):
    assert section.heft(count) == said_


# Cost.


def queries(client, path):
    with CaptureQueriesContext(connection) as seen:
        take(client, path)
    return len(seen)


@pytest.mark.parametrize(
    ("path", "most", "each"), ((IMAGES[0], 7, 0), ("fiche.pdf", 7, 0), ("dossier.zip", 10, 3))
)
def test_the_number_of_queries_is_known(client, record, tmp_path, path, most, each):
    """A bundle asks of each picture whether what shows it is public: three queries, two guards'."""
    keep(record, tmp_path)
    for _time in range(2):  # made and kept, counted once
        take(client, path)
    alone = queries(client, path)
    for rank in (1, 2):
        keep(record, tmp_path, rank=rank, colour=(rank * 40, 10, 10))
    take(client, path)

    assert alone <= most
    assert queries(client, path) == alone + 2 * each


def test_the_part_of_the_page_asks_nothing(record, django_assert_num_queries):
    hang(record)
    known = page(record)

    with django_assert_num_queries(0):
        section.section(known)


def test_a_client_that_takes_too_much_is_asked_to_wait(record, tmp_path, settings):
    settings.SEARCH_COST_PER_MINUTE = 20
    keep(record, tmp_path)
    client = Client(REMOTE_ADDR="192.0.2.77")

    statuses = [client.get(f"/ark:/{ARK}/dossier.zip").status_code for _time in range(3)]

    assert statuses == [200, 429, 429]
