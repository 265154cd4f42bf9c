"""Questions about pictures: may this one be used so, and what does a page need to show it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.media import guards, likeness, store
from dentelle.media.enums import Licence, Use
from dentelle.media.models import Image, Likeness
from dentelle.media.rules import FORMATS, MIMES, MOST, OPEN, WIDTHS
from dentelle.publishing.enums import State
from dentelle.publishing.shares import SharedPicture

_KINDS = ("avif", "webp", "jpg")  # in the order a browser is offered them


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """An answer with its reason, in the reader's language."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The same picture in another format; `largest` is the width in pixels of its largest one."""

    mime: str
    srcset: str
    largest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What a page needs to show a picture; `src` is the smallest, `large` the largest allowed.

    `sources` are its formats once it is prepared, the lightest first, the one everything reads last
    (JPEG, whose largest address is `jpeg`); before that there are none. `zoomable` says that it may
    be looked at closely.
    """

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
    zoomable: bool = False
    sources: tuple[Source, ...] = ()
    jpeg: str = ""

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
    if use in image.uses and use in MOST.get(image.licence, ()):
        return Permission(allowed=True, reason=_granted(image))
    return Permission(allowed=False, reason=_refused(image, use))


def _granted(image: Image) -> str:
    licence = _licence_label(image)
    if image.licence in OPEN:
        return _("Granted by its licence: %(licence)s.") % {"licence": licence}
    if image.licence == Licence.NOT_CHECKED:
        return _("Shown small as its museum wishes, until its rights are checked.")
    return _("Granted by its rights holder.")


def _refused(image: Image, use: str) -> str:
    if image.licence == Licence.NOT_CHECKED:
        return _("Nobody has checked the rights of this picture yet.")
    if image.licence == Licence.IN_COPYRIGHT_SHOWN:
        named = Use(use).label if use in Use.values else use
        return _("Its rights holder has not granted this use: %(use)s.") % {"use": named}
    return _("Its licence does not grant this use: %(licence)s.") % {
        "licence": _licence_label(image)
    }


def _licence_label(image: Image) -> str:
    """Return the name of the licence; `get_licence_display` reads all choices again each time."""
    known = image.licence in Licence.values
    return str(Licence(image.licence).label) if known else image.licence


def picture(image: Image) -> Picture | None:
    """Return what a page needs to show a picture, or nothing when it may not be shown."""
    widths = [width for width, use in WIDTHS.items() if allow(image, use)]
    if not widths:
        return None
    sources = tuple(_source(image, kind, widths) for kind in _KINDS) if image.prepared else ()
    return Picture(
        key=image.key,
        src=address(image.key, widths[0]),
        srcset=_srcset(image, "webp", widths),
        large=address(image.key, max(widths)),
        width=image.width,
        height=image.height,
        tone=image.tone,
        alt=image.alt,
        credit=image.credit,
        licence=image.licence,
        licence_label=_licence_label(image),
        zoomable=bool(allow(image, Use.ZOOM)),
        sources=sources,
        jpeg=address(image.key, sources[-1].largest, "jpg") if sources else "",
    )


def address(key: str, width: int, kind: str = "webp") -> str:
    """Return where a rendition is sent from."""
    return f"{_folder()}{key}/{width}.{kind}"


@lru_cache(maxsize=1)
def _folder() -> str:
    """Return what every address of a rendition begins with, looked up once: a wall has hundreds."""
    return reverse("media:rendition", args=("0", 0)).removesuffix("0/0.webp")


def _source(image: Image, kind: str, widths: Sequence[int]) -> Source:
    made = [width for width in FORMATS[kind] if width in widths]
    return Source(mime=MIMES[kind], srcset=_srcset(image, kind, made), largest=made[-1])


def _srcset(image: Image, kind: str, widths: Sequence[int]) -> str:
    return ", ".join(
        f"{address(image.key, width, kind)} {min(width, image.width)}w" for width in widths
    )


def rendition(key: str, width: int, kind: str = "webp") -> Path | None:
    """Return the file of a rendition that may be shown now, or nothing."""
    image = Image.objects.filter(key=key).only("key", "state", "uses", "until", "licence").first()
    if image is None or width not in FORMATS.get(kind, ()) or not allow(image, WIDTHS[width]):
        return None
    if not guards.pass_(image):
        return None
    return store.local(store.rendition_path(key, width, f".{kind}"))


def shared(image: Image | None, found: Picture | None, *, alt: str) -> SharedPicture | None:
    """Return a picture as a share has it, with what its rights grant today; `alt` stands for one that has none."""
    if image is None or found is None:
        return None
    return SharedPicture(
        key=image.key,
        address=found.jpeg or found.large,
        width=found.width,
        height=found.height,
        alt=image.alt or alt,
        credit=image.credit,
        uses=tuple(use for use in image.uses if allow(image, use)),
    )


def reusable(image: Image) -> bool:
    """Say whether a visitor may take the picture and use it again."""
    return bool(allow(image, Use.DOWNLOAD))


def alike(image: Image, many: int = 8) -> list[Image]:
    """Return the public pictures that look most like one, the nearest first; one query."""
    near = Likeness.objects.filter(image=image, other__state=State.PUBLIC).order_by(
        "distance", "pk"
    )
    return [each.other for each in near.select_related("other")[:many]]


def duplicates(*, farthest: float = likeness.SAME) -> QuerySet[Likeness]:
    """Return pairs of pictures that are nearly the same shot, each pair once, the nearest first.

    Files of the very same bytes are one picture already: the store knows them by their content.
    """
    pairs = Likeness.objects.filter(distance__lte=farthest, image__lt=F("other"))
    return pairs.select_related("image", "other").order_by("distance", "pk")


def unprepared(version: int, *, after: int = 0) -> QuerySet[Image]:
    """Return the pictures whose tiles and colours are older than a version, oldest first."""
    return Image.objects.filter(prepared__lt=version, pk__gt=after).order_by("pk")
