from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core import mail as django_mail
from django.db import transaction

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import actions, mail, rules, transports
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.tests.killing import NOW
from dentelle.publishing.tests.servers import serving

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=2)


def letter(key="k", **values):
    """Post a letter."""
    values = {
        "to": "a@b.example",
        "subject": "Sujet",
        "text": "Texte",
        "actor": None,
        "now": NOW,
    } | values
    return mail.post_mail(key=key, **values)


@pytest.fixture
def person():
    return User.objects.create_user("camille", role=Role.NETWORK)


@pytest.fixture
def failing():
    """Have what is of the kind `test` meet the errors of a list, one a hand-over."""
    errors: list[Exception | None] = []

    @contextmanager
    def transport():
        def hand_over(departure):
            if errors and (error := errors.pop(0)):
                raise error

        yield hand_over

    transports.register("test", transport)
    yield errors
    transports._transports.pop("test")


def posted(key="k", **values):
    values = {"to": "x", "title": "X", "content": {"x": 1}, "actor": None, "now": NOW} | values
    return actions.post(key=key, kind="test", **values)


def test_the_same_key_writes_one_letter_and_sends_it_once(mailoutbox):
    assert letter() == letter(subject="Autre")

    assert [actions.deliver(now=NOW), actions.deliver(now=LATER)] == [1, 0]
    assert [m.subject for m in mailoutbox] == ["Sujet"]
    assert Departure.objects.get().fate == Fate.SENT


def test_a_letter_has_always_the_same_message_id(mailoutbox, settings):
    settings.SITE_URL = "https://musees.example"
    actions.deliver(now=letter().written_at)

    assert mailoutbox[0].message()["Message-ID"] == mail.message_id("k")
    assert mail.message_id("k") == mail.message_id("k") != mail.message_id("l")
    assert mail.message_id("k").endswith("@musees.example>")


def test_an_answer_goes_where_the_letter_says_or_to_nobody_in_particular(mailoutbox):
    letter(reply_to="claire@b.example")
    letter("l")
    actions.deliver(now=NOW)

    assert [m.message()["Reply-To"] for m in mailoutbox] == ["claire@b.example", None]


def test_what_is_decided_in_a_transaction_undone_never_leaves(mailoutbox):
    def decide():
        with transaction.atomic():
            letter()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        decide()

    assert actions.deliver(now=LATER) == 0
    assert mailoutbox == []


@pytest.mark.django_db(transaction=True)
def test_a_letter_leaves_as_soon_as_the_decision_is_kept(mailoutbox):
    with transaction.atomic():
        letter()
        assert mailoutbox == []

    assert len(mailoutbox) == 1


def test_nothing_leaves_before_its_hour(failing):
    posted(due_at=NOW + timedelta(hours=1))

    assert actions.deliver(now=NOW) == 0
    assert actions.deliver(now=NOW + timedelta(hours=1)) == 1


def test_what_has_no_transport_is_not_even_written():
    with pytest.raises(LookupError, match="mail"):
        actions.post(key="k", kind="pigeon", to="x", title="x", content={}, actor=None, now=NOW)


def test_what_fails_for_now_is_tried_again_later_and_later_then_given_to_a_person(failing):
    failing[:] = [transports.LaterError("450 plus tard")] * actions.ATTEMPTS
    posted()
    now, waits = NOW, []
    for _ in range(actions.ATTEMPTS):
        actions.deliver(now=now)
        row = Departure.objects.get()
        waits.append(row.due_at - now)
        now = max(now, row.due_at)

    assert (row.fate, row.error, row.attempts) == (Fate.FAILED, "450 plus tard", 8)
    assert waits[:6] == sorted(waits[:6])
    assert all(wait <= timedelta(hours=15) for wait in waits)
    assert list(Departure.objects.stuck()) == [row]


@pytest.mark.parametrize(
    ("error", "fate"),
    (
        (transports.RefusedError("550 inconnu"), Fate.FAILED),
        (transports.UnsureError("coupé"), Fate.UNKNOWN),
        (ZeroDivisionError("surprise"), Fate.UNKNOWN),
    ),
)
def test_a_refusal_and_a_doubt_are_given_to_a_person_and_never_sent_again_by_themselves(failing, error, fate):  # fmt: skip
    failing.append(error)
    posted()

    actions.deliver(now=NOW)
    actions.deliver(now=LATER)

    row = Departure.objects.get()
    assert (row.fate, row.attempts) == (fate, 1)
    assert str(error) in row.error


def test_of_two_workers_one_hands_over(failing):
    row = posted()
    other = Departure.objects.get(pk=row.pk)

    assert [actions._claim(row, NOW), actions._claim(other, NOW)] == [True, False]


def test_the_outcome_of_one_who_was_thought_dead_is_believed_until_a_person_decides(failing, person):  # fmt: skip
    row = posted()
    actions._claim(row, NOW)
    actions.settle_interrupted(now=NOW + actions.LEASE)
    assert Departure.objects.get().fate == Fate.UNKNOWN
    assert actions._record(row, fate=Fate.SENT) == 1

    Departure.objects.update(fate=Fate.UNKNOWN)
    actions.abandon(departure=Departure.objects.get(), actor=person, now=LATER)
    assert actions._record(row, fate=Fate.SENT) == 0


