"""The links every page carries: a room registers its own at start-up."""

from dataclasses import dataclass
from typing import Literal

from django.urls import reverse
from django.utils.functional import Promise

Place = Literal["header", "collections", "network"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link of the header or of one of the footer's two columns.

    `args` are those of the address; `rank` orders links of one place, least first.
    """

    place: Place
    label: str | Promise
    name: str
    args: tuple[str, ...] = ()
    rank: int = 50

    @property
    def href(self) -> str:
        return reverse(self.name, args=self.args)


_links: set[Link] = set()


def register(*links: Link) -> None:
    """Add links to every page; registering one twice changes nothing."""
    _links.update(links)


def links(place: Place) -> list[Link]:
    """Return the links of a place, in order."""
    return sorted((link for link in _links if link.place == place), key=_order)


def _order(link: Link) -> tuple[int, str]:
    return link.rank, link.name
