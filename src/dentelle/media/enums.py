from django.db import models
from django.utils.translation import gettext_lazy as _


class Use(models.TextChoices):
    """What a picture may be wanted for."""

    SHOW = "show", _("show small")
    ZOOM = "zoom", _("show large")
    DOWNLOAD = "download", _("download")
    PRINT = "print", _("print in a lesson")
    TRANSFORM = "transform", _("crop or transform")
    SOCIAL = "social", _("social networks")
    PRESS = "press", _("press")


class Licence(models.TextChoices):
    """On what terms a picture may be used again."""

    PUBLIC_DOMAIN = "public-domain", _("Public domain")
    LICENCE_OUVERTE = "licence-ouverte-2.0", _("Licence Ouverte 2.0")
    CC_BY = "cc-by-4.0", _("CC BY 4.0")
    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0")
    IN_COPYRIGHT_SHOWN = "in-copyright-shown", _("In copyright, shown with permission")
    IN_COPYRIGHT_HIDDEN = "in-copyright-hidden", _("In copyright, not shown")
    NOT_CHECKED = "not-checked", _("Rights not checked")


class Colour(models.TextChoices):
    """Names a visitor gives the main colours of a picture."""

    RED = "red", _("red")
    ORANGE = "orange", _("orange")
    YELLOW = "yellow", _("yellow")
    GREEN = "green", _("green")
    TURQUOISE = "turquoise", _("turquoise")
    BLUE = "blue", _("blue")
    VIOLET = "violet", _("violet")
    PINK = "pink", _("pink")
    BROWN = "brown", _("brown")
    BLACK = "black", _("black")
    GREY = "grey", _("grey")
    WHITE = "white", _("white")
