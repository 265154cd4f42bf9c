"""What one may do with a picture, in words people understand, by licence."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dentelle.media.enums import Licence


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`title` and `sentence` for people, `address` of the licence's own text, empty when it has none."""

    title: str | Promise
    sentence: str | Promise
    address: str = ""
    name: str = ""


_TERMS = {
    Licence.PUBLIC_DOMAIN: Terms(
        title=_("Picture free of rights"),
        sentence=_("You may download it, print it, publish it, change it. Please cite the museum."),
        address="https://creativecommons.org/publicdomain/mark/1.0/deed.fr",
        name="Public Domain Mark 1.0",
    ),
    Licence.LICENCE_OUVERTE: Terms(
        title=_("Picture free to use again"),
        sentence=_(
            "You may download it, print it, publish it, change it, provided you cite where it comes from."
        ),
        address="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
        name="Licence Ouverte 2.0",
    ),
    Licence.CC_BY: Terms(
        title=_("Picture free to use again with its credit"),
        sentence=_("You may publish and change it, provided its credit stays with it."),
        address="https://creativecommons.org/licenses/by/4.0/deed.fr",
        name="CC BY 4.0",
    ),
    Licence.CC_BY_SA: Terms(
        title=_("Picture free to use again with its credit"),
        sentence=_(
            "You may publish and change it, provided its credit stays with it and what you make of it "
            "is shared on the same terms."
        ),
        address="https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
        name="CC BY-SA 4.0",
    ),
    Licence.IN_COPYRIGHT_SHOWN: Terms(
        title=_("Picture under copyright"),
        sentence=_(
            "It is shown here with permission. To publish it, ask the museum, which will tell you "
            "whom to write to."
        ),
    ),
    Licence.IN_COPYRIGHT_HIDDEN: Terms(
        title=_("Picture under copyright"),
        sentence=_(
            "Its rights do not allow it to be shown here. The object can be seen at the museum."
        ),
    ),
    Licence.NOT_CHECKED: Terms(
        title=_("Rights not checked yet"),
        sentence=_("You may look at the picture here. Before using it again, ask the museum."),
    ),
}


def of(licence: str) -> Terms:
    """Return the terms of a licence; one we do not know is taken as not checked."""
    known = Licence(licence) if licence in Licence.values else Licence.NOT_CHECKED
    return _TERMS[known]
