"""What every list of the desk shares: what was asked of it, its pages, and the list as a file."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.timezone import localdate

from dentelle.core.spreadsheets import Row, as_csv, as_ods
from dentelle.core.text import slugify
from dentelle.desk.queries.tables.base import Table
from dentelle.desk.views.access import StaffRequest

PAGE = 50
_CSV = "text/csv; charset=utf-8"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
View = Callable[..., HttpResponseBase]
M = TypeVar("M", bound=Model)
T = TypeVar("T")


def listed(stem: str, name: str, page: View, file: View) -> list[URLPattern]:
    """Return the addresses of a list and of its two files: `notices/`, `notices.csv` and `notices.ods`."""
    return [
        path(f"{stem}/", page, name=name),
        path(f"{stem}.csv", file, {"kind": "csv"}, name=f"{name}-csv"),
        path(f"{stem}.ods", file, {"kind": "ods"}, name=f"{name}-ods"),
    ]


def asked(form: forms.Form) -> dict[str, Any]:
    """Return what a list was asked for; what cannot be read narrows nothing."""
    return form.cleaned_data if form.is_valid() else {}


def page_of(request: StaffRequest, rows: QuerySet[M], *, size: int = PAGE) -> Page[M]:
    """Return the page of a list that was asked for; beyond the last one, the last one."""
    return Paginator(rows, size).get_page(request.GET.get("page", "1"))


def query(request: StaffRequest) -> str:
    """Return the address's query without its page and what was left empty, ready for another page."""
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and name != "page"
    ]
    return f"{urlencode(kept)}&" if kept else ""


def file(table: Table[T], rows: Iterable[T], kind: str) -> StreamingHttpResponse:
    """Send a list as a file, `csv` or `ods`, while its rows are read."""
    name = f"{slugify(str(table.name))}-{localdate():%Y-%m-%d}"
    return sheet(kind, name, str(table.name), table.headings(), map(table.cells, rows))


def sheet(
    kind: str, name: str, title: str, headings: Sequence[str], rows: Iterable[Row]
) -> StreamingHttpResponse:
    """Send headings and rows as a file of this name, and in it a sheet of this title."""
    return StreamingHttpResponse(
        as_ods(headings, rows, title=title) if kind == "ods" else as_csv(headings, rows),
        content_type=_ODS if kind == "ods" else _CSV,
        headers={"Content-Disposition": f'attachment; filename="{name}.{kind}"'},
    )
