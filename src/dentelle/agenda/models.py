from datetime import date, datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.agenda.enums import (
    Booking,
    CheckOutcome,
    EventKind,
    EventStatus,
    FeedKind,
    Origin,
)
from dentelle.catalogue.models import Record
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.publishing.models import Scheduled, ScheduledQuerySet


class EventQuerySet(ScheduledQuerySet):
    """The vocabulary of what is on."""

    def of_museums(self, numbers: list[int]) -> Self:
        """Keep the events of some museums, each once."""
        return self.filter(
            pk__in=Event.museums.through.objects.filter(museum__in=numbers).values("event")
        )


class Event(Scheduled):
    """Something that takes place in or around a museum, entered once for every output.

    `timings` is what was said of dates (`agenda.timings.Timing.stored`); `Occurrence` rows are made of
    it. `first_day` and `last_day` bound them, null while there is none. `sequence` grows with each
    change that calendars must take (RFC 5545 §3.8.7.4). `locks` are the fields written here over a
    feed's or a sheet's: it never writes them again.
    """

    slug = models.SlugField(_("permanent name in addresses"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=EventKind, default=EventKind.OTHER)
    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(_("short title"), max_length=60, blank=True)
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    museums = models.ManyToManyField(Museum, related_name="events", verbose_name=_("museums"))
    timings = models.JSONField(_("dates"), default=list)
    timing_note = models.CharField(_("about the dates"), max_length=300, blank=True)
    first_day = models.DateField(null=True, editable=False)
    last_day = models.DateField(null=True, editable=False)
    status = models.CharField(
        _("does it take place?"), max_length=12, choices=EventStatus, default=EventStatus.PLANNED
    )
    status_note = models.CharField(_("what visitors must know of it"), max_length=300, blank=True)
    is_free = models.BooleanField(_("free"), null=True, blank=True)
    prices = models.CharField(_("prices"), max_length=300, blank=True)
    audiences = models.JSONField(_("for whom"), default=list, blank=True)
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("to the age of"), null=True, blank=True)
    access = models.JSONField(_("accessibility"), default=list, blank=True)
    languages = models.JSONField(_("languages spoken"), default=list, blank=True)
    booking = models.CharField(_("booking"), max_length=12, choices=Booking, default=Booking.NONE)
    booking_url = models.URLField(_("address to book"), max_length=500, blank=True)
    place_name = models.CharField(_("place, when it is not the museum"), max_length=200, blank=True)
    place_address = models.CharField(_("address of the place"), max_length=300, blank=True)
    place_town = models.CharField(_("town of the place"), max_length=120, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    image = models.ForeignKey(
        Image, on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    contact_email = models.EmailField(_("e-mail for visitors"), blank=True)
    contact_phone = models.CharField(_("telephone for visitors"), max_length=40, blank=True)
    website = models.URLField(_("web page"), max_length=500, blank=True)
    organisers = models.CharField(_("organisers"), max_length=300, blank=True)
    records = models.ManyToManyField(
        Record, related_name="events", blank=True, verbose_name=_("objects shown")
    )
    language = models.CharField(_("language of the text"), max_length=5, default="fr")
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.FORM)
    source_uid = models.CharField(_("its name where it comes from"), max_length=300, blank=True)
    source_values = models.JSONField(_("what its source said last"), default=dict, blank=True)
    locks = models.JSONField(_("fields written here"), default=list, blank=True)
    feed = models.ForeignKey(
        "Feed", on_delete=models.SET_NULL, null=True, blank=True, related_name="events"
    )
    missing_at = models.DateTimeField(_("absent from its feed since"), null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    verified_at = models.DateTimeField(_("checked by the museum at"), null=True, blank=True)
    verified_by = models.CharField(_("checked by"), max_length=200, blank=True)
    words = models.TextField(default="", blank=True, editable=False)  # `agenda.receivers`

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "last_day", "first_day"], name="event_days"),
            models.Index(fields=["source_uid"], name="event_source"),
            models.Index(fields=["state", "published_at"], name="event_published"),
            models.Index(fields=["last_day"], name="event_over"),
            models.Index(
                fields=["state", "closes_at"],
                condition=models.Q(closes_at__isnull=False),
                name="event_closing",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(age_from__isnull=True)
                | models.Q(age_to__isnull=True)
                | models.Q(age_to__gte=models.F("age_from")),
                name="event_ages_in_order",
                violation_error_message=_("The highest age is below the lowest."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_over(self, today: date) -> bool:
        """Say whether all its dates are behind; one without any date is not over."""
        return self.last_day is not None and self.last_day < today


class Occurrence(models.Model):
    """One time an event takes place: two instants, and the local days it covers, both included."""

    event = models.ForeignKey(
        Event, on_delete=models.CASCADE, related_name="occurrences", db_index=False
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    first_day = models.DateField()
    last_day = models.DateField()
    all_day = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["event", "starts_at", "ends_at"], name="occurrence_once"
            )
        ]
        indexes = [
            models.Index(fields=["last_day", "first_day", "event"], name="occurrence_days"),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.starts_at:%Y-%m-%d %H:%M}"


class CheckQuerySet(models.QuerySet["Check"]):
    """The vocabulary of what museums are asked to check."""

    def open(self, now: datetime) -> Self:
        """Keep those whose link still opens the event: what was taken away is nobody's to write."""
        kept = self.exclude(event__state__in=(State.WITHDRAWN, State.ARCHIVED))
        return kept.filter(closed_at=None, expires_at__gt=now)

    def unanswered(self, now: datetime) -> Self:
        """Keep those a museum has not answered yet."""
        return self.open(now).filter(answered_at=None)

    def to_remind(self, now: datetime, after: timedelta) -> Self:
        """Keep those asked so long ago without an answer nor a reminder."""
        return self.unanswered(now).filter(reminded_at=None, asked_at__lte=now - after)


class Check(models.Model):
    """An event sent to its museum to be looked at, by a link that needs no account.

    The link's secret is made of `nonce` and of the site's key (`agenda.check_links`), so that the
    reminder can carry it again and the table alone opens nothing. `publish` has the event published
    as soon as the museum says that all is right.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="checks")
    to = models.EmailField(_("address it was sent to"))
    message = models.TextField(_("words to the museum"), blank=True)
    publish = models.BooleanField(_("publish when the museum agrees"), default=False)
    nonce = models.CharField(max_length=32)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("the link works until"))
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    outcome = models.CharField(_("answer"), max_length=10, choices=CheckOutcome, blank=True)
    answered_by = models.CharField(_("who answered"), max_length=120, blank=True)
    words = models.TextField(_("words to the network"), blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = CheckQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(answered_at=None, closed_at=None),
                name="check_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id} {self.to}"


class Feed(models.Model):
    """A source a museum's events are read from, each hour, in the name of nobody.

    `last_error` and `last_report` are what its page tells: a sentence, and what the last reading did
    (`agenda.actions.taking.Report.stored`). A trusted one publishes by itself: the network says so.
    """

    museum = models.ForeignKey(Museum, on_delete=models.CASCADE, related_name="feeds")
    address = models.URLField(_("address of the feed"), max_length=500)
    kind = models.CharField(_("kind"), max_length=12, choices=FeedKind, blank=True)
    active = models.BooleanField(_("followed"), default=True)
    trusted = models.BooleanField(_("publishes without review"), default=False)
    etag = models.CharField(max_length=300, blank=True)
    modified = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(_("next reading"))
    fetched_at = models.DateTimeField(_("last reading"), null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    last_report = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["museum", "address"], name="feed_once"),
        ]
        indexes = [models.Index(fields=["active", "due_at"], name="feed_due")]

    def __str__(self) -> str:
        return self.address
