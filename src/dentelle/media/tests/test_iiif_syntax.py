"""What addresses ask for: every form of the standard, both versions, and what a hostile hand types."""

import random

import pytest

from dentelle.media.iiif import canonical, geometry, syntax
from dentelle.media.iiif.geometry import Box, Size

GROUND = Size(1500, 1100)
LARGE = Size(11520, 6480)


def parse(region="full", size="max", rotation="0", name="default.jpg", *, version=3, ground=GROUND):
    return syntax.parse(version, (region, size, rotation, name), ground)


@pytest.mark.parametrize(
    ("text", "box"),
    (
        ("full", (0, 0, 1500, 1100)),
        ("square", (200, 0, 1100, 1100)),
        ("10,20,300,400", (10, 20, 300, 400)),
        ("0010,020,0300,400", (10, 20, 300, 400)),
        ("1400,1000,500,500", (1400, 1000, 100, 100)),
        ("pct:10,20,50,25", (150, 220, 750, 275)),
        ("pct:0,0,100,100", (0, 0, 1500, 1100)),
        ("pct:99.99,0,100,100", (1499, 0, 1, 1100)),
        ("pct:33.333,0,0.01,100", (499, 0, 1, 1100)),
    ),
)
def test_a_region_is_read_in_every_form(text, box):
    x, y, width, height = box

    assert parse(text).box == Box(x, y, Size(width, height))


@pytest.mark.parametrize(
    ("version", "text", "size"),
    (
        (3, "max", (1500, 1100)),
        (2, "max", (1500, 1100)),
        (2, "full", (1500, 1100)),
        (3, "750,", (750, 550)),
        (3, ",550", (750, 550)),
        (3, "pct:50", (750, 550)),
        (3, "pct:33.3", (500, 366)),
        (3, "300,400", (300, 400)),
        (3, "!300,400", (300, 220)),
        (3, "!3000,220", (300, 220)),
        (3, "1,", (1, 1)),
        (3, "pct:0.0001", (1, 1)),
        (3, "1500,1100", (1500, 1100)),
        (2, "!3000,3000", (1500, 1100)),
    ),
)
def test_a_size_is_read_in_every_form(version, text, size):
    assert parse(size=text, version=version).size == Size(*size)


@pytest.mark.parametrize(
    ("text", "found"),
    (("0", (False, 0)), ("!0", (True, 0)), ("90", (False, 90)), ("!180", (True, 180)), ("270.0", (False, 270)), ("360", (False, 0))),
)  # fmt: skip
def test_a_rotation_is_read_in_every_form(text, found):
    asked = parse(rotation=text)

    assert (asked.mirrored, asked.turn) == found


HUGE = "9" * 10_000
REGIONS = (
    "", "fulll", "FULL", "1,2,3", "1,2,3,4,5", "-1,0,10,10", "0,0,0,10", "0,0,10,0", "1500,0,10,10", "0,1100,10,10",
    "1.5,0,10,10", "pct:", "pct:0,0,0,10", "pct:100,0,10,10", "pct:-1,0,10,10", "pct:1e3,0,1,1", "0x10,0,1,1", "٣,٣,٣,٣",
    f"{HUGE},0,1,1", f"0,0,{HUGE},1", f"pct:{HUGE},0,1,1", "..", "../../etc/passwd", "0,0,10,10\n", " 0,0,10,10", "nan,0,1,1", "%00",
)  # fmt: skip
SIZES = (
    "", ",", "0,", ",0", "0,0", "10,0", "0,10", "!10,", "!,10", "!,", "pct:0", "pct:101", "pct:-1", "pct:", "-1,", "1.5,", "max,", "MAX",
    "1501,", ",1101", "1501,10", "10,1101", "pct:100.1", "!1501,1101", f"{HUGE},", f"{HUGE},{HUGE}", f"pct:{HUGE}", "^", "^^max",
    "^full", "1,2,3", "\u0661,", "10,10\n", "..", "native",
)  # fmt: skip
ROTATIONS = ("", "!", "!!0", "-90", "361", "1e2", "ninety", HUGE, "0x0", "90\n", "90.", ".5", "٩٠")
NAMES = ("", "default", ".jpg", "default.", "default.exe", "native.jpg", "DEFAULT.jpg", "default.jpg.jpg", "default.jpeg", HUGE, "..", "default.jpg\n")  # fmt: skip


@pytest.mark.parametrize("text", REGIONS)
def test_a_region_that_is_none_is_a_fault(text):
    with pytest.raises(syntax.Fault) as told:
        parse(text)

    assert not isinstance(told.value, syntax.Unsupported)
    assert text[:40] in str(told.value)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize("text", SIZES)
def test_a_size_that_is_none_or_too_large_is_a_fault(text):
    with pytest.raises(syntax.Fault) as told:
        parse(size=text)

    assert not isinstance(told.value, syntax.Unsupported)
    assert len(str(told.value)) < 300


@pytest.mark.parametrize("text", ROTATIONS)
def test_a_rotation_that_is_none_is_a_fault(text):
    with pytest.raises(syntax.Fault) as told:
        parse(rotation=text)

    assert not isinstance(told.value, syntax.Unsupported)


@pytest.mark.parametrize("text", NAMES)
def test_a_quality_or_format_that_is_none_is_a_fault(text):
    with pytest.raises(syntax.Fault) as told:
        parse(name=text)

    assert not isinstance(told.value, syntax.Unsupported)


