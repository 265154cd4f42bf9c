"""What a list can become, by the names of addresses: a room that is not there offers nothing."""

from django.urls import NoReverseMatch, reverse

_NAMES = {
    "print": "portal:selection-sheet",
    "slides": "portal:selection-slides",
    "csv": "portal:selection-csv",
    "json": "portal:selection-json",
    "zip": "portal:selection-zip",
    "pdf": "portal:selection-pdf",
    "labels": "portal:selection-labels",
    "iiif": "interop:selection",
    "compare": "portal:compare",
}


def known() -> dict[str, str]:
    """Return the address of each output that this network offers, without the list."""
    found = {}
    for key, name in _NAMES.items():
        try:
            found[key] = reverse(name)
        except NoReverseMatch:
            continue
    return found
