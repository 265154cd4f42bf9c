from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.crypto import get_random_string

from dentelle.accounts import actions, networks, queries, rules, sealing, totp
from dentelle.accounts.enums import Means, Purpose, Role
from dentelle.accounts.models import Asking, OneTimeLink, OpenSession, RecoveryCode, SignIn, User
from dentelle.accounts.sessions import OPENED, SessionStore, opened
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.tests.killing import NOW

pytestmark = pytest.mark.django_db
STAFF = {Role.NETWORK, Role.COMMUNICATION, Role.COLLECTIONS}
GOOD = "la dentelle de Caen, 1840"


@pytest.fixture
def person():
    return actions.create_person(
        username="camille",
        email="Camille@musee.example",
        role=Role.COLLECTIONS,
        actor=None,
        now=NOW,
    )


def protected(user):
    """Give somebody a second factor; return its secret and the recovery codes."""
    secret = actions.begin_second_factor(user=user, now=NOW)
    code = pyotp.TOTP(secret).at(NOW)
    return secret, actions.confirm_second_factor(user=user, code=code, now=NOW)


def session_of(user):
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store[OPENED] = opened(
        means=Means.PASSWORD, network="203.0.113.0/24", device="Firefox", now=NOW
    )
    store.create()
    return store.session_key


def test_an_account_is_made_once_and_its_history_says_by_whom(person):
    entry = HistoryEntry.objects.get()
    assert (entry.verb, entry.subject, entry.after["role"]) == (
        "create_account",
        person,
        "collections",
    )
    assert not person.has_usable_password()

    for name, email in (("CAMILLE", "autre@x.example"), ("autre", "camille@MUSEE.example")):
        with pytest.raises(actions.TakenError):
            actions.create_person(username=name, email=email, role=Role.PRESS, actor=None, now=NOW)


@pytest.mark.parametrize("role", Role)
def test_each_role_is_in_and_opens_what_is_its(role):
    user, other = User(pk=1, role=role), User(pk=2)
    assert rules.is_in(user)
    assert rules.can_enter_desk(user) == (role not in {Role.TEACHER, Role.PRESS})
    assert (
        rules.can_manage_accounts(user) == rules.can_manage(user, other) == (role == Role.NETWORK)
    )
    assert not rules.can_manage(user, user)
    closed = User(role=role, is_active=False)
    assert not rules.is_in(closed)
    assert not rules.can_enter_desk(closed)


def test_the_installer_is_decided_about_by_an_installer_alone():
    network, installer = User(pk=1, role=Role.NETWORK), User(pk=2, is_superuser=True)

    assert not rules.can_manage(network, installer)
    assert rules.can_manage(installer, network)


@pytest.mark.parametrize("role", Role)
def test_the_staff_must_have_a_second_factor_once_the_grace_is_over(role, settings):
    settings.SECOND_FACTOR_GRACE_DAYS = 14
    user = User(role=role, date_joined=NOW)
    over = NOW + timedelta(days=14)

    assert not rules.must_have_second_factor(user, over - timedelta(seconds=1))
    assert rules.must_have_second_factor(user, over) == (role in STAFF)
    user.second_factor_waived = True
    assert not rules.must_have_second_factor(user, over)


def test_a_new_role_ends_the_sessions_and_a_new_name_does_not(person):
    session_of(person)
    actions.change_person(user=person, values={"first_name": "Camille"}, actor=None, now=NOW)
    assert person.sessions.count() == 1

    assert actions.change_person(user=person, values={"role": Role.MUSEUM}, actor=None, now=NOW)

    assert person.sessions.count() == 0
    entry = HistoryEntry.objects.order_by("-pk").first()
    assert (entry.before, entry.after) == ({"role": "collections"}, {"role": "museum"})


def test_nothing_to_change_writes_nothing(person):
    before = HistoryEntry.objects.count()

    assert not actions.change_person(
        user=person, values={"role": Role.COLLECTIONS}, actor=None, now=NOW
    )

    assert HistoryEntry.objects.count() == before


