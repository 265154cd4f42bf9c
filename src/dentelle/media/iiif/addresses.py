"""Absolute addresses of the image services, as manifests and headers carry them."""

from django.conf import settings
from django.urls import reverse

VERSION = 3


def service(key: str, version: int = VERSION) -> str:
    """Return the address of a picture's service, without a slash at its end."""
    return f"{settings.SITE_URL}{reverse('iiif:base', args=(version, key))}"


def image(key: str, rest: str, version: int = VERSION) -> str:
    """Return the address of one cut; `rest` is `region/size/rotation/quality.format`."""
    return f"{service(key, version)}/{rest}"
