"""What acts by itself is registered with the worker."""

from dentelle.core import ticks


def test_letters_links_and_forgetting_are_asked_of_the_worker():
    registered = ticks._registered

    assert {"outbox", "outbox-forget", "links", "accounts-forget"} <= set(registered)
    assert registered["outbox"].every == registered["links"].every == ticks.MINUTE
