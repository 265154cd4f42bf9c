"""What people type, and the notices it must find: accents, plurals, typos, phrases, numbers, dates."""

import pytest

from dentelle.catalogue.indexing import SCHEMA
from dentelle.catalogue.tests import golden
from dentelle.search.engines import open_engine
from dentelle.search.query import FacetAsk, Request
from dentelle.search.syntax import parse

# What is typed, and every notice it finds.
EXACT = (
    # accents, capitals, both apostrophes, articles
    ("église", "P.1"),
    ("eglise", "P.1"),
    ("EGLISES", "P.1"),
    ("l'église", "P.1"),
    ("l’église", "P.1"),
    ("l'eglise de valmont", "P.1"),
    ("ÉTÉ", "F.8"),
    ("l'été", "F.8"),
    ("crepuscule estuaire", "P.10"),
    ("hâche", "A.3 A.4"),
    ("qu'il neige", "P.1"),
    # plurals and endings
    ("assiettes", "F.1 F.2 F.8"),
    ("assiette", "F.1 F.2 F.8"),
    ("chevaux", "D.1 D.2 P.12 S.3"),
    ("cheval", "D.1 D.2 P.12 S.3"),
    ("étude cheval", "D.1 D.2"),
    ("falaises", "N.2 P.2 P.3"),
    ("dentellières", "D.6 V.3"),
    ("haches polies", "A.4"),
    ("émaux", "A.1 O.3 V.4"),
    ("émaillées", "A.1 O.3 V.4"),
    ("lavandière", "H.2"),
    ("les glaneuses", "P.8"),
    ("harengs", "I.1 M.4 P.6"),
    # a letter doubled or not
    ("dentele", "T.1 T.2"),
    ("chevall", "D.1 D.2 P.12 S.3"),
    ("eventaill", "P.4"),
    # ligatures
    ("œillet", "F.7"),
    ("oeillets", "F.7"),
    ("œdipe", "P.11"),
    ("Oedipe Sphinx", "P.11"),
    # phrases, stop words, hyphens
    ('"nature morte"', "P.6"),
    ("« dentelle à l'aiguille »", "T.2"),
    ("“dentelle aux fuseaux”", "T.1"),
    ('"fuseaux aux dentelle"', ""),
    ("terre-neuvas", "F.1"),
    ("terre neuvas", "F.1"),
    ("trois mats", "M.1"),
    ("jeu de l'oie", "V.8"),
    ("vierge enfant", "S.1"),
    ("pays d'auge", "F.4 T.2 V.1"),
    ("gallo romain", "A.1 A.2 A.7"),
    ('"Étienne Carsix"', "E.1 I.2 P.1 P.2 P.3"),
    ('"Paul et Virginie"', "T.3"),
    # makers, in either order, with their doubt
    ("CARSIX Etienne", "E.1 I.2 P.1 P.2 P.3"),
    ("étienne carsix", "E.1 I.2 P.1 P.2 P.3"),
    ("d'après Carsix", "E.1 P.3"),
    ("attribué à Berthe Lemarchand", "F.1"),
    ("atelier orval", "F.3"),
    ("hardel imprimeur", "E.2 V.8"),
    ("école de Brindeau", "P.5"),
    # exclusion
    ("harengs -filet", "I.1 P.6"),
    ("-assiette faïence", "F.3 F.5"),
    ('huile -toile -"peinture à l\'eau"', "P.3 P.7 P.9"),
    ("bateau -maquette", "F.1 H.3"),
    # inventory numbers
    ("F.1", "F.1"),
    ("f1", "F.1"),
    ("F 1", "F.1"),
    ("p.10", "P.10"),
    ("P10", "P.10"),
    # dates
    ("1884", "F.1"),
    ("an VII", "I.1"),
    ("louis XV", "B.2"),
    ("néolithique", "A.4"),
    ("XVIe siècle", "F.6 O.3 O.5"),
    ("16e siècle", "F.6 O.3 O.5"),
    ("XVIIe", "E.4 O.1"),
    ("XVIIIe siècle dentelle", "T.1"),
    ("XIXe verre", "H.3 M.2 V.4"),
    # prefixes
    ("casi*", "H.1"),
    ("lithog*", "E.2 V.8"),
    # nothing is an error
    ('"', "*"),
    ("-", "*"),
    ("zzzz*", ""),
    ("NOT (a AND b) ~", ""),
)

# What is mistyped, the correction offered, one notice that it must find.
TYPOS = (
    ("falaize", "falaise", "P.2"),
    ("fayence", "faïence", "F.1"),
    ("carsicx", "carsix", "P.1"),
    ("estuère", "estuaire", "P.9"),
    ("portrai", "portrait", "P.4"),
    ("vitrial", "vitrail", "O.5"),
    ("archeolgie", "archéologie", "A.1"),
    ("numismatiqe", "numismatique", "A.7"),
)

