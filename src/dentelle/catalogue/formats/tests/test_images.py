import zipfile

import pytest

from dentelle.catalogue.formats import images
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.images import find_images, short_name, short_names


@pytest.mark.parametrize(
    ("name", "short"),
    (
        ("M016183_0016630_P.JPG", "0016630.jpg"),
        ("0016630.JPG", "0016630.jpg"),
        ("/arc/0001/m098801_999chap03941_p.jpg", "999chap03941.jpg"),
        ("C:\\photos\\M0988_999CHAP03941_P.jpg", "999chap03941.jpg"),
        ("vue de côté.jpg", "vue de côté.jpg"),
        ("m0354_.jpg", "m0354_.jpg"),
    ),
)
def test_a_short_name_is_what_files_and_records_agree_on(name, short):
    assert short_name(name) == short


def test_a_list_of_pictures_gives_each_short_name_once_in_order():
    assert short_names(
        "M1_2_P.JPG,DS1,,2.JPG ; M1_1_P.JPG,DS1,,1.JPG;M1_2_P.JPG,DS1,,2.JPG;;DS2,,"
    ) == (
        "2.jpg",
        "1.jpg",
    )
    assert short_names("") == ()
    assert short_names("a.jpg, B.JPG;pot, face.jpg;M1_9_P.JPG,DS1,,") == (
        "a.jpg",
        "b.jpg",
        "pot, face.jpg",
        "9.jpg",
    )


def content(opener):
    with opener() as source:
        return source.read()


def test_a_folder_and_those_in_it_are_searched_without_case(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "M1_7_P.JPG").write_bytes(b"seven")
    (tmp_path / "8.png").write_bytes(b"eight")
    (tmp_path / "notes.txt").write_bytes(b"no")

    found = find_images(tmp_path)

    assert {name: content(opener) for name, opener in found.items()} == {
        "7.jpg": b"seven",
        "8.png": b"eight",
    }


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "given").mkdir()
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    (tmp_path / "given" / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "given" / "b.jpg").write_bytes(b"b")

    assert list(find_images(tmp_path / "given")) == ["b.jpg"]


def archive(tmp_path, **parts):
    path = tmp_path / "images.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return path


def test_a_zip_is_read_without_being_unpacked(tmp_path):
    path = archive(
        tmp_path, **{"photos/M1_7_P.JPG": b"seven", "lisez-moi.txt": b"x", "vide.jpg/": b""}
    )

    found = find_images(path)

    assert {name: opener().read() for name, opener in found.items()} == {"7.jpg": b"seven"}


def test_a_path_that_climbs_out_of_a_zip_is_only_a_name(tmp_path):
    path = archive(tmp_path, **{"../../etc/evil.jpg": b"x"})

    assert find_images(path)["evil.jpg"]().read() == b"x"
    assert [file.name for file in tmp_path.rglob("*")] == ["images.zip"]


def test_a_picture_that_unpacks_beyond_measure_is_refused(tmp_path):
    with pytest.raises(FormatError, match=r"beyond measure at “bombe\.jpg”"):
        find_images(archive(tmp_path, **{"bombe.jpg": b"\0" * 30_000_000}))


def test_a_damaged_zip_is_refused(tmp_path):
    path = tmp_path / "images.zip"
    path.write_bytes(b"PK\x03\x04 no")

    with pytest.raises(FormatError, match="it is damaged"):
        find_images(path)


def test_a_damaged_picture_is_refused_when_it_is_opened(tmp_path):
    path = archive(tmp_path, **{"a.jpg": bytes(range(256)) * 40})
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    path.write_bytes(bytes(content))

    with pytest.raises(FormatError, match="cannot be taken out"):
        find_images(path)["a.jpg"]()


def test_too_many_pictures_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(images, "MOST_FILES", 2)
    path = archive(tmp_path, **{f"{n}.jpg": b"x" for n in range(3)})

    with pytest.raises(FormatError, match="More than 2 pictures"):
        find_images(path)


def test_a_locked_zip_is_refused(tmp_path):
    path = archive(tmp_path, **{"a.jpg": b"x"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(content))

    with pytest.raises(FormatError, match="password"):
        find_images(path)
