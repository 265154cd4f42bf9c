"""Who gives an object: its museum, and the network. Source: Presentation API 3.0, `provider`."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from dentelle.interop import addresses
from dentelle.interop.presentation.languages import french
from dentelle.museums import names
from dentelle.museums.models import Museum
from dentelle.ui.context_processors import demonstration

JSON = dict[str, Any]


def providers(museum: Museum) -> list[JSON]:
    """Return the museum that keeps the object, then the network."""
    return [_museum(museum), network()]


def network() -> JSON:
    """Return the network as an agent."""
    return {
        "id": addresses.whole("/"),
        "type": "Agent",
        "label": french(network_name()),
        "homepage": homepages("portal:home", label=network_name()),
    }


def network_name() -> str:
    """Return the network's name: its own, or that of the demonstration."""
    return demonstration(settings.DATA_DIR) or settings.NETWORK_NAME


def museum_name(museum: Museum) -> str:
    """Return a museum's name with its town, the town once."""
    name = names.as_title(museum.name)
    return name if museum.town in name else f"{name}, {museum.town}"


def homepages(view: str, *arguments: str, label: str) -> list[JSON]:
    """Return a page of the portal in each language it is in."""
    found: list[JSON] = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            address = addresses.whole(reverse(view, args=arguments))
        found.append(
            {
                "id": address,
                "type": "Text",
                "label": french(label),
                "format": "text/html",
                "language": [code],
            }
        )
    return found


def _museum(museum: Museum) -> JSON:
    name = museum_name(museum)
    pages = homepages("portal:museum", museum.slug, label=name)
    if museum.website:
        pages.append(
            {"id": museum.website, "type": "Text", "label": french(name), "format": "text/html"}
        )
    return {"id": pages[0]["id"], "type": "Agent", "label": french(name), "homepage": pages}
