"""The demonstration network: always the same, as sparse as real ones, built through the real doors."""

import json
import re
import stat
from collections import Counter
from datetime import UTC, datetime
from hashlib import sha256
from itertools import chain
from pathlib import Path

import numpy as np
import pytest
from wagtail.models import Locale, Page

from dentelle.accounts.models import User
from dentelle.agenda.models import Event
from dentelle.catalogue.models import ImportRun, Record, RecordImage
from dentelle.demo import actions, exports, geography, openings, programme, studio
from dentelle.demo.actions import WITHDRAWN, build
from dentelle.demo.composing import (
    FOUND_AT,
    LONG_TITLE,
    PICTURES,
    RECORDS,
    SHARED_NUMBER,
    Shot,
    compose,
    count_of,
    pictures_of,
)
from dentelle.demo.members import MEMBERS
from dentelle.demo.notices.base import Picture, contracted
from dentelle.jobs.enums import OfferKind
from dentelle.jobs.models import Offer
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry
from tests.shared import shared_data

NOW = datetime(2025, 5, 3, 9, tzinfo=UTC)
LATER = datetime(2025, 6, 3, 9, tzinfo=UTC)
PUBLISHING = [member for member in MEMBERS if member.share]
EVERY_KIND = {
    "painting": {"scene": "port", "hour": "soir"},
    "engraving": {"scene": "ferme", "plate": "oui"},
    "photograph": {"scene": "greve", "process": "sepia"},
    "plate": {"ink": "polychrome", "border": "galon", "centre": "coq"},
    "jug": {"form": "pichet", "glaze": "vert"},
    "lace": {"form": "col"},
    "cloth": {"pattern": "toile", "ink": "rouge"},
    "glass": {"form": "rose"},
    "coin": {"metal": "argent", "back": "nef"},
    "tool": {"tool": "rabot"},
}


@pytest.fixture(scope="module")
def everything():
    """The records of the default network, by museum."""
    return {
        member.slug: list(compose(member, count_of(member, RECORDS), pictures_of(member, PICTURES)))
        for member in PUBLISHING
    }


@pytest.fixture(scope="module")
def notices(everything):
    return [record.fields for record in chain.from_iterable(everything.values())]


def shot(kind: str) -> Shot:
    return Shot("x.jpg", Picture(kind, EVERY_KIND[kind], 1.3), 7, "public-domain", "Photo : X")


@pytest.mark.parametrize("kind", list(EVERY_KIND))
def test_a_picture_is_the_same_each_time_and_has_something_to_see(kind, monkeypatch):
    monkeypatch.setattr(studio, "LONG_SIDE", 320)

    first, second = studio.draw(shot(kind)), studio.draw(shot(kind))

    assert sha256(first.tobytes()).digest() == sha256(second.tobytes()).digest()
    pixels = np.asarray(first, np.float32)
    assert pixels.shape == (246, 320, 3)
    assert pixels.std() > 12, "a flat picture shows nothing"
    assert len(np.unique(pixels.reshape(-1, 3), axis=0)) > 90


def test_another_seed_is_another_picture(monkeypatch):
    monkeypatch.setattr(studio, "LONG_SIDE", 320)
    other = shot("plate")
    other.seed = 8

    assert studio.draw(shot("plate")).tobytes() != studio.draw(other).tobytes()


def test_words_that_no_drawing_knows_are_refused():
    with pytest.raises(KeyError):
        studio.draw(Shot("x.jpg", Picture("hologram", {}), 1, "", ""))


def test_every_picture_a_notice_asks_for_is_of_a_kind_the_studio_knows(everything):
    kinds = Counter(
        shot.picture.kind
        for record in chain.from_iterable(everything.values())
        for shot in record.shots
    )

    assert set(kinds) == set(EVERY_KIND)
    assert min(kinds.values()) >= 8


@pytest.mark.parametrize("member", PUBLISHING, ids=lambda member: member.slug)
def test_a_museum_writes_the_same_file_each_time(member, tmp_path):
    suffix, write = exports.WRITERS[member.export]
    files = [tmp_path / f"{name}{suffix}" for name in "ab"]
    for file in files:
        write(file, (record.fields for record in compose(member, 40, 6)))

    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 3000


def test_a_larger_network_holds_the_smaller_one():
    member = PUBLISHING[0]
    small = [record.fields for record in compose(member, 700, 20)]
    large = [record.fields for record in compose(member, 900, 20)]

    assert large[:700] == small


