"""Who may import, approve, undo, withdraw."""

import pytest
from django.contrib.auth.models import AnonymousUser

from dentelle.accounts.enums import Role
from dentelle.catalogue import rules
from dentelle.catalogue.tests.factories import ImportRunFactory, RecordFactory, UserFactory
from dentelle.museums.models import Membership
from dentelle.museums.tests.factories import MuseumFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def museum():
    return MuseumFactory()


def person(role, *museums):
    user = UserFactory(role=role)
    for museum in museums:
        Membership.objects.create(user=user, museum=museum)
    return user


@pytest.mark.parametrize(
    ("role", "one", "several"),
    (
        (Role.NETWORK, True, True),
        (Role.COLLECTIONS, True, True),
        (Role.COMMUNICATION, False, False),
        (Role.MUSEUM, False, False),
    ),
)
def test_a_role_may_import_for_any_museum_or_for_none(role, one, several, museum):
    user = person(role)

    assert rules.can_import(user, museum) is one
    assert rules.can_import(user, None) is several


def test_a_contributor_imports_for_their_own_museums_alone(museum):
    user = person(Role.MUSEUM, museum)

    assert rules.can_import(user, museum)
    assert not rules.can_import(user, MuseumFactory())
    assert not rules.can_import(user, None)


def test_nobody_signed_in_may_do_anything(museum):
    run, record = ImportRunFactory(museum=museum), RecordFactory(museum=museum)

    for allowed in (
        rules.can_import(AnonymousUser(), museum),
        rules.can_approve(AnonymousUser(), run),
        rules.can_undo(AnonymousUser()),
        rules.can_withdraw(AnonymousUser(), record),
    ):
        assert not allowed


def test_a_contributor_sees_and_withdraws_what_is_their_museum_s(museum):
    user = person(Role.MUSEUM, museum)

    assert rules.can_see_run(user, ImportRunFactory(museum=museum))
    assert not rules.can_see_run(user, ImportRunFactory(museum=None))
    assert rules.can_withdraw(user, RecordFactory(museum=museum))
    assert not rules.can_withdraw(user, RecordFactory())


def test_the_starter_approves_unless_two_people_are_wanted(museum, settings):
    user, other = person(Role.COLLECTIONS), person(Role.COLLECTIONS)
    run = ImportRunFactory(museum=museum, started_by=user)

    settings.IMPORT_APPROVAL = False
    assert rules.can_approve(user, run)
    settings.IMPORT_APPROVAL = True
    assert not rules.can_approve(user, run)
    assert rules.can_approve(other, run)


def test_a_whole_run_is_undone_by_the_people_of_collections_alone(museum):
    assert rules.can_undo(person(Role.COLLECTIONS))
    assert not rules.can_undo(person(Role.MUSEUM, museum))
