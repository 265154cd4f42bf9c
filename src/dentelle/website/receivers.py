"""What the website does when something changes below."""

from typing import Any

from django.db.models.signals import post_save

from dentelle.accounts.models import User
from dentelle.website.actions import open_pages_to


def connect() -> None:
    """Follow the role of each person."""
    post_save.connect(_person_saved, sender=User, dispatch_uid="website.editors")


def _person_saved(instance: User, *, raw: bool = False, **kwargs: Any) -> None:  # noqa: ARG001
    if not raw:
        open_pages_to(user=instance)
