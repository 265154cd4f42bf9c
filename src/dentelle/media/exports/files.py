"""A picture as a file for one use: the rights are asked each time, then the card is put into the bytes."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.media import guards, store
from dentelle.media.enums import Use
from dentelle.media.exports import jpeg, offers, png, sizes, tiff, webp
from dentelle.media.exports.card import About, Card, card
from dentelle.media.exports.offers import Offer
from dentelle.media.exports.parts import Parts, stream, weight
from dentelle.media.models import Image
from dentelle.media.queries import Permission, allow

VERSION = 1  # of what is written into files; raise it and every validator changes
_REWRITE: dict[str, Callable[[Path, Card], Parts]] = {
    jpeg.MIME: jpeg.rewrite,
    png.MIME: png.rewrite,
    webp.MIME: webp.rewrite,
    tiff.MIME: tiff.rewrite,
}
DRAWN = (Use.SHOW, Use.TRANSFORM, Use.SOCIAL)  # what a drawn card asks for
_PRINTED = 1600  # longest side of a picture on a printed page


class RefusedError(Exception):
    """The rights of the picture do not allow it; the message says why, in the reader's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A file ready to be sent: its size in bytes, and its bytes block by block."""

    path: Path
    parts: Parts

    @property
    def length(self) -> int:
        return weight(self.parts)

    def stream(self) -> Iterator[bytes]:
        return stream(self.path, self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A file that may be sent; nothing is read or made before `open`."""

    image: Image
    offer: Offer
    card: Card

    @property
    def etag(self) -> str:
        """What tells this file from another, of the same picture with another credit too."""
        said = f"{VERSION} {self.image.key} {self.offer.name} {self.card}"
        return hashlib.blake2b(said.encode(), digest_size=12).hexdigest()

    def open(self) -> Opened:
        """Return the file with its card in it.

        Raises:
            sizes.NotReadyError, sizes.BusyError: the size cannot be made now.
            parts.BrokenFileError: the original is not built as its format says.
        """
        path = self._path()
        return Opened(path=path, parts=_REWRITE[self.offer.mime](path, self.card))

    def _path(self) -> Path:
        if self.offer.longest:
            return sizes.cut(self.image.key, self.offer.name, self.offer.longest)
        return store.local(Path(self.image.path))


def export(image: Image, name: str, about: About) -> Export | None:
    """Return a picture's file by the name of its size, or nothing when there is none of that name.

    Raises:
        RefusedError: the rights do not allow it, or what shows the picture is not public.
    """
    offer = offers.find(image, name)
    if offer is None:
        return None
    _ask(image, offer.permission)
    return Export(image=image, offer=offer, card=card(image, about))


def printed(image: Image) -> bytes | None:
    """Return a picture for a printed page as JPEG, or nothing when it may not be printed or is not ready.

    Without the right to zoom, a page too shows it small.
    """
    if not allow(image, Use.PRINT) or not guards.pass_(image):
        return None
    longest = _PRINTED if allow(image, Use.ZOOM) else offers.SMALL
    try:
        return sizes.cut(image.key, str(longest), longest).read_bytes()
    except (sizes.NotReadyError, sizes.BusyError):
        return None


def drawn(key: str) -> bytes | None:
    """Return a picture to be drawn into one that social networks show, or nothing when it may not be.

    WebP, 640 pixels wide: as much as anybody sees of a picture without the right to zoom. One query.
    """
    image = Image.objects.filter(key=key).first()
    if image is None or not all(allow(image, use) for use in DRAWN) or not guards.pass_(image):
        return None
    path = store.local(store.rendition_path(key, offers.SMALL))
    return path.read_bytes() if path.exists() else None


def _ask(image: Image, permission: Permission) -> None:
    if not permission:
        raise RefusedError(permission.reason)
    if not guards.pass_(image):
        raise RefusedError(_("What this picture shows is not public."))
