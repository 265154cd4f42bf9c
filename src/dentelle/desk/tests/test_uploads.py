"""Pictures deposited at the desk: by parts, through cuts, for one's own museums only."""

import hashlib
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.media import actions, store
from dentelle.media.models import Image, Upload
from dentelle.media.tests import hostile
from dentelle.media.tests.factories import NOW
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Membership
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db


def person(role, *museums):
    """Make somebody who signs in."""
    user = User.objects.create_user(f"{role}-{User.objects.count()}", password="x", role=role)
    Membership.objects.bulk_create(Membership(user=user, museum=museum) for museum in museums)
    return user


@pytest.fixture
def museum():
    return MuseumFactory()


@pytest.fixture
def record(museum):
    return RecordFactory(museum=museum, inventory_number="2004.9.12", inventory_key="2004912", reference="00080001234")  # fmt: skip


@pytest.fixture
def contributor(client, museum):
    """A volunteer of the museum, signed in."""
    user = person(Role.MUSEUM, museum)
    client.force_login(user)
    return user


def picture(seed=1):
    """Return the bytes of a picture that does not pack."""
    target = io.BytesIO()
    hostile.noise(500, 400, seed=seed).save(target, "PNG")
    return target.getvalue()


def begin(client, museum, content, *, name="photo.png", about="2004.9.12"):
    asked = {"museum": museum.pk, "about": about, "name": name, "size": len(content)}
    return client.post(reverse("desk:upload-begin"), asked)


def send(client, address, content, start, end):
    part = content[start:end]
    return client.post(f"{address}?debut={start}", part, content_type="application/octet-stream")


# ── By parts ────────────────────────────────────────────────────────────────────────────────────


def test_a_picture_comes_in_parts_and_is_shown_by_its_object(client, contributor, museum, record):
    content = picture()
    begun = begin(client, museum, content).json()

    for start in range(0, len(content), 200_000):
        answer = send(client, begun["address"], content, start, start + 200_000)
        assert answer.json()["received"] == min(start + 200_000, len(content))
    done = client.post(f"{begun['address']}fin/").json()

    image = Image.objects.get()
    assert RecordImage.objects.get(record=record).image == image
    assert (store.root() / image.path).read_bytes() == content
    assert image.original_name == "photo.png"
    assert done["record"] == reverse("desk:record", args=[record.pk])
    assert record.title in done["done"]
    entry = HistoryEntry.objects.get(verb="attach_picture")
    assert (entry.actor, entry.after["image"]) == (contributor, image.key)
    assert not store.upload_path(Upload.objects.get().key).exists()


def test_after_a_cut_the_site_says_where_to_go_on_from(client, contributor, museum, record):
    content = picture()
    begun = begin(client, museum, content).json()
    send(client, begun["address"], content, 0, 100_000)

    again = begin(client, museum, content).json()
    asked = client.get(begun["address"]).json()
    misplaced = send(client, begun["address"], content, 0, 100_000)

    assert again == {"address": begun["address"], "received": 100_000}
    assert asked == {"received": 100_000, "size": len(content)}
    assert (misplaced.status_code, misplaced.json()["received"]) == (409, 100_000)
    send(client, begun["address"], content, 100_000, len(content))
    assert client.post(f"{begun['address']}fin/").status_code == 200


def test_a_part_altered_on_its_way_is_asked_again(client, contributor, museum, record):
    content = picture()
    address = begin(client, museum, content).json()["address"]
    wrong = {"X-Part-SHA256": hashlib.sha256(b"other").hexdigest()}

    answer = client.post(f"{address}?debut=0", content[:1000], content_type="application/octet-stream", headers=wrong)  # fmt: skip

    assert (answer.status_code, answer.json()["received"]) == (409, 0)


def test_a_stop_between_writing_and_counting_loses_nothing(contributor, museum):
    content = picture()
    upload = actions.begin_upload(owner=contributor, museum=museum, name="a.png", size=len(content), now=NOW)  # fmt: skip
    actions.append_upload(upload=upload, offset=0, content=content[:5000], now=NOW)
    with store.receiving(store.upload_path(upload.key)) as file:
        file.seek(5000)
        file.write(b"half of a part whose count was lost")

    actions.append_upload(upload=upload, offset=5000, content=content[5000:], now=NOW)

    image = actions.finish_upload(upload=upload, now=NOW)
    assert (store.root() / image.path).read_bytes() == content


