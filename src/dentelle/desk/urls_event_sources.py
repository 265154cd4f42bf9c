"""Addresses of the feeds and sheets of events."""

from django.urls import path, re_path

from dentelle.desk.views import event_sources
from dentelle.desk.views.lists import listed

urlpatterns = [
    *listed("agenda/flux", "event-feeds", event_sources.feeds, event_sources.feeds_file),
    re_path(
        r"^agenda/flux/(?P<pk>\d+)/(?P<verb>lire|prendre|suspendre|reprendre|confiance|relire|oublier)/$",
        event_sources.act,
        name="event-feed-act",
    ),
    path("agenda/charger/", event_sources.sheet, name="event-sheet"),
]
