from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a thing stands on its way to the public and back."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for review")
    SCHEDULED = "scheduled", _("Scheduled")
    PUBLIC = "public", _("Public")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ARCHIVED = "archived", _("Archived")
