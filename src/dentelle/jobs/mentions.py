"""What an offer must say, by its kind, and what it had better say.

Sources: Code général de la fonction publique L.311-2 and décret 2018-1351 (notice of a vacant post);
Code de l'éducation L.124-1 (agreement), L.124-5 (six months at most), L.124-6 (allowance beyond two
months), D.124-6 (a month is 22 days present); Code du service national L.120-1 (six to twelve months);
Code du travail L.1132-1, L.1142-1 and L.5331-2 (no wording that leaves people out).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _

from dentelle.core.text import fold
from dentelle.jobs.enums import Contract, Ground, OfferKind, Unit
from dentelle.jobs.models import Offer

PUBLIC_CONTRACTS = (Contract.TENURED, Contract.TENURED_OR_NOT, Contract.PUBLIC)
_DAYS: Mapping[str, int] = {
    Unit.DAYS: 1,
    Unit.WEEKS: 5,
    Unit.MONTHS: 22,
    Unit.YEARS: 264,
}  # at work
_ALLOWANCE_BEYOND, _LONGEST_INTERNSHIP = 44, 132  # days at work: two months, six months
_MONTHS: Mapping[str, Fraction] = {
    Unit.DAYS: Fraction(12, 365),
    Unit.WEEKS: Fraction(12, 52),
    Unit.MONTHS: Fraction(1),
    Unit.YEARS: Fraction(12),
}
_CIVIC = (6, 12)  # months
_FAR = timedelta(days=366)
# Both sexes are named: “H/F”, “(f/h)”, “chargé·e”, “chargé(e)”, “médiateur/trice”, “médiatrice ou médiateur”.
_BOTH = re.compile(
    r"\b[hf]\s?/\s?[hf]\b|·|\((?:e|ne|trice|euse|se|ve)s?\)|\w/(?:e|ne|trice|euse)\b|\bou\b", re.IGNORECASE
)  # fmt: skip
_LEAVES_OUT = (  # looked for in folded text
    (Ground.AGE, re.compile(r"\bjeunes? (?:homme|femme|fille|garcon)s?\b|\bjeune et dynamique\b|\b(?:moins|plus) de \d\d ans\b(?! d'experience)|\bage (?:maximum|limite)\b")),
    (Ground.SEX, re.compile(r"\b(?:homme|femme|dame|monsieur) (?:de|pour|serieux|serieuse)\b")),
    (Ground.FAMILY, re.compile(r"\bcelibataire\b|\bsans enfants?\b")),
    (Ground.NATIONALITY, re.compile(r"\bnationalite francaise\b")),
    (Ground.LOOKS, re.compile(r"\bbonne presentation\b|\bphoto (?:exigee|obligatoire)\b")),
    (Ground.HEALTH, re.compile(r"\bbonne sante\b|\bphysiquement valide\b")),
)  # fmt: skip
_READ = ("title", "summary", "profile")
_AGES_BY_LAW = (OfferKind.CIVIC, OfferKind.APPRENTICESHIP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something an offer does not say. `field` is where to write it; nothing `needed` may be left."""

    field: str
    said: str
    needed: bool


def missing(offer: Offer, *, today: date) -> list[Mention]:
    """Return what an offer lacks, what is needed first; no query, the offer need not be saved."""
    found = [*_always(offer), *_day(offer, today)]
    for ask in (*_ASKED.get(OfferKind(offer.kind), ()), _wording):
        found += ask(offer)
    return sorted(found, key=lambda mention: not mention.needed)


def _need(field: str, said: str) -> Mention:
    return Mention(field=field, said=said, needed=True)


def _advise(field: str, said: str) -> Mention:
    return Mention(field=field, said=said, needed=False)


def _always(offer: Offer) -> Iterator[Mention]:
    if not offer.summary:
        yield _need("summary", _("Write a sentence: lists and letters need it."))
    if not offer.missions:
        yield _need("missions", _("Say what is to be done: the missions are missing."))
    if not (offer.apply_url or offer.apply_email or offer.apply_address):
        yield _need("apply_url", _("Say where to apply: a page, an e-mail or a postal address."))


