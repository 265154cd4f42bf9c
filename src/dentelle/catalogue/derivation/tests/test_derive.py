"""Titles, numbers, scores, and everything put together."""

import pytest

from dentelle.catalogue.derivation import inventory, score, titles
from dentelle.catalogue.derivation.derive import derive


@pytest.mark.parametrize(
    ("fields", "title", "origin"),
    (
        (
            {"TITR": "VUE PRISE A VALMONT ; LE BOIS", "DENO": "dessin"},
            "VUE PRISE A VALMONT ; LE BOIS",
            "TITR",
        ),
        ({"TITR": " ", "APPL": "la Grosse Berthe", "DENO": "cloche"}, "la Grosse Berthe", "APPL"),
        ({"DENO": "statuette;buste", "DOMN": "sculpture"}, "Statuette, buste", "DENO"),
        ({"DOMN": "céramique", "INV": "2004.1.2 ; A 3"}, "Céramique, 2004.1.2", "DOMN"),
        ({"DOMN": "céramique"}, "Céramique", "DOMN"),
        ({"INV": "2004.1.2"}, "2004.1.2", "INV"),
        ({"REF": "00012345678"}, "00012345678", "REF"),
        ({}, "", ""),
        ({"TITR": "Recto#Verso"}, "Recto Verso", "TITR"),
    ),
)
def test_a_title_is_the_museums_own_word(fields, title, origin):
    assert titles.derive(fields) == (title, origin)


def test_a_long_title_ends_at_a_word():
    title, _origin = titles.derive({"TITR": "mot " * 300})

    assert len(title) <= titles.LONGEST
    assert title.endswith("mot…")


@pytest.mark.parametrize(
    ("text", "main", "numbers", "key"),
    (
        ("2004.3.12 ; A 117 (ancien numéro)", "2004.3.12", ("2004.3.12", "A 117"), "2004312"),
        ("D 1999-4 bis", "D 1999-4 bis", ("D 1999-4 bis",), "d19994bis"),
        ("1948.1.1 ; 548 (reg) / 761 (Inv)", "1948.1.1", ("1948.1.1", "548", "761"), "194811"),
        ("", "", (), ""),
    ),
)
def test_inventory_numbers(text, main, numbers, key):
    assert (
        inventory.main_number(text),
        inventory.numbers(text),
        inventory.key(inventory.main_number(text)),
    ) == (
        main,
        numbers,
        key,
    )


def test_the_score_says_what_is_missing():
    full = {
        "INV": "1",
        "DOMN": "peinture",
        "APPL": "x",
        "TECH": "huile",
        "DIMS": "H. 1",
        "ECOL": "France",
        "MILL": "1880",
        "DECV": "Valmont",
    }

    assert score.derive(full) == (100, ())
    assert score.derive({"INV": "1", "TITR": " "}) == (
        15,
        ("DOMN", "DENO", "TECH", "DIMS", "AUTR", "PERI", "LIEUX"),
    )
    assert sum(weight for _tag, _tags, weight in score.CRITERIA) == 100


def test_everything_is_derived_from_the_fields_alone():
    fields = {
        "TITR": "Le Port", "AUTR": "ORVAL Jean (attribué à)", "MILL": "1884 vers", "DIMS": "H. 33 ; l. 41",
        "DOMN": "peinture", "INV": "2004.3.12", "COMM": "Écrire à a@b.example",
    }  # fmt: skip

    found = derive(fields)

    assert (found.title, found.title_origin) == ("Le Port", "TITR")
    assert (found.maker_line, found.date_line) == ("attribué à Jean Orval", "vers 1884")
    assert found.dimension_line == "H. 33 × l. 41 cm"
    assert (found.inventory_number, found.inventory_key) == ("2004.3.12", "2004312")
    assert [flag.kind for flag in found.flags] == ["email"]
    assert found.score == 75
    assert derive(dict(reversed(fields.items()))) == found


def test_long_lines_are_cut_to_their_columns():
    found = derive(
        {
            "AUTR": " ; ".join(f"ORVAL Jean{'a' * n}" for n in range(60)),
            "MILL": " ; ".join(map(str, range(1700, 1999))),
        }
    )

    assert len(found.maker_line) <= 600
    assert len(found.date_line) <= 300
    assert len(found.agents) == 60


def test_repeated_text_is_not_read_twice():
    """An import repeats makers, dates and techniques: they come from memory the second time."""
    fields = {
        "AUTR": "ORVAL Jean (attribué à, peintre)",
        "MILL": "1884 vers",
        "TECH": "toile (peinture à l'huile)",
        "DIMS": "H. 33 ; l. 41",
    }

    first = derive(fields)
    again = derive(dict(fields))

    assert again.agents[0] is first.agents[0]
    assert again.dating is first.dating
    assert again.dimensions is first.dimensions
