import pytest

from dentelle.core import text


@pytest.mark.parametrize(
    ("given", "tidied"),
    (
        ("  Le  port\tde\nDieppe ", "Le port de Dieppe"),
        ("1\u00a0234\u202fpièces", "1 234 pièces"),
        ("l\u0092\u0153uvre \u009curale", "l’œuvre œurale"),
        ("e\u0301mail", "émail"),
        ("\u0085", "…"),
        ("", ""),
    ),
)
def test_text_is_tidied_without_losing_a_letter(given, tidied):
    assert text.tidy(given) == tidied


@pytest.mark.parametrize(
    ("given", "folded"),
    (
        ("Œuvre d’ART  ", "oeuvre d'art"),
        ("ÎLE-DE-FRANCE", "ile-de-france"),
        ("STRASSE straße", "strasse strasse"),
        ("HEBERT Ernest", "hebert ernest"),
        ("c\u009cur", "coeur"),
        ("Ænéas Øre", "aeneas ore"),
        ("ça, là, œil", "ca, la, oeil"),
    ),
)
def test_folding_makes_spellings_of_one_word_equal(given, folded):
    assert text.fold(given) == folded


def test_numbers_are_ordered_as_people_count():
    numbers = ["2004.12.1", "2004.9.3", "985.1", "2004.9.12"]

    assert sorted(numbers, key=text.natural_key) == ["985.1", "2004.9.3", "2004.9.12", "2004.12.1"]


def test_a_code_is_the_same_with_or_without_its_punctuation():
    assert text.code_key("D.2004-3 bis") == text.code_key("d 2004 3BIS") == "d20043bis"
