"""Files made to harm or to be rare, written here byte by byte or with the libraries of the room."""

import struct
import zlib
from pathlib import Path

import numpy as np
import pillow_heif
import pyvips
from PIL import Image as Drawing
from PIL.PngImagePlugin import PngInfo

GPS_TEXT = b"49.4431"


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))  # fmt: skip


def png_announcing(path: Path, *, width: int, height: int) -> Path:
    """Write a PNG of one colour, one bit a pixel, of any announced size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    packer = zlib.compressobj(9)
    line = bytes(width + 1)
    body = b"".join(packer.compress(line) for _line in range(height)) + packer.flush()
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    return path


def noise(width: int, height: int, *, seed: int = 7) -> Drawing.Image:
    """Return a picture that does not pack."""
    values = np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Drawing.fromarray(values)


def progressive(path: Path, *, side: int) -> Path:
    """Write a progressive JPEG, which its reader holds whole in memory."""
    plain = pyvips.Image.black(side, side, bands=3).copy(interpretation="srgb")
    plain.jpegsave(str(path), interlace=True, subsample_mode="off")
    return path


def heic(
    path: Path, *, size: tuple[int, int] = (300, 200), colour=(200, 40, 30), **options
) -> Path:
    """Write a HEIC file as telephones do."""
    pillow_heif.from_pillow(Drawing.new("RGB", size, colour)).save(path, quality=80, **options)
    return path


def exif_with_place(*, orientation: int = 1) -> Drawing.Exif:
    """Return EXIF with a place, a camera and the names of rights."""
    exif = Drawing.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Appareil du conservateur"
    exif[0x013B] = "Ateliers du musée".encode()
    exif[0x8298] = "© Musée d’essai".encode()
    exif.get_ifd(0x8769)[0x9003] = "2021:06:05 10:11:12"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (49.0, 26.0, 35.0)
    place[3], place[4] = "E", (1.0, 5.0, 59.0)
    place[0x1D] = "2021:06:05"
    return exif


XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:exif="http://ns.adobe.com/exif/1.0/" photoshop:Credit="Réunion des ateliers"
 photoshop:DateCreated="2019-04-03T10:00:00" exif:GPSLatitude="49,26.5875N">
<dc:creator><rdf:Seq><rdf:li>Camille Aubin</rdf:li><rdf:li>Noé Lair</rdf:li></rdf:Seq></dc:creator>
<dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Musée d’essai</rdf:li><rdf:li xml:lang="en">© Test museum</rdf:li></rdf:Alt></dc:rights>
<xmpRights:WebStatement>{licence}</xmpRights:WebStatement>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def jpeg_with_metadata(
    path: Path, *, licence: str = "https://creativecommons.org/licenses/by-sa/4.0/", **exif
) -> Path:
    """Write a JPEG that says where it was taken, by whom and on what terms."""
    drawing = Drawing.linear_gradient("L").resize((900, 600)).convert("RGB")
    xmp = XMP.format(licence=licence).encode()
    drawing.save(path, exif=exif_with_place(**exif), xmp=xmp, quality=90)
    return path


def png_with_text(path: Path) -> Path:
    """Write a PNG that says a place in a text chunk."""
    text = PngInfo()
    text.add_text("Location", "49.4431 N, 1.0993 E")
    Drawing.new("RGB", (50, 50), (9, 90, 9)).save(path, pnginfo=text)
    return path


def iptc_block(**datasets: bytes) -> bytes:
    """Return a Photoshop resource of IPTC datasets (`d80=b"…"`), as a JPEG's APP13 carries them."""
    body = b"".join(
        b"\x1c\x02" + bytes([int(name[1:])]) + struct.pack(">H", len(text)) + text
        for name, text in datasets.items()
    )
    padded = body + b"\0" * (len(body) % 2)
    resource = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(body)) + padded
    content = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(content) + 2) + content


def jpeg_with_iptc(path: Path, **datasets: bytes) -> Path:
    """Write a JPEG with IPTC datasets."""
    Drawing.new("RGB", (60, 40), (90, 90, 9)).save(path)
    content = path.read_bytes()
    path.write_bytes(content[:2] + iptc_block(**datasets) + content[2:])
    return path
