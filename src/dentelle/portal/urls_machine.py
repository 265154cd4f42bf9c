"""Addresses without a language: sitemap, robots, health."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.portal.views import robots

app_name = "machine"
urlpatterns: list[URLPattern] = [
    path("robots.txt", robots.robots, name="robots"),
]
