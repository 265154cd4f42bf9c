"""Files that leave: what they say, and what they must never say."""

import re
import shutil
import struct
import subprocess
from contextlib import suppress
from io import BytesIO

import pytest
import pyvips
from lxml import etree
from PIL import Image as Drawing
from PIL import IptcImagePlugin

from dentelle.media import guards, store
from dentelle.media.actions import add_image
from dentelle.media.enums import Licence, Use
from dentelle.media.exports import files, jpeg, offers, png, sizes, tiff, webp
from dentelle.media.exports.card import About, card
from dentelle.media.exports.parts import BrokenFileError, stream, weight
from dentelle.media.models import Image
from dentelle.media.rules import uses_of
from dentelle.media.tests.factories import NOW
from dentelle.publishing.enums import State
from tests.shared import shared_data

ABOUT = About(
    title="Vue de l’église <d’Étretat> & des falaises",
    maker="attribué à Claude Monet (?)",
    dated="vers 1866",
    museum="Musée du Port",
    town="Valmont",
    inventory_number="2004.3.12",
    address="https://musees.example/ark:/99999/d1abc",
    caption="attribué à Claude Monet (?), Vue de l’église, vers 1866",
)
SECRETS = (b"SERIAL12345", b"Canon", b"Untel", b"commentaire secret", b"48 deg", b"Exif Version")
SIDEWAYS = 6
REWRITE = {".jpg": jpeg, ".png": png, ".webp": webp, ".tif": tiff}


def picture(**values):
    """A picture that may be taken, not in the database."""
    licence = values.pop("licence", Licence.CC_BY)
    known = {
        "key": "a" * 24,
        "licence": licence,
        "uses": uses_of(licence),
        "state": State.PUBLIC,
        "mime": "image/jpeg",
        "width": 4000,
        "height": 3000,
        "size": 5_000_000,
        "credit": "© Musée du Port, cliché Atelier Demo",
        "photographer": "Atelier Demo",
        "mention": "Don des amis du musée",
        "prepared": 1,
    }
    return Image(**{**known, **values})


def personal():
    """EXIF as a telephone writes it: a place, a maker, a serial number, a name, a picture on its side."""
    block = Drawing.Exif()
    block[0x0112], block[0x010F], block[0x013B] = SIDEWAYS, "Canon", "Jean Untel"
    place = block.get_ifd(0x8825)
    place[1], place[2] = "N", (49.0, 30.0, 12.0)
    block.get_ifd(0x8769)[0xA431] = "SERIAL12345"
    return block


def photograph(path, **options):
    """A noisy picture, so that each pixel counts, with personal EXIF."""
    noise = bytes(number * number % 251 for number in range(300 * 200 * 3))
    drawing = Drawing.frombytes("RGB", (300, 200), noise)
    drawing.save(path, exif=personal(), **options)
    return path


def rewritten(path):
    parts = REWRITE[path.suffix].rewrite(path, card(picture(), ABOUT))
    content = b"".join(stream(path, parts))
    assert len(content) == weight(parts)
    return content


def packet(content):
    found = re.search(rb"<x:xmpmeta.*</x:xmpmeta>", content, re.DOTALL)
    return etree.fromstring(found[0])


KINDS = (
    ("a.jpg", {"quality": 90, "comment": b"commentaire secret"}),
    ("progressive.jpg", {"quality": 90, "progressive": True}),
    ("a.png", {}),
    ("lossy.webp", {}),
    ("lossless.webp", {"lossless": True}),
    ("a.tif", {}),
    ("big.tif", {"big_tiff": True, "compression": "tiff_lzw"}),
)