def _day(offer: Offer, today: date) -> Iterator[Mention]:
    if offer.deadline and offer.deadline < today:
        yield _need("deadline", _("The deadline is past: write another, or leave it empty."))
    elif offer.deadline and offer.deadline > today + _FAR:
        yield _need("deadline", _("The deadline is more than a year away: look at its year."))
    elif not offer.deadline and offer.kind == OfferKind.POST:
        yield _need("deadline", _("Write the deadline: the notice of a post must say it."))
    elif not offer.deadline:
        yield _advise("deadline", _("Without a deadline, the offer disappears after 90 days."))


def _employment(offer: Offer) -> Iterator[Mention]:
    if offer.contract in PUBLIC_CONTRACTS and offer.kind == OfferKind.POST:
        yield from _public_post(offer)
    if not offer.contract:
        yield _advise("contract", _("Say which contract is signed."))
    if not offer.hours:
        yield _advise("hours", _("Say whether it is full time or part time."))
    if not offer.pay:
        yield _advise("pay", _("Say the pay: people look for it first."))
    if not (offer.start_date or offer.start_note):
        yield _advise("start_date", _("Say from which day."))


def _public_post(offer: Offer) -> Iterator[Mention]:
    if not offer.category:
        yield _need("category", _("A public post says its category: A, B or C."))
    if not offer.grade:
        yield _need("grade", _("A public post says its grade or its group of trades."))
    if not offer.profile:
        yield _need("profile", _("A public post says the profile looked for."))
    if not (offer.official_number and offer.apply_url):
        yield _advise("official_number", _("Give the number and the address of the official notice: a public post stays a month on the State’s common site."))  # fmt: skip


def _internship(offer: Offer) -> Iterator[Mention]:
    days = _days_of(offer)
    if days is None:
        yield _need("duration", _("Say how long: the allowance depends on it."))
    elif days > _LONGEST_INTERNSHIP:
        yield _need("duration", _("An internship lasts six months at most in a school year."))
    elif days > _ALLOWANCE_BEYOND and not offer.pay:
        yield _need("pay", _("Beyond two months an allowance is due: write it."))
    if not offer.has_agreement:
        yield _need("has_agreement", _("An internship needs an agreement between the school, the intern and the museum: tick it."))  # fmt: skip


def _civic(offer: Offer) -> Iterator[Mention]:
    if offer.duration is None:
        yield _need("duration", _("Say how long: a civic service lasts from six to twelve months."))
    elif not _CIVIC[0] <= offer.duration * _MONTHS[offer.duration_unit] <= _CIVIC[1]:
        yield _need("duration", _("A civic service lasts from six to twelve months."))
    if not (offer.official_number or offer.apply_url):
        yield _advise("official_number", _("Give the number or the page of the mission on the site of the civic service."))  # fmt: skip


def _apprenticeship(offer: Offer) -> Iterator[Mention]:
    if not offer.profile:
        yield _advise("profile", _("Say which diploma is prepared."))
    if offer.duration is None:
        yield _advise("duration", _("Say how long."))


def _people(offer: Offer) -> Iterator[Mention]:
    if not _BOTH.search(offer.title):
        yield _advise(
            "title", _("Add “H/F” to the title, or name both: an offer is for everybody.")
        )
    if not offer.is_open_to_all:
        yield _advise("is_open_to_all", _("Say that it is open to people with disabilities."))


def _wording(offer: Offer) -> Iterator[Mention]:
    """Point at words that may leave people out; a person reads them, the machine refuses nothing."""
    said = _("“%(words)s” may leave people out (%(why)s): the law forbids it in an offer.")
    for name in _READ:
        text = fold(getattr(offer, name))
        for ground, pattern in _LEAVES_OUT:
            found = pattern.search(text)
            if found and not (ground == Ground.AGE and offer.kind in _AGES_BY_LAW):
                yield _advise(name, said % {"words": found.group(), "why": ground.label})


def _days_of(offer: Offer) -> int | None:
    """Return how many days of presence a duration makes, or nothing when none is said."""
    return None if offer.duration is None else offer.duration * _DAYS[offer.duration_unit]


_Ask = Callable[[Offer], Iterator[Mention]]
_ASKED: Mapping[OfferKind, tuple[_Ask, ...]] = {
    OfferKind.POST: (_employment, _people),
    OfferKind.SEASONAL: (_employment, _people),
    OfferKind.INTERNSHIP: (_internship, _people),
    OfferKind.APPRENTICESHIP: (_apprenticeship, _people),
    OfferKind.CIVIC: (_civic, _people),
}
