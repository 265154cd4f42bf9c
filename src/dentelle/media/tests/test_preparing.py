"""Tiles, pyramid, renditions and colours of a picture, and nothing of where it was taken."""

import io
import json
import zipfile

import pytest
import pyvips
from django.core.management import call_command
from PIL import Image as Drawing
from PIL import ImageFilter

from dentelle.media import actions, intake, queries, store, tasks
from dentelle.media.actions import neighbours
from dentelle.media.enums import Colour, Licence
from dentelle.media.models import Image, Likeness
from dentelle.media.signals import pictures_prepared
from dentelle.media.tests import hostile
from dentelle.media.tests.factories import NOW, make_image
from tests.shared import shared_data

pytestmark = pytest.mark.django_db


def added(path, **values):
    """Keep a file and prepare it."""
    image = actions.add_image(
        path=path, original_name=path.name, licence=Licence.PUBLIC_DOMAIN, now=NOW, **values
    )
    actions.prepare(image=image)
    return image


def saved(drawing, path, **options):
    drawing.save(path, **options)
    return path


# ── What is written ─────────────────────────────────────────────────────────────────────────────


def test_tiles_lie_exact_and_stored_under_the_names_of_iiif(tmp_path):
    image = added(saved(hostile.noise(1300, 700), tmp_path / "a.png"))

    with zipfile.ZipFile(store.tiles_path(image.key)) as archive:
        names = {info.filename: info for info in archive.infolist()}
        sizes = {}
        for name in names:
            if name.endswith(".jpg"):
                with Drawing.open(io.BytesIO(archive.read(name))) as tile:
                    sizes[name.removeprefix(f"{image.key}/")] = tile.size

    assert all(info.compress_type == zipfile.ZIP_STORED for info in names.values())
    assert sizes == {
        "0,0,512,512/512,512/0/default.jpg": (512, 512),
        "512,0,512,512/512,512/0/default.jpg": (512, 512),
        "1024,0,276,512/276,512/0/default.jpg": (276, 512),
        "0,512,512,188/512,188/0/default.jpg": (512, 188),
        "512,512,512,188/512,188/0/default.jpg": (512, 188),
        "1024,512,276,188/276,188/0/default.jpg": (276, 188),
        "0,0,1024,700/512,350/0/default.jpg": (512, 350),
        "1024,0,276,700/138,350/0/default.jpg": (138, 350),
        "full/325,175/0/default.jpg": (325, 175),
    }


def test_the_pyramid_is_upright_tiled_and_of_every_level(tmp_path):
    path = tmp_path / "a.jpg"
    hostile.noise(2100, 1200).save(path, exif=hostile.exif_with_place(orientation=6))

    image = added(path)

    pyramid = pyvips.Image.new_from_file(str(store.pyramid_path(image.key)))
    levels = [
        pyvips.Image.new_from_file(str(store.pyramid_path(image.key)), page=page).width
        for page in range(pyramid.get("n-pages"))
    ]
    assert (pyramid.width, pyramid.height) == (image.width, image.height) == (1200, 2100)
    assert (pyramid.get("tile-width"), pyramid.get("tile-height")) == (512, 512)
    assert levels == [1200, 600, 300, 150]
    assert pyramid.interpretation == "srgb"


def test_renditions_are_made_in_every_format_that_pages_offer(tmp_path):
    image = added(saved(hostile.noise(1500, 600), tmp_path / "a.png"))

    for kind, width in (("avif", 320), ("avif", 640), ("jpg", 640), ("jpg", 1280)):
        with Drawing.open(store.rendition_path(image.key, width, f".{kind}")) as drawing:
            assert drawing.size == (width, round(width * 600 / 1500))
            assert drawing.format == {"avif": "AVIF", "jpg": "JPEG"}[kind]


def test_a_picture_smaller_than_a_rendition_is_not_enlarged(tmp_path):
    image = added(saved(hostile.noise(200, 100), tmp_path / "a.png"))

    with Drawing.open(store.rendition_path(image.key, 1280, ".jpg")) as drawing:
        assert drawing.size == (200, 100)


def test_preparing_again_does_nothing_and_the_announcement_is_made_once(tmp_path, django_capture_on_commit_callbacks):  # fmt: skip
    heard = []

    def hear(image_ids, **_what):
        heard.append(image_ids)

    pictures_prepared.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        image = added(saved(hostile.noise(100, 80), tmp_path / "a.png"))
        again = actions.prepare(image=image)
    pictures_prepared.disconnect(hear)

    assert not again
    assert heard == [[image.pk]]
    image.refresh_from_db()
    assert image.prepared == intake.PREPARED_VERSION


