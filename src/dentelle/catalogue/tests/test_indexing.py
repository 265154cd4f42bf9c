"""What the index holds of a record, and the two commands that work on it."""

import itertools
import json
from io import StringIO

import orjson
import pytest
from django.core.management import CommandError, call_command

from dentelle.catalogue import indexing
from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.derivation.derive import VERSION
from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State
from dentelle.search import actions as search
from dentelle.search import indexes
from dentelle.search.models import PendingChange

pytestmark = pytest.mark.django_db

FIELDS = {
    "REF": "00000000012",
    "INV": "2004.3.12 ; A 117 (ancien numéro)",
    "DOMN": "céramique ; marine",
    "DENO": "assiette",
    "TITR": "Le Retour des terre-neuvas",
    "AUTR": "LEMARCHAND Berthe (peintre, attribué à)",
    "PERI": "4e quart 19e siècle",
    "MILL": "1884 vers",
    "TECH": "faïence (décor de grand feu)",
    "LIEUX": "France ; Normandie ; Seine-Maritime ; Valmont-sur-Mer (lieu de création)",
    "REPR": "scène (port, bateau, femme)",
    "DESC": "Marli à filet bleu. Signaler au 02 35 00 11 22.",
    "PDEC": "zinzolin",
    "APTN": "ancienne collection Quinquempoix",
    "ETAT": "ébréchée",
    "REDA": "Vadeboncoeur Odile",
    "STAT": "propriété de la commune ; don ; Quinquempoix Achille",
}


def make_record(fields=FIELDS, **given):

    values = dict(zip(DERIVED, derived_values(fields), strict=True))
    values |= {name: orjson.loads(values[name]) for name in ("derived", "flags")}
    return RecordFactory(fields=fields, **values, **given)


@pytest.fixture
def museum():
    return MuseumFactory(
        slug="faience", official_name="musée de la Faïence", town="Valmont-sur-Mer"
    )


def run(command, *arguments):
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue()


def test_a_document_holds_what_the_advanced_form_asks_for(museum):
    record = make_record(museum=museum)

    (found,) = indexing.load([str(record.pk)])

    assert found.key == str(record.pk)
    assert found.facets == {
        "museum": ("faience",),
        "domain": ["céramique", "marine"],
        "type": ["assiette"],
        "technique": ["faïence"],
        "period": ["19e siècle", "19e siècle/4e quart 19e siècle"],
        "place": ["France", "Normandie", "Seine-Maritime", "Valmont-sur-Mer"],
        "maker": ["Berthe Lemarchand"],
        "subject": ["scène", "port", "bateau", "femme"],
    }
    assert found.intervals == {"years": (1879, 1889)}
    assert found.codes["inventory"] == ("2004.3.12", "A 117")
    assert found.codes["reference"] == (record.reference, record.ark.partition("/")[2])
    assert found.sorts["date"] == 1879
    assert "attribué à Berthe Lemarchand" in found.texts["maker"]
    assert "musée de la Faïence" in found.texts["other"]


def test_nothing_that_may_not_be_shown_is_indexed(museum):
    record = make_record(museum=museum)

    (found,) = indexing.load([str(record.pk)])

    everything = json.dumps([*found.texts.values(), *found.facets.values()], ensure_ascii=False)
    assert "Marli" in everything
    for kept in ("02 35", "zinzolin", "Quinquempoix", "ébréchée", "Vadeboncoeur"):
        assert kept not in everything


def test_only_public_records_of_publishing_museums_are_given(museum):
    public = make_record(museum=museum)
    make_record(museum=museum, state=State.WITHDRAWN)
    make_record(museum=museum, state=State.DRAFT)
    make_record(museum=MuseumFactory(publishes_collections=False))
    everything = [str(pk) for pk in Record.objects.values_list("pk", flat=True)]

    assert [found.key for found in indexing.load(everything)] == [str(public.pk)]
    assert list(indexing.keys()) == [str(public.pk)]
    assert list(indexing.load(["not-a-number"])) == []


@pytest.mark.parametrize("many", (1, 3))
def test_loading_takes_two_queries_however_many_records(museum, many, django_assert_num_queries):
    numbers = [str(make_record(museum=museum).pk) for _ in range(many)]

    with django_assert_num_queries(2):
        assert len(list(indexing.load(numbers))) == many


