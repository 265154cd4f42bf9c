from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.catalogue.models import Record


class ErrorReport(models.Model):
    """What a visitor says is wrong or missing in a record; the museum answers."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="error_reports")
    field = models.CharField(_("field"), max_length=40, blank=True)
    message = models.TextField(_("what is wrong, and what it should be"))
    evidence = models.TextField(_("how you know"), blank=True)
    email = models.EmailField(_("e-mail, to answer you"), blank=True)
    created_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.record} ({self.created_at:%Y-%m-%d})"
