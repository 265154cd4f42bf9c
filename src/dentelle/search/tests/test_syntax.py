"""What people type becomes a tree, whatever they type."""

import random

import pytest

from dentelle.search.correction import written
from dentelle.search.engines import open_engine
from dentelle.search.query import (
    Both,
    Either,
    Everything,
    Identifier,
    Phrase,
    Request,
    Without,
    Word,
)
from dentelle.search.syntax import parse
from dentelle.search.tests.factories import SCHEMA, shaped


@pytest.mark.parametrize(
    ("text", "tree"),
    (
        ("", Everything()),
        ("  … !", Everything()),
        ("huile", Word("huile")),
        ("Huile toile", Both((Word("Huile"), Word("toile")))),
        ('"huile sur toile"', Phrase("huile sur toile")),
        ("« huile sur toile »", Phrase("huile sur toile")),
        ("“huile”", Phrase("huile")),
        ("-huile", Without(Word("huile"))),
        ('-"huile sur toile"', Without(Phrase("huile sur toile"))),
        ("émail –cuivre", Both((Word("émail"), Without(Word("cuivre"))))),
        ("saint-lô", Phrase("saint-lô")),
        ("l'eau", Word("eau")),
        ("l’eau d'", Both((Word("eau"), Word("d")))),
        ("dent*", Word("dent", prefix=True)),
        ("eau-fort*", Both((Word("eau"), Word("fort", prefix=True)))),
        ("*", Everything()),
        ('"huile', Word("huile")),
        ("- huile", Word("huile")),
        ("huile AND (toile", Both((Word("huile"), Word("AND"), Word("toile")))),
        ("titre:huile", Both((Word("titre"), Word("huile")))),
        ("1850", Either((Word("1850"), Identifier("1850")))),
        (
            "2004.3.12",
            Either((Both((Word("2004"), Word("3"), Word("12"))), Identifier("2004.3.12"))),
        ),
        (
            "vase 2004 3 12 bis",
            Both(
                (
                    Word("vase"),
                    Either(
                        (
                            Both((Word("2004"), Word("3"), Word("12"), Word("bis"))),
                            Identifier("2004 3 12 bis"),
                        )
                    ),
                )
            ),
        ),
        ("RF 12", Either((Both((Word("RF"), Word("12"))), Identifier("RF 12")))),
        ("de 1850", Both((Word("de"), Either((Word("1850"), Identifier("1850")))))),
        ("-2004.3", Without(Either((Both((Word("2004"), Word("3"))), Identifier("2004.3"))))),
    ),
)
def test_texts_and_their_trees(text, tree):
    assert parse(text) == tree


def test_field_words_are_wanted_in_their_field():
    assert parse("", fields={"title": "la mer", "maker": ""}) == Both(
        (Word("la", "title"), Word("mer", "title"))
    )
    assert parse("port", fields={"maker": "-Boudin"}) == Both(
        (Word("port"), Without(Word("Boudin", "maker")))
    )


def test_a_tree_can_be_written_again():
    for text in ("huile toile", '"huile sur toile"', "émail -cuivre", "dent*"):
        assert written(parse(text)) == text


def test_whatever_is_typed_is_answered(tmp_path):
    engines = [
        open_engine(SCHEMA, tmp_path / kind, kind, heap_mb=64) for kind in ("tantivy", "memory")
    ]
    for engine in engines:
        engine.rebuild(shaped())
    dice = random.Random(7)  # noqa: S311
    signs = [
        *"\"'«»“”-–\u2212*+~^:()[]{}!?\\/.,;&|<>=@#%\x00\x07\u0301\u200b\u202e’ʼœÉß²½İ漢字🖼 \t\n",
        "huile ",
        "AND ",
        "NOT ",
        " OR ",
        "l'",
        "d’",
        "2004",
        "\ud800",
        "sur",
        "toile",
        "la ",
        "Ⅻ",
        "ﬁ",
    ]
    for _ in range(1_500):
        text = "".join(dice.choice(signs) for _ in range(dice.randrange(1, 14)))
        node = parse(text, fields={"title": text} if dice.random() < 0.2 else {})
        totals = {engine.search(Request(node=node)).total for engine in engines}
        assert len(totals) == 1, text
        for engine in engines:
            engine.complete(text)
            engine.correct(text)


def test_a_text_of_any_length_is_cut():
    assert len(parse("mot " * 5_000).parts) <= 40
    assert parse("a" * 100_000).text == "a" * 400
