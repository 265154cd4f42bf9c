"""Measures in the shapes that museums write."""

import pytest

from dentelle.catalogue.derivation import dimensions

LINES = (
    ("Hauteur en cm 24.1 ; Largeur en cm 17.5", "H. 24,1 × l. 17,5 cm"),
    ("17 H ; 24.2 L", "H. 17 × L. 24,2 cm"),
    ("H. 63.4 ; L. 48", "H. 63,4 × L. 48 cm"),
    ("H. 29.5, L. 21", "H. 29,5 × L. 21 cm"),
    ("H. 9. 4, l. 14. 3", "H. 9,4 × l. 14,3 cm"),
    ("H. en m 0,335 ; L. en m 0,249", "H. 33,5 × L. 24,9 cm"),
    ("H. 12,4 cm ; l. 17,1 cm", "H. 12,4 × l. 17,1 cm"),
    ("En mm : H : 481 ; l : 339", "H. 48,1 × l. 33,9 cm"),
    ("H. en mm 331, l. en mm 229", "H. 33,1 × l. 22,9 cm"),
    ("H. 0,092 ; l. 0,078 m", "H. 9,2 × l. 7,8 cm"),
    ("H. 9 ; L. 14 (cm)", "H. 9 × L. 14 cm"),
    ("H. 310 ; L. 200 cm", "H. 310 × L. 200 cm"),
    ("46 × 55 cm", "46 × 55 cm"),
    ("140 x 90 mm", "14 × 9 cm"),
    ("14, 9", "14 × 9 cm"),
    ("Hauteur x Largeur : 24,5 x 14,5 cm", "H. 24,5 × l. 14,5 cm"),
    ("Diamètre en cm 19.5", "D. 19,5 cm"),
    ("6.8 D", "D. 6,8 cm"),
    ("Diamètre en mm 28 ; Poids en g 11", "D. 2,8 cm ; poids 11 g"),
    ("Longueur x Largeur : 15,6 x 5 cm ; Poids : 36 g", "L. 15,6 × l. 5 cm ; poids 36 g"),
    (
        "Hauteur en cm 340 ; Largeur en cm 222 ; Poids en kg 250",
        "H. 340 × l. 222 cm ; poids 250 kg",
    ),
    ("L. en m 26,67 ; l. en m 7,25", "L. 26,67 × l. 7,25 m"),
    ("Epaisseur en mm 4", "Ép. 4 mm"),
    (
        "Hauteur en cm 33 ; Largeur en cm 24 ; Hauteur avec cadre en cm 42 ; Largeur avec cadre en cm 37",
        "H. 33 × l. 24 cm",
    ),
    (
        "H. 75 cm, L. 61 cm (Hors cadre) ; H. 90 cm, L. 76 cm, E. 5,5 cm (Avec cadre)",
        "H. 75 × L. 61 cm",
    ),
    ("H. 68 cm, l. 83 cm (avec le cadre)", "H. 68 × l. 83 cm (avec le cadre)"),
    ("H. 28,5, l. 43 (gravure) ; H. 30,7, l. 45 (feuille)", "H. 28,5 × l. 43 cm (gravure)"),
    ("H. 32 ; L. 28,8 ; avec cadre : H. 46,5 ; L. 28,7", "H. 32 × L. 28,8 cm"),
    ("H. 114 ; L. 152,1 E. 2,5", "H. 114 × L. 152,1 × Ép. 2,5 cm"),
    ("H3 (20, 5) ; L3 (25)", "H. 20,5 × L. 25 cm"),
    ("L. 38.5 cm ; H. 27 cm ; P. 26 cm ; VOLUM. 0,027", "L. 38,5 × H. 27 × P. 26 cm"),
)


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_label_shows_the_object_alone(text, line):
    assert dimensions.derive(text)[1] == line


def test_measures_are_in_millimetres_weights_in_grams():
    found, _line = dimensions.derive("H. 12 cm ; l. 0,5 m ; E. 3 mm ; Poids en kg 1,5")

    assert [(d.kind, d.value) for d in found] == [
        ("height", 120.0), ("width", 500.0), ("thickness", 3.0), ("weight", 1500.0),
    ]  # fmt: skip


def test_a_measure_keeps_the_part_it_belongs_to():
    found, _line = dimensions.derive("H. 20 ; l. 15 (feuille) ; Hauteur avec cadre en cm 42")

    assert [(d.kind, d.value, d.part) for d in found] == [
        ("height", 200.0, "feuille"), ("width", 150.0, "feuille"), ("height", 420.0, "avec cadre"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    (
        "Diamètre en cm de 1.5 à 4",
        "grandeur nature",
        "in-folio",
        "Hauteur en cm",
        "H.",
        "9" * 300,
        "(((",
    ),
)
def test_what_is_not_understood_is_shown_as_written(text):
    found, line = dimensions.derive(text)

    assert line == text or found


def test_nothing_gives_nothing():
    assert dimensions.derive("  ") == ((), "")
