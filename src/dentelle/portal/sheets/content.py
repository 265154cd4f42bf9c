"""What a sheet says of an object: the words of its page, as plain text and numbers for a template."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import segno
from django.utils.translation import gettext as _
from markupsafe import Markup

from dentelle.media.enums import Use
from dentelle.media.exports import files
from dentelle.media.models import Image
from dentelle.media.queries import allow
from dentelle.portal.queries.record import RecordPage, Shown
from dentelle.ui.typography import fr

_LINE = 180  # characters


@dataclass(slots=True)
class Files:
    """The files a sheet shows, by name, as they are gathered."""

    kept: dict[str, bytes] = field(default_factory=dict)

    def keep(self, suffix: str, content: bytes) -> str:
        """Keep a file and return its name."""
        name = f"{len(self.kept)}.{suffix}"
        self.kept[name] = content
        return name


def words() -> dict[str, str]:
    """Return what the templates say themselves, in the reader's language."""
    return {
        "kind": _("Object sheet"),
        "notice": _("The record"),
        "verbatim": _("As the museum wrote it, doubts included."),
        "field": _("Field"),
        "text": _("What the record says"),
        "cite": _("To cite it:"),
        "address": _("Permanent address:"),
        "missing": _("□ stands for a character that could not be printed: see the object’s page."),
    }


def subject(
    page: RecordPage, kept: Files, *, pictured: bool = True, note: str = "", longest: int = 0
) -> dict[str, Any]:
    """Return an object as the templates read it; its picture only when it may be printed.

    `longest` cuts each value of the record to that many characters; 0 leaves them whole.
    """
    shown, content = _printed(page) if pictured else (None, None)
    picture = _picture(shown, content, kept) if shown and content else None
    record = page.record
    said = {
        "title": record.title,
        "titled": page.is_titled,
        "eyebrow": record.domain,
        "makers": [maker.text for maker in page.makers] or _some(record.maker_line),
        "lines": [
            _short(line) for line in _some(record.date_line, page.technique, page.dimensions)
        ],
        "keeper": _keeper(page),
        "number": _number(page),
        "short": " · ".join(_some(_keeper(page), _number(page), page.permalink)),
        "picture": picture,
        "absence": "" if picture else _absence(page),
        "groups": [_group(group, longest) for group in page.groups],
        "terms": _terms(shown if picture else None),
        "citation": _citation(page, shown if picture else None),
        "address": page.permalink,
        "note": note,
        "missing": "",
    }
    drawn = {
        "qr": kept.keep("svg", _qr(page.permalink)),
        "qr_alt": _("QR code of the permanent address"),
    }
    return {**_typeset(said), **drawn}


def _printed(page: RecordPage) -> tuple[Shown | None, bytes | None]:
    """Return the first picture shown that may be printed, and its bytes."""
    for shown in page.pictures:
        image = _image(page, shown)
        if image and allow(image, Use.PRINT) and (content := files.printed(image)):
            return shown, content
    return None, None


def _image(page: RecordPage, shown: Shown) -> Image | None:
    return next((image for image in page.images if image.key == shown.picture.key), None)


def _picture(shown: Shown, content: bytes, kept: Files) -> dict[str, Any]:
    return {
        "file": kept.keep("jpg", content),
        "alt": shown.alt,
        "ratio": round(shown.picture.ratio, 4),
        "credit": shown.credit,
    }


def _absence(page: RecordPage) -> str:
    if page.absence:
        return page.absence
    return _("Its picture may be seen on line; its rights do not allow it to be printed here.")


def _terms(shown: Shown | None) -> Mapping[str, str]:
    if shown is None:
        return {
            "title": _("Using this record"),
            "sentence": _(
                "You may quote it: name the museum and give the object’s permanent address."
            ),
            "name": "",
            "address": "",
        }
    known = shown.terms
    return {
        "title": str(known.title),
        "sentence": str(known.sentence),
        "name": known.name,
        "address": known.address,
    }


def _citation(page: RecordPage, shown: Shown | None) -> str:
    return ". ".join(_some(page.credit, shown.credit if shown else "")) + "."


def _keeper(page: RecordPage) -> str:
    town = page.museum.town
    return page.museum_name if town in page.museum_name else f"{page.museum_name}, {town}"


def _number(page: RecordPage) -> str:
    number = page.record.inventory_number
    said = _("Inv.")
    return f"{said} {number}" if number else ""


def _group(group: Any, longest: int) -> dict[str, Any]:
    rows = [
        [label, [_cut(_plain(value), longest) for value in values]] for label, values in group.rows
    ]
    return {"title": group.title, "rows": rows}


def _plain(value: str | Markup) -> str:
    return value.striptags() if isinstance(value, Markup) else value


def _cut(text: str, longest: int) -> str:
    if not longest or len(text) <= longest:
        return text
    rest = _("(continued on the object’s page)")
    return f"{text[:longest].rpartition(' ')[0]}… {rest}"


def _short(text: str) -> str:
    """Return a line of a label; what it leaves out stands in the record."""
    return text if len(text) <= _LINE else f"{text[:_LINE].rpartition(' ')[0]}…"


def _some(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _typeset(value: Any) -> Any:
    """Set the spaces of every text as a French printer does."""
    if isinstance(value, str):
        return fr(value)
    if isinstance(value, list):
        return [_typeset(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _typeset(one) for key, one in value.items()}
    return value


def _qr(address: str) -> bytes:
    drawing = io.BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawing, kind="svg", scale=4, border=1, dark="#000", light="#fff")
    return drawing.getvalue()
