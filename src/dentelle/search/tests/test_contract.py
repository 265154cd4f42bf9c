"""Every engine gives the same answers. Add an engine to `_open` and it is held to all of this."""

from dataclasses import replace

import pytest

from dentelle.search.engine import Engine, EngineError
from dentelle.search.engines import open_engine
from dentelle.search.query import (
    Both,
    Either,
    FacetAsk,
    HistogramAsk,
    Identifier,
    Phrase,
    Request,
    Word,
)
from dentelle.search.syntax import parse
from dentelle.search.tests.factories import SCHEMA, generated, shaped

FACETS = tuple(FacetAsk(name=facet.name, size=500) for facet in SCHEMA.facets)
YEARS = HistogramAsk(name="years")
TEXTS = (
    "",
    "émail",
    "email",
    "EMAUX",
    "huile",
    "huile toile",
    '"huile sur toile"',
    '"huile toile"',
    "« huile sur la toile »",
    '"l\'eau et le feu"',
    "eau",
    "la",
    "à nous",
    "sans titre",
    "le cheval",
    "chevaux blancs",
    "œuvre",
    "oeuvres",
    "doré",
    "dorees",
    "l'évêque",
    "l’eveque",
    "gravé",
    "bas-relief",
    "bas relief",
    "muse",
    "musées",
    "peinture -huile",
    '-"huile sur toile"',
    "-huile -émail",
    "huile -huile",
    "2004.3.12",
    "2004 3 12",
    "2004312",
    "d 2004.3",
    "RF 1999 3 bis",
    "c/1",
    "07100001",
    "dent*",
    "émai*",
    "19* huile",
    "auteur 1*",
    "château rivière",
    "chateau -riviere cheval",
    "nappe phréatique",
    "eveqeu",
    "chatau rivierre",
    "boudin",
    "auteur 12",
    "!!! ???",
    "biface silex",
)
FILTERS = (
    {},
    {"domain": ("peinture",)},
    {"domain": ("peinture", "dessin")},
    {"museum": ("musee-1",), "domain": ("émail", "costume")},
    {"technique": ("huile", "technique 03", "not there"), "museum": ("musee-0", "musee-2")},
    {"period": ("19e siècle",)},
    {"place": ("Normandie/lieu 001",)},
    {"domain": ()},
)
SPANS = (
    {},
    {"years": (1850, 1899)},
    {"years": (None, 0)},
    {"years": (1863, 1863)},
    {"years": (1960, None)},
)


def _open(kind, folder):
    return open_engine(SCHEMA, folder / kind, kind, heap_mb=64)


@pytest.fixture(scope="module")
def documents():
    return [*shaped(), *generated(2000)]


@pytest.fixture(scope="module")
def oracle(tmp_path_factory, documents) -> Engine:
    engine = _open("memory", tmp_path_factory.mktemp("oracle"))
    engine.rebuild(documents)
    return engine


@pytest.fixture(scope="module", params=("one commit", "many commits", "slots"))
def engine(request, tmp_path_factory, documents) -> Engine:
    folder = tmp_path_factory.mktemp("engine")
    if request.param == "one commit":
        engine = _open("tantivy", folder)
        engine.rebuild(documents)
    elif request.param == "slots":
        engine = _open("tantivy", folder)
        engine.rebuild(documents, expected=1_000_000)
        assert engine._now().slots == {"domain": 2, "technique": 3, "period": 2}
    else:
        engine = _open("tantivy", folder)
        for at in range(0, len(documents), 300):
            engine.write([replace(d, texts={}) for d in documents[at : at + 50]], delete=["17"])
            engine.write(documents[at : at + 300])
        engine.write([d for d in documents if d.key == "17"], delete=["absent"])
    return engine


def _alike(one, other):
    assert one.total == other.total
    assert one.instead == other.instead
    assert one.histogram == other.histogram
    assert one.facets.keys() == other.facets.keys()
    for name, counts in one.facets.items():
        if counts.exact:
            assert counts.values == other.facets[name].values, name
            assert counts.more == other.facets[name].more


@pytest.mark.parametrize("text", TEXTS)
def test_totals_facets_and_years_are_those_of_the_oracle(engine, oracle, text):
    for number, filters in enumerate(FILTERS):
        for spans in SPANS if number < 4 else SPANS[:2]:
            request = Request(
                node=parse(text),
                filters=filters,
                spans=spans,
                facets=FACETS,
                histogram=YEARS,
                limit=3000,
            )
            found, wanted = engine.search(request), oracle.search(request)
            _alike(found, wanted)
            assert sorted(found.keys) == sorted(wanted.keys)
            assert all(counts.exact for counts in found.facets.values())


def test_the_texts_of_this_suite_do_find_things(oracle):
    empty = [text for text in TEXTS if not oracle.search(Request(node=parse(text))).total]
    assert empty == ["huile -huile", "nappe phréatique"]


@pytest.mark.parametrize("sort", ("title", "-title", "date", "-date", "novelty", "-novelty"))
@pytest.mark.parametrize("text", ("", "huile", "château"))
def test_orders_are_those_of_the_oracle_and_lack_comes_last(engine, oracle, documents, sort, text):
    keys = {d.key: d.sorts.get(sort.removeprefix("-")) for d in documents}
    request = Request(node=parse(text), sort=sort, limit=3000)
    found = [keys[key] for key in engine.search(request).keys]
    assert found == [keys[key] for key in oracle.search(request).keys]
    values = [value for value in found if value is not None]
    assert values == sorted(values, reverse=sort[0] == "-")
    assert found[: len(values)] == values


