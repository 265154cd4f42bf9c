import pytest

from dentelle.catalogue.derivation.split import parentheses, split


@pytest.mark.parametrize(
    ("text", "separators", "parts"),
    (
        ("a ; b;c", ";", ["a", "b", "c"]),
        (
            "ORVAL (Anvers, 1599 ; Blackfriars, 1641) ; MARTIN",
            ";",
            ["ORVAL (Anvers, 1599 ; Blackfriars, 1641)", "MARTIN"],
        ),
        ("a (b (c ; d) ; e) ; f", ";", ["a (b (c ; d) ; e)", "f"]),
        ("a ; b (c ; d", ";", ["a", "b (c", "d"]),
        ("a) ; b", ";", ["a)", "b"]),
        ("papier, plume ; encre", ";,", ["papier", "plume", "encre"]),
        (" ; ;", ";", []),
        ("", ";", []),
    ),
)
def test_text_is_split_outside_parentheses(text, separators, parts):
    assert split(text, separators) == parts


@pytest.mark.parametrize(
    ("text", "outside", "inside"),
    (
        ("papier (blanc)", "papier", ["blanc"]),
        ("a (b (c)) d (e)", "a d", ["b (c)", "e"]),
        ("a (b", "a", ["b"]),
        ("a) b", "a b", []),
        ("a ()", "a", []),
    ),
)
def test_parentheses_are_taken_apart(text, outside, inside):
    assert parentheses(text) == (outside, inside)
