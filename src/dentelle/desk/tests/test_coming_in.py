import re
from datetime import timedelta

import pyotp
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Means, Purpose, Role
from dentelle.accounts.models import Asking, OpenSession, SignIn, User
from dentelle.desk import actions, tasks
from dentelle.desk.actions import letters
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.outbox import actions as outbox
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db
GOOD = "la dentelle de Caen, 1840"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
DOOR = "/bureau/connexion/"


@pytest.fixture
def person():
    return accounts.create_person(
        username="camille", email="camille@musee.example", role=Role.COLLECTIONS, password=GOOD,
        actor=None, now=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def secret(person):
    """The secret of the person's telephone; its codes of two minutes ago are used."""
    now = timezone.now() - timedelta(minutes=2)
    secret = accounts.begin_second_factor(user=person, now=now)
    accounts.confirm_second_factor(user=person, code=pyotp.TOTP(secret).at(now), now=now)
    return secret


def knock(client, username="camille", password=GOOD, **more):
    headers = {"user-agent": FIREFOX, "x-forwarded-for": "203.0.113.77"}
    return client.post(DOOR, {"username": username, "password": password, **more}, headers=headers)


def is_in(client):
    return client.get("/bureau/mon-compte/").status_code == 200


def link_in(mailoutbox):
    """Deliver what waits, and return the path of the link of the last letter."""
    outbox.deliver(now=timezone.now())
    return re.search(r"https?://[^/\s]+(/\S+)", mailoutbox[-1].body)[1]


@pytest.mark.parametrize("name", ("camille", "Camille@Musee.example"))
def test_a_person_comes_in_by_name_or_address_and_the_log_says_from_where(client, person, name):
    assert knock(client, password="autre").status_code == 200
    assert knock(client, username=name).status_code == 302

    assert is_in(client)
    lines = SignIn.objects.order_by("pk").values_list(
        "user", "means", "succeeded", "network", "device"
    )
    assert list(lines) == [
        (person.pk, "password", False, "203.0.113.0/24", "Firefox, Windows"),
        (person.pk, "password", True, "203.0.113.0/24", "Firefox, Windows"),
    ]
    session = OpenSession.objects.get(user=person)
    assert (session.network, session.device, session.means) == (*lines[1][3:], "password")


def test_a_name_nobody_has_leaves_a_line_without_the_name(client, person):
    knock(client, username="zorglub")

    line = SignIn.objects.get()
    assert (line.user, line.succeeded) == (None, False)


def test_coming_in_changes_the_key_of_the_session(client, person, secret):
    knock(client)
    half = client.session.session_key
    client.post("/bureau/connexion/code/", {"code": pyotp.TOTP(secret).now()})

    assert client.session.session_key != half
    assert not OpenSession.objects.filter(pk=half).exists()


@pytest.mark.parametrize("way", ("https://ailleurs.example/", "//ailleurs.example", "javascript:1"))
def test_coming_in_leads_nowhere_else(client, person, way):
    assert knock(client, next=way)["Location"] == "/bureau/"


def test_with_a_second_factor_a_password_alone_opens_nothing(client, person, secret):
    answer = knock(client, next="/bureau/notices/")

    assert answer["Location"] == "/bureau/connexion/code/"
    for path in ("/bureau/", "/bureau/mon-compte/", "/bureau/pages/", "/bureau/pages/pages/"):
        assert "/connexion/" in client.get(path, follow=True).redirect_chain[-1][0], path
    wrong = client.post("/bureau/connexion/code/", {"code": "000000"})
    assert "Ce code est faux" in wrong.content.decode()
    right = client.post("/bureau/connexion/code/", {"code": pyotp.TOTP(secret).now()})
    assert right["Location"] == "/bureau/notices/"
    assert is_in(client)
    means = list(SignIn.objects.order_by("pk").values_list("means", "succeeded"))
    assert means == [("code", False), ("code", True)]


def test_a_recovery_code_opens_too(client, person, secret):
    codes = accounts.renew_recovery_codes(user=person, now=timezone.now())
    knock(client)

    client.post("/bureau/connexion/code/", {"code": codes[3]})

    assert is_in(client)
    assert SignIn.objects.filter(means=Means.RECOVERY, succeeded=True).exists()


def test_the_code_is_asked_soon_after_the_password_and_of_the_same_password(client, person, secret, time_machine):  # fmt: skip
    code = pyotp.TOTP(secret)
    knock(client)
    accounts.set_password(user=person, password="un autre mot de passe", actor=person, now=timezone.now())  # fmt: skip
    assert client.post("/bureau/connexion/code/", {"code": code.now()})["Location"] == DOOR

    knock(client, password="un autre mot de passe")
    time_machine.move_to(timezone.now() + timedelta(minutes=11))
    assert client.post("/bureau/connexion/code/", {"code": code.now()})["Location"] == DOOR
    assert not is_in(client)


def test_the_code_page_without_a_password_leads_to_the_door(client):
    assert client.get("/bureau/connexion/code/")["Location"] == DOOR


def test_too_many_wrong_codes_and_the_account_rests(client, person, secret, settings):
    settings.AXES_FAILURE_LIMIT = 3
    knock(client)
    for _ in range(3):
        client.post("/bureau/connexion/code/", {"code": "000000"})

    answer = client.post("/bureau/connexion/code/", {"code": pyotp.TOTP(secret).now()})

    assert answer.status_code == 429
    assert not is_in(client)


@pytest.fixture
def old(person):
    """The person, long after the days of grace."""
    User.objects.update(date_joined=timezone.now() - timedelta(days=400))
    return User.objects.get()


@pytest.mark.parametrize(
    "path", ("/bureau/", "/bureau/notices/", "/bureau/mon-compte/", "/en/bureau/", "/bureau/pages/", "/bureau/pages/pages/", "/bureau/pages/account/")
)  # fmt: skip
def test_after_the_grace_the_staff_take_a_second_factor_before_anything_else(client, old, path):
    User.objects.update(role=Role.COMMUNICATION)
    client.force_login(User.objects.get())

    answer = client.get(path)

    assert answer.status_code == 302
    assert answer["Location"].endswith("/bureau/mon-compte/second-facteur/")
    assert 'class="qr"' in client.get(answer["Location"]).content.decode()


def test_taking_the_second_factor_opens_the_desk_and_shows_the_recovery_codes_once(client, old, mailoutbox):  # fmt: skip
    client.force_login(old)
    page = client.get("/bureau/mon-compte/second-facteur/").content.decode()
    secret = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1].replace(" ", "")
    assert "data:image/svg+xml" in page

    answer = client.post("/bureau/mon-compte/second-facteur/", {"code": pyotp.TOTP(secret).now()})

    assert len(re.findall(r"<li><code>[a-z0-9-]{11}</code>", answer.content.decode())) == 10
    assert client.get("/bureau/").status_code == 200
    outbox.deliver(now=timezone.now())
    assert "second facteur" in mailoutbox[-1].body
    assert client.get("/bureau/mon-compte/second-facteur/").status_code == 302


