"""Verbs about pictures; each writes its line of history in the same transaction."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.media import intake, store
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import uses_of
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State


def add_image(  # noqa: PLR0913 -- a picture comes with these
    *,
    path: Path,
    original_name: str,
    credit: str = "",
    licence: str = Licence.NOT_CHECKED,
    uses: Sequence[str] | None = None,
    alt: str = "",
    now: datetime,
) -> Image:
    """Keep a picture and make its renditions; a file already kept gives the picture there is, unchanged.

    `uses` narrows what the licence grants. The original is never altered.

    Raises:
        intake.PictureError: the file is no picture we can keep.
    """
    digest = store.sha256(path)
    key = digest[: store.KEY_LENGTH]
    known: Image | None = Image.objects.filter(key=key).first()
    if known is not None:
        return known
    measured = intake.measure(path)
    place = store.original_path(digest, measured.suffix)
    tone = intake.render(path, key)
    store.keep(path, place)
    granted = uses_of(licence)
    image: Image
    image, _created = Image.objects.get_or_create(
        key=key,
        defaults={
            "original_name": original_name[:255],
            "path": str(place),
            "mime": measured.mime,
            "width": measured.width,
            "height": measured.height,
            "size": path.stat().st_size,
            "tone": tone,
            "alt": alt,
            "credit": credit[:500],
            "licence": licence,
            "uses": granted if uses is None else [use for use in granted if use in uses],
            "state": State.PUBLIC,
            "created_at": now,
        },
    )
    return image


@transaction.atomic
def set_rights(
    *, image: Image, licence: str, credit: str, actor: User | None, now: datetime
) -> None:
    """Decide the licence and credit of a picture; imports never change them afterwards.

    Raises:
        ValueError: the licence is none of `Licence`.
    """
    if licence not in Licence.values:
        message = f"Unexpected licence {licence}, use one of: {', '.join(Licence.values)}."
        raise ValueError(message)
    before = {"licence": image.licence, "credit": image.credit, "uses": image.uses}
    image.licence, image.credit, image.uses = licence, credit.strip(), uses_of(licence)
    image.save(update_fields=["licence", "credit", "uses"])
    after = {"licence": image.licence, "credit": image.credit, "uses": image.uses}
    publishing.record_history(
        subject=image, verb="set_rights", actor=actor, now=now, before=before, after=after
    )


def withdraw_image(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Hide a picture everywhere; the file stays in the store, and no import brings it back."""
    publishing.withdraw(subject=image, reason=reason, actor=actor, now=now)
