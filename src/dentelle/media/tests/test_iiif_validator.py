"""The validator of the IIIF community, both versions, against a live server."""

import numpy as np
import pytest
from iiif_validator import validator

from dentelle.media.tests.iiif_factories import drawing, make_service

KEY = "67352ccc-d1b0-11e1-89ae-279075081939"
SQUARE = 100


def squares():
    """Draw the picture the validator knows: its own table of colours, ten squares by ten."""
    table = np.array(validator.ValidationInfo().colorInfo, dtype=np.uint8)  # columns first
    return drawing(table.transpose(1, 0, 2).repeat(SQUARE, axis=0).repeat(SQUARE, axis=1))


def names(version):
    tests = validator.TestSuite(validator.ValidationInfo()).list_tests(version)
    return sorted(name for name, told in tests.items() if told["level"] <= 2)


CASES = [(version, name) for version in ("2.0", "3.0") for name in names(version)]


@pytest.fixture
def server(transactional_db, live_server, settings):
    settings.SITE_URL = live_server.url
    make_service(KEY, picture=squares())
    return live_server


@pytest.mark.parametrize(("version", "name"), CASES)
def test_the_validator_finds_no_fault(server, version, name, capsys):
    host = server.url.removeprefix("http://")
    result = validator.ImageAPI(KEY, host, f"iiif/{version[0]}", version=version, debug=False)

    validator.TestSuite(validator.ValidationInfo()).run_test(name, result)

    assert result.exception is None, f"{result.exception} {result.urls}"


@pytest.mark.parametrize(
    ("version", "name"),
    (
        ("3.0", "rot_mirror"),
        ("3.0", "linkheader_canonical"),
        ("2.0", "linkheader_profile"),
        ("3.0", "region_square"),
    ),
)
def test_the_validator_finds_what_is_given_beyond_level_2(server, version, name, capsys):
    test_the_validator_finds_no_fault(server, version, name, capsys)


def test_the_validator_is_asked_for_the_whole_of_level_2():
    assert len(names("2.0")) >= 25
    assert len(names("3.0")) >= 28
