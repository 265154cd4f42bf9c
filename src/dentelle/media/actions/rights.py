"""Decide what a picture may be used for; each decision leaves its line of history."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from dentelle.accounts.models import User
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.rules import Rights, granted, uses_of
from dentelle.publishing import actions as publishing
from dentelle.publishing.models import HistoryEntry

_WORDS = ("licence", "credit", "holder", "photographer", "mention", "proof", "proof_path")
_LONGEST: dict[str, int | None] = {
    name: getattr(Image._meta.get_field(name), "max_length", None)  # noqa: SLF001 -- Django's own door
    for name in _WORDS
}


def set_rights(
    *,
    image: Image,
    rights: Rights,
    unchecked_shown: bool = True,
    actor: User | None,
    now: datetime,
) -> bool:
    """Decide the rights of a picture; imports never change them afterwards. Say whether they changed.

    `unchecked_shown` is the policy of the picture's museum.

    Raises:
        ValueError: the licence, or a use, is none of those there are.
    """
    closed = () if unchecked_shown else (image.pk,)
    return bool(set_many_rights(decisions=[(image, rights)], closed=closed, actor=actor, now=now))


@transaction.atomic
def set_many_rights(
    *,
    decisions: Sequence[tuple[Image, Rights]],
    closed: Collection[int] = (),
    verb: str = "set_rights",
    actor: User | None,
    now: datetime,
) -> list[Image]:
    """Decide the rights of a batch of pictures, and return those that changed.

    `closed` are the numbers of the pictures whose museum shows none that nobody has checked.

    Raises:
        ValueError: a licence, or a use, is none of those there are.
    """
    before = {image.pk: said(image) for image, _rights in decisions}
    fresh = [image.pk for image, _rights in decisions if image.rights_decided_at is None]
    for image, rights in decisions:
        _check(rights)
        _write(image, rights, unchecked_shown=image.pk not in closed)
        image.rights_decided_at, image.lapse_told = now, False
    images = [image for image, _rights in decisions]
    changed = [image for image in images if said(image) != before[image.pk]]
    noted = [image for image in images if image in changed or image.pk in fresh]
    now_said = {image.pk: said(image) for image in changed}
    moved = {
        name for pk, state in now_said.items() for name in state if state[name] != before[pk][name]
    }
    Image.objects.bulk_update(images, [*sorted(moved), "rights_decided_at", "lapse_told"])
    _remember(noted, before, verb=verb, actor=actor, now=now)
    return changed


@transaction.atomic
def propose_rights(*, proposals: Mapping[int, Mapping[str, str]]) -> list[int]:
    """Keep what records say of pictures; return those whose credit changed with it.

    `proposals` maps the number of a picture to `photographer`, `holder`, `credit`, `mention`,
    `joconde`, `licence`. Where no person has decided, the first three are taken; the licence never is.
    """
    images = list(Image.objects.filter(pk__in=proposals).select_for_update())
    told, credited = [], []
    for image in images:
        proposed = {name: text for name, text in proposals[image.pk].items() if text}
        if image.rights_decided_at is None and _take(image, proposed):
            credited.append(image)
        if image.proposed != proposed:
            image.proposed = proposed
            told.append(image)
    Image.objects.bulk_update({*told, *credited}, ["proposed", "photographer", "holder", "credit"])
    return [image.pk for image in credited]


@transaction.atomic
def follow_policy(
    *, images: Iterable[Image], closed: Collection[int], actor: User | None, now: datetime
) -> list[Image]:
    """Bring what nobody has checked to the policy of its museum, and return what changed.

    A person who had closed a picture more than the policy does keeps it closed.
    """
    changed, before = [], {}
    for image in images:
        uses = uses_of(image.licence, unchecked_shown=image.pk not in closed)
        if image.rights_decided_at is not None:
            uses = [use for use in uses if use in image.uses]
        if image.licence == Licence.NOT_CHECKED and image.uses != uses:
            before[image.pk] = said(image)
            image.uses = uses
            changed.append(image)
    Image.objects.bulk_update(changed, ["uses"])
    _remember(changed, before, verb="follow_policy", actor=actor, now=now)
    return changed


@transaction.atomic
def tell_lapses(*, images: Sequence[Image], now: datetime) -> None:
    """Mark pictures whose rights lapsed as known to the index, with the day in their history."""
    for image in images:
        image.lapse_told = True
    Image.objects.bulk_update(images, ["lapse_told"])
    known = {image.pk: {"until": said(image)["until"]} for image in images}
    _remember(images, known, verb="lapse", actor=None, now=now, after={})


@transaction.atomic
def set_alternative(*, image: Image, alt: str, actor: User | None, now: datetime) -> None:
    """Write the alternative text of a picture; empty, the one composed from the notice is read."""
    before, image.alt = {"alt": image.alt}, alt.strip()
    image.save(update_fields=["alt"])
    publishing.record_history(
        subject=image, verb="set_alt", actor=actor, now=now, before=before, after={"alt": image.alt}
    )


def withdraw_image(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Hide a picture everywhere; the file stays in the store, and no import brings it back."""
    publishing.withdraw(subject=image, reason=reason, actor=actor, now=now)


