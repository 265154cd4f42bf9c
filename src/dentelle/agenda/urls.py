"""Public addresses of the agenda."""

from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from dentelle.agenda.views import calendar, feeds, public

app_name = "agenda"
urlpatterns: list[URLPattern] = [
    path("agenda/", public.agenda, name="agenda"),
    path("agenda.ics", feeds.calendar, name="calendar"),
    path("agenda.atom", feeds.atom, name="atom"),
    path("agenda.rss", feeds.rss, name="rss"),
    path("agenda.json", feeds.data, name="data"),
    re_path(r"^agenda/(?P<year>[0-9]{4})/(?P<month>[0-9]{2})/$", calendar.month, name="month"),
    path("agenda/<slug:slug>.ics", feeds.event_calendar, name="event-calendar"),
    path("agenda/<slug:slug>/", public.event, name="event"),
]
