from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in the network."""

    NETWORK = "network", _("Network (everything)")
    COLLECTIONS = "collections", _("Collections")
    COMMUNICATION = "communication", _("Communication")
    MUSEUM = "museum", _("Museum contributor")
    TEACHER = "teacher", _("Teacher")
    PRESS = "press", _("Press")


class Purpose(models.TextChoices):
    """What a link sent by mail opens."""

    SIGN_IN = "sign_in", _("Sign in")
    PASSWORD = "password", _("Choose a password")
    INVITATION = "invitation", _("Invitation")


class Means(models.TextChoices):
    """How somebody proved who they are, or failed to."""

    PASSWORD = "password", _("Password")
    LINK = "link", _("Link sent by mail")
    INVITATION = "invitation", _("Invitation")
    CODE = "code", _("Code of the telephone")
    RECOVERY = "recovery", _("Recovery code")
