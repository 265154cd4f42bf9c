"""Canaries: what is not public is looked for on every public surface, by its words and by its address."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import get_resolver
from django.utils import timezone
from django.utils.timezone import localdate
from pypdf import PdfReader

from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue import actions, bulk
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.models import Record, RecordImage, RetiredArk
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.catalogue.tests.objects import hang
from dentelle.media.tests.factories import make_image
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal.models import SharedSelection
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State
from dentelle.search import actions as search
from dentelle.search import indexes

pytestmark = pytest.mark.django_db
CANARY = "zorglub"
SECRETS = {
    "EMPLACEMENT": "armoire kryptex", "VALEUR": "99999 kryptex", "DONATEUR": "famille kryptex", "ETAT": "fêlure kryptex",
    "COOR": "agent kryptex", "APTN": "collection kryptex", "PDEC": "parcelle kryptex", "NSDA": "site kryptex", "INCONNU": "champ kryptex",
}  # fmt: skip


def make(title, **values):
    """Make a record from its text, derived as an import derives it, and queue it for the index."""
    fields = {
        "REF": title,
        "TITR": title,
        "DENO": "assiette",
        "AUTR": "MARESQ Anatole",
        "TECH": "faïence",
        "DOMN": "céramique",
        "INV": f"2026.{title}",
        **SECRETS,
    }
    record = RecordFactory(**values)
    bulk.update(
        Record, ("fields", *DERIVED), [(bulk.dump(fields), *derived_values(fields), record.pk)]
    )
    indexing.changed([record.pk])
    return Record.objects.get(pk=record.pk)


def surfaces(shown, museum):
    """Every public address there is, with and without a search for the canary."""
    record = f"/ark:/{shown.ark}"
    paths = [
        "/", "/collections/", "/collections.json", "/collections/recherche-avancee/", f"/collections/suggestions?q={CANARY[:4]}",
        "/collections/?vue=liste", "/collections/?vue=carte", "/collections/?vue=frise", "/collections/?tri=nouveautes",
        f"/collections/?q={CANARY}", f"/collections.json?q={CANARY}", "/collections/?q=zorglob", f"/collections/?auteur=Anatole+Maresq&q={CANARY}",
        "/musees/", "/musees.json", f"/musees/{museum.slug}/", record, f"{record}.json", f"{record}?info", f"{record}/qr.svg", f"{record}/signaler/",
        "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-1.xml", "/robots.txt", "/healthz", "/readyz",
        "/comparer/", f"/comparer/?a={shown.ark}", f"/comparer/?a={shown.ark}&q={CANARY}", f"{record}?image=1", "/collections/?couleur=bleu",
    ]  # fmt: skip
    return [
        *paths,
        *documents(shown, museum),
        *(
            f"/en{path}"
            for path in paths
            if path.startswith(("/collections", "/musees", "/ark", "/comparer"))
        ),
    ]


def documents(shown, museum):
    """Every IIIF document there is; `shown` has a picture."""
    name = shown.ark.partition("/")[2]
    lists = (
        "network",
        f"museum/{museum.slug}",
        "search",
        f"search?q={CANARY}",
        f"selection?o={name}",
    )
    return [
        f"/iiif/manifest/{name}",
        f"/iiif/collection/object/{name}",
        *(f"/iiif/collection/{path}" for path in lists),
    ]


def files(shown):
    """Every file that may be taken away of an object; `shown` has a picture kept in the store."""
    return [
        f"{prefix}/ark:/{shown.ark}/{name}"
        for prefix in ("", "/en")
        for name in ("image/1/original.jpg", "dossier.zip", "fiche.pdf", "cartel.pdf")
    ]


def lists(*records):
    """Every address of a visitor's list of these objects, a link that was shared among them."""
    content = [{"ark": record.ark, "note": "vu"} for record in records]
    shared, _made = SharedSelection.objects.get_or_create(
        token="x" * 22,
        defaults={
            "title": "Liste",
            "content": content,
            "created_at": timezone.now(),
            "expires_at": timezone.now() + timedelta(days=9),
        },
    )
    query = "&".join(f"o={record.ark.partition('/')[2]}" for record in records)
    pages = (
        "selection/",
        "selection/imprimer/",
        "selection/diaporama/",
        "selection.csv",
        "selection.json",
    )
    files = ("selection.zip", "selection.pdf", "selection/cartels.pdf")
    return [
        *(f"{prefix}/{page}?{query}" for prefix in ("", "/en") for page in (*pages, *files)),
        f"/selection/?{query}&q={CANARY}",
        f"/selection/{shared.token}/",
    ]


