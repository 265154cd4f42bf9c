"""Public addresses of the collections."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.portal.views import (
    compare,
    downloads,
    home,
    museums,
    record,
    report,
    search,
    selection,
    selection_files,
    shared,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("collections/", search.search, name="search"),
    path("collections.json", search.search_json, name="search-json"),
    path("collections/suggestions", search.suggestions, name="suggestions"),
    path("collections/recherche-avancee/", search.advanced, name="advanced"),
    path("comparer/", compare.compare, name="compare"),
    path("musees/", museums.museums, name="museums"),
    path("musees.json", museums.museums_json, name="museums-json"),
    path("musees/<slug:slug>/", museums.museum, name="museum"),
    path("selection/", selection.selection, name="selection"),
    path("selection/imprimer/", selection.sheet, name="selection-sheet"),
    path("selection/diaporama/", selection.slides, name="selection-slides"),
    path("selection/partager/", shared.share, name="selection-share"),
    path("selection/<slug:token>/", shared.shared, name="shared"),
    path("selection.csv", selection.selection_csv, name="selection-csv"),
    path("selection.zip", selection_files.selection_zip, name="selection-zip"),
    path("selection.pdf", selection_files.selection_pdf, name="selection-pdf"),
    path("selection/cartels.pdf", selection_files.selection_labels, name="selection-labels"),
    path("selection.json", selection.selection_json, name="selection-json"),
    path("ark:/<naan>/<name>.json", record.record_json, name="record-json"),
    path("ark:/<naan>/<name>/qr.svg", record.qr, name="record-qr"),
    path(
        "ark:/<naan>/<name>/image/<int:number>/<slug:size>.<slug:suffix>",
        downloads.image,
        name="record-image",
    ),
    path("ark:/<naan>/<name>/dossier.zip", downloads.bundle, name="record-bundle"),
    path("ark:/<naan>/<name>/fiche.pdf", downloads.sheet, name="record-sheet"),
    path("ark:/<naan>/<name>/cartel.pdf", downloads.label, name="record-label"),
    path("ark:/<naan>/<name>/signaler/", report.report, name="report"),
    path("ark:/<naan>/<name>", record.record, name="record"),
    path("ark:/<naan>/<name>/", record.plain),
    path("ark:<naan>/<name>", record.plain),
    path("ark:<naan>/<name>/", record.plain),
]
