"""Open a picture file: its content says what it is, whatever its name.

libvips reads JPEG, PNG, TIFF and WebP; all its other readers are shut (SVG is one, an XML parser
behind it). Pillow reads JPEG 2000 (OpenJPEG), HEIC (pillow-heif) and AVIF.
"""

import io
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyvips

from dentelle.media.decoding.refusals import RefusedError

MAX_PIXELS = 400_000_000
WHOLE_PIXELS = 100_000_000  # what Pillow decodes lies whole in memory
# Past this size, a file that unfolds more than so many times is made to exhaust, not to be seen:
# a photograph unfolds 10 to 30 times, a drawing of one colour as PNG a thousand times.
BOMB_PIXELS, BOMB_RATIO = 100_000_000, 500

_BEGINNINGS = (
    (b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"II+\0", "tiff"), (b"MM\0+", "tiff"),
    (b"\0\0\0\x0cjP  \r\n\x87\n", "jp2"), (b"\xff\x4f\xff\x51", "jp2"),
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"8BPS", "Photoshop"), (b"%PDF", "PDF"),
    (b"<svg", "SVG"), (b"<?xml", "XML"), (b"PK\x03\x04", "ZIP"), (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"), (b"%!PS", "PostScript"),
)  # fmt: skip
_BRANDS = {
    b"heic": "heic", b"heix": "heic", b"heim": "heic", b"heis": "heic", b"hevc": "heic",
    b"hevx": "heic", b"mif1": "heic", b"msf1": "heic", b"avif": "avif", b"avis": "avif",
}  # fmt: skip
_READERS = ("Jpeg", "Png", "Webp", "Tiff")
_PLUGINS = {"jp2": ("JPEG2000",), "heic": ("HEIF",), "avif": ("AVIF",)}
_RARE = {"tiff": ("TIFF",)}
KEPT = ("jpeg", "png", "tiff", "webp", "jp2", "heic", "avif")
_HEAD = 512


def shut_other_readers() -> None:
    """Leave libvips the four readers we use, and no memory of what it did; for the whole process."""
    pyvips.cache_set_max(0)  # no operation is asked twice, and the cache would hold whole pictures
    pyvips.operation_block_set("VipsForeignLoad", True)
    for reader in _READERS:
        pyvips.operation_block_set(f"VipsForeignLoad{reader}", False)


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture whose header was read: `image` decodes as it is read, or is `decoded` and upright."""

    path: str
    kind: str
    image: pyvips.Image
    exif: bytes = b""
    xmp: bytes = b""
    decoded: bool = False

    @property
    def orientation(self) -> int:
        """EXIF's, 1 to 8."""
        known = self.image.get_typeof("orientation")
        value = self.image.get("orientation") if known else 1
        return value if 1 <= value <= 8 else 1  # noqa: PLR2004 -- EXIF's last

    @property
    def seen_size(self) -> tuple[int, int]:
        """Width and height upright."""
        width, height = self.image.width, self.image.height
        return (height, width) if self.orientation >= 5 else (width, height)  # noqa: PLR2004 -- 5 to 8 lie on a side


