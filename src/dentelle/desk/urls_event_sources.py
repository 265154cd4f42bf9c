"""Addresses of the feeds and sheets of events."""

from django.urls import path, re_path

from dentelle.desk.views import event_sources

urlpatterns = [
    path("agenda/flux/", event_sources.feeds, name="event-feeds"),
    re_path(
        r"^agenda/flux/(?P<pk>\d+)/(?P<verb>lire|prendre|suspendre|reprendre|confiance|relire|oublier)/$",
        event_sources.act,
        name="event-feed-act",
    ),
    path("agenda/charger/", event_sources.sheet, name="event-sheet"),
]
