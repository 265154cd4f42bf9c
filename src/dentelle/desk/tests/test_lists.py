"""Every list of the desk: whose rows it holds, on the screen and in its files; what it asks of the database."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.agenda.actions import subscribe
from dentelle.agenda.models import Event
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import ImportRun
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.core.text import code_key
from dentelle.desk.actions import events as decide
from dentelle.desk.queries.tables import base
from dentelle.desk.tests.events import person
from dentelle.jobs.tests.factories import make_offer
from dentelle.media.models import Image
from dentelle.media.tests.factories import make_image
from dentelle.museums.sheets.reading import read_sheet
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.participation.models import ErrorReport
from dentelle.publishing.outbox import mail

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 7, 30, tzinfo=UTC)
STAFF = {Role.NETWORK, Role.COLLECTIONS, Role.COMMUNICATION}
# Who opens each list; everybody else is told no, at the list and at its files.
LISTS = {
    "events": {*STAFF, Role.MUSEUM},
    "offers": {*STAFF, Role.MUSEUM},
    "images": {*STAFF, Role.MUSEUM},
    "records": {*STAFF, Role.MUSEUM},
    "museums": {*STAFF, Role.MUSEUM},
    "reports": {*STAFF, Role.MUSEUM},
    "imports": {Role.NETWORK, Role.COLLECTIONS, Role.MUSEUM},
    "event-feeds": {Role.NETWORK, Role.COMMUNICATION, Role.MUSEUM},
    "events-queue": {Role.NETWORK, Role.COMMUNICATION},
    "letters": {Role.NETWORK, Role.COMMUNICATION},
    "accounts": {Role.NETWORK},
}


def fill(museum, mark):
    """Put a row into each list, of this museum and known by this mark."""
    number = Event.objects.count()
    record = RecordFactory(museum=museum, title=f"Vase {mark}", inventory_number=f"{mark}.1")
    image = make_image(size=(64, 48), colour=(number * 20 % 256, 90, 40))
    Image.objects.filter(pk=image.pk).update(original_name=f"photo-{mark}.jpg")
    record.record_images.create(image=image)
    make_event(museums=[museum], title=f"Atelier {mark}", state="submitted", timings=[{"first": "2099-01-05"}])  # fmt: skip
    make_offer(museum=museum, title=f"Médiation {mark} H/F", state="draft")
    ErrorReport.objects.create(record=record, message=f"Faux : {mark}", email=f"{number}@lecteur.example", created_at=NOW)  # fmt: skip
    ImportRun.objects.create(museum=museum, files=[{"name": f"export-{mark}.txt"}], created_at=NOW, state="done")  # fmt: skip
    subscribe(museum=museum, address=f"https://{mark}.example/a{number}.ics", actor=None, now=NOW)
    mail.post_mail(key=f"{mark}{number}", to=f"{mark}@musee.example", subject=f"Lettre {mark}", text=f"Secret {mark}", private=True, actor=None, now=NOW)  # fmt: skip
    person(Role.MUSEUM, museum, email=f"{mark}{number}@membre.example")
    return record


def table(client, name, **asked):
    """Return the rows of a list's CSV, each by its headings."""
    answer = client.get(reverse(f"desk:{name}-csv"), asked)
    assert answer.status_code == 200, name
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def everything(client, name, **asked):
    """Return what a person sees of a list: its screen and its two files."""
    page = client.get(reverse(f"desk:{name}"), asked).content.decode()
    return page, str(table(client, name, **asked)), str(sheet(client, name, **asked))


def sheet(client, name, **asked):
    """Return a list's ODS as the house's own reader of spreadsheets understands it."""
    answer = client.get(reverse(f"desk:{name}-ods"), asked)
    assert answer["Content-Type"] == "application/vnd.oasis.opendocument.spreadsheet"
    path = settings.DATA_DIR / f"{name}.ods"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"".join(answer.streaming_content))
    return read_sheet(path)


