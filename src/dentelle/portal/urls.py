"""Public addresses of the collections."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.portal.views import home, search

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("collections/", search.search, name="search"),
    path("collections.json", search.search_json, name="search-json"),
    path("collections/suggestions", search.suggestions, name="suggestions"),
    path("collections/recherche-avancee/", search.advanced, name="advanced"),
]