@pytest.mark.parametrize(("role", "waived"), ((Role.MUSEUM, False), (Role.COLLECTIONS, True)))
def test_a_contributor_and_an_account_of_the_demonstration_do_without(client, old, role, waived):
    User.objects.update(role=role, second_factor_waived=waived)
    client.force_login(User.objects.get())

    assert client.get("/bureau/").status_code == 200


def test_removing_the_second_factor_or_renewing_codes_asks_a_code(client, person, secret):
    client.force_login(person)
    change = "/bureau/mon-compte/second-facteur/retirer/"
    client.post(change, {"code": "000000"})
    assert is_in(client)
    assert accounts.check_code

    answer = client.post(
        "/bureau/mon-compte/second-facteur/codes/", {"code": pyotp.TOTP(secret).now()}
    )
    codes = re.findall(r"<li><code>([a-z0-9-]{11})</code>", answer.content.decode())
    assert len(codes) == 10
    client.post(change, {"code": codes[0]})

    assert not is_in(client)
    assert knock(client)["Location"] == "/bureau/"


def test_a_link_sent_by_mail_lets_in_once_by_a_button_and_not_by_being_looked_at(client, person, mailoutbox):  # fmt: skip
    ask(client, "CAMILLE@musee.example")
    path = link_in(mailoutbox)
    for _scanner in range(3):
        assert "Entrer" in client.get(path).content.decode()
        assert client.head(path).status_code == 200
    assert not is_in(client)

    assert client.post(path)["Location"] == "/bureau/"

    assert is_in(client)
    client.post("/bureau/deconnexion/")
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 410
        assert "n’ouvre plus rien" in answer.content.decode()
    assert not is_in(client)
    assert SignIn.objects.filter(means=Means.LINK, succeeded=True).count() == 1


