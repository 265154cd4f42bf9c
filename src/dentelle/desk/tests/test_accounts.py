import pytest
from django.urls import reverse
from django.utils import timezone

from dentelle.accounts import actions as accounts
from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.desk import actions
from dentelle.museums.actions import set_museums
from dentelle.museums.models import Membership
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.models import HistoryEntry
from dentelle.publishing.outbox import actions as outbox
from dentelle.publishing.outbox import mail, rules
from dentelle.publishing.outbox.enums import Fate
from dentelle.publishing.outbox.models import Departure

pytestmark = pytest.mark.django_db
VERBS = ("fermer", "rouvrir", "deconnecter", "second-facteur", "inviter")


def person(role, name=None, **values):
    name = name or str(role)
    return accounts.create_person(
        username=name,
        email=f"{name}@x.example",
        role=role,
        actor=None,
        now=timezone.now(),
        **values,
    )


@pytest.fixture
def network(client):
    user = person(Role.NETWORK)
    client.force_login(user)
    return user


def letter(**values):
    values = {
        "key": "k",
        "to": "a@b.example",
        "subject": "Sujet",
        "text": "Le texte de la lettre.",
    } | values
    return mail.post_mail(actor=None, now=timezone.now(), **values)


def test_only_the_network_sees_and_decides_about_accounts(client):
    other = person(Role.MUSEUM, "autre")
    addresses = [
        ("get", reverse("desk:accounts")),
        ("get", reverse("desk:account-new")),
        ("post", reverse("desk:account-new")),
        ("get", reverse("desk:account-of", args=[other.pk])),
        ("post", reverse("desk:account-of", args=[other.pk])),
        *[("post", reverse("desk:account-act", args=[other.pk, verb])) for verb in VERBS],
    ]
    for role in Role:
        client.force_login(person(role))
        for method, address in addresses:
            status = getattr(client, method)(address).status_code
            expected = {200, 302} if role == Role.NETWORK else {403}
            assert status in expected, (role, method, address)
    client.logout()
    for method, address in addresses:
        assert "/connexion/" in getattr(client, method)(address)["Location"], address


def test_only_the_network_and_communication_follow_what_leaves(client):
    row = letter()
    addresses = [
        ("get", reverse("desk:letters")),
        ("get", reverse("desk:letter", args=[row.pk])),
        ("post", reverse("desk:letter-act", args=[row.pk, "renvoyer"])),
        ("post", reverse("desk:letter-act", args=[row.pk, "abandonner"])),
    ]
    for role in Role:
        client.force_login(person(role))
        for method, address in addresses:
            status = getattr(client, method)(address).status_code
            may = role in {Role.NETWORK, Role.COMMUNICATION}
            assert status in ({200, 302} if may else {403}), (role, method, address)


@pytest.mark.parametrize("role", Role)
def test_everybody_has_their_own_account(client, role):
    client.force_login(person(role))

    for name in ("account", "second-factor-new", "welcome"):
        assert client.get(reverse(f"desk:{name}")).status_code == 200, name
    menu = client.get(reverse("desk:account")).content.decode()
    assert ('href="/bureau/comptes/"' in menu) == (role == Role.NETWORK)
    assert ('href="/bureau/courriers/"' in menu) == (role in {Role.NETWORK, Role.COMMUNICATION})
    assert ('href="/bureau/notices/"' in menu) == (role not in {Role.TEACHER, Role.PRESS})


def test_the_network_invites_a_contributor_for_two_museums(client, network):
    museums = [MuseumFactory(), MuseumFactory()]
    given = {"email": "A.Roche@x.example", "first_name": "Anne", "last_name": "Roche", "role": "museum", "museums": [m.pk for m in museums]}  # fmt: skip

    page = client.post(reverse("desk:account-new"), given, follow=True).content.decode()

    user = User.objects.get(username="a.roche")
    assert set(user.memberships.values_list("museum", flat=True)) == {m.pk for m in museums}
    assert "Anne Roche" in page
    assert Departure.objects.get().to == "A.Roche@x.example"
    assert Departure.objects.get().private
    verbs = HistoryEntry.objects.filter(actor=network).values_list("verb", flat=True)
    assert set(verbs) == {"create_account", "set_museums"}
    again = client.post(reverse("desk:account-new"), given).content.decode()
    assert "Un autre compte a cette adresse" in again
    given["email"] = "a.roche@autre.example"
    client.post(reverse("desk:account-new"), given)
    assert User.objects.filter(username="a.roche2").exists()


def test_a_contributor_needs_a_museum_and_others_none(client, network):
    given = {"email": "a@x.example", "role": "museum"}
    assert "au moins un musée" in client.post(reverse("desk:account-new"), given).content.decode()

    given["role"] = "press"
    assert client.post(reverse("desk:account-new"), given).status_code == 302


def test_the_list_is_narrowed_and_asks_as_many_queries_for_many(client, network, django_assert_max_num_queries):  # fmt: skip
    museum = MuseumFactory()
    for number in range(30):
        user = person(Role.MUSEUM, f"membre{number}")
        set_museums(user=user, museums=[museum], actor=None, now=timezone.now())
    person(Role.PRESS, "presse1")
    accounts.close_account(user=person(Role.PRESS, "parti"), actor=None, now=timezone.now())

    with django_assert_max_num_queries(9):
        page = client.get(reverse("desk:accounts")).content.decode()
    assert "membre29" in page
    assert "parti@x.example" not in page
    assert "parti@x.example" in client.get(reverse("desk:accounts"), {"state": "closed"}).content.decode()  # fmt: skip
    press = client.get(reverse("desk:accounts"), {"role": "press", "q": "presse"}).content.decode()
    assert "presse1@" in press
    assert "membre" not in press
    never = client.get(reverse("desk:accounts"), {"state": "never"}).content.decode()
    assert "network@x.example" not in never