def test_a_new_address_is_free_and_takes_their_worth_from_links_of_before(person):
    actions.create_person(username="b", email="b@x.example", role=Role.PRESS, actor=None, now=NOW)
    token, _link = actions.make_link(user=person, purpose=Purpose.SIGN_IN, now=NOW)
    with pytest.raises(actions.TakenError):
        actions.change_person(user=person, values={"email": "B@x.example"}, actor=None, now=NOW)

    actions.change_person(user=person, values={"email": "c@x.example"}, actor=None, now=NOW)

    assert queries.link(token, (Purpose.SIGN_IN,), NOW) is None


def test_the_last_who_runs_the_network_stays(person):
    only = actions.create_person(
        username="n", email="n@x.example", role=Role.NETWORK, actor=None, now=NOW
    )
    with pytest.raises(actions.LastNetworkError):
        actions.change_person(user=only, values={"role": Role.PRESS}, actor=None, now=NOW)
    with pytest.raises(actions.LastNetworkError):
        actions.close_account(user=only, actor=None, now=NOW)

    actions.change_person(user=person, values={"role": Role.NETWORK}, actor=None, now=NOW)
    actions.close_account(user=only, actor=person, now=NOW)
    assert not User.objects.get(pk=only.pk).is_active


def test_a_closed_account_has_neither_session_nor_link_and_opens_again(person):
    session_of(person)
    token, _link = actions.make_link(user=person, purpose=Purpose.SIGN_IN, now=NOW)

    actions.close_account(user=person, actor=None, now=NOW)

    assert person.sessions.count() == 0
    assert queries.link(token, (Purpose.SIGN_IN,), NOW) is None
    actions.open_account(user=person, actor=None, now=NOW)
    assert User.objects.get().is_active


@pytest.mark.parametrize(
    "weak", ("court", "123456789012", "motdepassemotdepasse"[:11], "camille@musee.exampl")
)
def test_a_weak_password_is_refused(person, weak):
    with pytest.raises(ValidationError):
        actions.set_password(user=person, password=weak, actor=person, now=NOW)


def test_a_password_close_to_oneself_is_refused_in_words_people_know(person):
    person.username = "marie-lecoeur"

    with translation.override("fr"), pytest.raises(ValidationError) as refused:
        actions.set_password(user=person, password="marie-lecoeur1", actor=person, now=NOW)

    said = " ".join(refused.value.messages)
    assert "trop proche de votre nom" in said
    assert "utilisateur" not in said


def test_a_new_password_ends_the_sessions_and_the_links(person):
    session_of(person)
    token, _link = actions.make_link(user=person, purpose=Purpose.PASSWORD, now=NOW)

    actions.set_password(user=person, password=GOOD, actor=person, now=NOW)

    assert User.objects.get().check_password(GOOD)
    assert person.sessions.count() == 0
    assert queries.link(token, (Purpose.PASSWORD,), NOW) is None
    assert GOOD not in str(list(HistoryEntry.objects.values()))