def test_what_is_not_all_here_is_not_kept(client, contributor, museum, record):
    content = picture()
    address = begin(client, museum, content).json()["address"]
    send(client, address, content, 0, 1000)

    answer = client.post(f"{address}fin/")

    assert answer.status_code == 422
    assert "pas encore" in answer.json()["error"]
    assert not Image.objects.exists()


@pytest.mark.usefixtures("contributor", "record")
@pytest.mark.parametrize(("start", "end", "status"), ((5, 10, 409), (0, 99_000_000, 422)))
def test_no_part_may_leave_a_hole_or_go_past_the_end(client, museum, start, end, status):
    content = picture()
    address = begin(client, museum, content).json()["address"]

    answer = send(client, address, content + b"more", start, end)

    assert answer.status_code == status
    assert client.get(address).json()["received"] == 0


def test_a_file_that_is_no_picture_is_refused_by_its_name_and_given_up(client, contributor, museum, record):  # fmt: skip
    content = b"GIF89a" + b"\0" * 100
    address = begin(client, museum, content, name="Mon vase.gif").json()["address"]
    send(client, address, content, 0, len(content))

    answer = client.post(f"{address}fin/")

    assert answer.status_code == 422
    assert "Mon vase.gif" in answer.json()["error"]
    assert not Upload.objects.exists()
    assert not RecordImage.objects.exists()


def test_an_upload_is_given_up(client, contributor, museum, record):
    content = picture()
    address = begin(client, museum, content).json()["address"]
    send(client, address, content, 0, 1000)
    place = store.upload_path(Upload.objects.get().key)
    assert place.exists()

    client.post(f"{address}oublier/")

    assert not place.exists()
    assert client.get(address).status_code == 404


def test_what_nobody_goes_on_with_is_forgotten_after_a_week(contributor, museum):
    upload = actions.begin_upload(owner=contributor, museum=museum, name="a.png", size=100, now=NOW)
    actions.append_upload(upload=upload, offset=0, content=b"x", now=NOW)
    place = store.upload_path(upload.key)

    assert actions.forget_old_uploads(now=NOW + actions.uploads.KEPT) == 0
    assert place.exists()
    later = NOW + actions.uploads.KEPT * 2
    assert actions.forget_old_uploads(now=later) == 1
    assert not place.exists()


def test_a_file_too_large_is_refused_before_a_byte_is_sent(client, contributor, museum, record, settings):  # fmt: skip
    settings.UPLOAD_MAX_MB = 1
    asked = {"museum": museum.pk, "about": "2004.9.12", "name": "a.tif", "size": 3 << 20}

    answer = client.post(reverse("desk:upload-begin"), asked)

    assert answer.status_code == 422
    assert "1" in answer.json()["error"]
    assert not Upload.objects.exists()


# ── Which object ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("about", "name"),
    (
        ("2004.9.12", "x.png"),
        ("2004-9-12", "x.png"),
        ("00080001234", "x.png"),
        ("", "2004.9.12.png"),
        ("", "2004.9.12_2.png"),
        ("", "2004-9-12-3.PNG"),
        ("", "00080001234.png"),
        ("", "M0161_PLAT_P.JPG"),
    ),
)
def test_an_object_is_known_by_its_number_or_by_the_name_of_the_file(client, contributor, museum, record, about, name):  # fmt: skip
    record.fields = record.fields | {"REFIM": "DSC1, M0161_plat_P.jpg"}
    record.save()

    answer = begin(client, museum, picture(), about=about, name=name)

    assert answer.status_code == 200, answer.json()


@pytest.mark.parametrize(("about", "said"), (("1999.1", "1999.1"), ("", "IMG_0001.png")))
def test_a_picture_of_no_known_object_is_refused_before_it_is_sent(client, contributor, museum, record, about, said):  # fmt: skip
    answer = begin(client, museum, picture(), about=about, name="IMG_0001.png")

    assert answer.status_code == 422
    assert said in answer.json()["error"]


def test_a_number_that_two_objects_have_is_asked_to_be_made_precise(client, contributor, museum, record):  # fmt: skip
    RecordFactory(museum=museum, inventory_number="2004 9 12", inventory_key="2004912", reference="R2")  # fmt: skip

    answer = begin(client, museum, picture())

    assert answer.status_code == 422
    assert "référence" in answer.json()["error"]


