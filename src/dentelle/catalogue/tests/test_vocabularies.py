import pytest

from dentelle.catalogue import vocabularies
from dentelle.catalogue.vocabularies import Unknown, canonical, check, load
from tests.shared import shared_data

LIST = """Liste des domaines

Mise à jour mai 2014

Important : le champ domaine peut tout à fait être multivalué

I. domaine par support
\tdessin
\tobjet
\t\tcéramique = poterie
\t\t  - dentelle[technique]
\tâge du fer
"""


@pytest.fixture
def words(tmp_path):
    (tmp_path / "lexdomn.txt").write_text(LIST, encoding="utf-8")
    return load(tmp_path)


def test_a_list_of_the_ministry_is_read_with_its_synonyms(words):
    assert list(words["DOMN"].values()) == [
        "dessin",
        "objet",
        "céramique",
        "poterie",
        "dentelle",
        "âge du fer",
    ]


def test_an_unknown_term_is_a_warning_with_suggestions(words):
    assert check("DOMN", "Dessin ; ceramiques (poterie) ; zinzolin", words=words) == (
        Unknown("ceramiques", ("céramique",)),
        Unknown("zinzolin", ()),
    )


@pytest.mark.parametrize(
    ("tag", "text"),
    (
        ("DOMN", "peinture (marine) ; Âge du Fer"),
        ("DOMN", ""),
        ("TITR", "n'importe quoi"),
        ("UTIL", "zinzolin"),
        ("PERI", "4e quart 19e siècle ; 18e siècle (?)"),
        ("ZZZ", "x"),
    ),
)
def test_known_terms_and_fields_without_a_list_say_nothing(tag, text):
    assert check(tag, text) == ()


def test_a_period_that_cannot_be_read_is_a_warning():
    assert check("PERI", "19e siècle ; époque indéfinie")[0].term == "époque indéfinie"


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    (
        ("place", "ILE-DE-FRANCE", "Île-de-France"),
        ("place", "île-de-france", "Île-de-France"),
        ("place", "Pays de l'Ouest", "Pays de l’Ouest"),
        ("technique", "Eau-Forte", "eau-forte"),
        ("technique", "EMAIL", "émail"),
        ("type", "Oenochoé", "œnochoé"),
        ("type", "Boeuf", "bœuf"),
        ("subject", "Cheval", "cheval"),
        ("subject", "Henri IV", "Henri IV"),
        ("subject", "Eglise Saint-Ouen", "Église Saint-Ouen"),
        ("type", "RF", "RF"),
    ),
)
def test_a_term_has_one_display_form(kind, given, shown):
    assert canonical(kind, given) == shown
    assert canonical(kind, canonical(kind, given)) == shown


def test_the_real_lists_are_read():
    folder = shared_data("joconde", "vocabularies-2014")
    words = load(folder)

    assert len(words["AUTR"]) > 25_000
    assert len(words["DOMN"]) > 120
    assert check("DOMN", "orfèvrerie ; médiéval ; peintrue", words=words) == (
        Unknown("peintrue", ("peinture",)),
    )
    assert not any("\t" in term or term.startswith("-") for term in words["LIEUX"].values())
    assert vocabularies.key("ÎLE – de") == "ile - de"