@pytest.mark.parametrize(
    ("seconds", "code"),
    # RFC 6238, appendix B: SHA-1, the last six of eight digits
    ((59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")),
)  # fmt: skip
def test_codes_are_those_of_the_standard(seconds, code):
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 -- "12345678901234567890" in base 32
    now = datetime.fromtimestamp(seconds, UTC)

    assert totp.step_of(secret, code, now) == seconds // 30
    assert (
        totp.step_of(secret, f"{code[:3]} {code[3:]}", now + timedelta(seconds=30)) == seconds // 30
    )
    assert totp.step_of(secret, code, now + timedelta(seconds=61)) is None
    assert totp.step_of(secret, "é", now) is None


def test_a_second_factor_counts_once_a_first_code_was_right(person):
    secret = actions.begin_second_factor(user=person, now=NOW)
    assert not queries.has_second_factor(person)
    assert actions.begin_second_factor(user=person, now=NOW) == secret, "a reload changes nothing"
    assert secret not in person.second_factor.sealed
    with pytest.raises(actions.WrongCodeError):
        actions.confirm_second_factor(user=person, code="000000", now=NOW - timedelta(days=900))

    codes = actions.confirm_second_factor(user=person, code=pyotp.TOTP(secret).at(NOW), now=NOW)

    assert queries.has_second_factor(person)
    assert len(set(codes)) == 10
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()
    with pytest.raises(ValueError, match="removed first"):
        actions.begin_second_factor(user=person, now=NOW)


def test_a_code_is_taken_once(person):
    secret, _codes = protected(person)
    later = NOW + timedelta(minutes=2)
    code = pyotp.TOTP(secret).at(later)

    assert actions.check_code(user=person, code=code, now=later) == Means.CODE
    for again in (code, pyotp.TOTP(secret).at(NOW)):
        with pytest.raises(actions.WrongCodeError):
            actions.check_code(user=person, code=again, now=later)


def test_a_recovery_code_is_taken_once_however_it_is_typed(person):
    _secret, codes = protected(person)
    typed = f" {codes[0].upper().replace('-', ' ')} "

    assert actions.check_code(user=person, code=typed, now=NOW) == Means.RECOVERY
    with pytest.raises(actions.WrongCodeError):
        actions.check_code(user=person, code=codes[0], now=NOW)


def test_new_recovery_codes_end_the_worth_of_those_of_before(person):
    _secret, codes = protected(person)

    new = actions.renew_recovery_codes(user=person, now=NOW)

    with pytest.raises(actions.WrongCodeError):
        actions.check_code(user=person, code=codes[0], now=NOW)
    assert actions.check_code(user=person, code=new[0], now=NOW) == Means.RECOVERY


def test_after_too_many_wrong_codes_even_a_right_one_waits_an_hour(person, settings):
    settings.AXES_FAILURE_LIMIT = 3
    secret, codes = protected(person)
    for _ in range(3):
        actions.note_sign_in(
            user=person, means=Means.CODE, succeeded=False, network="", device="", now=NOW
        )

    with pytest.raises(actions.TooOftenError):
        actions.check_code(user=person, code=codes[0], now=NOW + timedelta(minutes=59))
    later = NOW + timedelta(minutes=60)
    assert (
        actions.check_code(user=person, code=pyotp.TOTP(secret).at(later), now=later) == Means.CODE
    )


def test_removing_the_second_factor_ends_the_sessions(person):
    protected(person)
    session_of(person)

    assert actions.remove_second_factor(user=person, actor=person, now=NOW)
    assert not actions.remove_second_factor(user=person, actor=person, now=NOW)

    assert (queries.has_second_factor(person), person.sessions.count()) == (False, 0)
    assert RecoveryCode.objects.count() == 0


def test_a_link_works_once_and_for_its_time_and_its_purpose(person):
    token, link = actions.make_link(user=person, purpose=Purpose.SIGN_IN, now=NOW)
    into = (Purpose.SIGN_IN, Purpose.INVITATION)
    assert token not in str(OneTimeLink.objects.values_list())
    assert queries.link(token, into, link.expires_at) is None
    assert queries.link(token, (Purpose.PASSWORD,), NOW) is None
    assert queries.link(token, into, NOW) == link
    with pytest.raises(actions.LinkGoneError):
        actions.use_link(token=token, purposes=(Purpose.PASSWORD,), now=NOW)

    assert actions.use_link(token=token, purposes=into, now=NOW).user == person
    for wrong in (token, "", get_random_string(43)):
        with pytest.raises(actions.LinkGoneError):
            actions.use_link(token=wrong, purposes=into, now=NOW)
    assert link.expires_at - NOW == timedelta(minutes=15)


def test_a_new_invitation_replaces_the_one_of_before(person):
    first, _ = actions.make_link(user=person, purpose=Purpose.INVITATION, now=NOW)
    second, _ = actions.make_link(user=person, purpose=Purpose.INVITATION, now=NOW)

    assert queries.link(first, (Purpose.INVITATION,), NOW) is None
    assert queries.link(second, (Purpose.INVITATION,), NOW)


@pytest.mark.parametrize("address", ("camille@musee.example", "personne@musee.example"))
def test_an_asking_leaves_the_same_trace_and_the_same_limit_whether_an_account_exists(person, address):  # fmt: skip
    def ask():
        return actions.ask(address=address, purpose=Purpose.SIGN_IN, network="n", now=NOW)

    asking = ask()
    found = actions.answer(asking=asking, now=NOW)

    assert found == (person if address.startswith("camille") else None)
    assert actions.answer(asking=asking, now=NOW) is None, "once"
    assert not Asking.objects.exclude(address="").exists()
    ask(), ask()
    with pytest.raises(actions.TooOftenError):
        ask()
    actions.ask(address="autre@x.example", purpose=Purpose.SIGN_IN, network="n", now=NOW)


def test_a_network_that_asks_for_many_addresses_is_stopped():
    for number in range(30):
        actions.ask(address=f"{number}@x.example", purpose=Purpose.SIGN_IN, network="n", now=NOW)

    with pytest.raises(actions.TooOftenError):
        actions.ask(address="z@x.example", purpose=Purpose.SIGN_IN, network="n", now=NOW)
    actions.ask(address="z@x.example", purpose=Purpose.SIGN_IN, network="m", now=NOW)


def test_a_session_says_whose_it_is_and_is_ended_alone_or_with_the_others(person):
    keys = [session_of(person) for _ in range(3)]
    row = OpenSession.objects.get(pk=keys[0])
    assert (row.user, row.network, row.opened_at) == (person, "203.0.113.0/24", NOW)
    assert keys[0] not in row.handle

    other = User.objects.create_user("autre")
    assert actions.end_session(user=other, handle=row.handle) == 0
    assert actions.end_session(user=person, handle=row.handle) == 1
    assert actions.end_sessions(user=person, but=keys[1]) == 1
    assert not SessionStore(keys[0]).exists(keys[0])
    actions.sign_out_everywhere(user=person, actor=person, now=NOW)
    assert OpenSession.objects.count() == 0


def test_what_is_kept_for_a_time_is_forgotten(person):
    for days in (366, 364):
        at = NOW - timedelta(days=days)
        actions.note_sign_in(
            user=person, means=Means.LINK, succeeded=True, network="", device="", now=at
        )
    actions.make_link(user=person, purpose=Purpose.SIGN_IN, now=NOW - timedelta(days=31))
    actions.ask(
        address="a@b.example", purpose=Purpose.SIGN_IN, network="", now=NOW - timedelta(days=2)
    )
    session_of(person)
    OpenSession.objects.update(expire_date=NOW)

    actions.forget(now=NOW)

    assert SignIn.objects.count() == 1
    assert [OneTimeLink.objects.count(), Asking.objects.count(), OpenSession.objects.count()] == [
        0
    ] * 3


@pytest.mark.parametrize(
    ("address", "network"),
    (
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("nimporte", ""),
        (None, ""),
    ),
)
def test_an_address_is_kept_as_its_network(address, network):
    assert networks.prefix(address) == network


@pytest.mark.parametrize(
    ("agent", "device"),
    (
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36 Edg/138.0", "Edge, Android"),
        ("curl/8", ""),
    ),
)  # fmt: skip
def test_a_device_is_told_as_a_person_names_it(agent, device):
    assert networks.device(agent) == device


def test_what_is_sealed_is_read_with_the_key_of_before_and_with_no_other(settings):
    sealed = sealing.seal("secret")
    before, settings.SECRET_KEY = settings.SECRET_KEY, "another key"
    with pytest.raises(sealing.SealError):
        sealing.unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [before]
    assert sealing.unseal(sealed) == "secret"