@pytest.mark.parametrize(("name", "options"), KINDS, ids=lambda value: str(value)[:16])
def test_an_original_keeps_its_pixels_and_loses_everything_personal(tmp_path, name, options):
    path = photograph(tmp_path / name, **options)
    if path.suffix == ".jpg":  # a telephone hides a second picture after the end of the first
        path.write_bytes(path.read_bytes() * 2)

    assert path.suffix == ".tif" or b"SERIAL12345" in path.read_bytes()

    content = rewritten(path)

    with Drawing.open(path) as before, Drawing.open(BytesIO(content)) as after:
        assert before.tobytes() == after.tobytes()
        if path.suffix != ".tif":
            assert dict(after.getexif()) == {0x0112: SIDEWAYS}
        assert not after.getexif().get_ifd(0x8825)
    for secret in SECRETS:
        assert secret not in content
    assert ("{http://purl.org/dc/elements/1.1/}" + "title") in [
        element.tag for element in packet(content).iter()
    ]


class Tiff:
    """A TIFF of 30 × 20 grey pixels, written field by field as its standard says."""

    pixels = bytes(number * number % 251 for number in range(600))

    def __init__(self, order, *, big):
        self.order, self.big = order, big
        self.wide = "Q" if big else "I"
        head = (b"II" if order == "<" else b"MM") + self.pack("H", 43 if big else 42)
        self.content = bytearray(head + (self.pack("HHQ", 8, 0, 0) if big else self.pack("I", 0)))

    def pack(self, form, *values):
        return struct.pack(self.order + form, *values)

    def keep(self, content):
        """Add bytes at an even place, and return it."""
        self.content += b"\0" * (len(self.content) % 2)
        self.content += content
        return len(self.content) - len(content)

    def directory(self, fields, after=0):
        """Add a directory of (tag, kind, count, value or bytes), and return its place."""
        rows = b""
        room = 8 if self.big else 4
        for tag, kind, count, value in sorted(fields):
            if isinstance(value, int):
                told = self.pack({3: "H", 4: "I"}[kind], value)
            else:
                told = value if len(value) <= room else self.pack(self.wide, self.keep(value))
            rows += self.pack("HH" + self.wide, tag, kind, count) + told.ljust(room, b"\0")
        count = self.pack("Q" if self.big else "H", len(fields))
        return self.keep(count + rows + self.pack(self.wide, after))

    def picture(self, *more, after=0):
        fields = [
            (256, 3, 1, 30), (257, 3, 1, 20), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1),
            (273, 4, 1, self.keep(self.pixels)), (274, 3, 1, SIDEWAYS), (277, 3, 1, 1), (278, 3, 1, 20),
            (279, 4, 1, 600), (271, 2, 6, b"Canon\0"), (315, 2, 6, b"Untel\0"),
        ]  # fmt: skip
        return self.directory([*fields, *more], after)

    def done(self, first):
        at = 8 if self.big else 4
        self.content[at : at + (8 if self.big else 4)] = self.pack(self.wide, first)
        return bytes(self.content)


@pytest.mark.parametrize("order", ("<", ">"))
@pytest.mark.parametrize("big", (False, True))
def test_a_tiff_loses_its_places_in_every_directory(tmp_path, order, big):
    made = Tiff(order, big=big)
    place = made.directory([(1, 2, 2, b"N\0"), (2, 5, 3, b"PLACE-49-30-12-SECRETS-!")])
    camera = made.directory([(0xA431, 2, 12, b"SERIAL12345\0")])
    small = made.picture((0x8825, 4, 1, place))
    path = tmp_path / "a.tif"
    path.write_bytes(
        made.done(made.picture((0x8769, 4, 1, camera), (0x8825, 4, 1, place), after=small))
    )
    assert b"SERIAL12345" in path.read_bytes()

    content = rewritten(path)

    for secret in (*SECRETS, b"PLACE-49"):
        assert secret not in content
    sent = tmp_path / "sent.tif"
    sent.write_bytes(content)
    frames = pyvips.Image.new_from_file(str(sent), n=2)
    assert bytes(frames.write_to_memory()) == Tiff.pixels * 2
    assert frames.get("orientation") == SIDEWAYS
    if not (big and order == ">"):  # which Pillow does not read
        with Drawing.open(sent) as after:
            assert {271, 315, 0x8769, 0x8825} & {*after.tag_v2} == set()
            assert packet(after.tag_v2[700]) is not None
            assert b"Atelier Demo" in after.tag_v2[33723]


