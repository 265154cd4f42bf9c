import pytest

from dentelle.catalogue.derivation import agents, dates, facets


@pytest.mark.parametrize(
    ("kind", "text", "values"),
    (
        ("domain", "peinture;Histoire", ("peinture", "histoire")),
        (
            "domain",
            "Photographie ; Jeux - sports - loisirs",
            ("photographie", "jeux - sports - loisirs"),
        ),
        ("domain", "océanie ; Amérique Centrale", ("Océanie", "Amérique centrale")),
        ("domain", "oeuvre en 3 dimensions", ("œuvre en 3 dimensions",)),
        ("domain", "PEINTURE ; peinture", ("peinture",)),
        ("domain", "C\u0090ramique inconnue", ("C\u0090ramique inconnue",)),
        ("type", "Statuette (fragment) ; buste", ("statuette", "buste")),
        ("type", "ensemble (31, élément d'ensemble)", ("ensemble",)),
        ("type", "anneau (2)", ("anneau",)),
        ("technique", "plume;lavis rouge;papier (blanc)", ("plume", "lavis rouge", "papier")),
        ("technique", "toile (peinture à l'huile)", ("toile", "peinture à l’huile")),
        ("technique", "bois, cuir\u00a0; Email", ("bois", "cuir", "émail")),
        ("technique", "", ()),
    ),
)
def test_terms_take_one_display_form(kind, text, values):
    assert facets.terms(kind, text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    (
        (
            "France, Ile-de-France, Paris (lieu de création, lieu d'utilisation)",
            ("France", "Île-de-France", "Paris"),
        ),
        (
            "France ; Île-de-France ; Paris (lieu de prise de vue) ; (lieu d'utilisation)",
            ("France", "Île-de-France", "Paris"),
        ),
        (
            "Lorraine ; Meurthe-et-Moselle : Lunéville (environs de)",
            ("Lorraine", "Meurthe-et-Moselle", "Lunéville"),
        ),
        ("EGYPTE ; Etats-Unis", ("Égypte", "États-Unis")),
        ("Côte-d'Or : Dijon ; Paris (?, lieu d'impression)", ("Côte-d’Or", "Dijon", "Paris")),
        ("Ile de Valmont", ("Île de Valmont",)),
    ),
)
def test_places_are_found_at_every_level(text, values):
    assert facets.places(text) == values


def test_subjects_are_words_at_every_depth_without_postures():
    text = "scène (attaque, île : Terre-Neuve, homme : en pied) ; Portrait"

    assert facets.subjects(text) == ("scène", "attaque", "île", "Terre-Neuve", "homme", "portrait")


def test_the_maker_facet_leaves_out_doubt_and_the_unknown():
    fields = {"AUTR": "anonyme ; ORVAL Jean (d'après) ; MARTIN Luc (?)"}

    found = facets.derive(fields, agents.derive(fields["AUTR"]), None)

    assert found == {"maker": ("Jean Orval", "Luc Martin")}


def test_a_dating_gives_the_period_facet():
    dating, _line = dates.derive({"MILL": "1884"})

    assert facets.derive({}, (), dating) == {
        "period": ("19e siècle", "19e siècle/4e quart 19e siècle")
    }


def test_a_flood_of_terms_is_cut():
    assert len(facets.terms("type", ";".join(f"objet {chr(97 + n)}" for n in range(26)))) == 16
