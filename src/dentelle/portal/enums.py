from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a visitor takes away."""

    IMAGE_640 = "image-640", _("picture, small")
    IMAGE_1600 = "image-1600", _("picture, medium")
    IMAGE_3000 = "image-3000", _("picture, large")
    IMAGE_ORIGINAL = "image-original", _("picture, original file")
    BUNDLE = "bundle", _("bundle: picture and record")
    SHEET = "sheet", _("object sheet")
    LABEL = "label", _("labels")