def test_a_person_decides_to_send_again_or_to_give_up_and_the_history_says_who(failing, person):
    failing.append(transports.UnsureError("coupé"))
    row = posted()
    actions.deliver(now=NOW)
    row.refresh_from_db()

    actions.retry(departure=row, actor=person, now=LATER)
    assert actions.deliver(now=LATER) == 1
    row.refresh_from_db()

    assert row.fate == Fate.SENT
    for decide in (actions.retry, actions.abandon):
        with pytest.raises(actions.NotStuckError):
            decide(departure=row, actor=person, now=LATER)
    entry = HistoryEntry.objects.get()
    assert (entry.verb, entry.actor, entry.before) == ("retry", person, {"fate": "unknown"})


def test_what_still_waits_can_be_given_up(failing, person):
    actions.abandon(departure=posted(), actor=person, now=NOW)

    assert actions.deliver(now=LATER) == 0
    assert Departure.objects.get().fate == Fate.ABANDONED


def test_a_letter_of_no_use_any_more_is_not_sent(mailoutbox):
    letter(expires_at=NOW + timedelta(minutes=15), private=True)

    assert actions.deliver(now=NOW + timedelta(minutes=15)) == 0
    row = Departure.objects.get()
    assert (mailoutbox, row.fate, row.content) == ([], Fate.ABANDONED, {})


def test_the_text_of_a_private_letter_is_erased_once_it_left(mailoutbox):
    letter(private=True)
    letter("l")

    actions.deliver(now=NOW)

    assert Departure.objects.get(key="k").content == {}
    assert Departure.objects.get(key="l").content["text"] == "Texte"


def test_what_left_a_year_ago_is_forgotten_and_what_waits_for_a_person_is_not(failing):
    failing[:] = [None, transports.RefusedError("non")]
    posted("a")
    posted("b")
    actions.deliver(now=NOW)

    actions.forget(now=NOW + timedelta(days=366))

    assert list(Departure.objects.values_list("key", flat=True)) == ["b"]


@pytest.mark.parametrize("role", Role)
def test_who_follows_and_reads_what_leaves(role, settings):
    user = User(role=role, is_active=True)
    staff = role in {Role.NETWORK, Role.COMMUNICATION}

    assert rules.can_follow(user) == rules.can_read(user, private=False) == staff
    assert not rules.can_read(user, private=True)
    settings.EMAIL_BACKEND = rules.ON_DISK
    assert rules.can_read(user, private=True) == (role == Role.NETWORK)


class Server:
    """A mail server that answers what the test says."""

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.answers: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        if address.startswith("inconnu"):
            return "550 5.1.1 unknown"
        if address.startswith("plein"):
            return "452 4.2.2 full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        self.taken.append(envelope.content.decode())
        return self.answers.pop(0) if self.answers else "250 OK"


@pytest.fixture
def server(settings):
    handler = Server()
    with serving(handler) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield handler


def test_a_real_server_takes_refuses_and_puts_off(server):
    letter("a")
    letter("b", to="inconnu@b.example")
    letter("c", to="plein@b.example")
    letter("d", subject="Été\nBcc: x@y.example", html="<p>Texte</p>")

    assert actions.deliver(now=NOW) == 2

    fates = dict(Departure.objects.values_list("key", "fate"))
    assert fates == {"a": Fate.SENT, "b": Fate.FAILED, "c": Fate.WAITING, "d": Fate.SENT}
    assert len(server.taken) == 2
    assert mail.message_id("a") in server.taken[0]
    assert "\nBcc:" not in server.taken[1]
    assert "text/html" in server.taken[1]


@pytest.mark.parametrize(
    ("answer", "fate"), (("554 non", Fate.FAILED), ("451 plus tard", Fate.WAITING))
)
def test_what_the_server_answers_to_the_text_is_heard(server, answer, fate):
    server.answers.append(answer)
    letter()

    actions.deliver(now=NOW)

    assert Departure.objects.get().fate == fate


def test_a_server_that_cannot_be_reached_costs_an_attempt_to_each_and_loses_none(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    letter("a")
    letter("b")

    assert actions.deliver(now=NOW) == 0

    rows = list(Departure.objects.all())
    assert [(row.fate, row.attempts) for row in rows] == [(Fate.WAITING, 1)] * 2
    assert all("Connection" in row.error and row.due_at > NOW for row in rows)


def test_on_disk_letters_are_files_of_a_folder(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = rules.ON_DISK, str(tmp_path / "boite")
    letter(private=True)

    actions.deliver(now=NOW)

    written = "".join(path.read_text() for path in (tmp_path / "boite").iterdir())
    assert "Texte" in written
    assert "Texte" in mail.as_text(Departure.objects.get())
    assert django_mail.outbox == []
