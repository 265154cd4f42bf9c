import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.catalogue.models import ImportRun, Record
from dentelle.catalogue.tests.factories import NOW, RecordFactory
from dentelle.museums.models import Membership
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.participation.models import ErrorReport
from dentelle.publishing.enums import State
from dentelle.publishing.models import HistoryEntry

pytestmark = pytest.mark.django_db

EXPORT = "REF\r\n00000000001\r\nDOMN\r\ncéramique\r\nTITR\r\nPichet aux œillets\r\nINV\r\n2026.1.1\r\n//\r\n".encode(
    "cp1252"
)


def person(role, *museums):
    """Make somebody who signs in."""
    user = User.objects.create_user(f"{role}-{User.objects.count()}", password="x", role=role)
    Membership.objects.bulk_create(Membership(user=user, museum=museum) for museum in museums)
    return user


@pytest.fixture
def manager(client):
    """The collections manager, signed in."""
    user = person(Role.COLLECTIONS)
    client.force_login(user)
    return user


SCREENS = ["home", "imports", "import-new", "records", "museums", "reports"]


@pytest.mark.parametrize("name", SCREENS)
def test_nobody_enters_without_signing_in(client, name):
    answer = client.get(reverse(f"desk:{name}"))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/bureau/connexion/?next=")


def test_a_form_sent_after_the_session_ended_leads_to_the_desk_not_to_a_dead_end(client):
    answer = client.post(reverse("desk:import-act", args=(1, "appliquer")))

    assert answer["Location"] == "/bureau/connexion/?next=/bureau/"


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(
    ("role", "closed"),
    (
        (Role.NETWORK, set()),
        (Role.COLLECTIONS, set()),
        (Role.COMMUNICATION, {"imports", "import-new"}),
        (Role.MUSEUM, set()),
    ),
)
def test_each_role_opens_its_screens(client, name, role, closed):
    client.force_login(person(role, MuseumFactory()))

    assert client.get(reverse(f"desk:{name}")).status_code == (403 if name in closed else 200)


def test_one_who_fails_too_often_is_asked_to_wait_and_others_are_not(client, settings):
    settings.AXES_ENABLED = True
    User.objects.create_user("camille", password="un mot de passe long")
    door, wrong = reverse("desk:sign-in"), {"username": "camille", "password": "autre"}

    def knock(given, address):
        return client.post(door, given, headers={"x-forwarded-for": f"9.9.9.9, {address}"})

    answers = [knock(wrong, "203.0.113.5") for _ in range(settings.AXES_FAILURE_LIMIT)]
    right = knock({"username": "camille", "password": "un mot de passe long"}, "203.0.113.6")

    assert [answer.status_code for answer in answers] == [200] * 7 + [429]
    assert "une heure" in answers[-1].content.decode()
    assert right.status_code == 302


def test_a_person_signs_in_and_out(client):
    User.objects.create_user("camille", password="un mot de passe long", role=Role.COLLECTIONS)

    wrong = client.post("/bureau/connexion/", {"username": "camille", "password": "autre"})
    right = client.post(
        "/bureau/connexion/", {"username": "camille", "password": "un mot de passe long"}
    )

    assert wrong.status_code == 200
    assert "Aucun compte ne correspond" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (302, "/bureau/")
    assert client.post("/bureau/deconnexion/")["Location"] == "/bureau/connexion/"
    assert client.get("/bureau/").status_code == 302


def addresses(record, run, report):
    """Every address of the desk that names a thing."""
    return [
        ("get", reverse("desk:record", args=[record.pk])),
        ("post", reverse("desk:record-withdraw", args=[record.pk])),
        ("post", reverse("desk:record-put-back", args=[record.pk])),
        ("post", reverse("desk:image-rights", args=[record.pk, 1])),
        ("get", reverse("desk:import", args=[run.pk])),
        ("get", reverse("desk:import-columns", args=[run.pk])),
        ("get", reverse("desk:import-report", args=[run.pk, "csv"])),
        ("get", reverse("desk:import-report", args=[run.pk, "json"])),
        *[("post", reverse("desk:import-act", args=[run.pk, verb])) for verb in ("appliquer", "suspendre", "reprendre", "abandonner", "annuler")],
        ("post", reverse("desk:report-handle", args=[report.pk])),
    ]  # fmt: skip


