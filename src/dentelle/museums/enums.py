from django.db import models
from django.utils.translation import gettext_lazy as _


class UncheckedPictures(models.TextChoices):
    """What a museum lets be shown of pictures whose rights nobody has checked."""

    SMALL = "small", _("shown small")
    HIDDEN = "hidden", _("not shown")


class Access(models.TextChoices):
    """What makes a place or an event reachable, after the French mark « Tourisme & Handicap »."""

    MOTOR = "motor", _("Reachable in a wheelchair")
    HEARING = "hearing", _("Hearing: induction loop or written text")
    SIGNED = "signed", _("French sign language")
    VISUAL = "visual", _("Sight: described or touched")
    MENTAL = "mental", _("Easy to understand")
