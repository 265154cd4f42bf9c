"""An object as a manifest. Source: IIIF Presentation API 3.0, 3 and 5.2."""

from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.catalogue import arks
from dentelle.catalogue import fields as catalogue_fields
from dentelle.interop import addresses
from dentelle.interop.presentation import agents, rights
from dentelle.interop.presentation.canvases import canvases, thumbnail
from dentelle.interop.presentation.languages import (
    LanguageMap,
    french,
    link,
    no_language,
    plain,
    row,
    spoken,
)
from dentelle.interop.queries.objects import CANVASES, Part
from dentelle.media import terms

CONTEXT = "http://iiif.io/api/presentation/3/context.json"
JSON = dict[str, Any]


def manifest(part: Part) -> JSON:
    """Return the manifest of an object, or of one part of an object of very many pictures."""
    record = part.record
    address = addresses.manifest(record.ark, part.number)
    return {
        "@context": CONTEXT,
        "id": address,
        "type": "Manifest",
        "label": _label(part),
        "summary": french(plain(_cartel(part))),
        "metadata": _metadata(part),
        **rights.said(part.views),
        "provider": agents.providers(record.museum),
        "homepage": agents.homepages("portal:record", *arks.parts(record.ark), label=record.title),
        "thumbnail": thumbnail(part.views[0].image),
        "seeAlso": [_see_also(record.ark)],
        "rendering": [_sheet(record.ark)],
        "partOf": _part_of(part),
        "items": canvases(part),
    }


def reference(ark: str, title: str, **more: Any) -> JSON:
    """Return a manifest as a collection names it."""
    return {"id": addresses.manifest(ark), "type": "Manifest", "label": french(title), **more}


def parts(part: Part) -> JSON:
    """Return the collection of an object's manifests, in the order of its pictures."""
    record = part.record
    return {
        "@context": CONTEXT,
        "id": addresses.parts(record.ark),
        "type": "Collection",
        "label": french(record.title),
        "behavior": ["multi-part"],
        **rights.said(part.views),
        "provider": agents.providers(record.museum),
        "thumbnail": thumbnail(part.views[0].image),
        "items": [
            {
                "id": addresses.manifest(record.ark, number),
                "type": "Manifest",
                "label": spoken(partial(_numbered, record.title, number, part.count)),
            }
            for number in range(1, part.count + 1)
        ],
    }


def _label(part: Part) -> LanguageMap:
    if part.is_whole:
        return french(part.record.title)
    return spoken(partial(_numbered, part.record.title, part.number, part.count))


def _numbered(title: str, number: int, count: int) -> str:
    return _("%(title)s (part %(number)d of %(count)d)") % {
        "title": title,
        "number": number,
        "count": count,
    }


def _cartel(part: Part) -> str:
    """Return the label's line: who, when, of what, where. A doubt of the museum stays in it."""
    record = part.record
    technique = catalogue_fields.public_text("TECH", record.fields.get("TECH", ""))
    said = [record.maker_line, record.date_line, " ".join(technique.split())]
    return ", ".join(text for text in [*said, agents.museum_name(record.museum)] if text)


def _metadata(part: Part) -> list[dict[str, LanguageMap]]:
    record = part.record
    rows = [row(spoken(field.label), _value(field, text)) for field, text in _fields(part)]
    rows.append(row(spoken(gettext_lazy("Museum")), french(agents.museum_name(record.museum))))
    rows.append(
        row(
            spoken(gettext_lazy("Permanent address")),
            no_language(link(arks.permalink(record.ark))),
        )
    )
    licences = dict.fromkeys(view.image.licence for view in part.views)
    names = [terms.of(licence).title for licence in licences]
    rows.append(row(spoken(gettext_lazy("Reuse of the picture")), spoken(*names)))
    if not part.is_whole:
        rows.append(row(spoken(gettext_lazy("Pictures")), spoken(partial(_range, part))))
    return rows


def _fields(part: Part) -> list[tuple[catalogue_fields.Field, str]]:
    return catalogue_fields.public_fields(part.record.fields)


def _value(field: catalogue_fields.Field, text: str) -> LanguageMap:
    lines = [line for each in text.splitlines() if (line := each.strip())]
    if field.kind == "link":
        return no_language(*(link(line) if _is_address(line) else plain(line) for line in lines))
    known = [plain(line) for line in lines]
    return no_language(*known) if field.kind == "code" else french(*known)


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://")) and " " not in text


def _range(part: Part) -> str:
    first = (part.number - 1) * CANVASES + 1
    return _("%(first)d to %(last)d of %(total)d") % {
        "first": first,
        "last": first + len(part.views) - 1,
        "total": part.total,
    }


def _see_also(ark: str) -> JSON:
    return {
        "id": f"{arks.permalink(ark)}.json",
        "type": "Dataset",
        "label": spoken(gettext_lazy("The record as data")),
        "format": "application/json",
    }


def _sheet(ark: str) -> JSON:
    return {
        "id": addresses.whole(arks.href(ark, "record-sheet")),
        "type": "Text",
        "label": spoken(gettext_lazy("The record on a sheet to print")),
        "format": "application/pdf",
    }


def _part_of(part: Part) -> list[JSON]:
    museum = part.record.museum
    found: list[JSON] = [
        {
            "id": addresses.museum(museum.slug),
            "type": "Collection",
            "label": french(agents.museum_name(museum)),
        }
    ]
    if not part.is_whole:
        found.insert(0, {"id": addresses.parts(part.record.ark), "type": "Collection"})
    return found