def test_the_same_picture_again_is_said_and_changes_nothing(client, contributor, museum, record):
    content = picture()
    for _time in range(2):
        address = begin(client, museum, content).json()["address"]
        send(client, address, content, 0, len(content))
        said = client.post(f"{address}fin/").json()["done"]

    assert "déjà" in said
    assert RecordImage.objects.count() == Image.objects.count() == 1


def test_the_policy_of_the_museum_holds_for_what_is_deposited(client, contributor, museum, record):
    museum.unchecked_pictures = UncheckedPictures.HIDDEN
    museum.save()
    content = picture()
    address = begin(client, museum, content).json()["address"]
    send(client, address, content, 0, len(content))
    client.post(f"{address}fin/")

    assert Image.objects.get().uses == []


# ── Who ─────────────────────────────────────────────────────────────────────────────────────────


def test_nobody_deposits_without_signing_in(client, museum):
    for name, args in (("image-deposit", ()), ("upload-begin", ()), ("upload", ("k",)), ("upload-finish", ("k",)), ("upload-forget", ("k",))):  # fmt: skip
        answer = client.post(reverse(f"desk:{name}", args=args))
        assert answer.status_code == 302
        assert answer["Location"].startswith("/bureau/connexion/")


@pytest.mark.parametrize(
    ("role", "status"),
    ((Role.COLLECTIONS, 200), (Role.MUSEUM, 200), (Role.COMMUNICATION, 403)),
)
def test_each_role_deposits_as_far_as_it_may_import(client, museum, record, role, status):
    client.force_login(person(role, museum))

    assert client.get(reverse("desk:image-deposit")).status_code == status
    assert begin(client, museum, picture()).status_code == status


def test_a_contributor_deposits_for_their_own_museums_only(client, contributor, record):
    other = MuseumFactory()
    RecordFactory(museum=other, inventory_number="2004.9.12", inventory_key="2004912")

    answer = begin(client, other, picture())

    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_nobody_goes_on_with_what_another_began(client, contributor, museum, record):
    address = begin(client, museum, picture()).json()["address"]
    client.force_login(person(Role.MUSEUM, museum))

    for way in (address, f"{address}fin/", f"{address}oublier/"):
        assert client.post(way).status_code == 404


def test_who_left_the_museum_meanwhile_ends_nothing(client, contributor, museum, record):
    content = picture()
    address = begin(client, museum, content).json()["address"]
    send(client, address, content, 0, len(content))
    contributor.memberships.all().delete()

    assert client.post(f"{address}fin/").status_code == 403
    assert not Image.objects.exists()


# ── Without script ──────────────────────────────────────────────────────────────────────────────


def test_the_form_alone_takes_several_files_and_says_what_came_of_each(client, contributor, museum, record):  # fmt: skip
    files = [
        SimpleUploadedFile("2004.9.12_1.png", picture(1)),
        SimpleUploadedFile("2004.9.12_2.png", picture(2)),
        SimpleUploadedFile("2004.9.12_3.png", b"GIF89a"),
        SimpleUploadedFile("inconnu.png", picture(3)),
    ]

    asked = {"museum": museum.pk, "about": "", "pictures": files}
    page = client.post(reverse("desk:image-deposit"), asked, follow=True)

    text = page.content.decode()
    assert RecordImage.objects.filter(record=record).count() == 2
    assert list(RecordImage.objects.filter(record=record).order_by("rank").values_list("rank", flat=True)) == [1000, 1001]  # fmt: skip
    assert text.count("est conservé") == 2
    assert "fichier GIF" in text
    assert "inconnu.png" in text


def test_the_form_without_a_file_says_so(client, contributor, museum):
    answer = client.post(reverse("desk:image-deposit"), {"museum": museum.pk})

    assert answer.status_code == 422


def test_two_files_of_one_name_and_size_do_not_become_one(client, contributor, museum, record):
    """A corrected TIFF weighs what the first one did: the sum tells them apart."""
    asked = {"museum": museum.pk, "about": "2004.9.12", "name": "vase.tif", "size": 2000}
    places = [
        client.post(reverse("desk:upload-begin"), {**asked, "sha256": each * 64}).json()["address"]
        for each in ("a", "b", "a")
    ]

    assert places[0] == places[2] != places[1]
