from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.publishing.outbox.enums import Fate


class DepartureQuerySet(models.QuerySet["Departure"]):
    """The vocabulary of what leaves."""

    def due(self, now: datetime) -> Self:
        """Keep what waits and whose hour has come."""
        return self.filter(fate=Fate.WAITING, due_at__lte=now)

    def stuck(self) -> Self:
        """Keep what a person must decide about."""
        return self.filter(fate__in=(Fate.FAILED, Fate.UNKNOWN))


class Departure(models.Model):
    """One thing on its way out, to one receiver; the key makes writing it twice harmless."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=20)
    to = models.CharField(_("to"), max_length=320)
    title = models.CharField(_("title"), max_length=300)
    content = models.JSONField(_("content"), default=dict)
    private = models.BooleanField(
        _("private"),
        default=False,
        help_text=_("It holds a secret of its receiver: the content is erased once it is sent."),
    )
    fate = models.CharField(_("fate"), max_length=12, choices=Fate, default=Fate.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    written_at = models.DateTimeField(_("written at"))
    due_at = models.DateTimeField(_("due at"))
    expires_at = models.DateTimeField(_("of no use after"), null=True, blank=True)
    claim = models.CharField(_("who hands it over"), max_length=32, blank=True)
    claimed_at = models.DateTimeField(_("handed over since"), null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    error = models.TextField(_("what the other side answered"), blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    objects = DepartureQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["fate", "due_at"], name="departure_due"),
            models.Index(fields=["written_at"], name="departure_written"),
        ]

    def __str__(self) -> str:
        return f"{self.title} → {self.to}"
