"""The names by which a sheet may call a museum."""

from collections.abc import Iterable

from dentelle.core.text import fold
from dentelle.museums.models import Museum


def named(museums: Iterable[Museum]) -> dict[str, Museum]:
    """Return museums by each of their names, folded; a name that two share is nobody's."""
    found: dict[str, Museum | None] = {}
    for museum in museums:
        names = (museum.slug, museum.official_name, museum.usual_name, museum.short_name)
        for name in {fold(name) for name in (*names, museum.museofile) if name}:
            found[name] = museum if name not in found else None
    return {name: museum for name, museum in found.items() if museum is not None}
