"""Search the collections from a terminal, through the same index as the website."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.catalogue.indexing import SCHEMA
from dentelle.catalogue.models import Record
from dentelle.search import engines, syntax
from dentelle.search.engine import EngineError
from dentelle.search.query import FacetAsk, Request
from dentelle.search.results import FacetCounts, Results

_FACET_NAMES = tuple(facet.name for facet in SCHEMA.facets)
_SORTS = ("relevance", *(f"{sign}{sort.name}" for sort in SCHEMA.sorts for sign in ("", "-")))
_SHOWN = 8  # values of a facet printed for people


class Command(BaseCommand):
    """Search the collections."""

    help = (
        "Search the public records as the website does. Words are all wanted, «…» holds a phrase, -word "
        "leaves out. --filter facet=value may be repeated; several values of one facet are alternatives. "
        "Facets: " + ", ".join(_FACET_NAMES) + "."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text", nargs="?", default="")
        parser.add_argument("--filter", action="append", default=[], metavar="FACET=VALUE")
        parser.add_argument("--from", type=int, dest="year_from", help="first year")
        parser.add_argument("--to", type=int, dest="year_to", help="last year")
        parser.add_argument("--sort", default="relevance", choices=_SORTS)
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        request = Request(
            node=syntax.parse(options["text"]),
            filters=_filters(options["filter"]),
            spans=_spans(options["year_from"], options["year_to"]),
            sort=options["sort"],
            limit=max(options["limit"], 0),
            facets=tuple(FacetAsk(name=name) for name in _FACET_NAMES),
        )
        try:
            results = engines.get(SCHEMA.name).search(request)
        except EngineError as error:
            raise CommandError(str(error)) from error
        hits = _hits(results.keys)
        if options["json"]:
            self.stdout.write(json.dumps(_answer(results, hits), ensure_ascii=False, indent=2))
        else:
            self._tell(results, hits)

    def _tell(self, results: Results, hits: Iterable[Mapping[str, Any]]) -> None:
        if results.instead:
            self.stdout.write(
                _("Nothing found as typed; here is what “%s” finds.") % results.instead
            )
        count = f"{results.total:,}".replace(",", "\u202f")
        self.stdout.write(ngettext("%s record", "%s records", results.total) % count)
        for hit in hits:
            line = ", ".join(part for part in (hit["maker"], hit["title"], hit["date"]) if part)
            self.stdout.write(f"  {line} — {hit['museum_name']} (ark:/{hit['ark']})")
        for name, counts in results.facets.items():
            values = ", ".join(f"{value} {many}" for value, many in counts.values[:_SHOWN])
            self.stdout.write(f"  {name}: {values}" if values else f"  {name}: –")


def _filters(given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Read `facet=value` arguments; several values of one facet are alternatives."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for argument in given:
        name, sign, value = argument.partition("=")
        if not sign or name not in _FACET_NAMES or not value:
            raise CommandError(
                _(
                    "“%(found)s” is no filter. Write facet=value, where the facet is one of: %(names)s."
                )
                % {"found": argument, "names": ", ".join(_FACET_NAMES)}
            )
        found[name] += (value,)
    return dict(found)


def _spans(first: int | None, last: int | None) -> dict[str, tuple[int | None, int | None]]:
    return {} if first is None and last is None else {"years": (first, last)}


def _hits(keys: Sequence[str]) -> list[dict[str, Any]]:
    """Return what is shown of the records found, in the order of the results; one query."""
    records = Record.objects.public().select_related("museum").filter(pk__in=map(int, keys))
    by_key = {str(record.pk): record for record in records}
    return [_hit(by_key[key]) for key in keys if key in by_key]


def _hit(record: Record) -> dict[str, Any]:
    return {
        "ark": record.ark,
        "reference": record.reference,
        "inventory": record.inventory_number,
        "title": record.title,
        "maker": record.maker_line,
        "date": record.date_line,
        "museum": record.museum.slug,
        "museum_name": record.museum.name,
    }


def _answer(results: Results, hits: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "total": results.total,
        "instead": results.instead,
        "hits": hits,
        "facets": {name: _counts(counts) for name, counts in results.facets.items()},
    }


def _counts(counts: FacetCounts) -> dict[str, Any]:
    values = [{"value": value, "count": many} for value, many in counts.values]
    return {"values": values, "exact": counts.exact, "more": counts.more}