def test_a_picture_whose_file_is_damaged_since_leaves_nothing_half_made(tmp_path):
    image = make_image(colour=(1, 99, 3))
    original = store.local(store.original_path("", "").parent.parent / image.path)
    original.write_bytes(original.read_bytes()[:3000])

    with pytest.raises(intake.PictureError, match=r"vase\.jpg"):
        actions.prepare(image=image)

    assert not store.tiles_path(image.key).exists()
    assert not store.pyramid_path(image.key).exists()
    assert not list(store.tiles_path(image.key).parent.glob(f".*{image.key}*"))
    image.refresh_from_db()
    assert image.prepared == 0


# ── When it is done ─────────────────────────────────────────────────────────────────────────────


def test_a_picture_is_prepared_once_what_added_it_is_committed(settings, django_capture_on_commit_callbacks):  # fmt: skip
    settings.PREPARE_PICTURES = True
    with django_capture_on_commit_callbacks() as waiting:
        image = make_image(colour=(9, 9, 99))
    image.refresh_from_db()
    assert image.prepared == 0

    for callback in waiting:
        callback()

    image.refresh_from_db()
    assert image.prepared == intake.PREPARED_VERSION


def test_what_a_stop_left_is_taken_up_when_the_worker_starts(settings, monkeypatch):
    settings.PREPARE_PICTURES = True
    monkeypatch.setattr(tasks, "BATCH", 2)
    images = [
        make_image(colour=(shade, 10, 10), size=(40, 30)) for shade in (10, 60, 110, 160, 210)
    ]

    tasks.take_up(NOW)

    for image in images:
        image.refresh_from_db()
        assert image.prepared == intake.PREPARED_VERSION


def test_a_picture_that_cannot_be_prepared_does_not_hold_the_others(settings, monkeypatch, caplog):
    settings.PREPARE_PICTURES = True
    monkeypatch.setattr(tasks, "BATCH", 1)
    broken, sound = make_image(colour=(5, 0, 0)), make_image(colour=(0, 5, 0))
    (store.root() / broken.path).write_bytes(b"")

    tasks.take_up(NOW)

    sound.refresh_from_db()
    assert sound.prepared == intake.PREPARED_VERSION
    assert "est vide" in caplog.text


def test_the_command_prepares_what_is_not_and_goes_on_where_it_stopped(capsys):
    for shade in (20, 120, 220):
        make_image(colour=(shade, shade, 9), size=(60, 40))

    call_command("prepare_images", "--json", "--limit", "2")
    first = json.loads(capsys.readouterr().out)
    call_command("prepare_images", "--json")
    second = json.loads(capsys.readouterr().out)

    assert (first["prepared"], first["left"], first["refused"]) == (2, 1, [])
    assert (second["prepared"], second["left"]) == (1, 0)


# ── Nothing of where it was taken ───────────────────────────────────────────────────────────────

TRACES = (
    b"GPS",
    b"Exif\0\0",
    b"49.4431",
    b"49,26",
    b"Appareil",
    b"xmpmeta",
    b"Photoshop 3.0",
    b"2021:06",
)


@pytest.mark.parametrize("kind", ("jpeg", "heic", "png", "tiff"))
def test_nothing_public_says_where_a_picture_was_taken(tmp_path, client, kind):
    path = {
        "jpeg": lambda: hostile.jpeg_with_metadata(tmp_path / "a.jpg", orientation=6),
        "heic": lambda: hostile.heic(tmp_path / "a.heic", exif=hostile.exif_with_place().tobytes()),
        "png": lambda: hostile.png_with_text(tmp_path / "a.png"),
        "tiff": lambda: saved(
            hostile.noise(300, 200), tmp_path / "a.tif", exif=hostile.exif_with_place()
        ),
    }[kind]()
    received = path.read_bytes()
    assert any(trace in received for trace in (*TRACES, b"\x88\x25", b"\x25\x88"))

    image = added(path)

    made = [f for f in store.root().rglob(f"*{image.key}*") if "originals" not in f.parts]
    assert len(made) == 9  # three WebP, two AVIF, two JPEG, tiles, pyramid
    for file in made:
        content = file.read_bytes()
        assert not [trace for trace in TRACES if trace in content], file
    sent = client.get(f"/images/{image.key}/1280.webp").content
    assert not [trace for trace in TRACES if trace in sent]
    assert (store.root() / image.path).read_bytes() == received


