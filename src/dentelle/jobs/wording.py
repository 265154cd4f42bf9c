"""Offers in words: how long, from when, until when; in the page's language."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.core import clock
from dentelle.jobs.enums import OfferKind, Unit
from dentelle.jobs.models import Offer
from dentelle.ui.moments import day

_DASHES = "-–—•*"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or the lines of a list that began with dashes."""

    is_list: bool
    lines: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Return what people typed as paragraphs and lists: a line a paragraph, lines with a dash a list."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[Block] = []
    for is_list, group in groupby(lines, key=lambda line: line[0] in _DASHES):
        if is_list:
            found.append(Block(True, tuple(line[1:].strip() for line in group)))
        else:
            found += [Block(False, (line,)) for line in group]
    return found


def duration(offer: Offer) -> str:
    """Say how long it lasts: `6 mois`; nothing when it is not said."""
    many = offer.duration
    if many is None:
        return ""
    said = {
        Unit.DAYS: ngettext("%(count)s day", "%(count)s days", many),
        Unit.WEEKS: ngettext("%(count)s week", "%(count)s weeks", many),
        Unit.MONTHS: ngettext("%(count)s month", "%(count)s months", many),
        Unit.YEARS: ngettext("%(count)s year", "%(count)s years", many),
    }
    return said[Unit(offer.duration_unit)] % {"count": many}


def starts(offer: Offer) -> str:
    """Say from when: `le 1er avril 2026`, what was written of it, both or nothing."""
    return ", ".join(filter(None, [day(offer.start_date) if offer.start_date else "", offer.start_note]))  # fmt: skip


def until(offer: Offer) -> str:
    """Say until when one applies: `jusqu’au 20 mars 2026`, or until somebody is found."""
    if offer.deadline is None:
        return _("until somebody is found")
    return _("until %(day)s") % {"day": day(offer.deadline)}


def closed(offer: Offer) -> str:
    """Say which deadline closed an offer; nothing for one put away before its day."""
    over = offer.closes_at is not None and offer.closes_at <= clock.now()
    return day(offer.deadline) if over and offer.deadline else ""


def status(offer: Offer) -> str:
    """Say the contract in a line: `Titulaire ou contractuel, catégorie B, temps plein`."""
    category = offer.get_category_display() if offer.category else ""
    hours = offer.get_hours_display() if offer.hours else ""
    parts = [str(offer.get_contract_display()) if offer.contract else "", str(category), str(hours)]
    first, *rest = [part for part in parts if part] or [""]
    return ", ".join([first, *(part[:1].lower() + part[1:] for part in rest)])


def pay_label(offer: Offer) -> str:
    """Return the heading of what is paid, as the law of each kind calls it."""
    own = {
        OfferKind.INTERNSHIP: _("Intern’s allowance"),
        OfferKind.CIVIC: _("Allowance"),
        OfferKind.VOLUNTEERING: _("Costs paid back"),
    }
    return own.get(OfferKind(offer.kind), _("Pay"))
