"""Public addresses of offers."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("offres/", views.offers, name="offers"),
    path("offres.atom", views.atom, name="atom"),
    path("offres.rss", views.rss, name="rss"),
    path("offres.json", views.data, name="data"),
    path("offres/<slug:slug>/", views.offer, name="offer"),
]
