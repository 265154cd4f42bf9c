"""Decide the rights of a record's picture; the records that show it are indexed again."""

from datetime import datetime

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.signals import pictures_changed
from dentelle.media import actions as media
from dentelle.media.models import Image


@transaction.atomic
def set_picture_rights(
    *, image: Image, licence: str, credit: str, actor: User | None, now: datetime
) -> None:
    """Decide the licence and credit of a picture; imports never change them afterwards.

    Raises:
        ValueError: the licence is none of those there are.
    """
    media.set_rights(image=image, licence=licence, credit=credit, actor=actor, now=now)
    _tell(image)


@transaction.atomic
def withdraw_picture(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Hide a picture everywhere; its records stay, and no import brings it back.

    Raises:
        AlreadyWithdrawnError: it was withdrawn before.
    """
    media.withdraw_image(image=image, reason=reason, actor=actor, now=now)
    _tell(image)


def _tell(image: Image) -> None:
    """Have the records that show a picture indexed again, once the decision is kept."""
    links = RecordImage.objects.filter(image=image)
    records = list(links.values_list("record_id", flat=True))
    indexing.changed(records)
    transaction.on_commit(lambda: pictures_changed.send(sender=Image, record_ids=records))