def test_counts_are_those_asked(everything):
    assert len(MEMBERS) == 12
    assert sum(map(len, everything.values())) == RECORDS >= 2500
    with_pictures = [r for r in chain.from_iterable(everything.values()) if r.shots]
    assert len(with_pictures) == PICTURES == 400
    assert len({fields["DOMN"].partition(" ;")[0] for fields in notices_of(everything)}) >= 8


def notices_of(everything):
    return [record.fields for record in chain.from_iterable(everything.values())]


def test_records_are_as_sparse_and_doubtful_as_real_ones(notices):
    def share(test):
        return sum(map(test, notices)) / len(notices)

    assert share(lambda f: "AUTR" not in f) == pytest.approx(0.18, abs=0.03)
    assert 0.25 < share(lambda f: "PERI" not in f and "MILL" not in f) < 0.45
    assert 0.05 < share(lambda f: "attribué" in f.get("AUTR", "") or "?" in f.get("AUTR", "")) < 0.2
    assert any("d'après" in f.get("AUTR", "") for f in notices)
    assert any("vers" in f.get("MILL", "") for f in notices)
    arts = [f for f in notices if f["DOMN"].startswith(("peinture", "estampe", "dessin"))]
    others = [f for f in notices if f["DOMN"].startswith(("céramique", "outil", "ethnologie"))]
    assert sum("TITR" in f for f in arts) > 0.95 * len(arts)
    assert sum("TITR" in f for f in others) < 0.25 * len(others)


def test_references_are_unique_and_of_eleven_characters(notices):
    references = [fields["REF"] for fields in notices]

    assert len(set(references)) == len(references)
    assert {len(reference) for reference in references} == {11}


def test_every_record_could_be_deposited_with_the_ministry(notices):
    for fields in notices:
        assert {"REF", "DOMN", "INV", "STAT"} <= set(fields)
        for value in fields.values():
            assert value.strip()
            assert not set(value) & set("\t\r\n")
            assert "//" not in value


def test_titles_are_various(notices):
    titles = Counter(f["TITR"] for f in notices if f["DOMN"] == "peinture")

    assert titles.most_common(1)[0][1] < 0.05 * sum(titles.values())


def test_the_cases_every_network_meets_are_planted(everything):
    notices = notices_of(everything)

    assert any(f.get("TITR", "").casefold() == LONG_TITLE.casefold() for f in notices)
    assert len(LONG_TITLE) > 350
    assert [f.get("COMM") for f in notices].count(FOUND_AT) == 1
    assert [f["INV"] for f in notices].count(SHARED_NUMBER) == 2
    assert [len(r.shots) for r in chain.from_iterable(everything.values())].count(4) == 1


def test_no_museum_has_a_code_of_the_real_register():
    register = shared_data("museofile", "museofile-2025-pipe.csv").read_text("utf-8")
    real = set(re.findall(r'"(M\d{4})"', register))
    codes = {member.code for member in MEMBERS} - {""}

    assert len(real) > 1000
    assert not codes & real
    assert len(codes) == 9


def test_the_map_holds_every_town_in_its_own_departement():
    land = {
        feature["properties"]["name"]: feature["geometry"]
        for feature in geography.outlines()["features"]
        if feature["properties"]["kind"] == "land"
    }
    for town, (latitude, longitude, department, _) in geography.TOWNS.items():
        geometry = land[department]
        coordinates = geometry["coordinates"]
        rings = (
            [p[0] for p in coordinates] if geometry["type"] == "MultiPolygon" else [coordinates[0]]
        )
        inside = [is_inside(longitude, latitude, ring) for ring in rings]
        assert any(inside), f"{town} is in the sea"


def is_inside(x: float, y: float, ring: list[list[float]]) -> bool:
    found = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            found = not found
    return found


@pytest.fixture
def data(settings, tmp_path, monkeypatch, transactional_db):
    Locale.objects.get_or_create(language_code="fr")
    if not Page.objects.exists():
        Page.add_root(title="Root", slug="root")
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SEARCH_DIR = tmp_path / "index"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "media", "base_url": None},
        },
    }
    monkeypatch.setattr(studio, "LONG_SIDE", 200)
    monkeypatch.setattr(studio, "_FEW", 100)
    return tmp_path


def photographed(table):
    return sorted(table.objects.values_list())


