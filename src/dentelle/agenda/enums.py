from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.museums.enums import Access  # the words are the same for a museum and for what is on

__all__ = [
    "Access",
    "Audience",
    "Booking",
    "CheckOutcome",
    "EventKind",
    "EventStatus",
    "FeedKind",
    "Origin",
]


class EventKind(models.TextChoices):
    """What an event is, in the visitor's words."""

    EXHIBITION = "exhibition", _("Exhibition")
    VISIT = "visit", _("Guided visit")
    WORKSHOP = "workshop", _("Workshop")
    TALK = "talk", _("Talk")
    SHOW = "show", _("Show, concert")
    FILM = "film", _("Film")
    COURSE = "course", _("Course")
    NATIONAL = "national", _("National event")
    OUTING = "outing", _("Walk, outing")
    OTHER = "other", _("Other event")


class EventStatus(models.TextChoices):
    """Whether it takes place; shown in every output."""

    PLANNED = "planned", _("As planned")
    FULL = "full", _("Full")
    POSTPONED = "postponed", _("Postponed")
    CANCELLED = "cancelled", _("Cancelled")


class Audience(models.TextChoices):
    """For whom it is."""

    EVERYONE = "everyone", _("Everyone")
    FAMILIES = "families", _("Families")
    CHILDREN = "children", _("Children")
    TEENAGERS = "teenagers", _("Teenagers")
    ADULTS = "adults", _("Adults")
    SCHOOLS = "schools", _("Schools")
    PROFESSIONALS = "professionals", _("Professionals")


class Booking(models.TextChoices):
    """Whether one must book."""

    NONE = "none", _("Without booking")
    ADVISED = "advised", _("Booking advised")
    REQUIRED = "required", _("Booking required")


class Origin(models.TextChoices):
    """By which door an event came in."""

    FORM = "form", _("Form")
    SHEET = "sheet", _("Spreadsheet")
    FEED = "feed", _("Subscribed feed")


class FeedKind(models.TextChoices):
    """How a feed is written; told by what it answers."""

    ICAL = "ical", _("Calendar (iCal)")
    OPENAGENDA = "openagenda", _("OpenAgenda")
    LINKED = "linked", _("Web page (schema.org)")


class CheckOutcome(models.TextChoices):
    """What a museum answered of an event it was asked to check."""

    RIGHT = "right", _("All is right")
    CORRECTED = "corrected", _("Corrected")
