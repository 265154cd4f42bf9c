from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.media.enums import Licence
from dentelle.publishing.models import Publishable, PublishableQuerySet


class Image(Publishable):
    """A picture, kept untouched under its content address, with its credit and what it may be used for.

    `key` is the first 24 hexadecimal digits of the SHA-256 of the file; it is what addresses show.
    """

    key = models.CharField(max_length=64, unique=True)
    original_name = models.CharField(_("name of the file received"), max_length=255)
    path = models.CharField(_("place in the store"), max_length=255)
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    tone = models.CharField(_("dominant colour"), max_length=7, blank=True)
    alt = models.TextField(_("alternative text written by a person"), blank=True)
    credit = models.CharField(_("credit line"), max_length=500, blank=True)
    licence = models.CharField(
        _("licence"), max_length=24, choices=Licence, default=Licence.NOT_CHECKED
    )
    uses = models.JSONField(_("uses granted"), default=list)
    created_at = models.DateTimeField()

    objects = PublishableQuerySet.as_manager()

    def __str__(self) -> str:
        return self.original_name

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height