def test_a_museum_never_sees_nor_touches_another_s_things(client):
    own, other = (
        MuseumFactory(usual_name="Musée du Port"),
        MuseumFactory(usual_name="Musée de la Faïence"),
    )
    record = RecordFactory(museum=other, title="Assiette secrète")
    run = ImportRun.objects.create(museum=other, created_at=NOW, files=[{"name": "secret.txt"}])
    report = ErrorReport.objects.create(
        record=record, message="Date fausse secrète", created_at=NOW
    )
    client.force_login(person(Role.MUSEUM, own))

    for method, address in addresses(record, run, report):
        assert getattr(client, method)(address).status_code == 404, address
    for name in SCREENS:
        page = client.get(reverse(f"desk:{name}"), {"q": "secrète"}).content.decode()
        assert "Assiette secrète" not in page
        assert "secret.txt" not in page
        assert "Date fausse" not in page
        assert "Musée de la Faïence" not in page
    assert Record.objects.get(pk=record.pk).state == State.PUBLIC


def test_a_museum_does_not_load_a_file_for_another(client, tmp_path):
    own, other = MuseumFactory(), MuseumFactory()
    client.force_login(person(Role.MUSEUM, own))

    answer = send(client, tmp_path, museum=other)

    assert answer.status_code == 422
    assert not ImportRun.objects.exists()


def send(client, tmp_path, *, museum, content=EXPORT, name="export.txt"):
    """Send a file as the form does."""
    path = tmp_path / name
    path.write_bytes(content)
    with path.open("rb") as file:
        return client.post(reverse("desk:import-new"), {"exports": [file], "museum": museum.pk})


def test_files_chosen_together_are_all_read(client, manager):
    files = [
        SimpleUploadedFile(f"lot-{n}.txt", EXPORT.replace(b"00000000001", b"0000000000%d" % n))
        for n in range(3)
    ]

    client.post(reverse("desk:import-new"), {"exports": files, "museum": MuseumFactory().pk})

    run = ImportRun.objects.get()
    assert [file["name"] for file in run.files] == ["lot-0.txt", "lot-1.txt", "lot-2.txt"]
    assert run.created == 3


def test_no_file_at_all_is_said(client, manager):
    answer = client.post(reverse("desk:import-new"), {"museum": MuseumFactory().pk})

    assert answer.status_code == 422
    assert "requis" in answer.content.decode()


def test_a_file_is_read_shown_applied_and_undone(client, manager, tmp_path):
    museum = MuseumFactory()

    answer = send(client, tmp_path, museum=museum)
    run = ImportRun.objects.get()
    page = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == reverse("desk:import", args=[run.pk])
    assert "cp1252" in page.lower()
    assert "Pichet aux œillets" in page
    assert not Record.objects.exists()

    client.post(reverse("desk:import-act", args=[run.pk, "appliquer"]))
    record = Record.objects.get()
    assert (record.title, record.is_public) == ("Pichet aux œillets", True)
    assert (
        "Créée par un import"
        in client.get(reverse("desk:record", args=[record.pk])).content.decode()
    )

    undone = client.post(reverse("desk:import-act", args=[run.pk, "annuler"]))
    assert not Record.objects.exists()
    assert "hx-trigger" not in client.get(undone["Location"]).content.decode()
    run.refresh_from_db()
    assert run.get_state_display() == "Annulé"


def test_an_undoing_that_was_asked_for_is_followed_before_it_begins(client, manager):
    run = ImportRun.objects.create(
        museum=MuseumFactory(), created_at=NOW, state="done", started_by=manager
    )
    address = reverse("desk:import", args=[run.pk])

    page = client.get(f"{address}?suivi=annulation").content.decode()

    assert f'hx-get="{address}?suivi=annulation"' in page
    assert "L’annulation est demandée" in page
    assert "Annuler cet import" not in page
    assert "hx-get" not in client.get(address).content.decode()