def put_back_image(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Show a withdrawn picture again, as far as its rights go.

    Raises:
        NotWithdrawnError: it is not withdrawn.
    """
    publishing.put_back(subject=image, reason=reason, actor=actor, now=now)


def rights_of(image: Image) -> Rights:
    """Return the rights of a picture as they are."""
    return Rights(
        **{name: getattr(image, name) for name in _WORDS},
        uses=tuple(image.uses),
        until=image.until,
    )


def said(image: Image) -> dict[str, Any]:
    """Return the rights of a picture as the history keeps them."""
    return {
        **{name: getattr(image, name) for name in _WORDS},
        "uses": list(image.uses),
        "until": image.until.isoformat() if image.until else None,
    }


def _check(rights: Rights) -> None:
    if rights.licence not in Licence.values:
        message = f"Unexpected licence {rights.licence}, use one of: {', '.join(Licence.values)}."
        raise ValueError(message)
    if unknown := [use for use in rights.uses or () if use not in Use.values]:
        message = f"Unexpected use {unknown[0]}, use some of: {', '.join(Use.values)}."
        raise ValueError(message)


def outcome(rights: Rights, *, unchecked_shown: bool = True) -> dict[str, Any]:
    """Return what a decision would leave, as `said` says it; nothing is written."""
    return {
        **{name: getattr(rights, name).strip()[: _LONGEST[name]] for name in _WORDS},
        "uses": granted(rights.licence, rights.uses, unchecked_shown=unchecked_shown),
        "until": rights.until.isoformat() if rights.until else None,
    }


def _write(image: Image, rights: Rights, *, unchecked_shown: bool) -> None:
    for name, value in outcome(rights, unchecked_shown=unchecked_shown).items():
        setattr(image, name, value)
    image.until = rights.until


def _take(image: Image, proposed: Mapping[str, str]) -> bool:
    """Take a credit nobody has decided against; say whether anything changed.

    An absent text empties only what an import had filled.
    """
    changed = False
    for name in ("photographer", "holder", "credit"):
        text, now = proposed.get(name, "")[: _LONGEST[name]], getattr(image, name)
        if now != text and (text or now == image.proposed.get(name, "")):
            setattr(image, name, text)
            changed = True
    return changed


def _remember(
    images: Iterable[Image],
    before: Mapping[int, dict[str, Any]],
    *,
    verb: str,
    actor: User | None,
    now: datetime,
    after: dict[str, Any] | None = None,
) -> None:
    """Write one line of history a picture, in one statement."""
    kind = ContentType.objects.get_for_model(Image)
    HistoryEntry.objects.bulk_create(
        HistoryEntry(
            content_type=kind,
            object_id=str(image.pk),
            verb=verb,
            actor=actor,
            at=now,
            before=before[image.pk],
            after=said(image) if after is None else after,
        )
        for image in images
    )
