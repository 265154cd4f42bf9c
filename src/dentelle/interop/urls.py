"""Addresses of IIIF documents; none has a language, each says everything in French and in English."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.interop.views import collections, manifests, states

app_name = "interop"
urlpatterns: list[URLPattern] = [
    path("manifest/<name>", manifests.manifest, name="manifest"),
    path("manifest/<name>/part/<int:part>", manifests.manifest, name="manifest-part"),
    # An ARK that came with an import may have been given by another authority.
    path("manifest/<naan>/<name>", manifests.manifest, name="manifest-of"),
    path("manifest/<naan>/<name>/part/<int:part>", manifests.manifest, name="manifest-of-part"),
    path("collection/object/<name>", collections.parts, name="parts"),
    path("collection/object/<naan>/<name>", collections.parts, name="parts-of"),
    path("collection/network", collections.network, name="network"),
    path("collection/museum/<slug:slug>", collections.museum, name="museum"),
    path("collection/search", collections.search, name="search"),
    path("collection/selection", collections.selection, name="selection"),
    path("content-state", states.state, name="content-state"),
]
