"""Lists as collections. Source: IIIF Presentation API 3.0, 3.1 and 5.1."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import ngettext

from dentelle.interop import addresses, paging
from dentelle.interop.paging import Ranks
from dentelle.interop.presentation import agents
from dentelle.interop.presentation.canvases import thumbnail
from dentelle.interop.presentation.languages import (
    LanguageMap,
    french,
    no_language,
    plain,
    spoken,
)
from dentelle.interop.presentation.manifests import CONTEXT, reference
from dentelle.interop.queries.lists import Listed, Member
from dentelle.museums.models import Museum

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a list is: its label, the address of it and of its parts, and what goes with it."""

    label: LanguageMap
    address: Callable[[Ranks | None], str]
    homepage: list[JSON]
    provider: list[JSON]
    part_of: tuple[JSON, ...] = ()


def collection(kind: Kind, listed: Listed) -> JSON:
    """Return a list of objects as a collection, whatever chose them: its manifests, or its parts."""
    document = _document(kind, listed.ranks)
    document["summary"] = spoken(partial(_counted, listed))
    above = list(kind.part_of)
    if listed.ranks:
        above.insert(0, {"id": kind.address(None), "type": "Collection", "label": kind.label})
    if above:
        document["partOf"] = above
    if listed.members:
        document["thumbnail"] = thumbnail(listed.members[0].image)
    document["items"] = _items(kind, listed)
    return document


def network(museums: Iterable[Museum]) -> JSON:
    """Return the collection of the museums' collections."""
    name = agents.network_name()
    kind = Kind(
        label=french(name),
        address=lambda _ranks: addresses.network(),
        homepage=agents.homepages("portal:museums", label=name),
        provider=[agents.network()],
    )
    document = _document(kind, None)
    document["items"] = [_of_museum(museum) for museum in museums]
    return document


def museum_kind(museum: Museum) -> Kind:
    """Return what a museum's list is."""
    name = agents.museum_name(museum)
    return Kind(
        label=french(name),
        address=lambda ranks: addresses.museum(museum.slug, ranks),
        homepage=agents.homepages("portal:museum", museum.slug, label=name),
        provider=agents.providers(museum),
        part_of=({"id": addresses.network(), "type": "Collection"},),
    )


def _document(kind: Kind, ranks: Ranks | None) -> JSON:
    document: JSON = {
        "@context": CONTEXT,
        "id": kind.address(ranks),
        "type": "Collection",
        "label": _ranked(kind, ranks) if ranks else kind.label,
        "provider": kind.provider,
    }
    return {**document, **({"homepage": kind.homepage} if kind.homepage else {})}


def _items(kind: Kind, listed: Listed) -> list[JSON]:
    is_cut = not listed.ranks.holds_members if listed.ranks else listed.total > paging.SIZE
    if is_cut:
        return [
            {"id": kind.address(ranks), "type": "Collection", "label": _range(ranks, listed.total)}
            for ranks in paging.cut(listed.total, listed.ranks)
        ]
    return [_member(member) for member in listed.members]


def _member(member: Member) -> JSON:
    said = ", ".join(text for text in (member.maker, member.date) if text)
    texts = [plain(text) for text in (said, member.note) if text]
    more = {"summary": french(*texts)} if texts else {}
    return reference(member.ark, member.title, thumbnail=thumbnail(member.image), **more)


def _of_museum(museum: Museum) -> JSON:
    return {
        "id": addresses.museum(museum.slug),
        "type": "Collection",
        "label": french(agents.museum_name(museum)),
    }


def _ranked(kind: Kind, ranks: Ranks) -> LanguageMap:
    return {code: [f"{text} ({ranks})" for text in texts] for code, texts in kind.label.items()}


def _range(ranks: Ranks, total: int) -> LanguageMap:
    return no_language(f"{ranks.first}–{ranks.last(total)}")


def _counted(listed: Listed) -> str:
    return ngettext(
        "%(count)s object with a picture", "%(count)s objects with a picture", listed.total
    ) % {"count": number_format(listed.total, force_grouping=True)}
