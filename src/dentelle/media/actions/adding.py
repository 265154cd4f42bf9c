"""Bring a picture into the store."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import transaction

from dentelle.media import intake, store
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import uses_of
from dentelle.media.signals import picture_added
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

    `uses` narrows what the licence grants. The original is never altered. Tiles, pyramid and colours
    come later: `picture_added` asks for them once the transaction is committed.

    Raises:
        intake.PictureError: the file is no picture we can keep.
    """
    digest = store.sha256(path)
    key = digest[: store.KEY_LENGTH]
    known: Image | None = Image.objects.filter(key=key).first()
    if known is not None:
        return known
    measured = intake.measure(path, name=original_name)
    place = store.original_path(digest, measured.suffix)
    rendered = intake.render(path, key, name=original_name)
    store.keep(path, place)
    granted = uses_of(licence)
    image: Image
    image, created = Image.objects.get_or_create(
        key=key,
        defaults={
            "original_name": original_name[:255],
            "path": str(place),
            "mime": measured.mime,
            "width": measured.width,
            "height": measured.height,
            "size": path.stat().st_size,
            "tone": rendered.tone,
            "told": rendered.told,
            "alt": alt,
            "credit": credit[:500],
            "licence": licence,
            "uses": granted if uses is None else [use for use in granted if use in uses],
            "state": State.PUBLIC,
            "created_at": now,
        },
    )
    if created:
        transaction.on_commit(lambda: picture_added.send(Image, image_id=image.pk))
    return image
