from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from dentelle.ui.moments import day


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    (
        (date(2026, 3, 1), "fr", "1er mars 2026"),
        (date(2026, 3, 11), "fr", "11 mars 2026"),
        (date(2026, 3, 1), "en", "1 March 2026"),
        (datetime(2026, 2, 28, 23, 30, tzinfo=UTC), "fr", "1er mars 2026"),
    ),
)
def test_a_day_is_said_as_people_say_it_in_the_network_s_zone(value, language, expected):
    with translation.override(language):
        assert day(value) == expected