def test_a_run_that_is_read_says_what_would_happen_and_what_to_do(client, manager):
    run = ImportRun.objects.create(
        museum=MuseumFactory(), created_at=NOW, state="ready", started_by=manager, created=3
    )

    page = client.get(reverse("desk:import", args=[run.pk])).content.decode()

    assert "Voici ce qui changerait" in page
    assert "À créer" in page
    assert "Créées" not in page


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(client, manager, tmp_path):
    answer = send(client, tmp_path, museum=MuseumFactory(), content=b"")

    assert answer.status_code == 422
    assert re.search(r"vide", answer.content.decode())
    assert not ImportRun.objects.exists()


def test_the_columns_of_a_spreadsheet_are_chosen_on_screen(client, manager, tmp_path):
    table = "Cote bizarre;Titre\r\n0001;Bol à oreilles\r\n"
    answer = send(
        client, tmp_path, museum=MuseumFactory(), content=table.encode(), name="notices.csv"
    )
    run = ImportRun.objects.get()
    page = client.get(reverse("desk:import-columns", args=[run.pk])).content.decode()
    assert "Cote bizarre" in page
    assert answer.status_code == 302

    client.post(
        reverse("desk:import-columns", args=[run.pk]),
        {"column-0": "REF", "column-1": "TITR", "name": "Tableur du port"},
    )

    run.refresh_from_db()
    assert run.mapping == {"Cote bizarre": "REF", "Titre": "TITR"}
    assert run.created == 1


def test_the_report_opens_in_a_french_spreadsheet(client, manager, tmp_path):
    send(client, tmp_path, museum=MuseumFactory())
    run = ImportRun.objects.get()

    answer = client.get(reverse("desk:import-report", args=[run.pk, "csv"]))

    content = b"".join(answer.streaming_content)
    assert content.startswith("\ufeff".encode())
    assert "00000000001" in content.decode()
    assert client.get(reverse("desk:import-report", args=[run.pk, "json"])).json()["created"] == 1
    sheet = client.get(reverse("desk:import-report", args=[run.pk, "ods"]))
    assert sheet["Content-Disposition"] == f'attachment; filename="import-{run.pk}.ods"'
    assert b"".join(sheet.streaming_content)[30:38] == b"mimetype"


def test_a_record_is_withdrawn_with_its_reason_and_put_back(client, manager):
    record = RecordFactory()

    without = client.post(
        reverse("desk:record-withdraw", args=[record.pk]), {"reason": ""}, follow=True
    )
    assert Record.objects.get().state == State.PUBLIC
    assert "Écrivez pourquoi" in without.content.decode()

    client.post(
        reverse("desk:record-withdraw", args=[record.pk]), {"reason": "Demande de l’ayant droit."}
    )
    assert Record.objects.get().state == State.WITHDRAWN
    entry = HistoryEntry.objects.get()
    assert (entry.verb, entry.actor, entry.note) == (
        "withdraw",
        manager,
        "Demande de l’ayant droit.",
    )

    client.post(reverse("desk:record-put-back", args=[record.pk]), {"reason": "Accord reçu."})
    assert Record.objects.get().state == State.PUBLIC


def test_a_report_is_handled_once_and_leaves_the_list(client, manager):
    report = ErrorReport.objects.create(
        record=RecordFactory(), message="La date est fausse.", created_at=NOW
    )
    assert "La date est fausse." in client.get(reverse("desk:reports")).content.decode()

    client.post(reverse("desk:report-handle", args=[report.pk]))

    assert "La date est fausse." not in client.get(reverse("desk:reports")).content.decode()


@pytest.mark.parametrize("name", ("home", "imports", "records", "museums", "reports"))
def test_a_screen_asks_as_many_queries_for_one_thing_as_for_three(client, manager, name):
    counts = []
    for _ in range(2):
        for _ in range(1 if not counts else 2):
            record = RecordFactory(museum=MuseumFactory())
            ErrorReport.objects.create(record=record, message="Erreur.", created_at=NOW)
            ImportRun.objects.create(
                museum=record.museum, created_at=NOW, files=[{"name": "a.txt"}], started_by=manager
            )
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse(f"desk:{name}")).status_code == 200
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert counts[0] <= 9


def test_what_is_to_be_checked_in_the_texts_is_counted_without_reading_the_collection(museum):
    rows = Record.objects.filter(museum__in=[museum.pk]).exclude(flags=[])
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # it reads a table of three rows faster than an index
            cursor.execute("SET LOCAL enable_seqscan = off")

    assert "record_flagged" in rows.explain()
