"""Addresses without a language: sitemap, robots, health."""

from django.urls.resolvers import URLPattern

app_name = "machine"
urlpatterns: list[URLPattern] = []
