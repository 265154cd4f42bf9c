"""Receive a picture in parts: a cut loses nothing, and the same part twice does no harm."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.media import intake, store
from dentelle.media.actions.adding import add_image
from dentelle.media.models import Image, Upload
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum

KEPT = timedelta(days=7)  # an upload nobody goes on with is forgotten after that
PART = 8 << 20  # bytes of the largest part taken at once


class UploadError(Exception):
    """A part, or a whole file, cannot be taken; the message, in the reader's language, says why."""


class MisplacedPartError(UploadError):
    """A part does not begin where the last one ended; `received` says where that is, in bytes."""

    def __init__(self, received: int) -> None:
        super().__init__(_("This part does not follow the last one. Go on from what was received."))
        self.received = received


@transaction.atomic
def begin_upload(  # noqa: PLR0913 -- a file is announced with these
    *,
    owner: User,
    museum: Museum,
    name: str,
    size: int,
    about: str = "",
    sha256: str = "",
    now: datetime,
) -> Upload:
    """Announce a file; the one that this person began and did not end is gone on with.

    Raises:
        UploadError: it is empty, or larger than what is accepted.
    """
    name = name.replace("\\", "/").rpartition("/")[2][:255]
    _check_size(name, size)
    begun = Upload.objects.filter(
        owner=owner, museum=museum, name=name, size=size, about=about, sha256=sha256, image=None
    )
    found: Upload | None = begun.order_by("-touched_at").first()
    if found is not None and (found.received == 0 or store.upload_path(found.key).exists()):
        return found
    return Upload.objects.create(
        key=secrets.token_hex(16), owner=owner, museum=museum, name=name, size=size,
        about=about, sha256=sha256, begun_at=now, touched_at=now,
    )  # fmt: skip


def _check_size(name: str, size: int) -> None:
    if size < 1:
        raise UploadError(_("“%(name)s” is empty. Send it again.") % {"name": name})
    if size > settings.UPLOAD_MAX_MB << 20:
        raise UploadError(
            _("“%(name)s” weighs %(found)s MB; %(most)s MB at most are accepted. Reduce it first.")
            % {
                "name": name,
                "found": number_format(size >> 20),
                "most": number_format(settings.UPLOAD_MAX_MB),
            }
        )


def append_upload(
    *, upload: Upload, offset: int, content: bytes, sha256: str = "", now: datetime
) -> int:
    """Take the part that begins at `offset` bytes, and return how many are received in all.

    Written before it is counted: a stop between the two has the same part sent again. `sha256` is
    that of the part, when the sender can tell it.

    Raises:
        MisplacedPartError: the part does not begin where the last one ended, or was altered on its way.
        UploadError: it is too large, or goes past the size announced.
    """
    total = offset + len(content)
    if len(content) > PART or total > upload.size:
        raise UploadError(_("More was sent than was announced. Choose the file again."))
    if sha256 and hashlib.sha256(content).hexdigest() != sha256.lower():
        raise MisplacedPartError(upload.received)
    with store.receiving(store.upload_path(upload.key)) as file:
        upload.refresh_from_db()
        if offset != upload.received or upload.image is not None:
            raise MisplacedPartError(upload.received)
        file.truncate(offset)
        file.seek(offset)
        file.write(content)
        file.flush()
        upload.received, upload.touched_at = total, now
        upload.save(update_fields=["received", "touched_at"])
    return total


def finish_upload(*, upload: Upload, now: datetime) -> Image:
    """Keep the picture once all of it is here; again, it gives the same picture.

    Pictures nobody has checked are shown small or not at all, as its museum wishes.

    Raises:
        UploadError: parts are missing, or what came is not what was announced.
        intake.PictureError: the file is no picture we can keep; it must be sent anew.
    """
    path = store.upload_path(upload.key)
    if (known := _became(upload)) is not None:
        return known
    _check_whole(upload)
    hidden = upload.museum.unchecked_pictures == UncheckedPictures.HIDDEN
    with store.receiving(path):  # one at a time
        if (known := _became(upload)) is not None:
            return known
        try:
            image = add_image(
                path=path, original_name=upload.name, uses=() if hidden else None, now=now
            )
        except intake.PictureError:
            # Only what is wrong with the file itself has it sent anew: a busy database keeps it.
            forget_upload(upload=upload)
            raise
        upload.image, upload.touched_at = image, now
        upload.save(update_fields=["image", "touched_at"])
    path.unlink(missing_ok=True)
    return image


def _became(upload: Upload) -> Image | None:
    """Return the picture an upload became, maybe by another asking of the same a moment ago."""
    upload.refresh_from_db()
    return upload.image


def _check_whole(upload: Upload) -> None:
    path = store.upload_path(upload.key)
    if upload.received != upload.size or not path.exists() or path.stat().st_size != upload.size:
        raise UploadError(
            _("“%(name)s” is not all here yet. Go on sending it.") % {"name": upload.name}
        )
    if upload.sha256 and store.sha256(path) != upload.sha256:
        forget_upload(upload=upload)
        raise UploadError(
            _("“%(name)s” was altered on its way. Send it again.") % {"name": upload.name}
        )


def forget_upload(*, upload: Upload) -> None:
    """Give up an upload and what came of it; the picture it became stays."""
    store.upload_path(upload.key).unlink(missing_ok=True)
    upload.delete()


def forget_old_uploads(*, now: datetime) -> int:
    """Give up the uploads nobody goes on with; return how many."""
    old = list(Upload.objects.filter(touched_at__lt=now - KEPT))
    for upload in old:
        forget_upload(upload=upload)
    return len(old)
