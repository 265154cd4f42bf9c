"""What a licence lets a picture be used for, and how large it may be shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dentelle.media.enums import Licence, Use

EVERYTHING = tuple(Use)
OPEN = frozenset({Licence.PUBLIC_DOMAIN, Licence.LICENCE_OUVERTE, Licence.CC_BY, Licence.CC_BY_SA})

# Closed by default: a licence that is not here grants nothing.
USES: dict[str, tuple[Use, ...]] = {
    **dict.fromkeys(OPEN, EVERYTHING),
    Licence.IN_COPYRIGHT_SHOWN: (Use.SHOW,),
    Licence.IN_COPYRIGHT_HIDDEN: (),
    Licence.NOT_CHECKED: (Use.SHOW,),
}
# What may be granted one by one under a licence, at most.
MOST: dict[str, tuple[Use, ...]] = {**USES, Licence.IN_COPYRIGHT_SHOWN: EVERYTHING}

# Widths in pixels of the renditions, and the use that each is.
WIDTHS: dict[int, Use] = {320: Use.SHOW, 640: Use.SHOW, 1280: Use.ZOOM}

# What a rendition may be sent as, and at which widths: WebP from the moment a picture comes in, the
# others once it is prepared (`Image.prepared`). AVIF is for small pictures, many on a page; JPEG
# for what reads nothing newer: share cards, old browsers.
FORMATS: dict[str, tuple[int, ...]] = {
    "webp": (320, 640, 1280),
    "avif": (320, 640),
    "jpg": (640, 1280),
}
MIMES = {"webp": "image/webp", "avif": "image/avif", "jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a person decides about a picture.

    `uses` matters for a picture in copyright shown with permission, whose uses are granted one by
    one, and for one nobody has checked, where it can only narrow the museum's policy; None takes
    what the licence gives. `until` is the last day. `proof_path` is a place of the store.
    """

    licence: str
    credit: str = ""
    holder: str = ""
    photographer: str = ""
    mention: str = ""
    uses: tuple[str, ...] | None = None
    until: date | None = None
    proof: str = ""
    proof_path: str = ""


def uses_of(licence: str, *, unchecked_shown: bool = True) -> list[str]:
    """Return the uses a licence grants.

    `unchecked_shown` is the museum's own policy for pictures whose rights nobody has checked: small
    at most, or nothing.
    """
    if licence == Licence.NOT_CHECKED and not unchecked_shown:
        return []
    return [str(use) for use in USES.get(licence, ())]


def granted(
    licence: str, uses: Iterable[str] | None = None, *, unchecked_shown: bool = True
) -> list[str]:
    """Return the uses a person's decision grants, in the order of `Use`.

    An open licence grants everything whatever is ticked. Showing large is also showing small.
    """
    if uses is None or licence in OPEN:
        return uses_of(licence, unchecked_shown=unchecked_shown)
    if licence == Licence.NOT_CHECKED and not unchecked_shown:
        return []
    wanted = set(uses)
    if Use.ZOOM in wanted:
        wanted.add(Use.SHOW)
    return [str(use) for use in MOST.get(licence, ()) if use in wanted]
