from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """Where an import run stands."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READY = "ready", _("Read: nothing changed yet")
    STOPPED = "stopped", _("Stopped by a threshold")
    APPROVED = "approved", _("Approved")
    APPLYING = "applying", _("Being applied")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Applied")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    REFUSED = "refused", _("Refused")
    ABANDONED = "abandoned", _("Abandoned")


class Outcome(models.TextChoices):
    """What a row of a file would do, or did."""

    CREATED = "created", _("Created")
    UPDATED = "updated", _("Updated")
    UNCHANGED = "unchanged", _("Unchanged")
    REJECTED = "rejected", _("Rejected")
    DISAPPEARED = "disappeared", _("Disappeared")


class Certainty(models.TextChoices):
    """How sure the years derived from a date are."""

    EXACT = "exact", _("Exact")
    APPROXIMATE = "approximate", _("Approximate")
    DOUBTFUL = "doubtful", _("Doubtful")
