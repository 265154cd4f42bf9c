"""Files from outside: kept or refused with a sentence, within bounds, and nothing else disturbed."""

import contextlib
import os
from pathlib import Path

import pytest
from django.utils import translation
from PIL import Image as Drawing
from PIL import ImageCms

from dentelle.media import actions, intake, store
from dentelle.media.decoding import client
from dentelle.media.decoding.refusals import RefusedError
from dentelle.media.models import Image
from dentelle.media.tests import hostile
from dentelle.media.tests.factories import NOW, draw
from tests.shared import shared_data

WIDTHS = ("320", "640", "1280")


@pytest.fixture
def decoder(tmp_path):
    """A decoding process of the test's own, with little memory."""
    own = client.Decoder(megabytes=512, working=tmp_path / "working")
    yield own
    own.stop()


def rendered(decoder, path, folder):
    """Measure and render a file in a process; return what was found."""
    found = decoder.do("measure", seconds=20, path=str(path))
    targets = {width: str(folder / f"{width}.webp") for width in WIDTHS}
    return found | decoder.do("render", seconds=20, path=str(path), webp=targets)


def colour_at_centre(path):
    """Return the colour in the middle of a rendition."""
    with Drawing.open(path) as drawing:
        return drawing.convert("RGB").getpixel((drawing.width // 2, drawing.height // 2))


def near(found, wanted, *, by=12):
    return all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


# ── Refused, with a sentence ────────────────────────────────────────────────────────────────────


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    (
        (b"", "est vide"),
        (b"GIF89a", "fichier GIF"),
        (b"not a picture at all", "ne peut pas être lu"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "ne peuvent pas être lus"),
        (b"%PDF-1.7\n", "fichier PDF"),
        (b"PK\x03\x04" + b"\0" * 40, "fichier ZIP"),
    ),
)
def test_a_file_that_is_no_picture_is_refused_by_its_owner_s_name(tmp_path, content, said):
    path = tmp_path / "picture.tmp"
    path.write_bytes(content)

    with pytest.raises(intake.PictureError) as error:
        actions.add_image(path=path, original_name="Assiette à décor.jpg", now=NOW)

    assert "« Assiette à décor.jpg »" in str(error.value).replace("\xa0", " ")
    assert said in str(error.value)
    assert not Image.objects.exists()
    assert not list(store.working_path().parent.glob("originals/*/*"))


def test_a_refusal_is_said_in_the_language_of_its_reader(tmp_path):
    path = tmp_path / "x.jpg"
    path.write_bytes(b"GIF89a")

    with translation.override("en"), pytest.raises(intake.PictureError, match="is a GIF file"):
        intake.measure(path, name="x.jpg")


@pytest.mark.parametrize("start", ("", "\ufeff", "<?xml version='1.0'?>\n", "  \n"))
def test_a_drawing_under_a_picture_s_name_never_reaches_its_reader(tmp_path, start):
    """A sound SVG, which libvips would read: its parser is not for files from outside."""
    path = tmp_path / "x.jpg"
    path.write_text(start + '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')

    with pytest.raises(intake.PictureError, match="n’est pas conservé"):
        intake.measure(path)


@pytest.mark.django_db
def test_a_truncated_picture_is_refused(tmp_path):
    path = draw(tmp_path / "a.jpg", colour=(1, 2, 3))
    path.write_bytes(path.read_bytes()[:4000])

    with pytest.raises(intake.PictureError, match=r"a\.jpg.+coupé"):
        actions.add_image(path=path, original_name="a.jpg", now=NOW)

    assert not Image.objects.exists()


def test_a_picture_of_too_many_pixels_is_refused_from_its_header(tmp_path):
    path = hostile.png_announcing(tmp_path / "grand.png", width=60_000, height=10)
    content = path.read_bytes()
    head = hostile.chunk(b"IHDR", content[16:20] + (60_000).to_bytes(4) + content[24:29])
    path.write_bytes(content[:8] + head + content[33:])

    with pytest.raises(intake.PictureError, match=r"grand\.png.+3.600 millions"):
        intake.measure(path)


def test_a_file_that_unfolds_beyond_reason_is_refused_before_it_does(tmp_path):
    path = hostile.png_announcing(tmp_path / "bombe.png", width=16_000, height=8_000)

    with pytest.raises(intake.PictureError, match=r"128 millions de pixels en \d+ ko"):
        intake.measure(path)


# ── Bounds: memory, time, and the next picture ──────────────────────────────────────────────────


def test_a_picture_that_wants_too_much_memory_is_refused_and_the_next_is_read(tmp_path, decoder):
    """A progressive JPEG is held whole by its reader: 100 MP of it are 600 MB."""
    greedy = hostile.progressive(tmp_path / "progressive.jpg", side=10_000)
    sound = draw(tmp_path / "a.jpg")

    with pytest.raises(RefusedError) as error:
        rendered(decoder, greedy, tmp_path)

    assert error.value.code == "memory"
    assert rendered(decoder, sound, tmp_path)["width"] == 1600


def test_a_job_past_its_share_of_the_processor_is_given_up_and_the_next_is_done(tmp_path, decoder):
    slow = tmp_path / "slow.png"
    hostile.noise(6000, 4000).save(slow, compress_level=1)
    targets = {width: str(tmp_path / f"{width}.webp") for width in WIDTHS}
    given = {"path": str(slow), "key": "k", "tiles": str(tmp_path / "t.zip"), "pyramid": str(tmp_path / "p.tif")}  # fmt: skip

    with pytest.raises(RefusedError) as error:
        decoder.do("prepare", seconds=0, avif=targets, jpeg=targets, **given)

    assert error.value.code == "time"
    assert rendered(decoder, draw(tmp_path / "a.jpg"), tmp_path)["width"] == 1600


def test_a_process_that_dies_is_replaced(tmp_path, decoder):
    path = draw(tmp_path / "a.jpg")
    rendered(decoder, path, tmp_path)
    first = decoder._process.pid
    os.kill(first, 11)

    with contextlib.suppress(RefusedError):  # whether or not its end is seen before it is asked
        rendered(decoder, path, tmp_path)

    assert rendered(decoder, path, tmp_path)["width"] == 1600
    assert decoder._process.pid != first


def test_a_process_ends_for_want_of_work_and_another_takes_the_next_without_a_word(tmp_path):
    own = client.Decoder(megabytes=512, working=tmp_path / "working", patience=0)
    path = draw(tmp_path / "a.jpg")
    first = own.do("measure", seconds=5, path=str(path))
    assert own._process.wait(timeout=10) == 0

    again = own.do("measure", seconds=5, path=str(path))
    own.stop()

    assert first == again


def test_a_process_is_replaced_after_so_many_jobs(tmp_path, decoder, monkeypatch):
    monkeypatch.setattr(client, "JOBS_EACH", 3)
    path = draw(tmp_path / "a.jpg")
    seen = set()
    for _job in range(7):
        decoder.do("measure", seconds=5, path=str(path))
        seen.add(decoder._process.pid)

    assert len(seen) == 3


def test_the_process_knows_no_setting_and_no_password(tmp_path, decoder, monkeypatch):
    monkeypatch.setenv("DENTELLE_SECRET_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    decoder.do("measure", seconds=5, path=str(draw(tmp_path / "a.jpg")))

    known = Path(f"/proc/{decoder._process.pid}/environ").read_bytes()

    assert b"secret" not in known


def test_what_was_being_written_goes_with_the_process(tmp_path):
    own = client.Decoder(megabytes=512, working=tmp_path / "working")
    own.do("measure", seconds=5, path=str(draw(tmp_path / "a.jpg")))
    assert len(list((tmp_path / "working").iterdir())) == 1

    own.stop()

    assert not list((tmp_path / "working").iterdir())


# ── Every real file ─────────────────────────────────────────────────────────────────────────────


def shared_files():
    """Return every picture file made by others: hostile, rare, turned."""
    folders = [shared_data("images", name) for name in ("malformed", "technical", "orientation")]
    return sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())


REFUSED = {
    "bomb_20000x10000_200MP.png", "broken_data_stream.png", "badbitssize.bmp", "baddens1.bmp",
    "badfilesize.bmp", "badrle.bmp", "pal8badindex.bmp", "hopper_zero_comment_subblocks.gif",
    "gif-animated-non-looping.gif", "gif-rgb-64x56x8.gif", "gif-xmp.gif",
}  # fmt: skip


@pytest.mark.django_db
def test_every_real_file_is_kept_or_refused_with_a_sentence_that_names_it():
    kept, refused = {}, {}
    for file in shared_files():
        try:
            kept[file.name] = actions.add_image(path=file, original_name=file.name, now=NOW)
        except intake.PictureError as error:
            refused[file.name] = str(error)

    crashes = {file.name for file in shared_files() if file.name.startswith("crash-")}
    assert set(refused) == REFUSED | crashes
    assert all(name in sentence for name, sentence in refused.items())
    for image in kept.values():
        with Drawing.open(store.rendition_path(image.key, 320)) as rendition:
            assert rendition.size[0] == min(320, image.width)


def test_memory_and_time_stay_bounded_over_every_real_file(tmp_path):
    decoder = client.Decoder(megabytes=1536, working=tmp_path / "working")
    files, reasons = shared_files(), set()
    for file in files:
        try:
            rendered(decoder, file, tmp_path)
        except RefusedError as error:
            reasons.add(error.code)
    status = Path(f"/proc/{decoder._process.pid}/status").read_text()
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
    decoder.stop()

    assert decoder._process is None
    assert len(files) > 100
    assert reasons == {"unkept", "damaged", "bomb"}  # none ended the process
    assert peak < 400_000  # kB


@pytest.mark.parametrize("turn", range(1, 9))
def test_the_eight_orientations_are_one_picture(tmp_path, decoder, turn):
    folder = shared_data("images", "orientation")
    rendered(decoder, folder / "Landscape_1.jpg", tmp_path)
    with Drawing.open(tmp_path / "320.webp") as drawing:
        upright = drawing.convert("L").resize((24, 16)).tobytes()

    found = rendered(decoder, folder / f"Landscape_{turn}.jpg", tmp_path)

    with Drawing.open(tmp_path / "320.webp") as drawing:
        mine = drawing.convert("L").resize((24, 16)).tobytes()
    assert (found["width"], found["height"]) == (1800, 1200)
    assert sum(abs(a - b) for a, b in zip(mine, upright, strict=True)) / len(mine) < 4


# ── Formats ─────────────────────────────────────────────────────────────────────────────────────

RED = (200, 40, 30)


def written(folder, kind):
    """Write a red picture in one of the formats that are kept."""
    path = folder / f"rouge.{kind.partition('-')[0]}"
    drawing = Drawing.new("RGB", (300, 200), RED)
    match kind:
        case "heic":
            return hostile.heic(path, colour=RED)
        case "jp2" | "png" | "webp" | "avif":
            drawing.save(path)
        case "tif":
            drawing.save(path, compression="tiff_lzw")
        case "tif-cmyk":
            drawing.convert("CMYK").save(path)
        case "jpg-cmyk":
            drawing.convert("CMYK").save(path, quality=95)
        case "tif-lab":
            profiles = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
            ImageCms.profileToProfile(drawing, *profiles, outputMode="LAB").save(path)
        case "png-alpha":
            drawing.putalpha(255)
            drawing.save(path)
    return path


@pytest.mark.parametrize(
    ("kind", "mime"),
    (
        ("heic", "image/heic"),
        ("avif", "image/avif"),
        ("jp2", "image/jp2"),
        ("png", "image/png"),
        ("png-alpha", "image/png"),
        ("webp", "image/webp"),
        ("tif", "image/tiff"),
        ("tif-lab", "image/tiff"),
    ),
)
def test_each_format_is_read_with_its_colours(tmp_path, decoder, kind, mime):
    path = written(tmp_path, kind)

    found = rendered(decoder, path, tmp_path)

    assert intake.measure(path).mime == mime
    assert (found["width"], found["height"]) == (300, 200)
    assert near(colour_at_centre(tmp_path / "320.webp"), RED)


@pytest.mark.parametrize("kind", ("tif-cmyk", "jpg-cmyk"))
def test_inks_become_colours_of_a_screen(tmp_path, decoder, kind):
    """Without a profile, the inks are those of a common press: red stays red, duller."""
    rendered(decoder, written(tmp_path, kind), tmp_path)

    red, green, blue = colour_at_centre(tmp_path / "320.webp")

    assert red > 150
    assert red > green + 60
    assert red > blue + 60


def test_a_name_that_lies_does_not_matter(tmp_path):
    path = tmp_path / "vase.png"
    Drawing.new("RGB", (30, 20), RED).save(path, format="JPEG")

    assert intake.measure(path).mime == "image/jpeg"


def test_what_is_transparent_is_seen_on_white(tmp_path, decoder):
    path = tmp_path / "a.png"
    Drawing.new("RGBA", (300, 200), (0, 0, 0, 0)).save(path)

    rendered(decoder, path, tmp_path)

    assert colour_at_centre(tmp_path / "320.webp") == (255, 255, 255)


def test_a_profile_is_obeyed_and_the_rendition_needs_none(tmp_path, decoder):
    """The bytes of a picture whose profile swaps red and blue are shown swapped back."""
    path = shared_data("images", "malformed", "pillow", "hopper.iccprofile.tif")
    with Drawing.open(path) as drawing:
        profile = drawing.info["icc_profile"]
    assert profile

    rendered(decoder, path, tmp_path)

    with Drawing.open(tmp_path / "320.webp") as rendition:
        assert "icc_profile" not in rendition.info


def test_a_heic_of_a_telephone_on_its_side_stands_upright(tmp_path, decoder):
    exif = hostile.exif_with_place(orientation=6).tobytes()
    path = hostile.heic(tmp_path / "a.heic", size=(300, 200), exif=exif)

    found = rendered(decoder, path, tmp_path)

    assert (found["width"], found["height"]) == (200, 300)
    assert found["told"]["photographer"] == "Ateliers du musée"


@pytest.mark.django_db
def test_many_headers_are_read_by_one_process(tmp_path):
    """Imports look at every picture's header: one round to the process each, no start."""
    path = draw(tmp_path / "a.jpg", size=(60, 40))
    intake.measure(path)
    client._decoders[0].stop()  # after so many pictures a process gives way to a new one
    intake.measure(path)
    worker = client._decoders[0]._process.pid

    for _picture in range(200):
        intake.measure(path)

    assert client._decoders[0]._process.pid == worker
