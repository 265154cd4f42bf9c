"""Questions about pictures: may this one be used so, and what does a page need to show it."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.media import guards, store
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image
from dentelle.media.rules import WIDTHS


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """An answer with its reason, in the reader's language."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page needs to show a picture; `src` is the smallest, `large` the largest allowed."""

    key: str
    src: str
    srcset: str
    large: str
    width: int
    height: int
    tone: str
    alt: str
    credit: str
    licence: str
    licence_label: str

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


def allow(image: Image, use: str, *, on: date | None = None) -> Permission:
    """Say whether a picture may be used so, today or `on` a day.

    Closed by default; reads the picture alone, no query.
    """
    if not image.is_public:
        return Permission(allowed=False, reason=_("This picture was withdrawn."))
    if image.until and image.until < (on or localdate()):
        return Permission(
            allowed=False,
            reason=_("Its rights were granted until %(date)s.")
            % {"date": date_format(image.until, "j F Y")},
        )
    if use in image.uses:
        return Permission(
            allowed=True,
            reason=_("Granted by its licence: %(licence)s.")
            % {"licence": image.get_licence_display()},
        )
    if image.licence == Licence.NOT_CHECKED:
        return Permission(
            allowed=False, reason=_("Nobody has checked the rights of this picture yet.")
        )
    return Permission(
        allowed=False,
        reason=_("Its licence does not grant this use: %(licence)s.")
        % {"licence": image.get_licence_display()},
    )


def picture(image: Image) -> Picture | None:
    """Return what a page needs to show a picture, or nothing when it may not be shown."""
    widths = [width for width, use in WIDTHS.items() if allow(image, use)]
    if not widths:
        return None
    addresses = {width: reverse("media:rendition", args=(image.key, width)) for width in widths}
    largest = max(widths)
    return Picture(
        key=image.key,
        src=addresses[widths[0]],
        srcset=", ".join(
            f"{address} {min(width, image.width)}w" for width, address in addresses.items()
        ),
        large=addresses[largest],
        width=image.width,
        height=image.height,
        tone=image.tone,
        alt=image.alt,
        credit=image.credit,
        licence=image.licence,
        licence_label=image.get_licence_display(),
    )


def rendition(key: str, width: int) -> Path | None:
    """Return the file of a rendition that may be shown now, or nothing."""
    image = Image.objects.filter(key=key).only("key", "state", "uses", "until", "licence").first()
    if image is None or width not in WIDTHS or not allow(image, WIDTHS[width]):
        return None
    if not guards.pass_(image):
        return None
    return store.rendition_path(key, width)


def reusable(image: Image) -> bool:
    """Say whether a visitor may take the picture and use it again."""
    return bool(allow(image, Use.DOWNLOAD))