@pytest.mark.parametrize(
    ("mode", "options"), (("RGB", {}), ("RGB", {"lossless": True}), ("RGBA", {"lossless": True}))
)
def test_a_simple_webp_gets_the_header_its_packet_needs(tmp_path, mode, options):
    path = tmp_path / "a.webp"
    noise = bytes(number * number % 251 for number in range(61 * 40 * len(mode)))
    Drawing.frombytes(mode, (61, 40), noise).save(path, **options)
    assert b"VP8X" not in path.read_bytes() or mode == "RGBA"

    content = rewritten(path)

    with Drawing.open(path) as before, Drawing.open(BytesIO(content)) as after:
        assert after.size == (61, 40)
        assert before.tobytes() == after.tobytes()
    assert packet(content) is not None


def test_the_packet_says_whose_it_is_and_on_what_terms(tmp_path):
    found = packet(rewritten(photograph(tmp_path / "a.jpg")))
    names = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "r": "http://ns.adobe.com/xap/1.0/rights/",
        "p": "http://ns.adobe.com/photoshop/1.0/",
        "cc": "http://creativecommons.org/ns#",
        "e": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    }

    def said(path):
        return found.xpath(f"string(//{path})", namespaces=names)

    assert said("dc:title//rdf:li") == ABOUT.title
    assert said("dc:creator//rdf:li") == "Atelier Demo"
    assert said("p:Credit") == "© Musée du Port, cliché Atelier Demo"
    assert said("p:Instructions") == "Don des amis du musée"
    assert said("r:WebStatement") == "https://creativecommons.org/licenses/by/4.0/"
    assert said("cc:license/@rdf:resource") == "https://creativecommons.org/licenses/by/4.0/"
    assert said("cc:attributionURL/@rdf:resource") == ABOUT.address
    assert said("e:AOSourceInvNo") == "2004.3.12"
    assert said("e:AOCreator//rdf:li") == "attribué à Claude Monet (?)"
    assert "CC BY 4.0" in said("dc:rights//rdf:li")
    languages = found.xpath("//r:UsageTerms//rdf:li/@xml:lang", namespaces=names)
    assert languages == ["x-default", "fr", "en"]


def test_programs_that_read_only_iptc_find_the_credit(tmp_path):
    with Drawing.open(BytesIO(rewritten(photograph(tmp_path / "a.jpg")))) as after:
        record = IptcImagePlugin.getiptcinfo(after)

    assert record[(1, 90)] == b"\x1b%G"
    assert record[(2, 5)].decode() == ABOUT.title
    assert record[(2, 80)].decode() == "Atelier Demo"
    assert record[(2, 110)].decode() == "© Musée du Port, cliché"
    assert "© Musée du Port, cliché Atelier Demo" in record[(2, 116)].decode()
    assert len(record[(2, 110)]) <= 32


@pytest.mark.parametrize(("name", "options"), KINDS, ids=lambda value: str(value)[:16])
def test_an_independent_reader_finds_the_card_and_no_place(tmp_path, name, options):
    exiftool = shutil.which("exiftool")
    if exiftool is None:
        pytest.skip("exiftool is not installed: an independent reading of the files was not done")
    path = tmp_path / f"out-{name}"
    path.write_bytes(rewritten(photograph(tmp_path / name, **options)))

    command = [exiftool, "-G1", "-a", "-s", path]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603

    assert re.search(r"\[XMP-photoshop\]\s+Credit\s+: © Musée du Port, cliché Atelier Demo", told)
    assert re.search(r"\[XMP-cc\]\s+License\s+: https://creativecommons.org/licenses/by/4.0/", told)
    assert "[GPS]" not in told
    assert "Serial" not in told
    assert "Error" not in told


