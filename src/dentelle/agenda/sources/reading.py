"""One door for what comes by an address: the first bytes tell which reader takes it."""

import json
from typing import Any

from django.utils.translation import gettext as _

from dentelle.agenda.sources import ical, linked, openagenda
from dentelle.agenda.sources.base import LARGEST, Clock, Reading, SourceError

_BOM = b"\xef\xbb\xbf"


def read(data: bytes, clock: Clock) -> Reading:
    """Read a calendar, an answer of OpenAgenda, JSON-LD or a page that holds some.

    Raises:
        SourceError: it is too large, or none of these.
    """
    if len(data) > LARGEST:
        raise SourceError(_("This is larger than 5 MB: give the address of a part of it."))
    start = data.removeprefix(_BOM).lstrip()[:200]
    if not start:
        raise SourceError(_("Nothing was received: it is empty."))
    if start.upper().startswith(b"BEGIN:"):
        return ical.read(data, clock)
    if start[:1] in b"[{":
        return _json(data, clock)
    if start[:1] == b"<":
        return linked.read_page(data, clock)
    raise SourceError(
        _("This is neither a calendar (iCal), nor OpenAgenda’s JSON, nor a web page.")
    )


def _json(data: bytes, clock: Clock) -> Reading:
    try:
        found: Any = json.loads(data.removeprefix(_BOM), strict=False)
    except (ValueError, RecursionError) as error:
        raise SourceError(_("This JSON is damaged and cannot be read.")) from error
    if openagenda.knows(found):
        return openagenda.read(found, clock)
    return linked.read(found, clock)