@pytest.mark.django_db(transaction=True)
def test_the_network_is_built_once_and_a_second_build_changes_nothing(data):
    said: list[str] = []
    first = build(data=data, now=NOW, records=160, pictures=6, say=said.append)

    assert (first.museums, first.people, first.records) == (12, 4, 160)
    assert first.written == Museum.objects.exclude(verified_at=None).count() == 6
    assert Museum.objects.unverified(at=NOW).count() == 7
    assert all(museum.themes for museum in Museum.objects.all())
    assert first.pictures == 5 + 4 + 12, "one record has four"
    assert first.withdrawn == 1
    assert first.pages
    assert first.events == Event.objects.count()
    assert Event.objects.public(at=NOW).count() == len(programme.PROGRAMME)
    pictured = Event.objects.filter(image__isnull=False)
    assert pictured.exists()
    assert not pictured.filter(records=None).exists()  # the object and the event name one another
    assert first.offers == Offer.objects.count() == len(openings.OPENINGS)
    assert {offer.kind for offer in openings.OPENINGS} == set(OfferKind.values)
    assert Offer.objects.public(at=NOW).count() == 5
    assert said
    assert Record.objects.count() == 160
    assert RecordImage.objects.count() == 9
    assert not Museum.objects.filter(portrait="").exists()
    withdrawn = Record.objects.get(state=State.WITHDRAWN)
    assert withdrawn.museum.slug == WITHDRAWN[0]
    assert (data / "demonstration").read_text("utf-8").strip() == geography.NETWORK
    card = data / "demo.json"
    assert stat.S_IMODE(card.stat().st_mode) == 0o600
    people = json.loads(card.read_text("utf-8"))["people"]
    assert all(
        User.objects.get(username=p["username"]).check_password(p["password"]) for p in people
    )

    tables = (Record, ImportRun, RecordImage, Image, Museum, User, Event, Offer, HistoryEntry)
    before = [photographed(table) for table in tables]
    again = build(data=data, now=LATER, records=160, pictures=6, say=said.append)

    assert again.as_json() == {**dict.fromkeys(again.as_json(), 0), "runs": []}
    assert [photographed(table) for table in tables] == before


@pytest.mark.django_db(transaction=True)
def test_a_build_that_was_killed_goes_on_where_it_stopped(data, monkeypatch):
    stop_at = 4
    whole = actions.catalogue.apply_run

    def killed(**options):
        if ImportRun.objects.count() == stop_at:
            raise KeyboardInterrupt
        whole(**options)

    monkeypatch.setattr(actions.catalogue, "apply_run", killed)
    with pytest.raises(KeyboardInterrupt):
        build(data=data, now=NOW, records=80, pictures=0, say=str)
    begun = Record.objects.count()
    monkeypatch.setattr(actions.catalogue, "apply_run", whole)

    rest = build(data=data, now=LATER, records=80, pictures=0, say=str)

    assert 0 < begun < 80
    assert Record.objects.count() == 80
    assert rest.records == 80 - begun


@pytest.mark.django_db(transaction=True)
def test_every_export_is_read_without_a_refusal(data):
    build(data=data, now=NOW, records=330, pictures=0, say=str)

    runs = ImportRun.objects.all()
    assert {run.format for run in runs} >= {"joconde_tagged", "joconde_csv", "lido", "table"}
    assert not runs.filter(rejected__gt=0).exists()
    assert sum(run.created for run in runs) == 330


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(studio, "LONG_SIDE", 120)
    wanted = shot("coin")

    assert list(studio.draw_all([wanted], tmp_path)) == [wanted]
    before = (tmp_path / "x.jpg").stat().st_mtime_ns
    assert list(studio.draw_all([wanted], tmp_path)) == [wanted]

    assert (tmp_path / "x.jpg").stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == ["x.jpg"]


@pytest.mark.parametrize(
    ("said", "written"),
    (
        ("Le bac de Les Aubrets", "Le bac des Aubrets"),
        ("Noce à Le Bosc-Ansgot", "Noce au Bosc-Ansgot"),
        ("Marée basse à les roches Brûlées", "Marée basse aux roches Brûlées"),
        ("Les falaises de le cap Saint-Vulfrique", "Les falaises du cap Saint-Vulfrique"),
        ("L’église de La Ferté-Merle, hiver", "L’église de La Ferté-Merle, hiver"),
    ),
)
def test_a_preposition_joins_the_article_of_a_place(said, written):
    assert contracted(said) == written


def test_no_title_keeps_a_preposition_apart_from_its_article(everything):
    titles = (
        fields.get("TITR", "")
        for records in everything.values()
        for fields in (record.fields for record in records)
    )
    apart = re.compile(r"\b(de|à|a) (le|les) (?=\S)", re.IGNORECASE)
    assert [title for title in titles if apart.search(title)] == []