def words(content):
    """Everything a file says: the text of a PDF and of what an archive holds, else its bytes."""
    if content.startswith(b"%PDF"):
        reader = PdfReader(io.BytesIO(content))
        pages = (page.extract_text() for page in reader.pages)
        return "\n".join((str(reader.metadata), *pages))
    if content.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(content))
        return "\n".join([*archive.namelist(), *(words(archive.read(one)) for one in archive.namelist())])  # fmt: skip
    return content.decode(errors="replace")


@pytest.fixture
def network():
    """One public record, and canaries in each state that is not."""
    museum, silent = MuseumFactory(), MuseumFactory(publishes_collections=False)
    shown = make("assiette montrée", museum=museum)
    hidden = {
        "draft": make(f"{CANARY} brouillon", museum=museum, state=State.DRAFT),
        "silent": make(f"{CANARY} muet", museum=silent),
        "withdrawn": make(f"{CANARY} retiré", museum=museum),
    }
    for record in (shown, *hidden.values()):
        hang(record)
    search.rebuild(index="records")
    actions.withdraw_record(
        record=hidden["withdrawn"], reason="note privée kryptex", actor=None, now=timezone.now()
    )
    search.drain(index="records")
    return shown, hidden, museum


def test_nothing_that_is_not_public_shows_on_any_surface(client, network):
    shown, hidden, museum = network
    make(f"{CANARY} montré aussi", museum=museum)
    search.drain(index="records")
    assert f"{CANARY} montré" in client.get(f"/collections/?q={CANARY}").content.decode()

    for path in surfaces(shown, museum):
        answer = client.get(path)
        text = b"".join(answer).decode()
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert "kryptex" not in text.lower(), path
        for record in hidden.values():
            assert record.title not in text, path
            assert record.ark not in text, path
            assert record.record_images.get().image.key not in text, path


def test_nothing_that_is_not_public_is_in_a_file_taken_away(client, network, settings, tmp_path):
    shown, hidden, _museum = network
    settings.DATA_DIR = tmp_path
    RecordImage.objects.filter(record=shown).update(image=make_image())

    for path in files(shown):
        answer = client.get(path)
        text = words(b"".join(answer))
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert shown.title in " ".join(text.split()), path
        assert "kryptex" not in text.lower(), path
        for record in hidden.values():
            assert record.title not in text, path
            assert record.ark not in text, path


@pytest.mark.parametrize(("state", "status"), (("draft", 404), ("silent", 410), ("withdrawn", 410)))
@pytest.mark.parametrize(
    "suffix",
    ("", ".json", "?info", "/qr.svg", "/signaler/", "/image/1/640.jpg", "/image/1/original.jpg", "/dossier.zip",
     "/fiche.pdf", "/cartel.pdf"),
)  # fmt: skip
def test_what_is_not_public_is_not_guessed_by_its_address(client, network, state, status, suffix):
    _shown, hidden, _museum = network

    answer = client.get(f"/ark:/{hidden[state].ark}{suffix}")

    assert answer.status_code == status
    assert "kryptex" not in answer.content.decode()
    assert CANARY not in answer.content.decode()


@pytest.mark.parametrize(("state", "status"), (("draft", 404), ("silent", 410), ("withdrawn", 410)))
def test_what_is_not_public_is_in_no_iiif_document(client, network, state, status):
    shown, hidden, _museum = network
    name = hidden[state].ark.partition("/")[2]
    wanted = f"{settings.SITE_URL}/iiif/manifest/{name}"
    alone = client.get("/iiif/collection/selection", {"o": [name, shown.ark]}).content.decode()
    paths = [f"/iiif/manifest/{name}", f"/iiif/collection/object/{name}"]
    answers = [client.get(path) for path in paths]
    answers.append(client.get("/iiif/content-state", {"iiif-content": wanted}))

    assert [answer.status_code for answer in answers] == [status] * 3
    for text in (alone.replace(name, "", 1), *(answer.content.decode() for answer in answers)):
        assert "kryptex" not in text
        assert CANARY not in text
    assert wanted not in alone


