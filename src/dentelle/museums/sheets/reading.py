"""One door for the three kinds of sheet."""

from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.museums.sheets import text, workbook
from dentelle.museums.sheets.base import LARGEST_FILE, Sheet, SheetError

_READERS = {
    ".csv": text.read,
    ".txt": text.read,
    ".tsv": text.read,
    ".xlsx": workbook.read_xlsx,
    ".ods": workbook.read_ods,
}


def read_sheet(path: Path) -> Sheet:
    """Read a file of museums, by the end of its name.

    Raises:
        SheetError: it is of another kind, too large, damaged, or empty.
    """
    if not path.is_file():
        raise SheetError(_("No file was found at “%(path)s”.") % {"path": path})
    if path.stat().st_size > LARGEST_FILE:
        raise SheetError(_("This file is larger than 50 MB: it is no list of museums."))
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SheetError(
            _("“%(suffix)s” files are not read. Save the list as .csv, .xlsx or .ods.")
            % {"suffix": path.suffix}
        )
    return reader(path)
