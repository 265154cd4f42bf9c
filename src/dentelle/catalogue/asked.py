"""What an address of the search asks, read with tolerance and written back in one order.

The state of a search lives wholly in its address. What cannot be read (an unknown parameter, a
year that is no number, a page beyond reason) is left out, never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol, Self

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TEXT_LENGTH = 300
VALUE_LENGTH = 200
VALUES = 20  # chosen in one facet
YEARS = (-100_000, 3000)
PAGE_SIZE = 24
PAGES = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetKind:
    """A facet as people meet it: its parameter in the address, its name in the index, its label.

    `size` is how many values are counted, `shown` how many stand open; `within` is the label of
    the search inside it, for those too long to be read through.
    """

    param: str
    name: str
    label: str | Promise
    within: str | Promise = ""
    size: int = 24
    shown: int = 7


FACETS = (
    FacetKind(
        param="musee", name="museum", label=_("Museum"), within=_("Search the museums"), size=400
    ),
    FacetKind(param="domaine", name="domain", label=_("Domain"), within=_("Search the domains")),
    FacetKind(param="periode", name="period", label=_("Century"), size=80, shown=9),
    FacetKind(
        param="type", name="type", label=_("Type of object"), within=_("Search the types"), shown=5
    ),
    FacetKind(
        param="auteur", name="maker", label=_("Maker"), within=_("Search the makers"), shown=5
    ),
    FacetKind(
        param="technique",
        name="technique",
        label=_("Technique"),
        within=_("Search the techniques"),
        shown=5,
    ),
    FacetKind(param="lieu", name="place", label=_("Place"), within=_("Search the places"), shown=5),
    FacetKind(
        param="sujet", name="subject", label=_("Subject"), within=_("Search the subjects"), shown=5
    ),
    FacetKind(param="image", name="picture", label=_("Picture"), size=2),
    FacetKind(param="couleur", name="colour", label=_("Colour of the picture"), size=12, shown=12),
    FacetKind(param="licence", name="licence", label=_("Reuse of the picture"), size=10, shown=10),
)

# Value in the address → (sort of the index, label).
SORTS: Mapping[str, tuple[str, str | Promise]] = {
    "pertinence": ("relevance", _("Relevance")),
    "accrochage": ("hang", _("Hang")),
    "date": ("date", _("Date, oldest first")),
    "date-recente": ("-date", _("Date, latest first")),
    "titre": ("title", _("Title")),
    "musee": ("museum", _("Museum")),
    "nouveautes": ("-novelty", _("Newest")),
}
VIEWS: Mapping[str, str | Promise] = {
    "mur": _("Wall"),
    "liste": _("List"),
    "frise": _("Timeline"),
    "carte": _("Map"),
}

# Parameter of the advanced form → (text or code of the index, label).
WORDS: Mapping[str, tuple[str, str | Promise]] = {
    "mots-titre": ("title", _("Title")),
    "mots-auteur": ("maker", _("Maker")),
    "mots-sujet": ("subject", _("Subject shown")),
    "mots-technique": ("technique", _("Material or technique")),
    "mots-lieu": ("place", _("Place of making or use")),
    "mots-description": ("description", _("Description")),
    "inventaire": ("inventory", _("Inventory number")),
}


class Query(Protocol):
    """The part of Django's `QueryDict` that is read here."""

    def getlist(self, key: str) -> list[str]:
        """Return every value of a parameter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A search as its address says it; `chosen`, `within` and `words` go by names of the index."""

    text: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    within: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    year_from: int | None = None
    year_to: int | None = None
    sort: str = ""
    view: str = "mur"
    page: int = 1

    @property
    def by_default(self) -> str:
        """The order of a search that asks for none: what was typed ranks, else as they hang."""
        return "pertinence" if self.text or self.words else "accrochage"

    @property
    def order(self) -> str:
        return self.sort or self.by_default

    @property
    def narrowed(self) -> bool:
        """Say whether anything but the view is asked: such a page is not for robots."""
        return bool(
            self.filtered or self.text or self.words or self.page > 1 or self.sort or self.within
        )

    @property
    def filtered(self) -> bool:
        return bool(self.chosen) or self.year_from is not None or self.year_to is not None

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters in their canonical order, without those that say nothing."""
        said = [("q", self.text)]
        said += [(param, self.words.get(name, "")) for param, (name, _label) in WORDS.items()]
        for kind in FACETS:
            said += [(kind.param, value) for value in self.chosen.get(kind.name, ())]
            said.append((f"dans-{kind.param}", self.within.get(kind.name, "")))
        said += [("de", _year(self.year_from)), ("a", _year(self.year_to)), ("tri", self.sort)]
        said.append(("vue", "" if self.view == "mur" else self.view))
        said.append(("page", str(self.page) if self.page > 1 else ""))
        return [(name, value) for name, value in said if value]

    def at(self, page: int) -> Self:
        """Return the same search at another page."""
        return replace(self, page=page)

    def without(self, name: str, value: str) -> Self:
        """Return the search without one value of a facet, from its first page."""
        left = {
            key: tuple(v for v in values if (key, v) != (name, value))
            for key, values in self.chosen.items()
        }
        return replace(self, chosen={k: v for k, v in left.items() if v}, page=1)

    def without_words(self, name: str) -> Self:
        """Return the search without what was asked of one field, from its first page."""
        left = {key: words for key, words in self.words.items() if key != name}
        return replace(self, words=left, page=1)

    def with_value(self, name: str, value: str) -> Self:
        """Return the search with one value of a facet alone, from its first page, on the wall."""
        return replace(self, chosen={**self.chosen, name: (value,)}, page=1, view="mur")

    def between(self, first: int | None, last: int | None) -> Self:
        """Return the search between two years, from its first page, on the wall."""
        return replace(self, year_from=first, year_to=last, page=1, view="mur")


def read(query: Query) -> Asked:
    """Read an address's parameters (a `QueryDict`)."""
    chosen = {kind.name: _values(query.getlist(kind.param)) for kind in FACETS}
    within = {kind.name: _text(_last(query, f"dans-{kind.param}"), 80) for kind in FACETS}
    words = {name: _text(_last(query, param), 200) for param, (name, _label) in WORDS.items()}
    first, last = _number(_last(query, "de"), YEARS), _number(_last(query, "a"), YEARS)
    if first is not None and last is not None and first > last:
        first, last = last, first
    asked = Asked(
        text=_text(_last(query, "q"), TEXT_LENGTH),
        chosen={name: values for name, values in chosen.items() if values},
        within={name: text for name, text in within.items() if text},
        words={name: text for name, text in words.items() if text},
        year_from=first,
        year_to=last,
        view=_one_of(_last(query, "vue"), VIEWS, "mur"),
        sort=_one_of(_last(query, "tri"), SORTS, ""),
        page=_number(_last(query, "page"), (1, PAGES)) or 1,
    )
    return replace(asked, sort="") if asked.sort == asked.by_default else asked


def _last(query: Query, name: str) -> str:
    values = query.getlist(name)
    return values[-1] if values else ""


def _text(value: str, longest: int) -> str:
    printable = "".join(c if c.isprintable() else " " for c in value)
    return " ".join(printable.split())[:longest].strip()


def _values(values: Iterable[str]) -> tuple[str, ...]:
    cleaned = (_text(value, VALUE_LENGTH) for value in values)
    return tuple(sorted({value for value in cleaned if value})[:VALUES])


def _one_of(value: str, known: Iterable[str], otherwise: str) -> str:
    return value if value in known else otherwise


def _number(value: str, bounds: tuple[int, int]) -> int | None:
    text = (value).strip().replace("\N{MINUS SIGN}", "-")
    if not text.removeprefix("-").isdecimal() or len(text) > len(str(PAGES)) + 1:
        return None
    return min(max(int(text), bounds[0]), bounds[1])


def _year(value: int | None) -> str:
    return "" if value is None else str(value)