def test_the_address_of_a_record_whose_import_was_undone_says_that_it_is_gone(client, network):
    _shown, _hidden, museum = network
    RetiredArk.objects.create(
        ark="99999/d1zzz", museum=museum, reference="X", retired_at=timezone.now()
    )

    assert client.get("/ark:/99999/d1zzz").status_code == 410
    assert client.get("/ark:/99999/d1zzz.json").status_code == 410
    assert client.get("/ark:/99999/d1zzy").status_code == 404


@pytest.mark.parametrize("state", ("draft", "silent", "withdrawn"))
def test_what_is_not_public_is_not_compared_with_what_is(client, network, state):
    shown, hidden, _museum = network

    for query in (
        f"a={shown.ark}&b={hidden[state].ark}",
        f"a={hidden[state].ark}",
        f"b={hidden[state].ark}.1",
    ):
        answer = client.get(f"/comparer/?{query}")
        text = answer.content.decode()
        assert answer.status_code == (200 if shown.ark in query else 404), query
        assert CANARY not in text, query
        assert "kryptex" not in text.lower(), query


def test_the_index_forgets_what_was_withdrawn(network):
    _shown, hidden, _museum = network

    assert str(hidden["withdrawn"].pk) not in set(indexes.source("records").keys())
    call_command("check_index")


def test_the_picture_of_a_withdrawn_record_is_not_sent(client, network):
    _shown, _hidden, museum = network
    record = make("portrait caché", museum=museum)
    image = make_image()
    RecordImage.objects.create(record=record, image=image)
    assert client.get(f"/images/{image.key}/320.webp").status_code == 200

    actions.withdraw_record(
        record=record, reason="Demande du musée.", actor=None, now=timezone.now()
    )

    assert client.get(f"/images/{image.key}/320.webp").status_code == 404


def test_a_list_of_what_is_not_public_shows_nothing_of_it(client, network, settings):
    settings.SEARCH_COST_PER_MINUTE = 10_000
    shown, hidden, _museum = network

    for path in lists(shown, *hidden.values()):
        answer = client.get(path)
        text = words(b"".join(answer))
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert "noindex" in answer["X-Robots-Tag"], path
        assert path.endswith(".zip") or shown.title in text, path
        assert "kryptex" not in text.lower(), path
        for record in hidden.values():
            assert record.title not in text, path
            assert record.ark not in text, path
            assert record.record_images.get().image.key not in text, path


def test_every_public_address_is_among_the_surfaces_walked(network):
    shown, _hidden, museum = network
    walked = "\n".join([*surfaces(shown, museum), *files(shown), *lists(shown)])
    names = {
        pattern.name
        for namespace in ("portal", "machine")
        for patterns in [get_resolver().namespace_dict[namespace][1].url_patterns]
        for pattern in patterns
        if pattern.name
    }
    told = {
        "home": "/", "search": "/collections/", "search-json": "/collections.json", "suggestions": "suggestions", "advanced": "avancee",
        "museums": "/musees/", "museums-json": "/musees.json", "museum": f"/musees/{museum.slug}/", "record": f"/ark:/{shown.ark}",
        "record-image": "/image/1/", "record-bundle": "dossier.zip", "record-sheet": "fiche.pdf", "record-label": "cartel.pdf",
        "compare": "/comparer/?a=", "record-json": ".json", "record-qr": "qr.svg", "report": "signaler", "robots": "robots", "sitemap": "sitemap.xml",
        "sitemap-pages": "sitemap-pages", "sitemap-records": "sitemap-1", "healthz": "healthz", "readyz": "readyz",
        "selection": "/selection/?o=", "selection-sheet": "imprimer", "selection-slides": "diaporama", "selection-csv": ".csv?", "selection-json": "selection.json",
        "selection-zip": ".zip?", "selection-pdf": "selection.pdf", "selection-labels": "cartels.pdf?", "shared": f"/selection/{'x' * 22}/",
    }  # fmt: skip
    posted = {"selection-share"}  # answers a form alone, and leads to `shared`
    drawn = {"card"}  # a picture, walked by its own test below

    assert names == set(told) | posted | drawn
    assert all(part in walked for part in told.values())


