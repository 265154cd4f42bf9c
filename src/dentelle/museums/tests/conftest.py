"""What is told of museums inside the transaction that decides it."""

import pytest

from dentelle.accounts.signals import decided
from dentelle.museums.models import Museum


@pytest.fixture
def told():
    """The decisions about museums, in their order, as the history hears them."""
    heard = []

    def listen(**what):
        heard.append(what)

    decided.connect(listen, sender=Museum)
    yield heard
    decided.disconnect(listen, sender=Museum)
