"""What a page of results lets people choose: take a filter off, turn the page, see or order otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dentelle.portal.asked import PAGE_SIZE, SORTS, VIEWS, WORDS, Asked
from dentelle.portal.queries import facets as facet_reads
from dentelle.portal.queries.questions import address
from dentelle.ui import paging
from dentelle.ui.paging import Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """Something chosen, and the address without it."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several ways to see or order; `value` is what the address says."""

    value: str
    label: str | Promise
    href: str
    current: bool


def chips(asked: Asked, names: Mapping[str, str]) -> tuple[Chip, ...]:
    """Return what is chosen, each with the address of the search without it."""
    found = [
        Chip(
            label=facet_reads.label(kind.name, value, names),
            href=address(asked.without(kind.name, value)),
        )
        for kind, value in facet_reads.chosen_values(asked)
    ]
    found += [
        Chip(label=f"{label} : {asked.words[name]}", href=address(asked.without_words(name)))
        for name, label in WORDS.values()
        if name in asked.words
    ]
    if asked.year_from is not None or asked.year_to is not None:
        unbound = replace(asked, year_from=None, year_to=None, page=1)
        found.append(Chip(label=_years(asked.year_from, asked.year_to), href=address(unbound)))
    return tuple(found)


def _years(first: int | None, last: int | None) -> str:
    if first is None:
        return _("until %(year)s") % {"year": last}
    if last is None:
        return _("from %(year)s") % {"year": first}
    return _("from %(first)s to %(last)s") % {"first": first, "last": last}


def last_page(total: int) -> int:
    """Return the number of the last page; there is always one."""
    return max(1, -(-total // PAGE_SIZE))


def pages(asked: Asked, total: int) -> Pages:
    """Return the pages around this one, the first and the last."""
    return paging.pages(asked.page, last_page(total), lambda number: address(asked.at(number)))


def views(asked: Asked) -> tuple[Choice, ...]:
    """Return the ways of seeing the results."""
    return tuple(
        Choice(
            value=value,
            label=label,
            href=address(replace(asked, view=value, page=1)),
            current=value == asked.view,
        )
        for value, label in VIEWS.items()
    )


def sorts(asked: Asked) -> tuple[Choice, ...]:
    """Return the orders; relevance is one when something was typed."""
    offered = {
        v: label
        for v, (_sort, label) in SORTS.items()
        if asked.text or asked.words or v != "pertinence"
    }
    return tuple(
        Choice(value=value, label=label, href="", current=value == asked.order)
        for value, label in offered.items()
    )
