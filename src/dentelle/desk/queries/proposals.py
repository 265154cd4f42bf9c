"""What is proposed for the rights of a picture: by its records, by its file; a person takes it or not."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from dentelle.media.enums import Licence
from dentelle.media.models import Image

_TAKEN = ("licence", "credit", "holder", "photographer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One source with what it says; `key` asks the form to take it."""

    key: str
    source: str
    lines: tuple[tuple[str, str], ...]
    usable: bool


def proposals(image: Image) -> list[Proposal]:
    """Return what the records and the file say of the rights, each only when it says something."""
    sources = (
        ("notice", _("The museum’s record says"), image.proposed),
        ("fichier", _("The file says of itself"), image.told),
    )
    return [
        Proposal(key=key, source=source, lines=_lines(said), usable=bool(_usable(said)))
        for key, source, said in sources
        if _lines(said)
    ]


def wanted(image: Image, source: str) -> dict[str, Any]:
    """Return what the form takes from a source, nothing for a source there is not."""
    return _usable({"notice": image.proposed, "fichier": image.told}.get(source, {}))


def _usable(said: dict[str, Any]) -> dict[str, Any]:
    taken = {name: str(said[name]) for name in _TAKEN if said.get(name)}
    if taken.get("licence") not in Licence.values:
        taken.pop("licence", None)
    return taken


def _lines(said: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    labels = {
        "photographer": _("Photographer"),
        "holder": _("Rights holder"),
        "credit": _("Credit line"),
        "mention": _("Rights stated on the shots"),
        "joconde": _("May go to the national database"),
        "licence": _("Licence"),
        "date": _("Date"),
    }
    return tuple((labels[name], _read(name, said[name])) for name in labels if said.get(name))


def _read(name: str, value: Any) -> str:
    if name == "licence" and value in Licence.values:
        return str(Licence(value).label)
    return str(value)
