"""Every address of the desk, asked by each role for what is not theirs: nothing is said, nothing is written.

An address that is not told of here fails the first test: whoever adds one says whose it is.
"""

from datetime import UTC, datetime

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda.models import Check, Event, Feed
from dentelle.agenda.tests.factories import make_event
from dentelle.catalogue.models import ImportRun, Record, RecordImage
from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.desk.actions import checks
from dentelle.desk.tests.events import person
from dentelle.jobs import actions as jobs
from dentelle.jobs.models import Offer
from dentelle.jobs.tests.factories import make_offer
from dentelle.media import actions as media
from dentelle.media.models import Image, Upload
from dentelle.media.rules import Rights
from dentelle.media.tests.factories import make_image
from dentelle.museums import actions as museums
from dentelle.museums.models import Membership, Museum
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.participation.models import ErrorReport
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import mail
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.queries import history_of

pytestmark = pytest.mark.django_db
CANARY = "Zorglub"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)

# Before the door: anybody, by a secret or to sign in.
OPEN = {"sign-in", "sign-in-code", "ask-link", "ask-password", "new-password", "link", "event-check"}  # fmt: skip
# One's own account, whatever one does in the network.
OWN = {"sign-out", "welcome", "account", "account-password", "second-factor-new", "second-factor-change", "sign-out-everywhere", "end-session"}  # fmt: skip
# Lists, forms of something new: those of one's own museums.
LISTS = {
    "home", "museum-own", "event-new", "event-sheet", "offer-new", "import-new", "images-rights", "image-deposit", "upload-begin", "account-new", "museums-ask",
    *(f"{name}{suffix}" for suffix in ("", "-csv", "-ods") for name in (
        "accounts", "letters", "event-feeds", "events", "events-queue", "offers", "imports", "records", "images", "museums", "reports",
    )),
}  # fmt: skip
ANSWERS = {
    "reason": "Parce que.", "message": "Non.", "status": "cancelled", "do": "save", "to": "x@example.org", "title": "Volé", "version": "1",
    "alt": "Volé", "credit": "Volé", "licence": "public-domain", "handled": "1", "unchecked_pictures": "hidden", "image": "", "opening": "Volé", "verb": "approve",
}  # fmt: skip


def a_museum_with_something_of_everything():
    """Return the addresses that name a thing of a museum, by name; every word of it is a canary."""
    museum = MuseumFactory(usual_name=f"Musée {CANARY}", town=f"{CANARY}-sur-Mer", slug="zorglub")
    owner = person(Role.MUSEUM, museum, email="zorglub@example.org")
    event = make_event(museums=[museum], title=f"Visite {CANARY}", state="draft")
    agenda.edit_event(event=event, values={"prices": "1 €"}, seen=1, actor=owner, now=NOW)
    check = checks.ask_check(event=event, to="zorglub@example.org", message="", publish=False, actor=owner, now=timezone.now())  # fmt: skip
    offer = make_offer(museum=museum, title=f"Poste {CANARY} H/F", state="draft")
    jobs.edit_offer(offer=offer, values={"pay": "1 €"}, seen=1, actor=owner, now=NOW)
    museums.edit_museum(museum=museum, values={"phone": "01"}, seen=museum.version, actor=owner, now=NOW)  # fmt: skip
    record = RecordFactory(museum=museum, title=f"Vase {CANARY}", state="draft")
    image = make_image()
    RecordImage.objects.create(record=record, image=image)
    media.set_rights(image=image, rights=Rights(licence="cc-by-4.0", credit=CANARY), actor=owner, now=NOW)  # fmt: skip
    run = ImportRun.objects.create(museum=museum, created_at=NOW, state="ready", files=[{"name": f"{CANARY}.txt"}])  # fmt: skip
    report = ErrorReport.objects.create(record=record, message=f"Faux {CANARY}", created_at=NOW)
    feed = agenda.subscribe(museum=museum, address="https://zorglub.example/a.ics", actor=owner, now=NOW)  # fmt: skip
    upload = Upload.objects.create(key="envoi", owner=owner, museum=museum, name=f"{CANARY}.jpg", size=9, begun_at=NOW, touched_at=NOW)  # fmt: skip
    letter = mail.post_mail(key="zorglub", to="zorglub@example.org", subject=CANARY, text=CANARY, actor=owner, now=timezone.now())  # fmt: skip
    return {
        "event": [[event.pk]],
        "event-review": [[event.pk]],
        "event-act": [[event.pk, verb] for verb in ("soumettre", "publier", "brouillon", "archiver", "retirer", "remettre", "situation", "renoncer", "verifier")],
        "event-check-ask": [[event.pk]],
        "event-check-close": [[event.pk, check.pk]],
        "event-duplicate": [[event.pk]],
        "event-undo": [[event.pk, history_of(event).filter(verb="edit").get().pk]],
        "event-feed-act": [[feed.pk, verb] for verb in ("lire", "prendre", "suspendre", "reprendre", "confiance", "relire", "oublier")],
        "offer": [[offer.pk]],
        "offer-review": [[offer.pk]],
        "offer-act": [[offer.pk, verb] for verb in ("soumettre", "publier", "brouillon", "archiver", "retirer", "remettre")],
        "offer-duplicate": [[offer.pk]],
        "offer-undo": [[offer.pk, history_of(offer).filter(verb="edit").get().pk]],
        "museum": [[museum.pk]],
        "museum-undo": [[museum.pk, history_of(museum).filter(verb="edit").get().pk]],
        "museum-pictures": [[museum.pk]],
        "museum-ask": [[museum.pk]],
        "import": [[run.pk]],
        "import-columns": [[run.pk]],
        "import-report": [[run.pk, kind] for kind in ("csv", "ods", "json")],
        "import-act": [[run.pk, verb] for verb in ("appliquer", "suspendre", "reprendre", "abandonner", "annuler")],
        "record": [[record.pk]],
        "record-withdraw": [[record.pk]],
        "record-put-back": [[record.pk]],
        "image-rights": [[record.pk, image.pk]],
        "report-handle": [[report.pk]],
        **{name: [[image.pk]] for name in ("image", "image-small", "image-decide", "image-alt", "image-withdraw", "image-put-back", "image-proof")},
        "image-restore": [[image.pk, history_of(image).filter(verb="set_rights").get().pk]],
        **{name: [[upload.key]] for name in ("upload", "upload-finish", "upload-forget")},
        "account-of": [[owner.pk]],
        "account-act": [[owner.pk, verb] for verb in ("fermer", "rouvrir", "deconnecter", "second-facteur", "inviter")],
        "letter": [[letter.pk]],
        "letter-act": [[letter.pk, verb] for verb in ("renvoyer", "abandonner")],
    }  # fmt: skip


