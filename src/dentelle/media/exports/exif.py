"""The one thing of EXIF that is kept: which way is up."""

from PIL import Image as Reader

HEADER = b"Exif\0\0"
_ORIENTATION = 0x0112
_TURNS = range(1, 9)


def orientation(content: bytes) -> int:
    """Return the orientation, 1 to 8, that an EXIF block (from its TIFF header on) tells; 1 when none."""
    block = Reader.Exif()
    try:
        block.load(content)
        turn = block.get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 -- whatever a hostile block makes the reader raise, nothing is kept
        return 1
    return turn if isinstance(turn, int) and turn in _TURNS else 1


def turned(turn: int) -> bytes:
    """Return an EXIF block that holds the orientation and nothing else: a TIFF header, one entry."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + turn.to_bytes(2, "big") + b"\0\0"
    return b"MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\0\0\0\0"