def test_every_iiif_document_is_among_the_surfaces_walked(network):
    shown, _hidden, museum = network
    walked = documents(shown, museum)
    names = {pattern.name for pattern in get_resolver().namespace_dict["interop"][1].url_patterns}
    told = {
        "manifest": "/manifest/", "parts": "/object/", "network": "/network", "museum": "/museum/",
        "search": "/search?q=", "selection": "/selection?o=",
    }  # fmt: skip
    # The same documents under a name another authority gave, or cut; and what leads to a page.
    others = {"manifest-part", "manifest-of", "manifest-of-part", "parts-of", "content-state"}

    assert names == set(told) | others
    assert all(any(part in path for path in walked) for part in told.values())


def services(image):
    """Every address of a picture's service, in both versions."""
    cuts = ("full/max/0/default.jpg", "0,0,512,512/512,512/0/default.jpg", "full/200,/0/gray.png")
    return [
        f"/iiif/{version}/{image.key}{rest}"
        for version in (2, 3)
        for rest in ("", "/", "/info.json", "/allowed", *(f"/{cut}" for cut in cuts))
    ]


AGENDA_STATES = ("draft", "submitted", "scheduled", "withdrawn", "unseen", "archived", "closed")


@pytest.fixture
def programme():
    """One public event, and canaries in each state that is not; all in one museum, with a picture."""
    now, museum = timezone.now(), MuseumFactory(latitude=49.0, longitude=-1.0)
    days = [{"first": (localdate(now) + timedelta(days=5)).isoformat(), "starts": "10:00"}]

    def event(title, **values):
        values = {"summary": "kryptex", "image": make_image(), "timings": days, **values}
        return make_event(title=title, museums=[museum], now=now, **values)

    shown = event("Visite montrée", summary="", image=None)
    hidden = {state: event(f"{CANARY} {state}", state=state) for state in ("draft", "submitted")}
    hidden["scheduled"] = event(f"{CANARY} sous embargo", opens_at=now + timedelta(days=1))
    hidden["unseen"] = event(f"{CANARY} jamais vu", opens_at=now + timedelta(days=1))
    hidden["withdrawn"], hidden["archived"] = event(f"{CANARY} retiré"), event(f"{CANARY} rangé")
    hidden["closed"] = event(f"{CANARY} clos", closes_at=now + timedelta(microseconds=1))
    for state in ("withdrawn", "unseen"):
        publishing.withdraw(subject=hidden[state], reason="kryptex", actor=None, now=now)
    publishing.archive(subject=hidden["archived"], actor=None, now=now)
    return shown, hidden, museum, date.fromisoformat(days[0]["first"])


def agenda(shown, museum, day):
    """Every address of the agenda, and the pages that speak of it, in both languages."""
    paths = [
        "/agenda/", f"/agenda/?q={CANARY}", "/agenda/?vue=carte", f"/agenda/?musee={museum.slug}&ville={museum.town}&rayon=30",
        f"/agenda/{day:%Y/%m}/", f"/agenda/{day:%Y/%m}/?q={CANARY}", f"/agenda/{shown.slug}/", f"/agenda/{shown.slug}.ics",
        "/agenda.ics", f"/agenda.ics?musee={museum.slug}", "/agenda.atom", "/agenda.rss", "/agenda.json", f"/agenda.json?q={CANARY}",
        "/", f"/musees/{museum.slug}/", f"/collections/?q={CANARY}", "/collections/?q=visite", f"/collections.json?q={CANARY}",
    ]  # fmt: skip
    return [*paths, *(f"/en{path}" for path in paths), "/sitemap-pages.xml"]