def written():
    """Return everything the walk could have written."""
    tables = (Event, Offer, Museum, Record, Image, ImportRun, ErrorReport, Feed, Check, Upload, Membership)  # fmt: skip
    rows = {table: list(table.objects.order_by("pk").values()) for table in tables}
    people = list(User.objects.order_by("pk").values("username", "email", "role", "is_active", "password"))  # fmt: skip
    left = list(Departure.objects.order_by("pk").values("key", "fate", "attempts"))
    return rows, people, left, HistoryEntry.objects.count()


_OWN_ARGS = {"end-session": [["x"]], "second-factor-change": [["retirer"], ["codes"]]}


def ask(client, things, names):
    """Ask each address by reading and by writing; return its name, method, code and words."""
    for name in sorted(names):
        for args in things.get(name, _OWN_ARGS.get(name, [[]])):
            address = reverse(f"desk:{name}", args=args)
            for method in ("get", "post"):
                answer = getattr(client, method)(address, ANSWERS)
                content = b"".join(answer) if answer.streaming else answer.content
                yield f"{method} {address}", answer, content.decode("utf-8", "replace")


def test_every_address_of_the_desk_is_told_of_here():
    names = {pattern.name for pattern in get_resolver().namespace_dict["desk"][1].url_patterns}

    things = set(a_museum_with_something_of_everything())

    assert names == OPEN | OWN | LISTS | things
    assert not (OPEN | OWN | LISTS) & things


def test_who_has_not_signed_in_is_led_to_the_door(client):
    things = a_museum_with_something_of_everything()
    before = written()

    for what, answer, words in ask(client, things, set(things) | LISTS | OWN - {"sign-out"}):
        led = answer.status_code == 302 and answer["Location"].startswith("/bureau/connexion/")
        assert led or answer.status_code == 405, what
        assert CANARY.lower() not in words.lower(), what
    assert written() == before


@pytest.mark.parametrize("role", (Role.TEACHER, Role.PRESS))
def test_teachers_and_the_press_have_their_own_account_alone(client, role):
    things = a_museum_with_something_of_everything()
    client.force_login(person(role))
    before = written()

    for what, answer, words in ask(client, things, set(things) | LISTS):
        assert answer.status_code in {403, 404, 405}, what
        assert CANARY.lower() not in words.lower(), what
    assert written() == before


def test_another_museum_s_things_are_nowhere_for_a_contributor(client):
    things = a_museum_with_something_of_everything()
    client.force_login(person(Role.MUSEUM, MuseumFactory(usual_name="Musée du Port")))
    before = written()

    for what, answer, words in ask(client, things, things):
        assert answer.status_code in {403, 404, 405}, what
        assert CANARY.lower() not in words.lower(), what
    assert written() == before
    for name in sorted(LISTS - {"upload-begin"}):
        for asked in ({}, {"when": "all", "state": "all"}, {"q": CANARY}, {"musee": "zorglub"}):
            answer = client.get(reverse(f"desk:{name}"), asked)
            words = (b"".join(answer) if answer.streaming else answer.content).decode("utf-8", "replace")  # fmt: skip
            shown = (
                words.replace(f'value="{CANARY}"', "")
                .replace(f"q={CANARY}", "")
                .replace("musee=zorglub", "")
            )
            assert CANARY.lower() not in shown.lower(), (name, asked)


@pytest.mark.parametrize(
    ("role", "closed"),
    (
        (Role.COLLECTIONS, ("event", "offer", "account", "letter", "museum-ask")),
        (Role.COMMUNICATION, ("import", "account", "record-withdraw", "record-put-back", "image-rights", "image-decide", "image-restore")),
    ),
)  # fmt: skip
def test_each_trade_writes_nothing_of_the_other(client, role, closed):
    things = a_museum_with_something_of_everything()
    client.force_login(person(role))
    names = {name for name in things if name.startswith(closed)}
    before = written()

    for name in sorted(names):
        for args in things[name]:
            answer = client.post(reverse(f"desk:{name}", args=args), ANSWERS)
            assert answer.status_code in {403, 404, 405}, (name, args)
    assert written() == before
