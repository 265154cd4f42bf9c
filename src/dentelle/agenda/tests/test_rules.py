import pytest
from django.contrib.auth.models import AnonymousUser

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.agenda import rules
from dentelle.museums.models import Membership
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db

# What each role may do: with an event of nobody's own museum, then (a contributor) with their own.
ACTIONS = {
    "review": lambda user, museums: rules.can_review(user),
    "announce": lambda user, museums: rules.can_announce(user),
    "write": rules.can_write,
    "change a draft": lambda user, museums: rules.can_change_now(user, museums, "draft"),
    "change what is submitted": lambda user, museums: rules.can_change_now(user, museums, "submitted"),
    "change what is public": lambda user, museums: rules.can_change_now(user, museums, "public"),
    "change what is scheduled": lambda user, museums: rules.can_change_now(user, museums, "scheduled"),
    "tell its status": rules.can_tell_status,
    "put away a draft": lambda user, museums: rules.can_put_away(user, museums, "draft"),
    "put away what is public": lambda user, museums: rules.can_put_away(user, museums, "public"),
}  # fmt: skip
ALL = set(ACTIONS)
OWN = {"announce", "write", "change a draft", "change what is submitted", "tell its status", "put away a draft"}  # fmt: skip


def may(user, museums):
    return {name for name, rule in ACTIONS.items() if rule(user, museums)}


@pytest.mark.parametrize(
    ("role", "own", "other"),
    (
        (Role.NETWORK, ALL, ALL),
        (Role.COMMUNICATION, ALL, ALL),
        (Role.COLLECTIONS, set(), set()),
        (Role.MUSEUM, OWN, {"announce"}),
        (Role.TEACHER, set(), set()),
        (Role.PRESS, set(), set()),
    ),
)
def test_each_role_does_what_it_may_with_its_museums_events_and_with_others(role, own, other):
    mine, theirs = MuseumFactory(), MuseumFactory()
    user = User.objects.create_user("camille", role=role)
    Membership.objects.create(user=user, museum=mine)

    assert may(user, [mine.pk]) == own
    assert may(user, [theirs.pk]) == other


def test_a_contributor_writes_an_event_common_to_their_museum_and_another():
    mine, theirs = MuseumFactory(), MuseumFactory()
    user = User.objects.create_user("camille", role=Role.MUSEUM)
    Membership.objects.create(user=user, museum=mine)

    assert rules.can_write(user, [mine.pk, theirs.pk])
    assert not rules.can_write(user, [theirs.pk])
    assert not rules.can_write(user, [])


def test_who_did_not_sign_in_and_whose_account_is_closed_may_nothing():
    museum = MuseumFactory()
    closed = User.objects.create_user("camille", role=Role.NETWORK, is_active=False)

    assert may(AnonymousUser(), [museum.pk]) == set()
    assert may(closed, [museum.pk]) == set()
