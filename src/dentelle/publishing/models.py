from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.core import clock
from dentelle.publishing.enums import State
from dentelle.publishing.outbox.models import Departure  # noqa: F401 -- Django looks for tables here

# Approved: seen by anybody from `opens_at` on. A tick makes the scheduled public at their minute for
# the desk to read; nobody waits for it.
APPROVED = (State.PUBLIC, State.SCHEDULED)


class PublishableQuerySet(models.QuerySet[Any]):
    """The vocabulary of what may be shown."""

    def public(self) -> Self:
        """Keep what anybody may see now."""
        return self.filter(state=State.PUBLIC)

    def withdrawn(self) -> Self:
        """Keep what was withdrawn."""
        return self.filter(state=State.WITHDRAWN)


class ScheduledQuerySet(PublishableQuerySet):
    """The vocabulary of what opens and closes at its hour."""

    def public(self, *, at: datetime | None = None) -> Self:
        """Keep what anybody may see now, or at an instant."""
        at = at or clock.now()
        opened = models.Q(opens_at__isnull=True) | models.Q(opens_at__lte=at)
        not_over = models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=at)
        return self.filter(opened, not_over, state__in=APPROVED)

    def opening(self, *, by: datetime) -> Self:
        """Keep what was scheduled and whose hour has come."""
        due = models.Q(opens_at__isnull=True) | models.Q(opens_at__lte=by)
        return self.filter(due, state=State.SCHEDULED)

    def closing(self, *, by: datetime) -> Self:
        """Keep what is approved and whose end has come."""
        return self.filter(state__in=APPROVED, closes_at__lte=by)


class Publishable(models.Model):
    """A thing with a state; a withdrawal carries its reason, and imports never undo it."""

    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_reason = models.TextField(_("reason of the withdrawal"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.state == State.PUBLIC

    @property
    def is_gone(self) -> bool:
        """Whether it was public and was taken away: its address says so (410), and nothing else does."""
        return self.state == State.WITHDRAWN


class Scheduled(Publishable):
    """A publishable thing that people write: reviewed, opening and closing at its hour, never lost.

    `opens_at` is the end of an embargo, `closes_at` the end of publication; both are instants.
    `published_at` is the first instant it was, or will be, seen; null for what nobody ever saw.
    `version` counts the writes: who saves over a version not seen is told so.
    """

    opens_at = models.DateTimeField(_("published from"), null=True, blank=True)
    closes_at = models.DateTimeField(_("published until"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    published_at = models.DateTimeField(_("first public at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.is_public_at(clock.now())

    @property
    def is_gone(self) -> bool:
        over = self.closes_at is not None and self.closes_at <= clock.now()
        taken = self.state in {State.WITHDRAWN, State.ARCHIVED}
        return (taken or (self.state in APPROVED and over)) and self.was_seen()

    def is_public_at(self, at: datetime) -> bool:
        """Say whether anybody may see it at an instant: the rule of `ScheduledQuerySet.public`."""
        opened = self.opens_at is None or self.opens_at <= at
        over = self.closes_at is not None and self.closes_at <= at
        return self.state in APPROVED and opened and not over

    def was_seen(self) -> bool:
        """Say whether it was public once: its address may then tell that it was taken away."""
        taken = self.withdrawn_at or clock.now()
        return self.published_at is not None and self.published_at <= taken


class HistoryEntry(models.Model):
    """One decision of one person about one thing, written in the transaction of the decision."""

    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    verb = models.CharField(_("what was done"), max_length=40)
    note = models.TextField(_("note"), blank=True)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    object_id = models.CharField(max_length=64)
    subject = GenericForeignKey("content_type", "object_id")

    class Meta:
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"], name="history_subject"),
            models.Index(fields=["content_type", "verb", "object_id"], name="history_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