def test_an_unknown_order_or_facet_is_refused(engine, oracle):
    for one in (engine, oracle):
        with pytest.raises(EngineError, match="no order “colour”"):
            one.search(Request(sort="-colour"))
        with pytest.raises(EngineError, match="no facet “colour”"):
            one.search(Request(filters={"colour": ("red",)}))
        with pytest.raises(EngineError, match="no interval “days”"):
            one.search(Request(spans={"days": (1, 2)}))


def test_a_facet_gives_its_most_frequent_values_and_says_there_are_more(engine, oracle):
    asks = (FacetAsk(name="place", size=5), FacetAsk(name="technique", size=3))
    found, wanted = (e.search(Request(facets=asks)).facets for e in (engine, oracle))
    for name in ("place", "technique"):
        assert [n for _, n in found[name].values] == [n for _, n in wanted[name].values]
        assert found[name].more


def test_values_always_asked_are_counted_even_at_zero(engine, oracle):
    ask = FacetAsk(name="place", size=2, always=("Ile d'Aix", "nowhere"))
    request = Request(node=parse("huile"), filters={"place": ("Ile d'Aix",)}, facets=(ask,))
    found = engine.search(request).facets["place"].values
    assert found[-1] == ("nowhere", 0)
    assert (
        dict(found)["Ile d'Aix"] == dict(oracle.search(request).facets["place"].values)["Ile d'Aix"]
    )


def test_the_values_of_a_facet_are_searched_folded(engine, oracle):
    ask = FacetAsk(name="place", size=500, containing="ILE")
    for text in ("", "huile"):
        request = Request(node=parse(text), facets=(ask,))
        found = engine.search(request).facets["place"]
        assert {value for value, _ in found.values} == {"Île-de-France", "Ile d'Aix"}
        assert found.values == oracle.search(request).facets["place"].values
    ask = FacetAsk(name="technique", containing="ail pei", size=5)
    assert engine.search(Request(facets=(ask,))).facets["technique"].values[0][0] == "Émail peint"
    ask = FacetAsk(name="technique", containing="xyz")
    assert engine.search(Request(facets=(ask,))).facets["technique"].values == ()


@pytest.mark.parametrize(
    "node",
    (
        Phrase("huile toile", slop=1),
        Phrase("huile toile", slop=2),
        Phrase("assiette dorée", slop=3),
        Phrase("vase portrait cheval", slop=4),
        Phrase("village port", field="about", slop=2),
        Word("boudin", field="maker"),
        Word("boudin", field="title"),
        Word("boudin", field="colour"),
        Word("2004 3 12", field="inventory"),
        Identifier("0710-0001", field="reference"),
        Identifier("0710-0001", field="inventory"),
        Identifier("..."),
        Either((Word("biface"), Word("pichet"))),
        Both((Either((Word("la"), Word("huile"))), Word("toile"))),
        Both(()),
        Either(()),
    ),
)
def test_trees_no_one_types_agree_too(engine, oracle, node):
    request = Request(node=node, facets=FACETS, histogram=YEARS, limit=3000)
    found, wanted = engine.search(request), oracle.search(request)
    _alike(found, wanted)
    assert sorted(found.keys) == sorted(wanted.keys)


def test_words_are_completed_and_corrected_alike(engine, oracle):
    for text in ("den", "une de", "ém", "CHÂ", "huile ", "", "zz", "pe*"):
        assert engine.complete(text, limit=50) == oracle.complete(text, limit=50)
    assert engine.complete("ceram") == ()
    assert engine.complete("chat")[0] == "château"
    for text in (
        "huiel sur tiole",
        "dentele",
        "huile",
        "xxyyzzttkk",
        "2004.3.12",
        "portait d’eveqeu",
    ):
        assert engine.correct(text) == oracle.correct(text)
    assert engine.correct("huiel sur tiole") == "huile sur toile"


def test_a_mistyped_text_is_answered_as_corrected_and_says_so(engine):
    results = engine.search(Request(node=parse('eveqeu "huiel sur toile"')))
    assert results.instead in {"", 'évêque "huile sur toile"'}
    results = engine.search(Request(node=parse("eveqeu")))
    assert (results.instead, results.total > 0) == ("évêque", True)


def test_the_title_weighs_more_than_the_rest(engine):
    keys = engine.search(Request(node=parse("cheval blanc"))).keys
    assert keys[0].startswith("shaped-")


def test_every_key_is_there_once(engine, oracle, documents):
    assert sorted(engine.keys()) == sorted(oracle.keys()) == sorted(d.key for d in documents)
    assert engine.count() == oracle.count() == len(documents)


@pytest.mark.parametrize("sort", ("relevance", "title", "-date", "novelty"))
@pytest.mark.parametrize("text", ("", "huile"))
def test_cursors_reach_every_result_once_in_one_order(engine, text, sort):
    request = Request(node=parse(text), sort=sort, limit=3000)
    whole = engine.search(request)
    assert whole.next_cursor == ""
    walked, page = [], engine.search(replace(request, limit=37))
    walked += page.keys
    while page.next_cursor:
        page = engine.search(replace(request, limit=37, cursor=page.next_cursor))
        walked += page.keys
    assert tuple(walked) == whole.keys
    assert len(set(walked)) == whole.total
    beyond = engine.search(replace(request, offset=100_000))
    assert (beyond.keys, beyond.total) == ((), whole.total)
    assert engine.search(replace(request, cursor="nonsense", limit=3)).keys == whole.keys[:3]
