"""Passages of free text that must not be shown: coordinates, telephones, e-mails, prices, sellers.

A flagged passage is masked in every public text; a person clears it at the museum, in the source.
The patterns prefer to flag too much in a find-spot and too little in a bibliography.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, cast

from dentelle.catalogue.derivation.values import Flag

MASK = "[…]"

# Fields where people write sentences. Codes, terms and dates are left alone: an inventory number
# such as 02.12.05.14.22 is no telephone.
SCANNED_TAGS = (
    *("TITR", "APPL", "PAUT", "ATTR", "PLIEUX", "PREP", "PINS", "PUTI", "DECV", "GEOHI", "LIEUX"),
    *("DESC", "HIST", "COMM", "EXPO", "BIBL", "MANQUANT_COM", "PHOT", "COPY", "DREP", "ADPT"),
    *("PDEC", "INSC", "ONOM"),
)
SCANNED = frozenset(SCANNED_TAGS)

_NUMBER = r"\d[\d\u00a0\u202f .]*(?:,\d{1,2})?"
_COMPASS = r"(?:[NSEWO]\b|Nord|Sud|Est|Ouest)"
_DEGREES = (
    rf"{_COMPASS}?\s?\d{{1,3}}\s?°\s?\d{{1,2}}\s?['’\u2032](?:\s?\d{{1,2}}(?:[.,]\d+)?\s?(?:\"|”|″|''|’’))?"
    rf"(?:\s?{_COMPASS})?"
)
_GPS = (
    # 49°26'34" N, 1°05'58" E
    rf"{_DEGREES}(?:\s?[,;/]?\s?{_DEGREES})?"
    # 49.4431, 1.0993 and 49,4431 ; 1,0993: three decimals at least, within the globe
    r"|(?<![\d.,])-?[0-8]?\d[.,]\d{3,}\s?°?(?:\s?[NS]\b)?\s?[,;/ ]\s?-?1?\d{1,2}[.,]\d{3,}\s?°?(?:\s?[EWO]\b)?(?![\d])"
    # by the name of the grid, or by its letters
    r"|\b(?:Lambert|UTM|WGS\s?84|RGF\s?93|NTF)\b[^.;\n]{0,20}?\d[\d .,;:=/XYZEN]{8,}\d"
    r"|\b[XE]\s?[:=]\s?\d{5,7}(?:[.,]\d+)?\s?m?\s?[,;/ ]{1,3}\s?[YN]\s?[:=]\s?\d{5,8}(?:[.,]\d+)?"
    # the parcel and the place name of a find
    r"|\b(?:parcelles?|cadastre|section cadastrale)\s?(?:n°|no|num[ée]ro|cadastrales?|:)?\s?[A-Z]{0,2}\s?\d+[^.;,)\n]{0,30}"
    r"|\blieux?[- ]dits?\b\s?:?\s?(?:[\"“«][^\"”»\n]{1,80}[\"”»](?:\s+ou\s+[\"“«][^\"”»\n]{1,80}[\"”»])?|[^.;,()\n#]{1,60})"
)
_PHONE = r"(?<![\d.,/-])(?:(?:\+|00)\s?33\s?(?:\(0\)\s?)?|0)[1-9](?:[ .\u00a0\u202f-]?\d{2}){4}(?![\d./-]\d|\d)"
_EMAIL = r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+"
_MONEY = r"(?:€|euros?\b|EUR\b|francs?\b|FRF\b|FF\b|F\b|livres\b|£|\$|USD\b|GBP\b)"
_AMOUNT = (
    rf"{_NUMBER}\s?(?:k|K|M)?(?:€|euros?\b|EUR\b)|€\s?{_NUMBER}"
    rf"|\b(?:prix|valeur|estim\w+|assur\w+|achet\w+|achat|pay\w+|adjug\w+|vendue?s?)\b[^.;\n\d]{{0,40}}{_NUMBER}\s?{_MONEY}"
)
# Who gave, sold or bequeathed: a gift followed by a titled person, or the word for the person.
_TITLE = (
    r"(?:M\.|MM\.|Mr\.?|Mme\.?|Mmes|Mlle\.?|Melle|Monsieur|Madame|Mademoiselle|Messieurs|Vve|[Vv]euve|[Dd]octeur"
    r"|Dr\.?|[Mm]aître|Me|[Gg]énéral|[Cc]olonel|[Aa]bb[ée]|[Cc]omte(?:sse)?|[Bb]aron(?:ne)?|[Mm]arquise?|[Ff]amille|[Hh]éritiers|[Cc]onsorts)"
)
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_NAME = rf"{_WORD}(?:[ -](?:(?:de|du|des|la|le|d’|d'|et|van|von)\s?)*{_WORD}){{0,4}}"
_GIVEN = (
    r"(?:[Dd]ons?|[Dd]onation|[Ll]egs|[Dd]ation|[Aa]chat|[Vv]ente|[Dd]épôt|[Aa]cquis\w*|[Aa]chetée?s?|[Vv]endue?s?|[Oo]fferte?s?"
    r"|[Ll]éguée?s?|[Dd]onnée?s?|[Cc]édée?s?|[Dd]éposée?s?)"
)
_FROM = r"(?:de|d[’']|du|des|à|aux?|par|auprès de|chez)"
_PERSON = (
    rf"\b{_GIVEN}(?:\s\w+){{0,2}}?\s{_FROM}\s?(?:(?:l[ae]s?|l’|l')\s?)?{_TITLE}\s(?:{_TITLE}\s)?(?:(?:de|du|d’|d'|la|le)\s?)*{_NAME}"
    # without a title, the small letter tells a gift from Don Quichotte
    rf"|\b(?:don|legs|donation|dation)\s(?:de\s|d[’'])?(?:{_TITLE}\s)?{_NAME}"
    rf"|\b(?:vendue?s?|offerte?s?|léguée?s?|donnée?s?|cédée?s?)\spar\s{_NAME}"
    rf"|\b(?:achetée?s?|acquise?s?)\s(?:à|de|auprès de|chez)\s{_WORD}(?:\s{_WORD})+"
    rf"|\b(?:[Dd]onat(?:eur|rice)|[Vv]ende(?:ur|use)|[Tt]estat(?:eur|rice)|[Ll]égataire|[Ii]nventeur|[Dd]écouvreur|[Cc]ollecteur)\s?:\s?{_NAME}"
)
_PATTERN = re.compile(
    f"(?P<email>{_EMAIL})|(?P<gps>{_GPS})|(?P<phone>{_PHONE})|(?P<amount>{_AMOUNT})|(?P<person>{_PERSON})"
)
# What every passage above contains; most texts hold none of it and are let through at once.
_HINT = re.compile(
    r"@|\(at\)|\[at\]|€|°|\d[.,]\d{3}|Lambert|UTM|WGS|RGF|NTF|\b[XE]\s?[:=]\s?\d|arcelle|adastr|ieux?[- ]dit"
    r"|0\)?\s?[1-9][ .\u00a0\u202f-]?\d{2}|33\s?\(?0?\)?\s?[1-9]|euro|EUR|franc|FRF|\bFF?\b|livres|£|\$|USD|GBP"
    rf"|{_TITLE}\s|\b(?:don|legs|donation|dation)\s|(?:vend|offert|légu|donn|céd|achet|acqui)\w*\s|[Dd]onat|[Vv]ende|[Tt]estat|égataire|nventeur|écouvreur|ollecteur"
)

# A part of every passage that holds no space. Words repeat from text to text as texts do not, so
# that those known to be harmless tell most texts harmless twenty times sooner than reading them.
_TELLTALE = re.compile(
    r"[@€°£$+]|\(at\)|\[at\]|\d[.,]\d{3}|(?<!\d)0|Lambert|UTM|WGS|RGF|NTF|\b[XE](?:[:=]|$)|arcelle|adastr|ieux?-dit|^dits?\b"
    r"|euro|EUR|franc|FRF|\bFF?\b|livres|USD|GBP"
    rf"|{_TITLE}$|\b(?:don|legs|donation|dation)$|(?:vend|offert|légu|donn|céd|achet|acqui)\w*$|[Dd]onat|[Vv]ende|[Tt]estat|égataire|nventeur|écouvreur|ollecteur"
)
_HARMLESS: set[str] = set()
_KEPT = 30_000  # harmless words, about 100 bytes each

Kind = Literal["gps", "phone", "email", "amount", "person"]


def _passages(text: str) -> Iterator[tuple[Kind, str]]:
    for match in _PATTERN.finditer(text):
        yield cast("Kind", match.lastgroup), match.group().strip()


def passages(text: str) -> tuple[tuple[Kind, str], ...]:
    """Return the passages to mask, each with its kind, in the order of the text."""
    return tuple(_passages(text)) if _may_hold(text) else ()


def masked(text: str) -> str:
    """Return `text` with every flagged passage replaced by `[…]`."""
    return _PATTERN.sub(_mask, text) if _may_hold(text) else text


def _may_hold(text: str) -> bool:
    """Say whether a text may hold a passage: one of its words tells, and so does its whole."""
    words = text.split()
    return not _HARMLESS.issuperset(words) and _tells(words) and bool(_HINT.search(text))


def _tells(words: Iterable[str]) -> bool:
    for word in words:
        if word not in _HARMLESS:
            if _TELLTALE.search(word):
                return True
            if len(_HARMLESS) >= _KEPT:
                _HARMLESS.clear()
            _HARMLESS.add(word)
    return False


def _mask(match: re.Match[str]) -> str:
    """Put the mask in the place of a passage, and leave the spaces around it."""
    return match[0].replace(match[0].strip(), MASK)


def flags(fields: Mapping[str, str]) -> tuple[Flag, ...]:
    """Return what the scan finds in the free texts of a record, in the order of the tags."""
    return tuple(
        [
            Flag(tag, kind, excerpt)
            for tag in SCANNED_TAGS
            if (text := fields.get(tag)) and _may_hold(text)
            for kind, excerpt in _passages(text)
        ]
    )
