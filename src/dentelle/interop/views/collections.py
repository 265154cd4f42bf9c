"""Lists of objects as collections."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.catalogue import asked as asking
from dentelle.catalogue import limits, selections
from dentelle.catalogue.asked import Asked
from dentelle.catalogue.views import wait_of
from dentelle.interop import addresses, paging
from dentelle.interop.paging import Ranks
from dentelle.interop.presentation import agents, collections, manifests
from dentelle.interop.presentation.collections import Kind
from dentelle.interop.presentation.languages import french, plain, spoken
from dentelle.interop.queries import lists
from dentelle.interop.queries.lists import Listed
from dentelle.interop.views import found
from dentelle.interop.views.answers import RefusedError, document
from dentelle.museums.models import Museum
from dentelle.ui.addresses import with_query


@document
def network(request: HttpRequest) -> dict[str, Any]:  # noqa: ARG001
    """Answer the museums that have something to show."""
    return collections.network(lists.museums())


@document
def museum(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Answer the objects of a museum, as they hang."""
    known = Museum.objects.publishing().filter(slug=slug).first()
    if known is None:
        raise RefusedError(404, _("No museum of that name publishes its collections here."))
    asked = Asked(chosen={"museum": (slug,)}, sort="accrochage")
    return collections.collection(collections.museum_kind(known), _listed(request, asked))


@document
def search(request: HttpRequest) -> dict[str, Any]:
    """Answer a search: the parameters of the collections' page, whose pages and views are left out."""
    asked = asking.read(request.GET)
    _spend(request, asked)
    return collections.collection(_search_kind(asked), _listed(request, asked))


@document
def selection(request: HttpRequest) -> dict[str, Any]:
    """Answer the objects a visitor chose: the address of `/selection/`, notes included."""
    chosen = selections.read(request.META["QUERY_STRING"])
    pairs, label = selections.pairs(chosen), gettext_lazy("A visitor’s selection")
    kind = Kind(
        label=french(chosen.title) if chosen.title else spoken(label),
        address=lambda ranks: addresses.with_ranks(reverse("interop:selection"), pairs, ranks),
        homepage=[],
        provider=[agents.network()],
    )
    return collections.collection(kind, lists.chosen(chosen.entries))


@document
def parts(request: HttpRequest, name: str, naan: str = "") -> dict[str, Any]:  # noqa: ARG001
    """Answer the manifests of one object, when its pictures are more than one holds."""
    known = found.record(naan, name, addresses.parts)
    return manifests.parts(found.pictured(known, 1))


def _search_kind(asked: Asked) -> Kind:
    pairs = [pair for pair in asked.pairs() if pair[0] not in {"vue", "page"}]
    label = (
        french(plain(f"« {asked.text} »"))
        if asked.text
        else spoken(gettext_lazy("A search of the collections"))
    )
    page = with_query(reverse("portal:search"), pairs)
    return Kind(
        label=label,
        address=lambda ranks: addresses.with_ranks(reverse("interop:search"), pairs, ranks),
        homepage=[
            {
                "id": addresses.whole(page),
                "type": "Text",
                "label": label,
                "format": "text/html",
            }
        ],
        provider=[agents.network()],
    )


def _listed(request: HttpRequest, asked: Asked) -> Listed:
    return _there(lists.found(asked, _ranks(request)))


def _there(listed: Listed | None) -> Listed:
    if listed is None:
        raise RefusedError(404, _("This list ends before that part."))
    return listed


def _ranks(request: HttpRequest) -> Ranks | None:
    said = request.GET.get("rangs", "")
    ranks = paging.read(said)
    if said and ranks is None:
        raise RefusedError(
            404, _("Lists are not cut at “%(ranks)s”: 1-100, 101-200… are.") % {"ranks": said[:40]}
        )
    return ranks


def _spend(request: HttpRequest, asked: Asked) -> None:
    """Count the search in the budget its client has for those of the pages."""
    if wait := wait_of(request, limits.cost_of(asked)):
        sentence = _("Too many searches in a short time. Ask again in %(wait)d seconds.")
        raise RefusedError(429, sentence % {"wait": wait}, **{"Retry-After": str(wait)})
