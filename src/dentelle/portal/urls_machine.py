"""Addresses without a language: share cards, sitemap, robots, health."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.portal.views import cards, machine, robots

app_name = "machine"
urlpatterns: list[URLPattern] = [
    path("partage/<slug:kind>/<str:key>.png", cards.card, name="card"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", machine.sitemap_index, name="sitemap"),
    path("sitemap-pages.xml", machine.sitemap_pages, name="sitemap-pages"),
    path("sitemap-<int:page>.xml", machine.sitemap_records, name="sitemap-records"),
    path("healthz", machine.healthz, name="healthz"),
    path("readyz", machine.readyz, name="readyz"),
]