# The words of one field of the advanced form.
FIELDS = (
    ({"maker": "carsix"}, "E.1 I.2 P.1 P.2 P.3"),
    ({"title": "étude"}, "D.1 D.2"),
    ({"place": "paris"}, "B.2 E.2 F.7 M.2"),
    ({"technique": "bronze"}, "A.1 A.7 S.3"),
    ({"subject": "cheval"}, "D.1 D.2 P.12 S.3"),
    ({"subject": "femme", "technique": "huile"}, "P.4"),
)

FILTERS = (
    ({"maker": ("Étienne Carsix",)}, "E.1 I.2 P.1 P.2 P.3"),
    ({"domain": ("orfèvrerie", "vitrail")}, "O.1 O.2 O.5"),
    ({"period": ("16e siècle",)}, "F.6 O.3 O.5"),
    ({"period": ("16e siècle/2e quart 16e siècle",)}, "O.3"),
    ({"place": ("Pays d’Auge",), "domain": ("vie domestique",)}, "V.1"),
    ({"technique": ("peinture à l’huile",), "period": ("18e siècle",)}, "P.4 P.5 P.6"),
)

SPANS = (
    ((1860, 1865), "cheval", "D.1 S.3"),
    ((None, -1), "", "A.4 A.6"),
    ((1943, None), "", "H.5"),
    ((1788, 1788), "", "D.4 F.2 P.11 P.5 T.1 V.7"),
)


@pytest.fixture(scope="module", params=("tantivy", "memory"))
def collection(request, tmp_path_factory):
    """The notices in an index, and what each key is called."""
    documents = list(golden.documents())
    engine = open_engine(SCHEMA, tmp_path_factory.mktemp("golden") / "records", request.param)
    engine.rebuild([document for _number, document in documents], expected=len(documents))
    return engine, {document.key: number for number, document in documents}


def found(collection, **asked):
    engine, names = collection
    results = engine.search(Request(limit=100, **asked))
    assert results.total == len(results.keys)
    return results, sorted(names[key] for key in results.keys)


def everything(collection):
    return sorted(collection[1].values())


def test_there_are_enough_notices_and_queries():
    assert len(golden.fields()) == 80
    assert len({text for text, _ in EXACT} | {text for text, *_ in TYPOS}) >= 60


@pytest.mark.parametrize(("text", "expected"), EXACT)
def test_what_is_typed_finds_these_notices(collection, text, expected):
    results, numbers = found(collection, node=parse(text))

    if expected == "*":
        assert numbers == everything(collection)
    elif expected:
        assert numbers == sorted(expected.split())
        assert not results.instead
    else:
        assert not numbers or results.instead


@pytest.mark.parametrize(("text", "instead", "expected"), TYPOS)
def test_a_slip_is_corrected_and_said(collection, text, instead, expected):
    results, numbers = found(collection, node=parse(text))

    assert results.instead == instead
    assert expected in numbers


@pytest.mark.parametrize(("words", "expected"), FIELDS)
def test_the_advanced_form_looks_in_one_field(collection, words, expected):
    assert found(collection, node=parse("", fields=words))[1] == sorted(expected.split())


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_facets_filter_by_their_values(collection, filters, expected):
    assert found(collection, filters=filters)[1] == sorted(expected.split())


@pytest.mark.parametrize(("span", "text", "expected"), SPANS)
def test_years_are_found_by_overlap(collection, span, text, expected):
    asked = {"node": parse(text), "spans": {"years": span}}

    assert found(collection, **asked)[1] == sorted(expected.split())


@pytest.mark.parametrize(
    ("text", "first"),
    (
        ("carsix", "S.2"),
        ("neige", "P.1"),
        ("valmont casino", "H.1"),
        ("dentelle", "T.1"),
        ("cheval", "S.3"),
    ),
)
def test_the_best_answer_comes_early(collection, text, first):
    engine, names = collection
    keys = engine.search(Request(node=parse(text), limit=4)).keys

    assert first in [names[key] for key in keys]


def test_facet_counts_are_those_of_the_notices(collection):
    engine, _names = collection
    asked = (FacetAsk(name="domain", size=3), FacetAsk(name="museum"))
    results = engine.search(Request(facets=asked, limit=0))

    assert results.facets["domain"].values[:3] == (
        ("peinture", 12),
        ("céramique", 8),
        ("archéologie", 6),
    )
    assert sum(count for _value, count in results.facets["museum"].values) == 80
