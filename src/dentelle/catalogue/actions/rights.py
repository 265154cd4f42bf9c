"""Decide the rights of pictures; the records that show them are indexed again, at once."""

import dataclasses
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.catalogue import bulk
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.queries import pictures
from dentelle.catalogue.signals import pictures_changed
from dentelle.media import actions as media
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import Rights
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

_BATCH = 200


@transaction.atomic
def set_picture_rights(*, image: Image, rights: Rights, actor: User | None, now: datetime) -> bool:
    """Decide the rights of a picture, and say whether they changed; imports never do afterwards.

    Raises:
        ValueError: the licence, or a use, is none of those there are.
    """
    shown = image.pk not in pictures.closed([image])
    changed = media.set_rights(
        image=image, rights=rights, unchecked_shown=shown, actor=actor, now=now
    )
    if changed:
        _tell([image])
    return changed


def set_pictures_rights(
    *, numbers: Iterable[int], change: Mapping[str, Any], actor: User | None, now: datetime
) -> int:
    """Change some of the rights of many pictures, and return how many changed.

    `change` holds fields of `Rights`; the others stay as they are. Each batch is one transaction;
    called again after a stop, it does what is left.

    Raises:
        ValueError: the licence, or a use, is none of those there are.
    """
    return sum(len(_set_batch(batch, change, actor, now)) for batch in bulk.paged(numbers, _BATCH))


@transaction.atomic
def _set_batch(
    numbers: Collection[int], change: Mapping[str, Any], actor: User | None, now: datetime
) -> list[Image]:
    images = list(Image.objects.filter(pk__in=numbers).select_for_update().order_by("pk"))
    changed = media.set_many_rights(
        decisions=[(image, changed_rights(image, change)) for image in images],
        closed=pictures.closed(images),
        actor=actor,
        now=now,
    )
    _tell(changed)
    return changed


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a change of many pictures would do; `sample` has the first that change, before and after."""

    count: int
    changing: int
    sample: tuple[tuple[Image, dict[str, Any], dict[str, Any]], ...]


def preview_rights(
    *, images: QuerySet[Image], change: Mapping[str, Any], shown: int = 8
) -> Preview:
    """Say what `set_pictures_rights` would do with the same pictures; nothing is written."""
    count, changing = 0, 0
    sample: list[tuple[Image, dict[str, Any], dict[str, Any]]] = []
    for batch in bulk.paged(images.order_by("-pk").iterator(chunk_size=_BATCH), _BATCH):
        closed = pictures.closed(batch)
        for image in batch:
            count += 1
            before = media.said(image)
            rights = changed_rights(image, change)
            after = media.outcome(rights, unchecked_shown=image.pk not in closed)
            if before != after:
                changing += 1
                sample += [(image, before, after)] if len(sample) < shown else []
    return Preview(count=count, changing=changing, sample=tuple(sample))


def changed_rights(image: Image, change: Mapping[str, Any]) -> Rights:
    """Return the rights of a picture with a change made; a new licence brings its own uses unless told."""
    rights = media.rights_of(image)
    if "licence" in change and change["licence"] != rights.licence and "uses" not in change:
        rights = dataclasses.replace(rights, uses=None)
    return dataclasses.replace(rights, **change)


@transaction.atomic
def restore_rights(*, image: Image, entry: HistoryEntry, actor: User | None, now: datetime) -> bool:
    """Bring the rights of a picture back to what they were before a decision.

    Raises:
        ValueError: the entry is not a decision about the rights of this picture.
    """
    if entry.subject != image or "licence" not in entry.before:
        raise ValueError("The entry of history is not about the rights of this picture.")
    kept = dict(entry.before)
    until = kept.pop("until", None)
    rights = Rights(**kept, until=datetime.fromisoformat(until).date() if until else None)
    return set_picture_rights(image=image, rights=rights, actor=actor, now=now)


@transaction.atomic
def withdraw_picture(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Hide a picture everywhere; its records stay, and no import brings it back.

    Raises:
        AlreadyWithdrawnError: it was withdrawn before.
    """
    media.withdraw_image(image=image, reason=reason, actor=actor, now=now)
    _tell([image])


@transaction.atomic
def put_back_picture(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Show a withdrawn picture again, as far as its rights go.

    Raises:
        NotWithdrawnError: it is not withdrawn.
    """
    media.put_back_image(image=image, reason=reason, actor=actor, now=now)
    _tell([image])


@transaction.atomic
def set_picture_alternative(*, image: Image, alt: str, actor: User | None, now: datetime) -> None:
    """Write the alternative text of a picture."""
    media.set_alternative(image=image, alt=alt, actor=actor, now=now)


@transaction.atomic
def set_unchecked_policy(*, museum: Museum, policy: str, actor: User | None, now: datetime) -> None:
    """Decide what a museum shows of the pictures nobody has checked; `follow_policy` then brings them to it.

    Raises:
        ValueError: the policy is none of those there are.
    """
    if policy not in UncheckedPictures.values:
        message = f"Unexpected policy {policy}, use one of: {', '.join(UncheckedPictures.values)}."
        raise ValueError(message)
    before = {"unchecked_pictures": museum.unchecked_pictures}
    museum.unchecked_pictures = policy
    museum.save(update_fields=["unchecked_pictures", "updated_at"])
    publishing.record_history(
        subject=museum,
        verb="set_unchecked_policy",
        actor=actor,
        now=now,
        before=before,
        after={"unchecked_pictures": policy},
    )


def follow_policy(*, museum: Museum, actor: User | None = None, now: datetime) -> int:
    """Bring a museum's unchecked pictures to its policy, batch by batch; return how many changed.

    A repeat does what is left.
    """
    mine = Image.objects.filter(record_images__record__museum=museum) | Image.objects.filter(
        key=museum.portrait or "-"
    )
    unchecked = mine.filter(licence=Licence.NOT_CHECKED).distinct().order_by("pk")
    numbers = list(unchecked.values_list("pk", flat=True))
    return sum(_follow_batch(batch, actor, now) for batch in bulk.paged(numbers, _BATCH))


@transaction.atomic
def _follow_batch(numbers: Collection[int], actor: User | None, now: datetime) -> int:
    images = list(Image.objects.filter(pk__in=numbers).select_for_update().order_by("pk"))
    changed = media.follow_policy(
        images=images, closed=pictures.closed(images), actor=actor, now=now
    )
    _tell(changed)
    return len(changed)


def lapse_rights(*, now: datetime) -> int:
    """Have the index forget the pictures whose rights lapsed since the last time; return how many.

    Pages, tiles and addresses need none of this: they ask the date each time.
    """
    count = 0
    lapsed = Image.objects.filter(until__lt=localdate(now), lapse_told=False).order_by("pk")
    while batch := list(lapsed[:_BATCH]):
        with transaction.atomic():
            media.tell_lapses(images=batch, now=now)
            _tell(batch)
        count += len(batch)
    return count


def _tell(images: Collection[Image]) -> None:
    """Have the records that show pictures indexed again, once the decision is kept."""
    records = pictures.records_of(images) if images else []
    if records:
        indexing.changed(records)
        transaction.on_commit(lambda: pictures_changed.send(sender=Image, record_ids=records))
