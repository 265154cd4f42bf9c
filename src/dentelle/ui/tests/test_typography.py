import pytest
from django.utils import translation
from markupsafe import Markup

from dentelle.ui.typography import fr, number, year


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    (
        (1234, "fr", "1\u202f234"),
        (90412, "en", "90,412"),
        (12, "fr", "12"),
        (-4500, "fr", "-4\u202f500"),
        (1234.5, "fr", "1\u202f234,5"),
    ),
)
def test_a_number_is_cut_by_thousands_as_its_reader_writes_it(value, language, expected):
    with translation.override(language):
        assert number(value) == expected


def test_spaces_beside_double_marks_do_not_break():
    with translation.override("fr"):
        found = fr("Rouen ; France : « la mer » ?")

    assert found == "Rouen\u202f; France\u00a0: «\u00a0la mer\u00a0»\u202f?"


def test_a_museum_s_wording_is_never_changed():
    with translation.override("fr"):
        assert fr("toile:huile;bois !") == "toile:huile;bois\u202f!"


def test_marked_text_stays_marked_and_plain_text_plain():
    with translation.override("fr"):
        assert isinstance(fr(Markup("<b>a</b> ; b")), Markup)
        assert not isinstance(fr("<b>a</b> ; b"), Markup)


def test_english_is_left_alone():
    with translation.override("en"):
        assert fr("a ; b") == "a ; b"


@pytest.mark.parametrize(("value", "expected"), ((1850, "1850"), (-2400, "2400 BC"), (0, "1 BC")))
def test_years_before_ours_are_said_in_words(value, expected):
    with translation.override("en"):
        assert year(value) == expected
