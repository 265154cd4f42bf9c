"""What every page knows: the network's name and the language."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def network(request: HttpRequest) -> dict[str, Any]:
    """Return the network's name, its address, the language."""
    return {
        "network_name": settings.NETWORK_NAME,
        "site_url": settings.SITE_URL,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "path": request.get_full_path(),
    }
