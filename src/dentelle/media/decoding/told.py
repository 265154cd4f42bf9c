"""What a picture's own metadata says of its rights: proposed to a person, never imposed.

Sources: EXIF 2.32 (Artist, Copyright, DateTimeOriginal), IPTC-IIM 4.2 (datasets 2:55, 2:80, 2:110,
2:115, 2:116), XMP (dc, photoshop, xmpRights, plus, cc). The richest wins: XMP, then IPTC, then EXIF.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyvips
from lxml import etree

from dentelle.media.decoding.opening import Opened

_LONGEST = 500  # characters kept of each
_MOST_BYTES = 4 << 20  # of XMP read: editors' histories grow without end
_XMP = {
    "credit": ("{http://ns.adobe.com/photoshop/1.0/}Credit",),
    "holder": (
        "{http://ns.adobe.com/xap/1.0/rights/}Owner",
        "{http://ns.useplus.org/ldf/xmp/1.0/}CopyrightOwnerName",
        "{http://purl.org/dc/elements/1.1/}rights",
    ),
    "photographer": ("{http://purl.org/dc/elements/1.1/}creator",),
    "terms": (
        "{http://creativecommons.org/ns#}license",
        "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
        "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    ),
    "date": (
        "{http://ns.adobe.com/photoshop/1.0/}DateCreated",
        "{http://ns.adobe.com/exif/1.0/}DateTimeOriginal",
        "{http://purl.org/dc/elements/1.1/}date",
    ),
}
_IPTC = {"credit": (110, 115), "holder": (116,), "photographer": (80,), "date": (55,)}
_EXIF = {
    "holder": ("exif-ifd0-Copyright",),
    "photographer": ("exif-ifd0-Artist",),
    "date": ("exif-ifd2-DateTimeOriginal",),
}
# What a licence is recognised by, tried in this order; those that forbid a use are not ours to take
# for open ones.
_RESERVED = re.compile(
    r"licen[cs]es/by(?:-sa)?-n[cd]|by-n[cd]|non-?commercial|noderiv", re.IGNORECASE
)
_LICENCES = (
    (re.compile(r"publicdomain/(?:zero|mark)|\bcc0\b|public domain|domaine public", re.IGNORECASE), "public-domain"),
    (re.compile(r"licenses/by-sa/|\bcc[ -]by-sa\b", re.IGNORECASE), "cc-by-sa-4.0"),
    (re.compile(r"licenses/by/|\bcc[ -]by\b(?!-)", re.IGNORECASE), "cc-by-4.0"),
    (re.compile(r"etalab\.gouv\.fr/licence-ouverte|licence[ -]ouverte|open licen[cs]e 2", re.IGNORECASE), "licence-ouverte-2.0"),
)  # fmt: skip
_XMP_BOX = bytes.fromhex("be7acfcb97a942e89c71999491e3afac")  # of JPEG 2000: ISO 16684-3


def read(opened: Opened) -> dict[str, str]:
    """Return what is said: `credit`, `holder`, `photographer`, `terms`, `licence`, `date` when there.

    `terms` are the file's own words or address, `licence` the key of the licence they name. Places,
    cameras and persons shown are never read.
    """
    sources = (_xmp(opened), _iptc(opened), _exif(opened))
    told: dict[str, str] = {}
    for source in sources:
        for name, text in source.items():
            if text := " ".join(text.split())[:_LONGEST]:
                told.setdefault(name, text)
    if date := _date(told.pop("date", "")):
        told["date"] = date
    said = " ".join((told.get("terms", ""), told.get("holder", "")))
    if licence := licence_of(said):
        told["licence"] = licence
    return told


def licence_of(text: str) -> str:
    """Return the key of the licence that words or an address name; empty when none is recognised."""
    if _RESERVED.search(text):
        return ""
    return next((key for pattern, key in _LICENCES if pattern.search(text)), "")


def _date(text: str) -> str:
    """Return a date as `YYYY-MM-DD`, or its year and month, or its year."""
    found = re.match(r"(\d{4})(?:[:-]?(\d\d)(?:[:-]?(\d\d))?)?", text)
    if not found or found[1] == "0000":
        return ""
    return "-".join(part for part in found.groups() if part and part != "00")


def _xmp(opened: Opened) -> Mapping[str, str]:
    raw = opened.xmp or (_boxed(opened.path) if opened.kind == "jp2" else b"")
    if not raw or len(raw) > _MOST_BYTES:
        return {}
    start = raw.find(b"<")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        root = etree.fromstring(raw[start:].rstrip(b"\0 \r\n"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return {}
    if root is None:
        return {}
    return {
        name: text
        for name, tags in _XMP.items()
        if (text := next((found for tag in tags if (found := _property(root, tag))), ""))
    }


def _property(root: etree._Element, tag: str) -> str:
    """Return a property of XMP: an element, an attribute, or the items of a list."""
    for element in root.iter("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Description"):
        if text := element.get(tag):
            return text
    for element in root.iter(tag):
        items = [item for item in element.iter() if (item.text or "").strip()]
        resource = element.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource", "")
        if items or resource:
            return _joined(items) or resource
    return ""


def _joined(items: Iterable[etree._Element]) -> str:
    """Join the items of a list; of the same words in several languages, the first stands."""
    texts: list[str] = []
    for item in items:
        if item.get("{http://www.w3.org/XML/1998/namespace}lang") and texts:
            break
        texts.append((item.text or "").strip())
    return ", ".join(dict.fromkeys(texts))


def _boxed(path: str) -> bytes:
    """Return the XMP of a JPEG 2000 file: the `uuid` box of that name among the first ones."""
    with Path(path).open("rb") as file:
        for _box in range(64):
            head = file.read(8)
            if len(head) < 8:  # noqa: PLR2004 -- length and type
                break
            length, kind = struct.unpack(">I4s", head)
            if kind == b"uuid" and file.read(16) == _XMP_BOX:
                return file.read(min(max(length - 24, 0), _MOST_BYTES))
            if length < 8:  # noqa: PLR2004 -- to the end of the file, or of 64 bits
                break
            file.seek(length - (24 if kind == b"uuid" else 8), 1)
    return b""


def _iptc(opened: Opened) -> Mapping[str, str]:
    image = opened.image
    if not image.get_typeof("iptc-data"):
        return {}
    datasets = _datasets(bytes(image.get("iptc-data")))
    return {
        name: text
        for name, numbers in _IPTC.items()
        if (text := next((datasets[number] for number in numbers if datasets.get(number)), ""))
    }


def _datasets(raw: bytes) -> dict[int, str]:
    """Return the datasets of record 2, the first of each; the bytes may stand in a Photoshop resource."""
    utf8 = b"\x1b%G" in raw[:400]
    found: dict[int, str] = {}
    at = raw.find(b"\x1c\x02")
    while 0 <= at < len(raw) - 5:
        if raw[at] != 0x1C or raw[at + 1] != 2:  # noqa: PLR2004 -- the record of captions
            break
        number, length = raw[at + 2], struct.unpack(">H", raw[at + 3 : at + 5])[0]
        found.setdefault(number, _text(raw[at + 5 : at + 5 + length], utf8=utf8))
        at += 5 + length
    return found


def _text(raw: bytes, *, utf8: bool) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8" if utf8 else "cp1252", "replace")


def _exif(opened: Opened) -> Mapping[str, str]:
    if opened.decoded:
        return _exif_block(opened.exif)
    return {
        name: text
        for name, fields in _EXIF.items()
        if (text := next((value for f in fields if (value := _field(opened.image, f))), ""))
    }


def _field(image: pyvips.Image, name: str) -> str:
    """Return a field as libvips tells it: `text (text, ASCII, 5 components, 5 bytes)`."""
    if not image.get_typeof(name):
        return ""
    return re.sub(r" \(.*?, ASCII, \d+ components, \d+ bytes\)$", "", str(image.get(name)), flags=re.DOTALL)  # fmt: skip


def _exif_block(raw: bytes) -> Mapping[str, str]:
    from PIL import Image  # noqa: PLC0415 -- slow import

    exif = Image.Exif()
    try:
        exif.load(raw)
        original = exif.get_ifd(0x8769).get(0x9003, "")
    except (OSError, SyntaxError, ValueError, struct.error):
        return {}
    known = {"holder": exif.get(0x8298), "photographer": exif.get(0x013B), "date": original}
    return {name: _mended(str(text)) for name, text in known.items() if text}


def _mended(text: str) -> str:
    """Return text that was UTF-8 read as Latin-1 as it was written; EXIF says ASCII and nobody obeys."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
