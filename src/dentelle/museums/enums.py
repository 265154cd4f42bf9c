from django.db import models
from django.utils.translation import gettext_lazy as _


class UncheckedPictures(models.TextChoices):
    """What a museum lets be shown of pictures whose rights nobody has checked."""

    SMALL = "small", _("shown small")
    HIDDEN = "hidden", _("not shown")
