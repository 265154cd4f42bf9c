"""A log is read by more people than a letter: no link that opens something stands in it."""

import io
import logging

import pytest
from django.conf import settings
from django.urls import reverse

from dentelle.core.logs import WithoutSecrets


@pytest.mark.parametrize("name", ("desk:event-check", "desk:link", "desk:new-password"))
def test_the_secret_of_a_link_is_in_no_log(name):
    options = settings.LOGGING["filters"]["secrets"]
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]
    held = io.StringIO()
    handler = logging.StreamHandler(held)
    handler.addFilter(WithoutSecrets(options["after"]))
    address = reverse(name, args=["12-0123456789abcdef"])

    handler.handle(
        logging.LogRecord(
            "django.request", logging.WARNING, "", 0, "%s: %s", ("Gone", address), None
        )
    )

    assert "0123456789abcdef" not in held.getvalue()
    assert held.getvalue().startswith(f"Gone: {address.partition('12-')[0]}…")