def test_an_event_that_is_not_public_shows_on_no_surface(client, programme):
    shown, hidden, museum, day = programme

    for path in agenda(shown, museum, day):
        answer = client.get(path)
        text = b"".join(answer).decode()
        assert answer.status_code == 200, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert "kryptex" not in text.lower(), path
        assert f"{CANARY}-" not in text, path  # as addresses name it
        for event in hidden.values():
            assert event.title not in text, path
            assert event.image.key not in text, path


@pytest.mark.parametrize("state", AGENDA_STATES)
@pytest.mark.parametrize("prefix", ("", "/en"))
@pytest.mark.parametrize("suffix", ("/", ".ics"))
def test_an_event_that_is_not_public_is_not_guessed_by_its_address(
    client, programme, state, prefix, suffix
):
    _shown, hidden, _museum, _day = programme
    told = {
        "withdrawn": 410 if suffix == "/" else 200,
        "archived": 410,
        "closed": 410,  # over by the clock, whether the worker came or not
    }  # a calendar is told: cancelled

    answer = client.get(f"{prefix}/agenda/{hidden[state].slug}{suffix}")
    text = answer.content.decode()

    assert answer.status_code == told.get(state, 404)
    assert "kryptex" not in text.lower()
    assert hidden[state].image.key not in text
    if answer.status_code != 404:  # which repeats the words of the address it was asked
        assert hidden[state].title not in text


@pytest.mark.parametrize("state", AGENDA_STATES)
def test_an_event_that_is_not_public_has_no_card(client, programme, state):
    shown, hidden, _museum, _day = programme

    answer = client.get(f"/partage/event/{hidden[state].slug}.png")
    other = client.get(f"/partage/event/{shown.slug}.png")

    assert answer.status_code == (410 if state in {"withdrawn", "archived", "closed"} else 404)
    assert not answer.content.startswith(b"\x89PNG")
    assert "kryptex" not in answer.content.decode().lower()
    assert hidden[state].image.key not in answer.content.decode()
    assert (other.status_code, other["Content-Type"]) == (200, "image/png")
    assert not other.cookies
    assert "Cookie" not in other.get("Vary", "")


def test_every_address_of_the_agenda_is_among_the_surfaces_walked(programme):
    shown, _hidden, museum, day = programme
    walked = agenda(shown, museum, day)
    names = {pattern.name for pattern in get_resolver().namespace_dict["agenda"][1].url_patterns}
    told = {
        "agenda": "/agenda/", "calendar": "/agenda.ics", "atom": "/agenda.atom", "rss": "/agenda.rss", "data": "/agenda.json",
        "month": f"/agenda/{day:%Y/%m}/", "event": f"/agenda/{shown.slug}/", "event-calendar": f"/agenda/{shown.slug}.ics",
    }  # fmt: skip

    assert names == set(told)
    assert all(path in walked and f"/en{path}" in walked for path in told.values())


def test_the_service_of_a_picture_tells_nothing_of_its_record(client, network):
    shown, _hidden, _museum = network
    RecordImage.objects.filter(record=shown).update(image=make_image())

    for path in services(shown.record_images.get().image):
        answer = client.get(path, follow=True)
        assert answer.status_code in {200, 204, 400, 403}, path
        assert not answer.cookies, path
        assert "Cookie" not in answer.get("Vary", ""), path
        assert b"kryptex" not in answer.content.lower(), path


@pytest.mark.parametrize("state", ("draft", "silent", "withdrawn"))
def test_the_service_of_a_picture_whose_record_is_not_public_is_not_there(client, network, state):
    _shown, hidden, _museum = network

    for path in services(hidden[state].record_images.get().image):
        answer = client.get(path)
        assert (answer.status_code, answer["Cache-Control"]) == (404, "no-store"), path


def test_every_address_of_the_image_services_is_among_the_surfaces_walked(network):
    shown, _hidden, _museum = network
    walked = services(shown.record_images.get().image)
    names = {pattern.name for pattern in get_resolver().namespace_dict["iiif"][1].url_patterns}
    key = shown.record_images.get().image.key
    told = {
        "base": key, "base-slash": f"{key}/", "info": "info.json", "allowed": "allowed", "image": "default.jpg",
    }  # fmt: skip

    assert names == set(told)
    assert all(any(path.endswith(end) for path in walked) for end in told.values())
