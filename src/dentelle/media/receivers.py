"""A picture just kept is prepared by the worker."""

from typing import Any

from django.conf import settings

from dentelle.media import tasks
from dentelle.media.signals import picture_added


def connect() -> None:
    """Listen to the pictures that come."""
    picture_added.connect(_prepare, dispatch_uid="media.prepare")


def _prepare(image_id: int, **_what: Any) -> None:
    if settings.PREPARE_PICTURES:
        tasks.prepare_image.enqueue(image_id=image_id)
