"""Every real notice there is to read: nothing raises, nobody is dropped, and the rates hold."""

import re
from functools import cache

import pytest

from dentelle.catalogue.derivation import dates
from dentelle.catalogue.derivation.derive import derive
from dentelle.catalogue.derivation.split import split
from dentelle.catalogue.fields import NEVER_TAGS, public_fields
from dentelle.catalogue.formats import registry
from dentelle.core.text import tidy
from tests.shared import shared_data

FOLDER = shared_data("joconde")
SET_A = FOLDER / "joconde-extrait_set-A.csv"
FILES = sorted(
    [
        SET_A,
        *FOLDER.glob("ajout-pilote-*/**/*.[tT][xX][tT]"),
        *FOLDER.glob("labelled-pop-tests/*valid-UTF-8*"),
    ]
)
DATED = ("PERI", "MILL", "EPOQ")
QUALIFIED = re.compile(
    r"\([^)]*(?:attribu|d['’]apr|école de|manière|entourage|genre de|suiveur|inspiré)",
    re.IGNORECASE,
)


@cache
def notices(path):
    known = registry.detect(path)
    sounding = known.sound(path)
    return tuple(dict(row.values) for row, _bytes in known.read(path, sounding) if not row.problem)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_notice_raises_and_each_has_a_title(path):
    for fields in notices(path):
        found = derive(fields)
        assert found.title
        assert found.title_origin
        assert 0 <= found.score <= 100


def test_the_whole_of_set_a_is_read():
    assert len(notices(SET_A)) == 1652


def test_no_maker_is_dropped():
    for fields in notices(SET_A):
        values = split(tidy(fields.get("AUTR", "")), ";")
        texts = [agent.text for agent in derive(fields).agents]
        # One agent a value, but where commas part several persons.
        assert len(texts) >= len(values)
        assert all(any(text in value for text in texts) for value in values)


def test_no_doubt_about_a_maker_is_dropped():
    said = [fields["AUTR"] for fields in notices(SET_A) if QUALIFIED.search(fields.get("AUTR", ""))]
    assert len(said) > 120
    for text in said:
        assert any(agent.qualifier for agent in derive({"AUTR": text}).agents), text
    asked = [f["AUTR"] for f in notices(SET_A) if re.search(r"\(\s*\?", f.get("AUTR", ""))]
    assert len(asked) > 12
    for text in asked:
        assert "(?)" in derive({"AUTR": text}).maker_line, text


def test_dated_notices_give_years():
    dated = [f for f in notices(SET_A) if any(f.get(tag, "").strip() for tag in DATED)]
    missed = [tuple(f.get(tag, "") for tag in DATED) for f in dated if derive(f).dating is None]

    assert len(dated) > 1500
    assert len(missed) / len(dated) <= 0.03, missed
    assert all(
        -3_000_000 <= d.year_from <= d.year_to <= 2100 for f in dated if (d := derive(f).dating)
    )


def test_every_distinct_shape_of_a_date_is_known_but_for_a_few():
    """Digits masked, the shapes of the year and period fields; what stays unread is listed."""
    shapes = {}
    for fields in notices(SET_A):
        for tag in ("PERI", "MILL", "PERU", "MILU"):
            if text := fields.get(tag, "").strip():
                shapes.setdefault(re.sub(r"\d", "9", text), text)
    unread = [text for text in shapes.values() if not dates.read(text).spans]

    assert len(shapes) >= 90
    assert len(unread) <= 2, unread


def test_a_question_mark_on_a_date_stays_in_the_line_or_its_certainty():
    asked = [
        f
        for f in notices(SET_A)
        if "?" in f.get("MILL", "") or ("?" in f.get("PERI", "") and not f.get("MILL"))
    ]
    assert len(asked) > 15
    for fields in asked:
        found = derive(fields)
        assert "?" in found.date_line or found.dating.certainty == "doubtful", fields


def test_most_dimensions_are_measured():
    sized = [f["DIMS"] for f in notices(SET_A) if f.get("DIMS", "").strip()]
    measured = [text for text in sized if derive({"DIMS": text}).dimensions]

    assert len(sized) > 1500
    assert len(measured) / len(sized) >= 0.97


def test_nothing_kept_inside_is_shown():
    for path in FILES:
        for fields in notices(path):
            shown = " ".join(
                text for field, text in public_fields(fields) if field.tag not in {"AUTR", "PHOT"}
            )
            assert not NEVER_TAGS & {field.tag for field, _text in public_fields(fields)}
            assert not re.search(r"collecteur|découvreur|inventeur\)|@", shown), shown
