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


# Given beyond level 2: mirroring, and the headers that name profile and canonical address.
BEYOND = ("rot_mirror", "rot_mirror_180", "linkheader_canonical", "linkheader_profile")


@pytest.fixture
def server(transactional_db, live_server, settings):
    settings.SITE_URL = live_server.url
    make_service(KEY, picture=squares())
    return live_server


@pytest.mark.parametrize(("version", "least"), (("2.0", 34), ("3.0", 37)))
def test_the_validator_finds_no_fault(server, version, least):
    host, suite = (
        server.url.removeprefix("http://"),
        validator.TestSuite(validator.ValidationInfo()),
    )
    asked = [*names(version), *BEYOND]

    found = {}
    for name in asked:
        result = validator.ImageAPI(KEY, host, f"iiif/{version[0]}", version=version, debug=False)
        suite.run_test(name, result)
        if result.exception:
            found[name] = f"{result.exception} {result.urls}"

    assert found == {}
    assert len(asked) >= least