@pytest.mark.parametrize("name", LISTS)
def test_nobody_takes_a_list_away_without_signing_in(client, name):
    for kind in ("csv", "ods"):
        answer = client.get(reverse(f"desk:{name}-{kind}"))
        assert answer["Location"].startswith("/bureau/connexion/"), name


@pytest.mark.parametrize("role", Role)
def test_each_role_takes_away_the_lists_it_sees_and_no_other(client, museum, role):
    client.force_login(person(role, museum))

    for name, roles in LISTS.items():
        wanted = 200 if role in roles else 403
        for address in (name, f"{name}-csv", f"{name}-ods"):
            assert client.get(reverse(f"desk:{address}")).status_code == wanted, address


@pytest.mark.parametrize("name", [name for name, roles in LISTS.items() if Role.MUSEUM in roles])
def test_a_museum_s_contributor_never_gets_another_museum_s_rows(client, museum, name):
    other = MuseumFactory(usual_name="Musée voisin", town="Ailleurs")
    fill(museum, "notre")
    fill(other, "autre")
    client.force_login(person(Role.MUSEUM, museum))
    everywhere = (
        {"when": "all"} if name == "events" else {"state": "all"} if name == "reports" else {}
    )

    for seen in everything(client, name, **everywhere):
        assert ("Musée du Port" if name == "museums" else "notre") in seen
        assert "autre" not in seen
        assert "Musée voisin" not in seen
    for shown in everything(client, name, museum=other.pk, **everywhere):
        assert "autre" not in shown


@pytest.mark.parametrize("name", LISTS)
def test_both_files_of_a_list_hold_the_same_rows(client, museum, name):
    client.force_login(person(Role.NETWORK))
    fill(museum, "un")
    fill(museum, "deux")

    rows, read = table(client, name), sheet(client, name)

    assert len(rows) == len(read.rows) == {"museums": 1, "accounts": 3}.get(name, 2)
    assert list(read.headings) == list(rows[0])
    # A moment is read as its day, and CSV marks what would run as a formula.
    for row, (_line, cells) in zip(rows, read.rows, strict=True):
        for written, found in zip(row.values(), cells, strict=True):
            assert written == found or written[:10] == found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_many_queries_for_one_row_as_for_six(client, museum, name):
    client.force_login(person(Role.NETWORK))
    counts = []
    for many in (1, 5):
        for number in range(many):
            fill(MuseumFactory(), f"m{many}{number}")
        for address in (name, f"{name}-csv", f"{name}-ods"):
            with CaptureQueriesContext(connection) as captured:
                answer = client.get(reverse(f"desk:{address}"))
                b"".join(answer.streaming_content) if answer.streaming else answer.content
            counts.append(len(captured))

    assert counts[:3] == counts[3:]
    assert max(counts) <= 13


