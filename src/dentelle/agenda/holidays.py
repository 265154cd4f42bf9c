"""School holidays, from a file a network can replace (`DENTELLE_SCHOOL_HOLIDAYS`).

`data/school_holidays.json` says how to add the next year. Days are those without school, both
included. A year that is not in the file is not guessed: the choice is not offered.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _

_OURS = Path(__file__).parent / "data" / "school_holidays.json"
_NAMES = {
    "toussaint": _("Autumn holidays"),
    "noel": _("Christmas holidays"),
    "hiver": _("Winter holidays"),
    "printemps": _("Spring holidays"),
    "ete": _("Summer holidays"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """Days without school; `key` as in the file, `zone` as the ministry letters it."""

    key: str
    first: date
    last: date
    zone: str

    @property
    def name(self) -> str:
        """What they are called, in the reader's language."""
        return str(_NAMES.get(self.key, _("School holidays")))


def coming(today: date) -> Holidays | None:
    """Return the holidays that run, else the next ones, or nothing when the file says none."""
    path = Path(settings.SCHOOL_HOLIDAYS or _OURS)
    known = _read(path, path.stat().st_mtime) if path.is_file() else ()
    return next((one for one in known if one.last >= today), None)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: float) -> tuple[Holidays, ...]:
    """Read a file once; `ValueError` or `KeyError` says that it is not of this form."""
    stored = json.loads(path.read_text(encoding="utf-8"))
    rows = (
        Holidays(
            key=row["key"],
            first=date.fromisoformat(row["first"]),
            last=date.fromisoformat(row["last"]),
            zone=stored["zone"],
        )
        for row in stored["holidays"]
    )
    return tuple(sorted(rows, key=lambda one: one.first))