def test_a_picture_counts_when_it_may_be_shown(museum):
    shown, hidden, bare = (make_record(museum=museum) for _ in range(3))
    free = make_image(colour=(1, 2, 3), licence="public-domain")
    closed = make_image(colour=(4, 5, 6), licence="in-copyright-hidden")
    RecordImage.objects.create(record=shown, image=closed, rank=0)
    RecordImage.objects.create(record=shown, image=free, rank=1)
    RecordImage.objects.create(record=hidden, image=closed)

    found = indexing.load([str(record.pk) for record in (shown, hidden, bare)])

    assert [(each.facets.get("picture"), each.facets.get("licence")) for each in found] == [
        (("yes",), ("public-domain",)),
        (None, None),
        (None, None),
    ]
    hung = [each.sorts["hang"] for each in found]
    assert hung[0] == min(hung)


def test_the_source_is_registered_under_its_name():
    assert indexes.source("records") is indexing.SOURCE


def test_records_of_older_rules_are_derived_anew_and_the_others_left(museum):
    old = make_record(museum=museum)
    Record.objects.filter(pk=old.pk).update(
        derived_version=0, title="x", derived={}, year_from=None
    )
    fresh = make_record(museum=museum)
    Record.objects.filter(pk=fresh.pk).update(title="kept")

    answer = json.loads(run("rederive_records", "--json"))

    old.refresh_from_db()
    fresh.refresh_from_db()
    assert (answer["records"], answer["version"]) == (1, VERSION)
    assert (old.title, old.year_from, old.derived_version) == (FIELDS["TITR"], 1879, VERSION)
    assert old.fields == FIELDS
    assert fresh.title == "kept"
    assert not PendingChange.objects.exists()
    assert json.loads(run("rederive_records", "--json"))["records"] == 0
    assert (
        json.loads(run("rederive_records", "--all", "--museum", "faience", "--json"))["records"]
        == 2
    )
    assert "0" in run("rederive_records")


def test_an_unknown_museum_is_said():
    with pytest.raises(CommandError, match="nulle-part"):
        run("rederive_records", "--museum", "nulle-part")


def test_a_terminal_finds_what_the_website_finds(museum):
    record = make_record(museum=museum)
    other = make_record(FIELDS | {"TITR": "Le Port", "DOMN": "peinture"}, museum=museum)
    search.rebuild(index="records")

    answer = json.loads(run("search_records", "terre-neuvas", "--json"))
    assert answer["total"] == 1
    assert answer["hits"] == [
        {
            "ark": record.ark,
            "reference": record.reference,
            "inventory": "2004.3.12",
            "title": "Le Retour des terre-neuvas",
            "maker": "attribué à Berthe Lemarchand (peintre)",
            "date": "vers 1884",
            "museum": "faience",
            "museum_name": "musée de la Faïence",
        }
    ]
    assert answer["facets"]["domain"]["values"] == [
        {"value": "céramique", "count": 1},
        {"value": "marine", "count": 1},
    ]
    filtered = json.loads(run("search_records", "--filter", "domain=peinture", "--json"))
    assert [hit["ark"] for hit in filtered["hits"]] == [other.ark]
    ordered = json.loads(run("search_records", "--sort", "title", "--limit", "1", "--json"))
    assert (ordered["total"], ordered["hits"][0]["title"]) == (2, "Le Port")
    assert json.loads(run("search_records", "--to", "1800", "--json"))["total"] == 0
    assert "Le Retour des terre-neuvas" in run("search_records", "neuvas")


def test_a_filter_that_is_none_is_refused_with_the_names_of_the_facets():
    with pytest.raises(CommandError, match="technique"):
        run("search_records", "--filter", "couleur=bleu")


def test_a_walk_without_words_sees_pictures_first_and_museums_mixed():
    arks = [
        f"99999/d10{number:05}" for number in range(200)
    ]  # those of one import follow one another

    shown = {ark: indexing.hang(ark, pictured=True) for ark in arks}
    bare = {ark: indexing.hang(ark, pictured=False) for ark in arks}

    assert max(shown.values()) < min(bare.values())
    assert len(set(shown.values())) == len(arks)
    walked = [arks.index(ark) for ark in sorted(arks, key=shown.__getitem__)]
    assert 10 <= sum(each < 100 for each in walked[:40]) <= 30
    assert sum(abs(a - b) == 1 for a, b in itertools.pairwise(walked)) < 10
