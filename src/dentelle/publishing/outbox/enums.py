from django.db import models
from django.utils.translation import gettext_lazy as _


class Fate(models.TextChoices):
    """Where something that leaves stands."""

    WAITING = "waiting", _("Waiting")
    SENDING = "sending", _("Being handed over")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Refused")
    UNKNOWN = "unknown", _("Nobody knows whether it left")
    ABANDONED = "abandoned", _("Abandoned")
