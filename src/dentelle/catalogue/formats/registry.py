"""The formats, and which one a file is of."""

from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import encoding
from dentelle.catalogue.formats.base import Format, FormatError
from dentelle.catalogue.formats.joconde_csv.reader import JocondeCsv
from dentelle.catalogue.formats.joconde_tagged.reader import JocondeTagged
from dentelle.catalogue.formats.lido.reader import Lido
from dentelle.catalogue.formats.table.reader import Table

# In the order they are tried: the strictest first, the table that takes anything last.
_FORMATS: tuple[Format, ...] = (JocondeTagged(), Lido(), JocondeCsv(), Table())


def all_formats() -> tuple[Format, ...]:
    """Return every format."""
    return _FORMATS


def get(name: str) -> Format:
    """Return the format of that name.

    Raises:
        FormatError: there is none.
    """
    for known in _FORMATS:
        if known.name == name:
            return known
    raise FormatError(
        _("There is no format “%(name)s”. Those known are: %(known)s.")
        % {"name": name, "known": ", ".join(known.name for known in _FORMATS)}
    )


def detect(path: Path) -> Format:
    """Return the format a file is of, by its content.

    Raises:
        FormatError: it is empty, is not text, or no format recognises it.
    """
    for known in _FORMATS:
        if known.recognises(path):
            return known
    with path.open("rb") as source:
        head = source.read(1 << 16)
    if not head.strip():
        raise FormatError(_("This file is empty. Export it again from the museum’s software."))
    encoding.refuse_binary(head)
    raise FormatError(
        _(
            "The kind of this file was not recognised. Those that can be read are: Joconde tagged "
            "text, CSV, XLSX, ODS, and LIDO."
        )
    )
