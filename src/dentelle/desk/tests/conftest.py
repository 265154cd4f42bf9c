"""People at the desk."""

import pytest

from dentelle.accounts.enums import Role
from dentelle.desk.tests.events import person
from dentelle.museums.tests.factories import MuseumFactory


@pytest.fixture
def museum():
    return MuseumFactory(usual_name="Musée du Port", contact_email="port@example.org")


@pytest.fixture
def volunteer(client, museum):
    user = person(Role.MUSEUM, museum, email="benevole@example.org")
    client.force_login(user)
    return user


@pytest.fixture
def reviewer(client):
    user = person(Role.COMMUNICATION)
    client.force_login(user)
    return user