def test_hostile_words_leave_the_packet_well_formed(tmp_path):
    path = photograph(tmp_path / "a.jpg")
    hostile = About(title="a\x00b\x1b ]]> <x> & \ud800 " + "long " * 20000, maker="\uffff")

    content = b"".join(stream(path, jpeg.rewrite(path, card(picture(), hostile))))

    assert "long" in "".join(packet(content).itertext())
    with Drawing.open(BytesIO(content)) as after:
        after.load()


@pytest.mark.parametrize("name", ("a.jpg", "a.png", "lossy.webp", "a.tif"))
@pytest.mark.parametrize("left", (0.0, 0.01, 0.5))
def test_a_truncated_file_is_refused_or_ends_where_it_ends(tmp_path, name, left):
    path = photograph(tmp_path / name)
    content = path.read_bytes()
    path.write_bytes(content[: max(3, int(len(content) * left))])

    try:
        sent = rewritten(path)
    except BrokenFileError:
        return
    assert b"SERIAL" not in sent


def test_directories_that_turn_in_circles_are_refused(tmp_path):
    path = tmp_path / "a.tif"
    entry = b"\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00"  # EXIF, at its own directory
    path.write_bytes(b"II*\0\x08\0\0\0" + b"\x01\0" + entry + b"\0\0\0\0")

    with pytest.raises(BrokenFileError):
        rewritten(path)


def pixels(source):
    with Drawing.open(source) as drawing:
        drawing.load()
        return (
            drawing.tobytes(),
            drawing.getexif().get(0x0112, 1),
            drawing.getexif().get_ifd(0x8825),
        )


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about fields it does not know
def test_files_made_by_others_keep_their_pixels_and_lose_their_places():
    done = 0
    for path in sorted(shared_data().glob("images/**/*")):
        if path.suffix not in REWRITE or {"malformed", "jpg-incorrect-extension.png"} & {
            *path.parts
        }:
            continue
        try:
            before, turn, _places = pixels(path)
        except OSError:
            continue  # one that nobody would have kept
        assert pixels(BytesIO(rewritten(path))) == (before, turn, {}), path
        done += 1
    assert done > 10


def test_broken_files_made_by_others_break_nothing():
    for path in sorted(shared_data().glob("images/malformed/**/*")):
        if path.suffix in REWRITE:
            with suppress(BrokenFileError):
                rewritten(path)


def test_a_file_in_too_many_pieces_is_refused(tmp_path):
    jpg = photograph(tmp_path / "a.jpg").read_bytes()
    (tmp_path / "b.jpg").write_bytes(jpg[:2] + b"\xff\xfe\x00\x02" * 20_000 + jpg[2:])
    entry = b"\x0e\x01\x02\x00\x00\xff\xff\x00\x00\x00\x00\x00"
    (tmp_path / "b.tif").write_bytes(
        b"II*\0\x08\0\0\0"
        + (5000).to_bytes(2, "little")
        + entry * 5000
        + b"\0" * 4
        + bytes(1 << 24)
    )

    for name in ("b.jpg", "b.tif"):
        with pytest.raises(BrokenFileError):
            rewritten(tmp_path / name)


# What may be taken.


@pytest.mark.parametrize(
    ("licence", "taken"),
    (
        (Licence.PUBLIC_DOMAIN, ["640", "1600", "3000", "original"]),
        (Licence.LICENCE_OUVERTE, ["640", "1600", "3000", "original"]),
        (Licence.CC_BY, ["640", "1600", "3000", "original"]),
        (Licence.CC_BY_SA, ["640", "1600", "3000", "original"]),
        (Licence.IN_COPYRIGHT_SHOWN, []),
        (Licence.IN_COPYRIGHT_HIDDEN, []),
        (Licence.NOT_CHECKED, []),
    ),
)
def test_only_what_the_licence_grants_is_offered(licence, taken):
    found = offers.offers(picture(licence=licence))

    assert [offer.name for offer in found if offer.permission] == taken
    assert all(offer.permission.reason for offer in found)


