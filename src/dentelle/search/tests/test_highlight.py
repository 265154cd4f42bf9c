"""Words found are marked in the text as it is written."""

import pytest

from dentelle.search.highlight import excerpt, highlight
from dentelle.search.syntax import parse


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    (
        ("L’évêque d'Avignon", "eveque", "L’<mark>évêque</mark> d&#x27;Avignon"),
        ("Assiettes dorées", "doré assiette", "<mark>Assiettes</mark> <mark>dorées</mark>"),
        ("Œuvres", "oeuvre", "<mark>Œuvres</mark>"),
        ("Les émaux", "émail", "Les <mark>émaux</mark>"),
        ("huile sur toile", '"huile sur toile"', "<mark>huile</mark> sur <mark>toile</mark>"),
        ("huile sur bois, toile", '"huile sur toile"', "huile sur bois, toile"),
        ("huile, toile", "huile -toile", "<mark>huile</mark>, toile"),
        ("dentelle, Dentellière", "dent*", "<mark>dentelle</mark>, <mark>Dentellière</mark>"),
        ("inv. 2004.3.12", "2004.3.12", "inv. <mark>2004</mark>.<mark>3</mark>.<mark>12</mark>"),
        ("<b>huile</b> & toile", "huile", "&lt;b&gt;<mark>huile</mark>&lt;/b&gt; &amp; toile"),
        ("e\u0301mail", "email", "<mark>émail</mark>"),
        ("la mer", "la", "la mer"),
        ("huile", "", "huile"),
    ),
)
def test_marks(text, words, marked):
    assert highlight(text, parse(words)) == marked


def test_an_excerpt_shows_the_first_word_found_between_whole_words():
    text = (
        "Au bord " + "de la rivière " * 20 + "un peintre assis dessine " + "sous les pommiers " * 20
    )
    shown = excerpt(text, parse("peintre"), 80)
    assert "<mark>peintre</mark>" in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    plain = shown.replace("<mark>", "").replace("</mark>", "").strip("…")
    assert len(plain) <= 80
    assert f" {plain.strip()} " in f" {text} "


def test_an_excerpt_of_a_short_text_is_all_of_it():
    assert excerpt("Vue du port", parse("port"), 80) == "Vue du <mark>port</mark>"


def test_an_excerpt_without_the_words_is_the_beginning():
    assert excerpt("mot " * 50, parse("peintre"), 20).startswith("mot mot")
