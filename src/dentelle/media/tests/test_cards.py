"""Share cards: what is drawn, from words alone and with a picture."""

import io

import pytest
from PIL import Image as Drawing
from PIL import ImageChops

from dentelle.media import store
from dentelle.media.cards import ShareCard, draw, mark
from dentelle.media.cards.faces import Face
from dentelle.media.cards.setting import fitted, wrapped
from dentelle.media.enums import Licence, Use
from dentelle.media.exports import files
from dentelle.media.tests.factories import make_image

LONG = (
    "Des fils et des femmes : dentellières, brodeuses et ouvrières du lin dans les ateliers, de la "
    "Révolution à la veille de la guerre, d’après les collections de dix-sept musées et de trois fonds"
)
SERIF, SMALL = Face("serif", 80), Face("serif", 36)


def opened(content) -> Drawing.Image:
    return Drawing.open(io.BytesIO(content)).convert("RGB")


def painted(size, colour=(250, 0, 200)) -> bytes:
    held = io.BytesIO()
    Drawing.new("RGB", size, colour).save(held, "WEBP", lossless=True)
    return held.getvalue()


def ink(image, box) -> int:
    """Return how many points of a part of the card are not the wall."""
    wall = image.getpixel((4, 500))
    return sum(count for count, colour in image.crop(box).getcolors(1 << 20) if colour != wall)


@pytest.mark.parametrize(
    "card",
    (
        ShareCard(title="Zoé"),
        ShareCard(title=LONG, notice="Annulé", notice_more=LONG, when=LONG, place=LONG, network=LONG, aside=LONG),
        ShareCard(title="ÀŒŁő 日本 ☀️ — « l’été »", category="Exposition"),
        ShareCard(title="X" * 200),
        ShareCard(title=""),
    ),
)  # fmt: skip
@pytest.mark.parametrize("picture", (None, (640, 200), (200, 640), (1, 1)))
def test_a_card_has_its_size_whatever_it_says(card, picture):
    image = opened(draw(card, painted(picture) if picture else None))

    assert image.size == (1200, 630)
    assert ink(image, (0, 614, 700, 630)) == 0  # nothing runs over the margin
    assert ink(image, (0, 60, 68, 630)) == 0


def test_the_same_words_give_the_same_bytes_and_the_same_mark():
    card, other = ShareCard(title="Zoé"), ShareCard(title="Zoé", notice="Annulé")

    assert draw(card) == draw(card)
    assert mark(card, pictured=False) == mark(ShareCard(title="Zoé"), pictured=False)
    assert len({mark(card, pictured=False), mark(card, pictured=True), mark(other, pictured=False)}) == 3  # fmt: skip


def test_what_is_said_is_drawn():
    bare = draw(ShareCard(title="Zoé"))

    for field in ("category", "notice", "notice_more", "when", "place", "network", "aside"):
        assert draw(ShareCard(title="Zoé", **{field: "Lin"})) != bare, field


@pytest.mark.parametrize("size", ((640, 400), (400, 640), (640, 640), (640, 60)))
def test_a_picture_hangs_whole_and_in_its_proportions(size):
    image = opened(draw(ShareCard(title="Zoé", credit="© Musée"), painted(size)))
    far = ImageChops.difference(image, Drawing.new("RGB", image.size, (250, 0, 200))).convert("L")
    found = far.point([255] + [0] * 255)
    left, top, right, bottom = found.getbbox()

    assert found.histogram()[255] == (right - left) * (bottom - top)
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.02)
    assert right <= 1200 - 72


def test_a_long_title_is_smaller_then_cut_at_a_word():
    faces = (SERIF, SMALL)

    short = fitted("Zoé", faces, width=600, height=300, leading=1.1)
    longer = fitted(LONG, faces, width=600, height=300, leading=1.1)
    cut = fitted(LONG, faces, width=600, height=90, leading=1.1)

    assert (short.face, short.lines) == (SERIF, ("Zoé",))
    assert longer.face == SMALL
    assert " ".join(longer.lines) == LONG
    assert len(cut.lines) == 2
    assert cut.is_cut
    assert LONG.startswith(" ".join(cut.lines).removesuffix("…"))
    assert LONG[len(" ".join(cut.lines)) - 1] in " ,"
    assert all(SMALL.width(line) <= 600 for line in (*longer.lines, *cut.lines))


def test_lines_are_even_and_spaces_that_do_not_break_hold():
    block = fitted("Un deux trois quatre cinq", (SMALL,), width=380, height=300, leading=1.1)

    assert block.lines == ("Un deux trois", "quatre cinq")
    assert wrapped("14\u00a0h\u00a0–\u00a016\u00a0h", SMALL, 10) == ("14\u00a0h\u00a0–\u00a016\u00a0h",)  # fmt: skip


def test_a_letter_comes_from_the_font_that_has_it_and_a_sign_of_none_is_left_out():
    plain = [font.path for font, _text, _width in SMALL.runs("Zoé")]
    other = [font.path for font, _text, _width in SMALL.runs("Łő")]

    assert len(set(plain)) == len(set(other)) == 1
    assert plain[0] != other[0]
    assert SMALL.width("☀️") == 0
    assert SMALL.width("日") > 0
    assert fitted("Zoé ☀️ Lin", (SMALL,), width=600, height=90, leading=1.1).lines == ("Zoé Lin",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("uses", "given"),
    (
        ([Use.SHOW, Use.TRANSFORM, Use.SOCIAL], True),
        ([Use.SHOW, Use.SOCIAL], False),
        ([Use.SHOW, Use.TRANSFORM], False),
        ([Use.TRANSFORM, Use.SOCIAL], False),
        ([Use.SHOW, Use.ZOOM, Use.DOWNLOAD, Use.PRINT, Use.PRESS], False),
    ),
)
def test_a_picture_is_given_to_be_drawn_when_each_use_is_granted(uses, given):
    image = make_image(licence=Licence.IN_COPYRIGHT_SHOWN)
    image.uses = uses
    image.save()

    content = files.drawn(image.key)

    assert (content is not None) is given
    if content:
        assert opened(content).width == 640


@pytest.mark.django_db
def test_a_picture_that_is_not_there_is_not_drawn():
    image = make_image()
    store.rendition_path(image.key, 640).unlink()

    assert files.drawn(image.key) is None
    assert files.drawn("0" * 24) is None


@pytest.mark.parametrize("sign", ("\r", "\x0b", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"))
def test_what_ends_a_line_elsewhere_is_a_space_on_a_card(sign):
    said, plain = (ShareCard(title=f"Le Havre{space}vu de la mer") for space in (sign, " "))

    assert draw(said) == draw(plain)
