import pytest

from dentelle.catalogue import indexing
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal import asked as search_asked
from dentelle.portal.queries import tokens
from dentelle.portal.queries.similar import similar
from dentelle.portal.tests.objects import ObjectFactory, agent
from dentelle.publishing.enums import State
from dentelle.search import engines

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def engine(settings):
    """An index in memory, empty."""
    settings.SEARCH_ENGINE = "memory"
    engines.forget()
    yield engines.get("records")
    engines.forget()


def thing(title, *, museum=None, agents=(), domain="peinture", **facets):
    facets = {name: [value] for name, value in facets.items()} | {"domain": [domain]}
    if agents:
        facets["maker"] = [one["name"] for one in agents]
    fields = {"TITR": title, "DOMN": domain}
    tags = {"technique": "TECH", "place": "LIEUX", "subject": "REPR", "type": "DENO"}
    fields |= {tag: facets[name][0] for name, tag in tags.items() if name in facets}
    return ObjectFactory(
        title=title,
        fields=fields,
        domain=domain,
        derived={"facets": facets, "agents": list(agents)},
        **({"museum": museum} if museum else {}),
    )


def index(engine, *records):
    engine.write(indexing.load([str(record.pk) for record in records]))


def reasons(record):
    return [(found.item.title, found.reason) for found in similar(record)]


def test_the_same_maker_comes_first_then_what_shares_two_things(engine):
    monet = [agent("Claude Monet")]
    here = thing("Ici", agents=monet, technique="huile", place="Honfleur")
    maker = thing("Du même", agents=monet, technique="pastel")
    craft = thing("Voisin", technique="huile", place="Honfleur")
    far = thing("Loin", technique="huile", place="Lyon")
    index(engine, here, maker, craft, far)

    assert reasons(here) == [
        ("Du même", "Même auteur"),
        ("Voisin", "Même technique, même lieu"),
    ]


def test_a_doubt_about_the_maker_is_said_in_the_reason(engine):
    here = thing("Ici", agents=[agent("Claude Monet")])
    other = thing("Autre", agents=[agent("Claude Monet", "attribué à")])
    index(engine, here, other)

    assert reasons(here) == [("Autre", "Même auteur, avec un doute")]


def test_what_was_withdrawn_since_the_index_answered_is_left_out(engine):
    monet = [agent("Claude Monet")]
    here, gone = thing("Ici", agents=monet), thing("Parti", agents=monet)
    index(engine, here, gone)
    gone.state = State.WITHDRAWN
    gone.save()

    assert reasons(here) == []


def test_one_museum_does_not_fill_the_whole_wall(engine):
    monet, flood, other = [agent("Claude Monet")], MuseumFactory(), MuseumFactory()
    here = thing("Ici", agents=monet)
    many = [thing(f"Nombreux {n}", agents=monet, museum=flood) for n in range(9)]
    few = [thing(f"Ailleurs {n}", agents=monet, museum=other) for n in range(2)]
    index(engine, here, *many, *few)

    titles = [title for title, _reason in reasons(here)]

    assert len(titles) == 8
    assert {"Ailleurs 0", "Ailleurs 1"} <= set(titles[:5])


def test_an_object_that_shares_nothing_has_no_neighbour(engine):
    here, other = thing("Ici"), thing("Autre")
    index(engine, here, other)

    assert reasons(here) == []


def test_the_index_and_the_database_are_asked_three_times(
    engine, monkeypatch, django_assert_num_queries
):
    monet = [agent("Claude Monet")]
    here = thing("Ici", agents=monet, technique="huile", place="Honfleur")
    index(engine, here, *[thing(f"{n}", agents=monet) for n in range(3)])
    asked = []
    search = engine.search
    monkeypatch.setattr(engine, "search", lambda request: asked.append(request) or search(request))

    with django_assert_num_queries(3):
        assert len(similar(here)) == 3
    assert len(asked) == 3


def test_the_page_shows_its_neighbours_with_the_reason(engine, client):
    monet = [agent("Claude Monet")]
    here, other = thing("Ici", agents=monet), thing("L’autre barque", agents=monet)
    index(engine, here, other)

    page = client.get(f"/ark:/{here.ark}").content.decode()

    assert "L’autre barque" in page
    assert "Même auteur" in page


def test_a_page_reached_from_a_list_leads_to_the_results_beside_it(engine, client):

    first, second, third = (thing(f"Barque {n}") for n in range(3))
    index(engine, first, second, third)
    token = tokens.write(search_asked.Asked(text="barque", sort="titre"), 2)

    page = client.get(f"/ark:/{second.ark}?liste={token}").content.decode()

    assert "2 sur 3" in page
    assert f"/ark:/{first.ark}?liste=" in page
    assert f"/ark:/{third.ark}?liste=" in page