@pytest.mark.parametrize(
    "parts",
    (
        {"size": "^max"}, {"size": "^1600,"}, {"size": "^pct:200"}, {"size": "^!3000,3000"}, {"size": "^10,10"}, {"rotation": "45"},
        {"rotation": "!22.5"}, {"name": "default.tif"}, {"name": "gray.pdf"}, {"name": "color.jp2"}, {"name": "default.gif"},
    ),
)  # fmt: skip
def test_what_the_standard_lets_out_is_said_to_be_left_out(parts):
    with pytest.raises(syntax.Unsupported):
        parse(**parts)


def test_version_2_has_no_caret_and_version_3_no_full():
    with pytest.raises(syntax.Fault) as told:
        parse(size="^max", version=2)
    assert not isinstance(told.value, syntax.Unsupported)

    with pytest.raises(syntax.Fault):
        parse(size="full", version=3)


@pytest.mark.parametrize(
    ("version", "asked", "spelling"),
    (
        (3, ("0,0,1500,1100", "pct:100", "360", "color.jpg"), "full/max/0/default.jpg"),
        (3, ("pct:0,0,50,50", "375,", "!90.0", "gray.png"), "0,0,750,550/375,275/!90/gray.png"),
        (3, ("0,0,512,512", "512,512", "0", "default.jpg"), "0,0,512,512/max/0/default.jpg"),
        (2, ("full", "max", "0", "default.jpg"), "full/full/0/default.jpg"),
        (2, ("full", "750,550", "0", "default.jpg"), "full/750,/0/default.jpg"),
        (2, ("full", "750,551", "0", "default.jpg"), "full/750,551/0/default.jpg"),
        (2, ("0,0,512,512", ",256", "0", "bitonal.png"), "0,0,512,512/256,/0/bitonal.png"),
    ),
)
def test_a_canonical_spelling_is_the_standard_s(version, asked, spelling):
    assert canonical.path(version, parse(*asked, version=version), GROUND) == spelling


def test_the_whole_of_a_large_picture_is_given_within_the_limits():
    size = parse(ground=LARGE).size

    assert geometry.in_limits(size)
    assert size.width / size.height == pytest.approx(LARGE.width / LARGE.height, rel=0.001)
    with pytest.raises(syntax.Fault, match="4"):
        parse(size="5000,", ground=LARGE)
    with pytest.raises(syntax.Fault):
        parse("0,0,4096,4096", "4096,4096", ground=LARGE)


def spelt(dice, ground):
    """Spell a request of any form, sound more often than not."""
    side = lambda most: dice.choice((0, 1, dice.randrange(most), dice.randrange(2 * most), 10**9))  # noqa: E731
    share = lambda: dice.choice(("0", "100", f"{dice.random() * 110:.{dice.randrange(9)}f}"))  # noqa: E731
    w, h = ground.width, ground.height
    region = dice.choice((
        "full", "square", f"{side(w)},{side(h)},{side(w)},{side(h)}",
        f"{dice.randrange(w)},{dice.randrange(h)},{dice.randrange(w)},{dice.randrange(h)}",
        f"pct:{share()},{share()},{share()},{share()}",
    ))  # fmt: skip
    size = dice.choice((
        "max", "full", f"{side(w)},", f",{side(h)}", f"{side(w)},{side(h)}", f"!{side(w)},{side(h)}", f"pct:{share()}",
        f"{dice.randrange(1, 99)},", f"!{dice.randrange(1, 99)},{dice.randrange(1, 99)}",
    ))  # fmt: skip
    rotation = dice.choice(("", "!")) + dice.choice(("0", "90", "180", "270", "360", "17"))
    name = f"{dice.choice(syntax.QUALITIES)}.{dice.choice(tuple(syntax.FORMATS))}"
    return region, size, rotation, name


@pytest.mark.parametrize("seed", range(8))
def test_whatever_is_asked_stays_inside_the_picture_its_size_and_the_limits(seed):
    dice = random.Random(seed)  # noqa: S311 -- a repeatable one is wanted
    answered = 0
    for _turn in range(1500):
        ground = Size(dice.randrange(1, 13_000), dice.randrange(1, 9_000))
        version, parts = dice.choice((2, 3)), spelt(dice, ground)
        try:
            asked = syntax.parse(version, parts, ground)
        except syntax.Fault:
            continue
        answered += 1
        box, size = asked.box, asked.size
        assert 0 <= box.x < box.x + box.size.width <= ground.width, parts
        assert 0 <= box.y < box.y + box.size.height <= ground.height, parts
        assert size.width >= 1
        assert size.height >= 1
        assert size.within(box.size), parts
        assert geometry.in_limits(size), parts
        for spelling in canonical.spellings(version, asked, ground):
            again = syntax.parse(version, tuple(spelling.split("/")), ground)
            assert canonical.path(version, again, ground) in canonical.spellings(
                version, asked, ground
            )
        whole = syntax.parse(
            version, tuple(canonical.path(version, asked, ground).split("/")), ground
        )
        assert (whole.box, whole.size) == (box, size), (parts, ground)
    assert answered > 300


@pytest.mark.parametrize("seed", range(4))
def test_no_rubbish_is_answered_with_anything_but_a_fault(seed):
    dice = random.Random(seed)  # noqa: S311 -- a repeatable one is wanted
    letters = "0123456789,.:!^pctfulmaxsquare%/\\ -+eE\x00\nénative"
    for _turn in range(3000):
        parts = tuple("".join(dice.choices(letters, k=dice.randrange(12))) for _part in range(4))
        try:
            asked = syntax.parse(dice.choice((2, 3)), parts, GROUND)
        except syntax.Fault:
            continue
        assert asked.size.within(asked.box.size)
