from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.enums import Role


class User(AbstractUser):
    """A person who signs in at the desk; the role says what they may do there."""

    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MUSEUM)

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
