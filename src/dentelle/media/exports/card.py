"""What a file says of itself when it leaves: the same facts for every format, gathered once.

Source: IPTC Photo Metadata Standard 2023 (which property holds what); Creative Commons REL.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import translation

from dentelle.media import terms
from dentelle.media.enums import Licence
from dentelle.media.models import Image

LANGUAGES = ("fr", "en")
_FREE = frozenset({Licence.PUBLIC_DOMAIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the catalogue knows of the object shown; the media room knows none of it.

    `address` is the object's permanent address, `caption` its label in one line.
    """

    title: str
    maker: str = ""
    dated: str = ""
    museum: str = ""
    town: str = ""
    inventory_number: str = ""
    address: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The facts that are written into a file. `rights` and `usage` are by language."""

    about: About
    credit: str
    creator: str
    mention: str
    licence: str
    statement: str
    marked: bool
    rights: Mapping[str, str]
    usage: Mapping[str, str]


def card(image: Image, about: About) -> Card:
    """Return what a file made of this picture says of itself."""
    credit = image.credit or ", ".join(part for part in (about.museum, about.town) if part)
    known = terms.of(image.licence)
    licence = known.address.removesuffix("deed.fr")
    return Card(
        about=about,
        credit=credit,
        creator=image.photographer,
        mention=image.mention,
        licence=licence,
        statement=licence or about.address,
        marked=image.licence not in _FREE,
        rights={code: _rights(image, credit, code) for code in LANGUAGES},
        usage={code: _usage(image, code) for code in LANGUAGES},
    )


def _rights(image: Image, credit: str, code: str) -> str:
    with translation.override(code):
        label = str(image.get_licence_display())
    held = f"© {image.holder}" if image.holder and image.holder not in credit else ""
    return " · ".join(part for part in (credit, image.mention, held, label) if part)


def _usage(image: Image, code: str) -> str:
    with translation.override(code):
        known = terms.of(image.licence)
        sentences = (f"{known.title}.", str(known.sentence), known.address)
    return " ".join(part for part in sentences if part)
