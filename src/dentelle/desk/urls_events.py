"""Addresses of events."""

from django.urls import path, re_path

from dentelle.desk.views import checks, event, event_acts, events
from dentelle.desk.views.lists import listed

urlpatterns = [
    *listed("agenda", "events", events.index, events.index_file),
    *listed("agenda/a-relire", "events-queue", events.queue, events.queue_file),
    path("agenda/nouveau/", event.new, name="event-new"),
    path("agenda/<int:pk>/", event.detail, name="event"),
    path("agenda/<int:pk>/relire/", event_acts.review, name="event-review"),
    re_path(
        rf"^agenda/(?P<pk>\d+)/(?P<verb>{event_acts.DECISIONS.words})/$",
        event_acts.act,
        name="event-act",
    ),
    path("agenda/<int:pk>/faire-verifier/", checks.ask, name="event-check-ask"),
    path("agenda/<int:pk>/faire-verifier/<int:check_pk>/", checks.close, name="event-check-close"),
    path("agenda/verifier/<str:token>/", checks.check, name="event-check"),
    path("agenda/<int:pk>/dupliquer/", event_acts.duplicate, name="event-duplicate"),
    path("agenda/<int:pk>/historique/<int:entry_pk>/", event_acts.undo, name="event-undo"),
]
