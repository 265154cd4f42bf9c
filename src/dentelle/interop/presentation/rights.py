"""Rights as a manifest says them: an address of the lists the API allows, and words beside it.

Source: IIIF Presentation API 3.0, `rights` and `requiredStatement`. Creative Commons and
RightsStatements.org alone may stand in `rights`, under the `http:` names they were given; the
Licence Ouverte has no such name and is told in the statement.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.interop.presentation.languages import LanguageMap, Said, distinct, link, plain, spoken
from dentelle.interop.queries.objects import View
from dentelle.media import terms
from dentelle.media.enums import Licence

_CC, _RS = "http://creativecommons.org", "http://rightsstatements.org"
_ADDRESSES: Mapping[str, str] = {
    Licence.PUBLIC_DOMAIN: f"{_CC}/publicdomain/mark/1.0/",
    Licence.CC_BY: f"{_CC}/licenses/by/4.0/",
    Licence.CC_BY_SA: f"{_CC}/licenses/by-sa/4.0/",
    Licence.IN_COPYRIGHT_SHOWN: f"{_RS}/vocab/InC/1.0/",
    Licence.NOT_CHECKED: f"{_RS}/vocab/CNE/1.0/",  # “copyright not evaluated”
}


def rights(views: Sequence[View]) -> str:
    """Return the address all these pictures share, or nothing: then each canvas says its own."""
    found = {_ADDRESSES.get(view.image.licence, "") for view in views}
    return found.pop() if len(found) == 1 else ""


def statement(views: Sequence[View]) -> dict[str, LanguageMap]:
    """Return what must be shown beside these pictures: credits, mandatory mentions, terms of reuse."""
    sentences: list[Said] = [plain(text) for text in _credits(views)]
    for licence in distinct(view.image.licence for view in views):
        sentences += _terms(licence)
    if small := [view for view in views if not view.zoom]:
        sentences.append(_small if len(small) == len(views) else _some_small)
    return {"label": spoken(gettext_lazy("Credit and terms of reuse")), "value": spoken(*sentences)}


def said(views: Sequence[View]) -> dict[str, Any]:
    """Return `rights` and `requiredStatement` of these pictures, `rights` only where they agree."""
    address = rights(views)
    return {"requiredStatement": statement(views), **({"rights": address} if address else {})}


def _credits(views: Sequence[View]) -> list[str]:
    return distinct(
        " ".join(text.split()) for view in views for text in (view.image.credit, view.image.mention)
    )


def _terms(licence: str) -> list[Said]:
    known = terms.of(licence)
    sentences: list[Said] = [lambda: f"{known.title}. {known.sentence}"]
    if known.address:
        sentences.append(link(known.address, known.name))
    return sentences


def _small() -> str:
    return _("The rights of this picture let it be shown in small only.")


def _some_small() -> str:
    return _("The rights of some of these pictures let them be shown in small only.")
