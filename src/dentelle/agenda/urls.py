"""Public addresses of the agenda."""

from django.urls import path
from django.urls.resolvers import URLPattern

from dentelle.agenda.views import public

app_name = "agenda"
urlpatterns: list[URLPattern] = [
    path("agenda/", public.agenda, name="agenda"),
    path("agenda/<slug:slug>/", public.event, name="event"),
]
