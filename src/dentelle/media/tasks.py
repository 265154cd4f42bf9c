"""Background doors of the media room; each can run twice without harm."""

import logging
from datetime import datetime

from django.conf import settings
from django_tasks import task

from dentelle.media import actions, intake, queries
from dentelle.media.models import Image

_log = logging.getLogger(__name__)
BATCH = 10  # pictures between two looks at what else waits
_LAST = -50  # of -100 to 100: imports and the index go before


@task(queue_name="pictures", priority=_LAST)
def prepare_image(image_id: int) -> None:
    """Make the tiles, pyramid and colours of a picture."""
    image = Image.objects.filter(pk=image_id).first()
    if image is not None:
        _prepared(image)


@task(queue_name="pictures", priority=_LAST - 10)
def prepare_missing(after: int = 0) -> None:
    """Prepare the pictures that are not, from one number on, some at a time."""
    images = list(queries.unprepared(intake.PREPARED_VERSION, after=after)[:BATCH])
    for image in images:
        _prepared(image)
    if len(images) == BATCH:
        prepare_missing.enqueue(after=images[-1].pk)


def _prepared(image: Image) -> None:
    try:
        actions.prepare(image=image)
    except intake.PictureError as error:
        _log.warning("%s", error)


def take_up(now: datetime) -> None:
    """Go on with what a stop left; the worker asks when it starts, and every day."""
    actions.forget_old_uploads(now=now)
    if settings.PREPARE_PICTURES and queries.unprepared(intake.PREPARED_VERSION).exists():
        prepare_missing.enqueue()
