from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.catalogue.models import Record
from dentelle.portal.enums import Kind

LONGEST_TITLE = 120


class SharedSelectionQuerySet(models.QuerySet["SharedSelection"]):
    """The vocabulary of shared lists; a day that has come is past."""

    def living(self, now: datetime) -> Self:
        """Keep what may still be read."""
        return self.filter(expires_at__gt=now)

    def expired(self, now: datetime) -> Self:
        """Keep what is to be deleted."""
        return self.filter(expires_at__lte=now)


class SharedSelection(models.Model):
    """A visitor's list, kept because they asked for a link, until a day told to them.

    `content` is a list of {"ark": "naan/name", "note": str}, in the visitor's order. Nothing tells
    who made it; whoever holds the token may read it.
    """

    token = models.CharField(_("token"), max_length=32, unique=True)
    title = models.CharField(_("title"), max_length=LONGEST_TITLE, blank=True)
    content = models.JSONField(_("objects and notes"))
    created_at = models.DateTimeField(_("created"))
    expires_at = models.DateTimeField(_("until"), db_index=True)

    objects = SharedSelectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("shared selection")
        verbose_name_plural = _("shared selections")

    def __str__(self) -> str:
        return self.title or self.token


class DownloadCount(models.Model):
    """How often one kind of file of one object was taken in one day; nothing tells by whom."""

    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="download_counts", db_index=False
    )
    day = models.DateField(_("day"))
    kind = models.CharField(_("what was taken"), max_length=16, choices=Kind)
    count = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name = _("downloads of a day")
        verbose_name_plural = _("downloads of a day")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "day", "kind"],
                name="download_counted_once",
                violation_error_message=_("These downloads are counted already."),
            ),
        ]
        indexes = [models.Index(fields=["day", "kind"], name="download_day")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.day} {self.kind}: {self.count}"
