from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a thing stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    PUBLIC = "public", _("Public")
    WITHDRAWN = "withdrawn", _("Withdrawn")