@pytest.mark.parametrize("name", LISTS)
def test_a_file_asks_once_a_batch(client, museum, monkeypatch, name):
    client.force_login(person(Role.NETWORK))
    for number in range(6):
        fill(MuseumFactory(), f"m{number}")
    counts = []
    for size in (1000, 3):
        monkeypatch.setattr(base, "BATCH", size)
        with CaptureQueriesContext(connection) as captured:
            rows = table(client, name)
        counts.append(len(captured))

    batches = -(-len(rows) // 3)
    assert batches in {2, 3}
    assert counts[1] - counts[0] <= (batches - 1) * 5


@pytest.mark.parametrize("name", LISTS)
def test_words_narrow_a_list_and_its_files(client, museum, name):
    client.force_login(person(Role.NETWORK))
    fill(MuseumFactory(usual_name="Musée perle"), "perle")
    fill(MuseumFactory(usual_name="Musée fuseau"), "fuseau")

    for seen in everything(client, name, q="perle"):
        assert "perle" in seen
        assert "fuseau" not in seen.replace("Musée fuseau</option>", "")


def test_the_links_to_the_files_keep_what_was_asked(client, reviewer, museum):
    fill(museum, "perle")

    page = client.get(reverse("desk:events"), {"q": "perle", "kind": "", "page": "1"})

    assert 'href="/bureau/agenda.csv?q=perle"' in page.content.decode()
    assert 'href="/bureau/agenda.ods?q=perle"' in page.content.decode()
    nothing = client.get(reverse("desk:events"), {"q": "zzz"}).content.decode()
    assert "agenda.ods" not in nothing


def test_a_file_is_named_after_its_list_and_its_day(client, reviewer):
    answer = client.get(reverse("desk:events-queue-ods"))

    day = timezone.localdate().isoformat()
    assert answer["Content-Disposition"] == f'attachment; filename="a-relire-{day}.ods"'


def test_what_a_letter_says_is_in_no_file(client, reviewer):
    mail.post_mail(key="k", to="a@b.example", subject="Sujet", text="Le code est 1234.", actor=None, now=NOW)  # fmt: skip
    mail.post_mail(key="p", to="c@b.example", subject="Lien", text="Votre lien secret.", private=True, actor=None, now=NOW)  # fmt: skip

    for seen in everything(client, "letters"):
        assert "Sujet" in seen
        assert "1234" not in seen
        assert "secret" not in seen
    assert {row["Destinataire"] for row in table(client, "letters", q="lien")} == {"c@b.example"}


def test_an_account_s_file_says_what_its_screen_says(client, museum):
    client.force_login(person(Role.NETWORK, email="reseau@x.example"))
    person(Role.MUSEUM, museum, email="membre@x.example")

    rows = {row["Adresse électronique"]: row for row in table(client, "accounts")}

    assert rows["membre@x.example"]["Musées"] == "Musée du Port"
    assert rows["membre@x.example"]["Second facteur"] == "non"
    assert rows["membre@x.example"]["Dernière connexion"] == ""
    assert "password" not in str(rows).lower()


def test_moments_are_those_of_the_clocks_here(client, reviewer, museum):
    fill(museum, "perle")

    [row] = table(client, "reports")

    assert row["Signalé le"] == "2026-05-04 09:30"  # two hours later than in Greenwich, in May


def test_museums_are_narrowed_by_what_they_publish(client, reviewer):
    RecordFactory(museum=MuseumFactory(usual_name="Dentelle", publishes_collections=True))
    MuseumFactory(usual_name="Fuseau", publishes_collections=False, unchecked_pictures="hidden")

    def names(**asked):
        return [row["Musée"] for row in table(client, "museums", **asked)]

    assert names() == ["Dentelle", "Fuseau"]
    assert names(state="publishing") == ["Dentelle"]
    assert names(state="not") == ["Fuseau"]
    assert names(state="empty") == ["Fuseau"]
    assert names(unchecked="hidden") == ["Fuseau"]


def test_reports_are_those_to_handle_unless_others_are_asked_for(client, reviewer, museum):
    fill(museum, "perle")
    fill(museum, "fuseau")
    ErrorReport.objects.filter(message__contains="perle").update(handled_at=NOW)

    def messages(**asked):
        return {row["Ce qui est faux"] for row in table(client, "reports", **asked)}

    assert messages() == {"Faux : fuseau"}
    assert messages(state="handled") == {"Faux : perle"}
    assert messages(state="all") == {"Faux : fuseau", "Faux : perle"}
    handled = client.get(reverse("desk:reports"), {"state": "handled"}).content.decode()
    assert "Traité" in handled
    assert reverse("desk:report-handle", args=[1]) not in handled


def test_imports_and_feeds_are_narrowed_by_museum_and_state(client, museum):
    client.force_login(person(Role.NETWORK))
    fill(museum, "perle")
    fill(MuseumFactory(), "fuseau")
    ImportRun.objects.filter(museum=museum).update(state="paused")
    museum.feeds.update(active=False, failures=2, trusted=True)

    for asked in ({"museum": museum.pk}, {"state": "paused"}):
        assert "perle" in str(table(client, "imports", **asked))
        assert "fuseau" not in str(table(client, "imports", **asked))
    for asked in ({"museum": museum.pk}, {"state": "paused"}, {"state": "failing"}, {"state": "trusted"}):  # fmt: skip
        assert [row["Adresse du flux"] for row in table(client, "event-feeds", **asked)] == [
            "https://perle.example/a0.ics"
        ]


def test_what_waits_for_a_review_is_narrowed_by_museum_and_kind_and_says_who_wrote(client, museum):
    writer = person(Role.MUSEUM, museum, email="camille@example.org")
    public = make_event(museums=[museum], kind="talk", title="Causerie", timings=[{"first": "2099-01-05"}])  # fmt: skip
    decide.propose(
        event=public,
        values={"prices": "3 €"},
        seen=public.version,
        proposal=None,
        actor=writer,
        now=NOW,
    )
    fill(MuseumFactory(), "fuseau")
    client.force_login(person(Role.COMMUNICATION))

    [row] = table(client, "events-queue", museum=museum.pk)

    assert (row["Titre"], row["Ce qui attend"]) == ("Causerie", "Changements proposés")
    assert (row["Écrit par"], row["Depuis le"]) == (str(writer), "2026-05-04 09:30")
    for seen in everything(client, "events-queue", kind="talk"):
        assert "Causerie" in seen
        assert "fuseau" not in seen


def test_a_long_list_has_pages_and_its_file_has_everything(client, reviewer):
    for number in range(53):
        MuseumFactory(usual_name=f"Musée {number:02}")

    page = client.get(reverse("desk:museums"), {"page": "2"}).content.decode()

    assert "Musée 52" in page
    assert "Musée 10<" not in page
    assert len(table(client, "museums")) == 53


def test_an_event_gone_meanwhile_is_left_out_of_its_file(client, reviewer, museum):
    kept, gone = (make_event(museums=[museum], timings=[{"first": "2099-01-05"}]) for _ in range(2))
    answer = client.get(reverse("desk:events-csv"))
    rows = base.each(Event.objects.order_by("pk"))

    assert next(rows) == kept
    Event.objects.filter(pk=gone.pk).delete()

    assert "Visite" in b"".join(answer.streaming_content).decode()
    assert list(base.each(Event.objects.order_by("pk"))) == [kept]


def test_records_are_narrowed_by_museum_state_inventory_number_and_reference(
    client, reviewer, museum
):
    RecordFactory(museum=museum, title="Vase", inventory_key=code_key("2019.1.3"), score=90)
    RecordFactory(title="Rouet", reference="M0001", score=20, flags=["year"], state="withdrawn")

    def titles(**asked):
        return {row["Titre"] for row in table(client, "records", **asked)}

    assert titles() == {"Vase", "Rouet"}
    assert titles(museum=museum.pk) == {"Vase"}
    assert titles(q="2019-1-3") == {"Vase"}
    assert titles(q="M0001") == {"Rouet"}
    for state in ("withdrawn", "flagged", "poor"):
        assert titles(state=state) == {"Rouet"}


def test_reports_are_narrowed_by_museum(client, reviewer, museum):
    fill(museum, "perle")
    fill(MuseumFactory(), "fuseau")

    found = table(client, "reports", museum=museum.pk)

    assert [row["Ce qui est faux"] for row in found] == ["Faux : perle"]


def test_events_are_narrowed_to_those_with_changes_proposed(client, reviewer, museum):
    soon = [{"first": "2099-01-05"}]
    make_event(museums=[museum], title="Causerie", timings=soon)
    changed = make_event(museums=[museum], title="Atelier", timings=soon)
    decide.propose(event=changed, values={"prices": "7 €"}, seen=1, proposal=None, actor=reviewer, now=NOW)  # fmt: skip

    assert [row["Titre"] for row in table(client, "events", state="proposed")] == ["Atelier"]
