"""What the rights of a picture let its service give, asked once and remembered for some seconds.

With what shared caches keep (`headers.SHARED_SECONDS`), a withdrawal acts everywhere within a minute.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from dentelle.media import guards
from dentelle.media.enums import Use
from dentelle.media.iiif import geometry
from dentelle.media.iiif.geometry import Size
from dentelle.media.models import Image
from dentelle.media.queries import allow

SECONDS = 10
_MOST = 20_000  # keys remembered, about 200 bytes each
_READ = ("key", "state", "uses", "until", "licence", "width", "height", "prepared")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A picture that may be shown: its true size in pixels, and whether it may be shown large.

    `prepared` is the version of its tiles and pyramid, 0 until there are any.
    """

    key: str
    full: Size
    zoom: bool
    licence: str
    prepared: int

    @property
    def ground(self) -> Size:
        """The size the service announces, which every region refers to."""
        return self.full if self.zoom else geometry.small(self.full)

    @property
    def lasting(self) -> bool:
        """Whether an address will always give the same picture."""
        return self.zoom and self.prepared > 0


def of(key: str) -> Grant | None:
    """Return what may be given of a picture now, or nothing when it may not be shown."""
    image = Image.objects.filter(key=key).only(*_READ).first()
    if image is None:
        return None
    zoom = bool(allow(image, Use.ZOOM))
    if not (zoom or allow(image, Use.SHOW)) or not guards.pass_(image):
        return None
    return Grant(
        key=key,
        full=Size(image.width, image.height),
        zoom=zoom,
        licence=image.licence,
        prepared=image.prepared,
    )


class Memory:
    """Remembers grants, refusals too, for `SECONDS`; the least recently asked are forgotten first."""

    def __init__(self, ask: Callable[[str], Grant | None] = of) -> None:
        self._ask = ask
        self._kept: OrderedDict[str, tuple[float, Grant | None]] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: str) -> tuple[float, Grant | None]:
        """Return what may be given of a picture, and until what moment of the clock it holds."""
        moment = time.monotonic()
        kept = self._kept.get(key)
        if kept and kept[0] > moment:
            return kept
        kept = moment + SECONDS, self._ask(key)
        with self._lock:
            self._kept[key] = kept
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)
        return kept
