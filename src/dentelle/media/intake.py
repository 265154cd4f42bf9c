"""A picture file looked at, measured and made into renditions, in the decoding process."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from dentelle.media import store
from dentelle.media.decoding import client
from dentelle.media.decoding.refusals import RefusedError
from dentelle.media.rules import FORMATS

PREPARED_VERSION = 1  # of tiles, pyramid and the other renditions: raise it to have all made again
# Seconds of processor that a job may take; three times that by the clock.
_MEASURE, _RENDER, _PREPARE = 20, 60, 900
_KINDS = {
    "jpeg": (".jpg", "image/jpeg"),
    "png": (".png", "image/png"),
    "webp": (".webp", "image/webp"),
    "tiff": (".tif", "image/tiff"),
    "jp2": (".jp2", "image/jp2"),
    "heic": (".heic", "image/heic"),
    "avif": (".avif", "image/avif"),
}


class PictureError(Exception):
    """A file is no picture we can keep; the message, in the reader's language, says why and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What a first look at a picture found; sizes in pixels, as it is seen (orientation applied)."""

    suffix: str
    mime: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """Its mean colour as `#rrggbb`, and what the file says of itself."""

    tone: str
    told: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What a whole look at a picture found; see the fields of `Image` of the same names."""

    palette: list[tuple[str, float]]
    colours: list[str]
    descriptor: bytes
    told: dict[str, str]


def measure(path: Path, *, name: str = "") -> Measured:
    """Read the header of a picture; `name` is what its owner calls it.

    Raises:
        PictureError: the file is none of the formats we keep, or it is too large.
    """
    found = _done("measure", name or path.name, seconds=_MEASURE, path=str(path))
    suffix, mime = _KINDS[found["kind"]]
    return Measured(suffix=suffix, mime=mime, width=found["width"], height=found["height"])


def render(path: Path, key: str, *, name: str = "") -> Rendered:
    """Write the renditions every picture has from the start.

    Raises:
        PictureError: the pixels cannot be decoded.
    """
    widths = FORMATS["webp"]
    with store.writing(*(store.rendition_path(key, width) for width in widths)) as files:
        found = _done(
            "render", name or path.name, seconds=_RENDER, path=str(path), webp=_named(widths, files)
        )
    return Rendered(tone=found["tone"], told=found["told"])


def prepare(path: Path, key: str, *, name: str = "") -> Prepared:
    """Write the tiles, the pyramid and the other renditions of a picture.

    Raises:
        PictureError: the pixels cannot be decoded.
    """
    avif, jpeg = FORMATS["avif"], FORMATS["jpg"]
    targets = (
        store.tiles_path(key),
        store.pyramid_path(key),
        *(store.rendition_path(key, width, ".avif") for width in avif),
        *(store.rendition_path(key, width, ".jpg") for width in jpeg),
    )
    with store.writing(*targets) as (tiles, pyramid, *rest):
        found = _done(
            "prepare", name or path.name, seconds=_PREPARE, path=str(path), key=key,
            tiles=str(tiles), pyramid=str(pyramid),
            avif=_named(avif, rest), jpeg=_named(jpeg, rest[len(avif) :]),
        )  # fmt: skip
    return Prepared(
        palette=[(colour, share) for colour, share in found["palette"]],
        colours=found["colours"],
        descriptor=bytes.fromhex(found["descriptor"]),
        told=found["told"],
    )


def _named(widths: Any, files: Any) -> dict[str, str]:
    return {str(width): str(file) for width, file in zip(widths, files, strict=False)}


def _done(job: str, name: str, *, seconds: int, **given: Any) -> dict[str, Any]:
    worker = client.decoder(megabytes=settings.PICTURE_MEMORY_MB, working=store.working_path())
    try:
        return worker.do(job, seconds=seconds, **given)
    except RefusedError as error:
        raise PictureError(_sentence(error, name)) from error


def _sentence(error: RefusedError, name: str) -> str:
    """Say what was found, what is wanted and what to do."""
    found = error.found
    values = {
        "name": name,
        "kind": found.get("kind", ""),
        "pixels": number_format(found.get("pixels", 0) // 1_000_000),
        "most": number_format(found.get("most", 0) // 1_000_000),
        "kilobytes": number_format(found.get("size", 0) // 1000),
        "megabytes": number_format(settings.PICTURE_MEMORY_MB),
    }
    return _sentences().get(error.code, _sentences()["crash"]) % values


def _sentences() -> dict[str, str]:
    return {
        "empty": _("“%(name)s” is empty. Send it again."),
        "unknown": _(
            "“%(name)s” cannot be read as a picture. JPEG, PNG, TIFF, WebP, HEIC or JPEG 2000 is "
            "wanted: save it again from its program."
        ),
        "unkept": _(
            "“%(name)s” is a %(kind)s file, a format that is not kept. JPEG, PNG, TIFF, WebP, HEIC "
            "or JPEG 2000 is wanted: save it again in one of them."
        ),
        "pixels": _(
            "“%(name)s” has %(pixels)s million pixels; %(most)s million at most are accepted in "
            "this format. Reduce it first."
        ),
        "bomb": _(
            "“%(name)s” announces %(pixels)s million pixels in %(kilobytes)s kB: no photograph is so "
            "made. Save it again from the original."
        ),
        "damaged": _(
            "“%(name)s” begins as a picture but its pixels cannot be read: the file is cut short, damaged, "
            "or written in a rare way. Save it again from its program."
        ),
        "memory": _(
            "“%(name)s” asks for more than the %(megabytes)s MB that one picture may take. Save it "
            "again without progressive loading or interlacing, or smaller."
        ),
        "time": _(
            "“%(name)s” took too long to read and was given up. Save it again from its program, or smaller."
        ),
        "crash": _(
            "“%(name)s” made the reading of pictures stop: the file is damaged. Save it again from its program."
        ),
    }
