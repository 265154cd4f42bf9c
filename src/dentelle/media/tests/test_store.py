"""The store keeps the same promises on a folder and on a bucket."""

import boto3
import pytest
from moto.server import ThreadedMotoServer

from dentelle.media import actions, remote, store
from dentelle.media.models import Image
from dentelle.media.tests.factories import make_image

BUCKET = "images-du-reseau"


@pytest.fixture(scope="module")
def s3():
    """An S3 server of this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3_client(s3, monkeypatch):
    """A client of that server, its bucket empty."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "essai")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "essai")
    remote._opened.cache_clear()
    client = boto3.client("s3", endpoint_url=s3, region_name="us-east-1")
    client.create_bucket(Bucket=BUCKET)
    yield client
    for each in client.list_objects_v2(Bucket=BUCKET).get("Contents", []):
        client.delete_object(Bucket=BUCKET, Key=each["Key"])
    client.close()
    remote._opened.cache_clear()


@pytest.fixture(params=("folder", "bucket"))
def kept(request, settings, tmp_path):
    """A store of each kind; what is returned forgets what lies on this machine's disk, if it may."""
    settings.MEDIA_ROOT = tmp_path / "store"
    if request.param == "folder":
        settings.MEDIA_STORE = ""
        return lambda: None
    request.getfixturevalue("s3_client")
    settings.MEDIA_STORE = f"s3://{BUCKET}/reseau?endpoint={request.getfixturevalue('s3')}"

    def forget():
        for file in store.root().rglob("*"):
            if file.is_file():
                file.unlink()

    return forget


def test_a_file_kept_is_found_again_as_it_was(kept, tmp_path):
    source = tmp_path / "a.jpg"
    source.write_bytes(b"content")
    place = store.original_path("ab" * 32, ".jpg")

    store.keep(source, place)
    kept()

    assert store.local(place).read_bytes() == b"content"
    assert source.exists()


def test_an_original_is_never_written_over(kept, tmp_path):
    place = store.original_path("cd" * 32, ".jpg")
    for content in (b"first", b"second"):
        source = tmp_path / "a.jpg"
        source.write_bytes(content)
        store.keep(source, place)
        kept()

    assert store.local(place).read_bytes() == b"first"


def test_what_is_written_is_whole_or_not_there(kept):
    first, second = store.tiles_path("k1"), store.pyramid_path("k1")

    def stop_half_way():
        with store.writing(first, second) as files:
            files[0].write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stop_half_way()
    kept()

    assert not store.local(first).exists()
    assert not [file for file in store.root().rglob("*") if file.is_file()]


def test_several_files_become_theirs_together(kept):
    first, second = store.tiles_path("k2"), store.pyramid_path("k2")

    with store.writing(first, second) as files:
        for file in files:
            file.write_bytes(b"whole")
    store.write(store.rendition_path("k2", 320), b"small")
    kept()

    found = (first, second, store.rendition_path("k2", 320))
    assert [store.local(file).read_bytes() for file in found] == [b"whole", b"whole", b"small"]


def test_what_is_nowhere_is_not_there(kept):
    assert not store.local(store.tiles_path("k3")).exists()
    assert not [file for file in store.root().rglob("*") if file.is_file()]


@pytest.mark.django_db
def test_a_picture_is_added_prepared_and_sent_from_either(kept, client):
    image = make_image(colour=(3, 2, 1))
    kept()
    actions.prepare(image=Image.objects.get(pk=image.pk))
    kept()

    assert store.local(store.tiles_path(image.key)).stat().st_size > 1000
    assert store.local(store.pyramid_path(image.key)).exists()
    assert client.get(f"/images/{image.key}/320.webp").status_code == 200


def test_the_store_s_names_in_the_bucket_are_those_of_the_folder(s3, s3_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "store"
    settings.MEDIA_STORE = f"s3://{BUCKET}/reseau?endpoint={s3}"

    store.write(store.rendition_path("abcdef", 640), b"x")

    names = [each["Key"] for each in s3_client.list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert names == ["reseau/renditions/ab/abcdef-640.webp"]


def test_a_bucket_that_refuses_us_is_no_missing_file(s3, s3_client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "store"
    settings.MEDIA_STORE = f"s3://no-such-bucket?endpoint={s3}"

    with pytest.raises(Exception, match="NoSuchBucket"):
        store.write(store.rendition_path("abcdef", 640), b"x")
    assert not store.rendition_path("abcdef", 640).exists()
