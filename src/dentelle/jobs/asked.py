"""What a visitor asks of the offers, wholly in the address: `q`, `quoi`, `musee`, `ville`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from dentelle.core.text import fold
from dentelle.jobs.enums import OfferKind

# How kinds are written in addresses, which are French for people.
KINDS: Mapping[str, OfferKind] = {
    "emploi": OfferKind.POST,
    "saisonnier": OfferKind.SEASONAL,
    "stage": OfferKind.INTERNSHIP,
    "alternance": OfferKind.APPRENTICESHIP,
    "service-civique": OfferKind.CIVIC,
    "benevolat": OfferKind.VOLUNTEERING,
}
_LONGEST = 80
_WORDS = 6


class Parameters(Protocol):
    """What `request.GET` offers."""

    def get(self, key: str, default: str) -> str: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question; kinds are keys as in addresses."""

    kinds: tuple[str, ...] = ()
    museum: str = ""
    town: str = ""
    text: str = ""

    @classmethod
    def of(cls, given: Parameters) -> Self:
        """Read an address; what means nothing is left out."""
        return cls(
            kinds=tuple(key for key in KINDS if key in given.getlist("quoi")),
            museum=_line(given.get("musee", "")),
            town=_line(given.get("ville", "")),
            text=_line(given.get("q", "")),
        )

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, as `Offer.words` is written."""
        return tuple(fold(self.text).split())[:_WORDS]

    def parameters(self) -> list[tuple[str, str]]:
        """Return the question as an address writes it, without what says nothing."""
        pairs = [
            ("q", self.text),
            *(("quoi", key) for key in self.kinds),
            ("musee", self.museum),
            ("ville", self.town),
        ]
        return [(name, text) for name, text in pairs if text]


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:_LONGEST]
