"""Which museum a line of a file is, and the permanent name a new one gets."""

from collections.abc import Mapping
from typing import Any

from dentelle.core.text import fold, slugify
from dentelle.museums.models import Museum


class Known:
    """The museums there are, found by permanent name, national code, or name and town.

    They are locked until the end of the caller's transaction: nobody writes one meanwhile.
    """

    def __init__(self) -> None:
        self._by_slug: dict[str, Museum] = {}
        self._by_code: dict[str, Museum] = {}
        self._by_name: dict[tuple[str, str], Museum] = {}
        for museum in Museum.objects.select_for_update().order_by("pk"):
            self.add(museum)

    def add(self, museum: Museum) -> None:
        """Remember a museum."""
        self._by_slug[museum.slug] = museum
        if museum.museofile:
            self._by_code[museum.museofile] = museum
        for name in filter(None, (museum.official_name, museum.usual_name)):
            self._by_name.setdefault((fold(name), fold(museum.town)), museum)

    def find(self, values: Mapping[str, Any]) -> Museum | None:
        """Return the museum a line speaks of, or nothing when it is a new one.

        A name and a town are no proof when both sides have a national code and the codes differ.
        """
        code = values.get("museofile", "")
        if found := self._by_slug.get(values.get("slug", "")) or self._by_code.get(code):
            return found
        name = values.get("official_name") or values.get("usual_name") or ""
        found = self._by_name.get((fold(name), fold(values.get("town", ""))))
        if found and code and found.museofile and found.museofile != code:
            return None
        return found

    def new_slug(self, values: Mapping[str, Any]) -> str:
        """Return a permanent name nobody has: the name, its town unless the name says it, a number."""
        if values.get("slug"):
            return slugify(values["slug"])
        name = values.get("usual_name") or values["official_name"]
        base = slugify(name)
        town = slugify(values["town"])
        if f"-{town}-" not in f"-{base}-":
            base = slugify(f"{base}-{town}")
        slug, number = base, 2
        while slug in self._by_slug:
            slug, number = f"{base}-{number}", number + 1
        return slug