def test_without_the_right_to_look_closely_only_the_small_size_is_offered():
    image = picture(uses=[Use.SHOW, Use.DOWNLOAD])

    assert [offer.name for offer in offers.offers(image) if offer.permission] == ["640"]


def test_a_withdrawn_or_lapsed_picture_is_offered_in_no_size():
    withdrawn = picture(state=State.WITHDRAWN)
    lapsed = picture(until=NOW.date().replace(year=2000))

    for image in (withdrawn, lapsed):
        assert [offer.name for offer in offers.offers(image) if offer.permission] == []


def test_no_size_is_larger_than_the_picture():
    found = offers.offers(picture(width=1000, height=1500))

    assert [(offer.name, offer.width, offer.height) for offer in found] == [
        ("640", 427, 640),
        ("original", 1000, 1500),
    ]


def test_a_format_that_few_programs_open_is_offered_whole_as_jpeg():
    whole = offers.offers(picture(mime="image/heic"))[-1]

    assert (whole.name, whole.suffix, whole.converted) == ("original", "jpg", True)
    assert (whole.width, whole.height) == (4000, 3000)


# The files themselves.


@pytest.fixture
def kept(db, tmp_path):
    """A picture in the store, with its pyramid."""
    path = photograph(tmp_path / "a.jpg", quality=90)
    image = add_image(path=path, original_name="a.jpg", licence=Licence.CC_BY, now=NOW)
    pyramid = store.pyramid_path(image.key)
    pyramid.parent.mkdir(parents=True, exist_ok=True)
    drawing = pyvips.Image.black(2000, 1000, bands=3)
    drawing.tiffsave(str(pyramid), tile=True, pyramid=True, compression="jpeg")
    return image


def test_a_size_is_cut_from_the_pyramid_once(kept):
    kept.width, kept.height = 2000, 1000

    export = files.export(kept, "640", ABOUT)
    content = b"".join(export.open().stream())

    with Drawing.open(BytesIO(content)) as sent:
        assert (sent.format, sent.size) == ("JPEG", (640, 320))
    store.pyramid_path(kept.key).unlink()
    assert b"".join(export.open().stream()) == content
    assert packet(content) is not None


def test_an_original_is_sent_from_the_store(kept):
    opened = files.export(kept, "original", ABOUT).open()
    content = b"".join(opened.stream())

    assert opened.length == len(content)
    assert b"SERIAL" not in content
    with Drawing.open(BytesIO(content)) as sent:
        assert sent.size == (300, 200)


def test_a_picture_without_its_pyramid_says_that_it_is_not_ready(kept):
    kept.width, kept.height = 2000, 1000
    store.pyramid_path(kept.key).unlink()

    with pytest.raises(sizes.NotReadyError):
        files.export(kept, "1600", ABOUT).open()


def test_rights_are_asked_each_time_and_a_guard_is_heard(kept, monkeypatch):
    assert files.export(kept, "original", ABOUT)
    monkeypatch.setattr(guards, "_guards", [lambda image: False])
    with pytest.raises(files.RefusedError):
        files.export(kept, "original", ABOUT)

    monkeypatch.setattr(guards, "_guards", [])
    kept.uses = []
    with pytest.raises(files.RefusedError):
        files.export(kept, "original", ABOUT)


def test_another_credit_makes_another_file(kept):
    before = files.export(kept, "original", ABOUT).etag
    kept.credit = "© Autre"

    assert files.export(kept, "original", ABOUT).etag != before


@pytest.mark.parametrize(
    ("uses", "longest"),
    (([Use.SHOW, Use.ZOOM, Use.PRINT], 1600), ([Use.SHOW, Use.PRINT], 640), ([Use.SHOW], None)),
)
def test_a_page_is_printed_with_a_picture_only_by_its_own_right(kept, uses, longest):
    kept.width, kept.height, kept.uses = 2000, 1000, uses

    content = files.printed(kept)

    if longest is None:
        assert content is None
    else:
        with Drawing.open(BytesIO(content)) as sent:
            assert max(sent.size) == longest