# ── Colours ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("colour", "name"),
    (
        ((200, 20, 20), Colour.RED),
        ((240, 130, 20), Colour.ORANGE),
        ((240, 220, 40), Colour.YELLOW),
        ((40, 140, 60), Colour.GREEN),
        ((60, 200, 190), Colour.TURQUOISE),
        ((30, 60, 140), Colour.BLUE),
        ((120, 180, 230), Colour.BLUE),
        ((110, 40, 140), Colour.VIOLET),
        ((250, 170, 190), Colour.PINK),
        ((110, 70, 35), Colour.BROWN),
        ((200, 175, 140), Colour.BROWN),
        ((12, 12, 14), Colour.BLACK),
        ((128, 128, 128), Colour.GREY),
        ((252, 251, 248), Colour.WHITE),
    ),
)
def test_a_colour_has_the_name_people_give_it(tmp_path, colour, name):
    image = added(saved(Drawing.new("RGB", (64, 64), colour), tmp_path / "a.png"))

    assert image.colours == [name]


def test_main_colours_come_with_their_share_the_largest_first(tmp_path):
    drawing = Drawing.new("RGB", (100, 100), (250, 250, 250))
    drawing.paste((30, 60, 140), (0, 0, 30, 100))
    drawing.paste((200, 20, 20), (30, 0, 34, 100))

    image = added(saved(drawing, tmp_path / "a.png"))

    shares = dict(image.palette)
    assert [share for _colour, share in image.palette] == sorted(shares.values(), reverse=True)
    assert len(image.palette) <= 5
    assert image.palette[0][0].lower() in {"#fafafa", "#f9f9f9", "#fbfbfb"}
    assert image.palette[0][1] == pytest.approx(0.66, abs=0.02)
    assert image.palette[1][1] == pytest.approx(0.30, abs=0.02)
    assert image.colours == [Colour.WHITE, Colour.BLUE]  # the red has no real share


def test_the_colours_of_real_paintings_are_those_one_sees():
    paintings = shared_data("images", "paintings")

    sunset = added(paintings / "Monet_1882_Sunset_Foggy_Weather_Pourville.jpg")
    garden = added(paintings / "Monet_1867_Woman_in_the_Garden.jpg")

    assert {Colour.YELLOW, Colour.GREEN} & set(sunset.colours)
    assert Colour.GREEN in garden.colours
    assert len(sunset.descriptor) == 192


# ── Pictures that look alike ────────────────────────────────────────────────────────────────────


def painting(name):
    return shared_data("images", "paintings", name)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_same_shot_saved_again_smaller_is_found_twice_over(tmp_path):
    first = added(painting("Monet_1864_Étretat.jpg"))
    added(painting("Monet_1890_Springtime_in_Giverny.jpg"))
    with Drawing.open(painting("Monet_1864_Étretat.jpg")) as drawing:
        again = added(saved(drawing.resize((700, 394)), tmp_path / "b.jpg", quality=60))

    pair = queries.duplicates().get()

    assert {pair.image, pair.other} == {first, again}
    assert queries.alike(first)[0] == again


def test_what_looks_alike_is_asked_in_one_query_nearest_first(django_assert_num_queries):
    blue, far, near, nearest, _yellow = (
        make_image(colour=colour, size=(60, 40))
        for colour in ((30, 60, 140), (45, 90, 170), (30, 60, 152), (30, 60, 144), (250, 240, 10))
    )
    for image in Image.objects.order_by("pk"):
        actions.prepare(image=image)

    with django_assert_num_queries(1):
        found = queries.alike(blue)

    assert found == [nearest, near, far]


def test_a_withdrawn_picture_looks_like_nothing():
    blue, other = make_image(colour=(30, 60, 140)), make_image(colour=(30, 60, 143))
    for image in (blue, other):
        actions.prepare(image=image)
    assert queries.alike(blue) == [other]

    actions.withdraw_image(image=other, reason="Demande de l’ayant droit.", actor=None, now=NOW)

    assert queries.alike(blue) == []


def test_each_picture_keeps_a_few_neighbours_whatever_comes():
    images = [
        make_image(colour=(100 + shade, 100, 100), size=(20, 20)) for shade in range(0, 60, 2)
    ]
    for image in images:
        actions.prepare(image=image)

    kept = {image.pk: Likeness.objects.filter(image=image).count() for image in images}
    first = [each.pk for each in queries.alike(images[0], 3)]

    assert set(kept.values()) == {neighbours.MOST}
    assert first == [image.pk for image in images[1:4]]


def test_a_blurred_copy_is_nearer_than_another_picture(tmp_path):
    with Drawing.open(painting("Monet_1864_Farm_near_Honfleur.jpg")) as drawing:
        blurred = saved(drawing.filter(ImageFilter.GaussianBlur(6)), tmp_path / "a.jpg")
    first = added(painting("Monet_1864_Farm_near_Honfleur.jpg"))
    added(painting("Monet_1864_Road_in_a_Forest.jpg"))
    copy = added(blurred)

    assert queries.alike(first)[0] == copy
