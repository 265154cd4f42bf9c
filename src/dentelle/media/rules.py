"""What a licence lets a picture be used for, and how large it may be shown."""

from dentelle.media.enums import Licence, Use

EVERYTHING = tuple(Use)

# Closed by default: a licence that is not here grants nothing.
USES: dict[str, tuple[Use, ...]] = {
    Licence.PUBLIC_DOMAIN: EVERYTHING,
    Licence.LICENCE_OUVERTE: EVERYTHING,
    Licence.CC_BY: EVERYTHING,
    Licence.CC_BY_SA: EVERYTHING,
    Licence.IN_COPYRIGHT_SHOWN: (Use.SHOW,),
    Licence.IN_COPYRIGHT_HIDDEN: (),
    Licence.NOT_CHECKED: (Use.SHOW,),
}

# Widths in pixels of the renditions, and the use that each is.
WIDTHS: dict[int, Use] = {320: Use.SHOW, 640: Use.SHOW, 1280: Use.ZOOM}


def uses_of(licence: str, *, unchecked_shown: bool = True) -> list[str]:
    """Return the uses a licence grants.

    `unchecked_shown` is the museum's own policy for pictures whose rights nobody has checked: small
    at most, or nothing.
    """
    if licence == Licence.NOT_CHECKED and not unchecked_shown:
        return []
    return [str(use) for use in USES.get(licence, ())]
