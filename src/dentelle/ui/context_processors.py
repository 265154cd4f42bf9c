"""What every page knows: the network's name, the language, and whether its data are invented."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

# A file of the data folder: the demonstration network writes its own name in it.
DEMONSTRATION = "demonstration"


def network(request: HttpRequest) -> dict[str, Any]:
    """Return the network's name, its address, the language and the page's own address."""
    invented = demonstration(settings.DATA_DIR)
    language = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "network_name": invented or settings.NETWORK_NAME,
        "demonstration": invented is not None,
        "site_url": settings.SITE_URL,
        "language": language,
        "path": request.get_full_path(),
    }


def network_name() -> str:
    """Return the network's name: its own, or that of the demonstration."""
    return demonstration(settings.DATA_DIR) or str(settings.NETWORK_NAME)


def demonstration(folder: Path) -> str | None:
    """Return the demonstration network's name, empty when it has none, `None` when data are real."""
    try:
        return (folder / DEMONSTRATION).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