def sniff(head: bytes) -> str:
    """Return what a file is by how it begins; empty when nothing is recognised."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp":
        return _brand(head)
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t") if head[:1] in b"\xef \r\n\t<" else head
    return next((kind for begin, kind in _BEGINNINGS if start.startswith(begin)), "")


def _brand(head: bytes) -> str:
    """Return the kind of an ISO media file: its own brand, else those it is compatible with."""
    size = min(struct.unpack(">I", head[:4])[0], len(head))
    if head[8:12] in {b"mif1", b"msf1"} and b"avif" in head[16:size]:
        return "avif"
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, size - 3, 4))]
    return next((_BRANDS[brand] for brand in brands if brand in _BRANDS), "")


def open_picture(path: str, *, sequential: bool = False) -> Opened:
    """Read the header of a picture, and refuse what is too large or made to harm.

    Raises:
        RefusedError: it is no picture, none we keep, or too large.
    """
    with Path(path).open("rb") as file:
        head = file.read(_HEAD)
        size = file.seek(0, io.SEEK_END)
    kind = sniff(head)
    if kind not in KEPT:
        raise RefusedError("unkept" if kind else "unknown" if size else "empty", kind=kind)
    if kind in _PLUGINS or (kind == "tiff" and _is_rare(path)):
        opened = _by_pillow(path, kind)
    else:
        opened = _by_vips(path, kind, sequential)
    _weigh(opened.image, size)
    return opened


def _by_vips(path: str, kind: str, sequential: bool) -> Opened:  # noqa: FBT001 -- its caller names it
    load = getattr(pyvips.Image, f"{kind}load")
    try:
        image = load(path, access="sequential" if sequential else "random", fail_on="error")
    except pyvips.Error as error:
        raise RefusedError("damaged") from error
    return Opened(path, kind, image, exif=_blob(image, "exif-data"), xmp=_blob(image, "xmp-data"))


def _is_rare(path: str) -> bool:
    """Say whether libvips lacks what a TIFF is written with: Lab, tiles of separate planes, JPEG of four bands.

    A damaged one is no rare one: the other reader would give white where the damage is.
    """
    try:
        image = pyvips.Image.tiffload(path, fail_on="error")
    except pyvips.Error:
        return True
    try:
        if image.width * image.height <= WHOLE_PIXELS:
            image.crop(0, 0, 1, 1).avg()
    except pyvips.Error as error:
        return any(word in str(error) for word in ("not supported", "decompress error"))
    return False


def _blob(image: pyvips.Image, name: str) -> bytes:
    return bytes(image.get(name)) if image.get_typeof(name) else b""


def _weigh(image: pyvips.Image, size: int) -> None:
    pixels = image.width * image.height
    if pixels > MAX_PIXELS:
        raise RefusedError("pixels", pixels=pixels, most=MAX_PIXELS)
    bits = 1 if image.get_typeof("bits-per-sample") and image.get("bits-per-sample") == 1 else 8
    if pixels > BOMB_PIXELS and pixels * image.bands * bits // 8 > BOMB_RATIO * size:
        raise RefusedError("bomb", pixels=pixels, size=size)


def _by_pillow(path: str, kind: str) -> Opened:
    from PIL import Image, ImageOps  # noqa: PLC0415 -- slow import

    Image.MAX_IMAGE_PIXELS = None  # weighed here, in our own words
    if kind == "heic":
        from pillow_heif import register_heif_opener  # noqa: PLC0415 -- slow import

        register_heif_opener(thumbnails=False)
    try:
        with Image.open(path, formats=(_PLUGINS | _RARE)[kind]) as picture:
            pixels = picture.width * picture.height
            if pixels > WHOLE_PIXELS:
                raise RefusedError("pixels", pixels=pixels, most=WHOLE_PIXELS)
            told = picture.info.get("exif", b""), picture.info.get("xmp", b"")
            upright = ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError, EOFError, RuntimeError, struct.error) as error:
        raise RefusedError("damaged") from error
    exif, xmp = (text if isinstance(text, bytes) else b"" for text in told)
    return Opened(path, kind, _carried(upright), exif=exif, xmp=xmp, decoded=True)


def _carried(picture: Any) -> pyvips.Image:
    """Bring a decoded picture to libvips, its profile with it."""
    profile = picture.info.get("icc_profile")
    if picture.mode == "LAB":
        picture, profile = _from_lab(picture), None
    if picture.mode == "RGBA" and picture.getextrema()[3] == (0, 0):
        picture = picture.convert("RGB")  # nothing would be seen: its alpha is of another depth
    if picture.mode.startswith("I;16"):
        layout = ("ushort", "grey16")
    else:
        if picture.mode not in {"L", "LA", "RGB", "RGBA"}:
            picture, profile = picture.convert("RGB"), None
        layout = ("uchar", "b-w" if picture.mode in {"L", "LA"} else "srgb")
    bands = len(picture.getbands())
    image = pyvips.Image.new_from_memory(picture.tobytes(), *picture.size, bands, layout[0])
    image = image.copy(interpretation=layout[1])
    if profile:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image


def _from_lab(picture: Any) -> Any:
    from PIL import ImageCms  # noqa: PLC0415 -- slow import

    lab, srgb = ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(picture, lab, srgb, outputMode="RGB")
