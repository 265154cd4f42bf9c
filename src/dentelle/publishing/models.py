from typing import Any, Self

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.publishing.enums import State


class PublishableQuerySet(models.QuerySet[Any]):
    """The vocabulary of what may be shown."""

    def public(self) -> Self:
        """Keep what anybody may see now."""
        return self.filter(state=State.PUBLIC)

    def withdrawn(self) -> Self:
        """Keep what was withdrawn."""
        return self.filter(state=State.WITHDRAWN)


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
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=64)
    subject = GenericForeignKey("content_type", "object_id")

    class Meta:
        indexes = [models.Index(fields=["content_type", "object_id", "at"], name="history_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"