def test_a_change_is_told_in_the_history_in_words(client, network):
    user = person(Role.MUSEUM, "autre")
    set_museums(user=user, museums=[MuseumFactory(slug="port")], actor=None, now=timezone.now())
    given = {"email": user.email, "first_name": "Anne", "role": "collections"}

    page = client.post(reverse("desk:account-of", args=[user.pk]), given, follow=True)

    text = page.content.decode()
    assert "<del>Contributeur d’un musée</del> <ins>Collections</ins>" in text
    assert "<del>port</del>" in text
    assert not Membership.objects.exists()
    assert "Rien n’était à changer" in client.post(reverse("desk:account-of", args=[user.pk]), given, follow=True).content.decode()  # fmt: skip


def test_nobody_decides_about_their_own_account_nor_about_the_installer(client, network):
    User.objects.create_superuser("installe", "i@x.example")
    for other in (network, User.objects.get(username="installe")):
        page = client.get(reverse("desk:account-of", args=[other.pk])).content.decode()
        assert "Vous ne décidez pas" in page
        for verb in VERBS:
            address = reverse("desk:account-act", args=[other.pk, verb])
            assert client.post(address).status_code == 403
        assert client.post(reverse("desk:account-of", args=[other.pk])).status_code == 403
    assert User.objects.filter(is_active=True).count() == 2


def test_closing_an_account_puts_its_person_out_at_once(client, network):
    user, theirs = person(Role.MUSEUM, "autre"), client.__class__()
    theirs.force_login(user)

    client.post(reverse("desk:account-act", args=[user.pk, "fermer"]))

    assert theirs.get(reverse("desk:account")).status_code == 302
    client.post(reverse("desk:account-act", args=[user.pk, "inviter"]))
    assert not Departure.objects.exists()
    client.post(reverse("desk:account-act", args=[user.pk, "rouvrir"]))
    client.post(reverse("desk:account-act", args=[user.pk, "inviter"]))
    assert Departure.objects.count() == 1


def test_a_new_address_is_told_to_the_old_one(client, network):
    user = person(Role.PRESS, "autre")

    client.post(
        reverse("desk:account-of", args=[user.pk]), {"email": "n@x.example", "role": "press"}
    )

    assert Departure.objects.get().to == "autre@x.example"


def test_letters_are_listed_read_and_decided_about(client, network):
    for key, fate in (("a", Fate.FAILED), ("b", Fate.UNKNOWN), ("c", Fate.SENT)):
        row = letter(key=key, subject=f"Lettre {key}")
        Departure.objects.filter(pk=row.pk).update(fate=fate, error="550 inconnu")
    page = client.get(reverse("desk:letters"), {"fate": "stuck"}).content.decode()
    assert ("Lettre a" in page, "Lettre b" in page, "Lettre c" in page) == (True, True, False)
    assert "Lettre c" in client.get(reverse("desk:letters"), {"q": "lettre c"}).content.decode()
    unknown = Departure.objects.get(key="b")
    page = client.get(reverse("desk:letter", args=[unknown.pk])).content.decode()
    assert "Le texte de la lettre." in page
    assert "Renvoyer" in page

    client.post(reverse("desk:letter-act", args=[unknown.pk, "renvoyer"]))
    assert outbox.deliver(now=timezone.now()) == 1
    failed = Departure.objects.get(key="a")
    client.post(reverse("desk:letter-act", args=[failed.pk, "abandonner"]))

    assert Departure.objects.get(key="a").fate == Fate.ABANDONED
    again = client.post(reverse("desk:letter-act", args=[unknown.pk, "renvoyer"]), follow=True)
    assert "Entre-temps" in again.content.decode()
    assert "network" in client.get(reverse("desk:letter", args=[unknown.pk])).content.decode()


@pytest.mark.parametrize(
    ("role", "on_disk", "reads"),
    (
        (Role.NETWORK, False, False),
        (Role.NETWORK, True, True),
        (Role.COMMUNICATION, True, False),
        (Role.COMMUNICATION, False, False),
    ),
)
def test_a_letter_that_opens_an_account_is_read_by_nobody_else(client, settings, role, on_disk, reads):  # fmt: skip
    user = person(Role.MUSEUM, "autre")
    actions.send_link(user=user, purpose="sign_in", actor=None, now=timezone.now())
    if on_disk:
        settings.EMAIL_BACKEND = rules.ON_DISK
    client.force_login(person(role, "lecteur"))

    page = client.get(reverse("desk:letter", args=[Departure.objects.get().pk])).content.decode()

    assert ("/bureau/connexion/lien/" in page) == reads


def test_the_museums_of_a_person_are_set_once(network):
    museum = MuseumFactory()
    for changed in (True, False):
        assert set_museums(user=network, museums=[museum], actor=network, now=timezone.now()) == changed  # fmt: skip
    assert HistoryEntry.objects.filter(verb="set_museums").count() == 1
