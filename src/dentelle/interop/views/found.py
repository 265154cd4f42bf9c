"""The record of an address, or the reason why there is none to read."""

from collections.abc import Callable

from django.conf import settings
from django.utils.translation import gettext as _

from dentelle.catalogue import finding
from dentelle.catalogue.models import Record
from dentelle.interop.queries.objects import Part, part
from dentelle.interop.views.answers import MovedError, RefusedError


def record(naan: str, name: str, address: Callable[[str], str]) -> Record:
    """Return the public record an ARK names; `address` gives the document's address for an ARK.

    Raises:
        RefusedError: there is no such object, or it was taken back.
        MovedError: the ARK is spelt another way.
    """
    naan = naan or settings.ARK_NAAN
    found = finding.find(naan, name)
    if found is None:
        raise RefusedError(
            404, _("No object has the name %(ark)s.") % {"ark": f"ark:/{naan}/{name}"}
        )
    if found.ark != f"{naan}/{name}":
        raise MovedError(address(found.ark))
    if not finding.is_shown(found):
        raise RefusedError(410, _("This object was taken back by its museum."))
    return found


def pictured(found: Record, number: int) -> Part:
    """Return one part of an object's pictures.

    Raises:
        RefusedError: there is none: a manifest wants at least one canvas.
    """
    shown = part(found, number)
    if shown is None:
        raise RefusedError(404, _no_picture(number))
    return shown


def _no_picture(number: int) -> str:
    if number > 1:
        return _("This object has no such part.")
    return _("This object has no picture that may be shown, so that it has no manifest.")