def ask(client, address, page="lien"):
    """Ask for a link, and let the worker answer."""
    answer = client.post(f"/bureau/connexion/{page}/", {"email": address})
    for asking in Asking.objects.filter(answered_at=None):
        tasks.answer_asking.call(asking.pk)
    return answer


def test_the_link_asks_the_second_factor_too(client, person, secret, mailoutbox):
    ask(client, person.email)

    assert client.post(link_in(mailoutbox))["Location"] == "/bureau/connexion/code/"
    assert not is_in(client)


@pytest.mark.parametrize("page", ("lien", "mot-de-passe"))
def test_asking_says_the_same_whether_an_account_exists_or_is_closed_or_not(client, person, mailoutbox, page):  # fmt: skip
    accounts.create_person(username="x", email="close@x.example", role=Role.PRESS, actor=None, now=timezone.now())  # fmt: skip
    User.objects.filter(username="x").update(is_active=False)

    pages = [
        ask(client, address, page) for address in (person.email, "close@x.example", "non@x.example")
    ]

    texts = {
        re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", each.content.decode())
        for each in pages
    }
    assert len(texts) == 1
    assert [each.status_code for each in pages] == [200] * 3
    assert list(Departure.objects.values_list("to", flat=True)) == [person.email]


def test_the_page_that_asks_does_the_same_work_whoever_is_asked_about(client, person, django_assert_num_queries):  # fmt: skip
    done = []
    for address in (person.email, "non@x.example"):
        with CaptureQueriesContext(connection) as captured:
            client.post("/bureau/connexion/lien/", {"email": address})
        done.append([re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in captured])

    assert done[0] == done[1]
    assert not any("accounts_user" in sql for sql in done[0])


def test_asking_too_often_is_refused(client, person):
    answers = [ask(client, "non@x.example").status_code for _ in range(4)]

    assert answers == [200, 200, 200, 429]


def test_an_asking_whose_task_was_lost_is_answered_by_the_tick(client, person):
    client.post("/bureau/connexion/lien/", {"email": person.email})
    for _twice in range(2):
        tasks.answer_forgotten(timezone.now())

    assert Departure.objects.count() == 1


def test_a_forgotten_password_is_chosen_anew_from_a_link_which_lets_nobody_in(client, person, mailoutbox):  # fmt: skip
    other = client.__class__()
    other.force_login(person)
    ask(client, person.email, "mot-de-passe")
    path = link_in(mailoutbox)
    weak = client.post(path, {"password": "court"})
    assert "field-errors" in weak.content.decode()

    answer = client.post(path, {"password": "nouvelle dentelle 1841"}, follow=True)

    assert "nouveau mot de passe est enregistré" in answer.content.decode()
    assert not is_in(client)
    assert not is_in(other)
    assert client.get(path).status_code == 410
    assert knock(client).status_code == 200
    assert knock(client, password="nouvelle dentelle 1841").status_code == 302
    link_in_warning = outbox.deliver(now=timezone.now())
    assert link_in_warning == 1
    assert "mot de passe de votre compte a été changé" in mailoutbox[-1].body


def test_a_link_to_come_in_chooses_no_password_and_the_other_way_round(client, person):
    now = timezone.now()
    into, _ = accounts.make_link(user=person, purpose=Purpose.SIGN_IN, now=now)
    password, _ = accounts.make_link(user=person, purpose=Purpose.PASSWORD, now=now)

    assert client.post(f"/bureau/connexion/lien/{password}/").status_code == 410
    answer = client.post(f"/bureau/connexion/mot-de-passe/{into}/", {"password": GOOD})
    assert answer.status_code == 410


@pytest.fixture
def invited(person):
    museum = MuseumFactory()
    values = {"email": "benevole@x.example", "first_name": "Claude", "last_name": "", "role": Role.MUSEUM}  # fmt: skip
    return actions.invite(values=values, museums=[museum], actor=person, now=timezone.now())


