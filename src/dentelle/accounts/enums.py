from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does in the network."""

    NETWORK = "network", _("Network (everything)")
    COLLECTIONS = "collections", _("Collections")
    COMMUNICATION = "communication", _("Communication")
    MUSEUM = "museum", _("Museum contributor")
