import pytest
from django.core.cache import cache

from dentelle.portal.asked import Asked
from dentelle.portal.limits import address_of, client_of, cost_of, spend

FILTERED = Asked(text="mer", chosen={"domain": ("dessin", "peinture"), "museum": ("port",)})


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.SEARCH_COST_PER_MINUTE = 60
    cache.clear()


def test_a_person_turning_pages_notices_nothing():
    waits = [spend("person", cost_of(FILTERED), seconds=4.0 * turn) for turn in range(200)]

    assert not any(waits)


def test_a_robot_walking_combinations_waits():
    waits = [spend("robot", cost_of(FILTERED), seconds=0.1 * turn) for turn in range(100)]

    assert sum(1 for wait in waits if not wait) < 40
    assert waits[-1] >= 1


def test_after_the_wait_that_was_said_the_search_opens():
    while not (wait := spend("robot", 2.5, seconds=10.0)):
        pass

    assert spend("robot", 2.5, seconds=10.0 + wait) == 0


def test_one_client_s_searches_cost_another_nothing():
    while not spend("robot", 1.0, seconds=0.0):
        pass

    assert spend("person", 1.0, seconds=0.0) == 0


def test_the_page_everybody_sees_costs_less_than_a_combination():
    assert cost_of(Asked()) < cost_of(Asked(text="mer")) < cost_of(FILTERED)


def test_a_client_is_a_hash_that_changes_with_the_day():
    today = client_of("81.2.69.142", "", "2026-03-01")

    assert "81.2.69" not in today
    assert today != client_of("81.2.69.142", "", "2026-03-02")
    assert today == client_of("81.2.69.142", "", "2026-03-01")


def test_the_front_server_s_word_is_taken_and_a_visitor_s_is_not():
    behind = client_of("127.0.0.1", "198.51.100.1, 81.2.69.142", "d")
    forged = client_of("81.2.69.142", "198.51.100.1", "d")

    assert behind == client_of("81.2.69.142", "", "d") == forged
    assert client_of("", "81.2.69.142", "d") == behind


@pytest.mark.parametrize(
    ("remote", "forwarded", "found"),
    (
        ("127.0.0.1", "198.51.100.1, 203.0.113.5", "203.0.113.5"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("127.0.0.1", "unknown", "127.0.0.1"),
        ("8.8.4.4", "203.0.113.5", "8.8.4.4"),
    ),
)
def test_the_address_is_the_one_the_front_server_wrote(remote, forwarded, found):
    assert address_of(remote, forwarded) == found