def test_somebody_invited_comes_in_with_their_museums_and_keeps_to_links(client, invited, mailoutbox):  # fmt: skip
    path = link_in(mailoutbox)
    assert "Bienvenue" in client.get(path).content.decode()

    assert client.post(path)["Location"] == "/bureau/bienvenue/"

    page = client.get("/bureau/bienvenue/").content.decode()
    assert 'href="/bureau/"' in page
    assert client.get("/bureau/").status_code == 200
    assert invited.memberships.count() == 1
    client.post("/bureau/deconnexion/")
    ask(client, invited.email)
    assert client.post(link_in(mailoutbox))["Location"] == "/bureau/"


def test_somebody_invited_may_choose_a_password_and_stays_in(client, invited, mailoutbox):
    client.post(link_in(mailoutbox))

    assert client.post("/bureau/bienvenue/", {"password": GOOD})["Location"] == "/bureau/"

    assert is_in(client)
    client.post("/bureau/deconnexion/")
    assert knock(client, username="benevole").status_code == 302


def test_an_invitation_is_good_for_two_weeks(client, invited, mailoutbox, time_machine):
    path = link_in(mailoutbox)
    time_machine.move_to(timezone.now() + timedelta(days=14))

    assert client.post(path).status_code == 410


@pytest.mark.parametrize("role", (Role.TEACHER, Role.PRESS))
def test_a_teacher_and_a_journalist_find_their_account_and_not_the_desk(client, person, role):
    User.objects.update(role=role)

    assert knock(client)["Location"] == "/bureau/mon-compte/"
    assert is_in(client)
    assert client.get("/bureau/").status_code == 403


def test_changing_the_password_asks_the_present_one_and_ends_the_other_sessions(client, person):
    other = client.__class__()
    for each in (client, other):
        each.force_login(person)
    page = "/bureau/mon-compte/mot-de-passe/"
    wrong = client.post(page, {"present": "non", "password": "nouvelle dentelle 1841"})
    assert wrong.status_code == 422
    assert "pas votre mot de passe actuel" in wrong.content.decode()
    key = client.session.session_key

    client.post(page, {"present": GOOD, "password": "nouvelle dentelle 1841"})

    assert is_in(client)
    assert client.session.session_key != key
    assert not is_in(other)


def test_sessions_are_listed_ended_one_by_one_and_all_together(client, person):
    other, third = client.__class__(), client.__class__()
    for each in (client, other, third):
        knock(each)
    page = client.get("/bureau/mon-compte/").content.decode()
    assert page.count("Firefox, Windows") >= 3
    assert client.session.session_key not in page
    handle = OpenSession.objects.get(pk=other.session.session_key).handle

    client.post(reverse("desk:end-session", args=[handle]))
    assert [is_in(each) for each in (client, other, third)] == [True, False, True]

    assert client.post("/bureau/mon-compte/sessions/fermer/")["Location"] == DOOR
    assert [is_in(each) for each in (client, third)] == [False, False]


def test_a_session_lasts_while_one_works_and_no_longer(client, person, time_machine, settings):
    knock(client)
    for _ in range(4):
        time_machine.move_to(timezone.now() + timedelta(hours=5))
        assert is_in(client)

    time_machine.move_to(timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    assert not is_in(client)


def test_wagtail_has_no_door_of_its_own(client, person):
    """Its login page is ours; its password pages are closed."""
    answer = client.post("/bureau/pages/login/", {"username": "camille", "password": GOOD})
    assert answer.status_code == 302
    assert answer["Location"].startswith(DOOR)
    assert client.get("/bureau/pages/password_reset/").status_code in {302, 404}
    assert not is_in(client)

    User.objects.update(is_superuser=True)
    client.force_login(User.objects.get())
    account = client.get("/bureau/pages/account/")
    assert account.status_code == 200
    assert 'type="password"' not in account.content.decode()
    assert 'type="email"' not in account.content.decode()


def test_who_has_no_address_is_warned_of_nothing():
    user = User.objects.create_user("sans-adresse")

    letters.warn(user=user, what="password", now=timezone.now())

    assert not Departure.objects.exists()
