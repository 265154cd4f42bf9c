"""From bytes to text: which encoding, which line ends, what is doubtful, read in bounded memory.

Bytes that are not text in the encoding found never stop the reading: they become lone surrogates
(U+DC00 + byte), `damaged` sees them, and the record that holds them is refused with its line.
"""

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.catalogue.formats.base import FormatError

BLOCK = 1 << 19
_SAMPLE = 1 << 18
_ERRORS = "dentelle-keep-bytes"
_MAGIC = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\xd0\xcf\x11\xe0", "XLS, DOC"),
    (b"PK\x03\x04", "ZIP, XLSX, ODS, DOCX"),
    (b"SQLite format 3", "SQLite"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ACCENT = re.compile(r"[^\x00-\x7f]")
_ACCENTED_WORD = re.compile(rb"[\x80-\xff]{3,}")
# What French text shows, in any of the single-byte encodings it was written in.
_FRENCH = frozenset("éèêëàâäçîïôöùûüœæÉÈÊÀÂÇÎÔÛŒ’\u2018“”«»–—…€°º\u00a0")
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_MOJIBAKE = re.compile(
    "Ã[\u0080-\u00bf©¨ªà®\u00b4»§«¢¯‰€]|â€[™œ\u009d“”¦]|Å[“\u0093\u0092’]|Â[°«»\u00a0©]|\ufffd"
    "|[a-zA-Z]½[a-zA-Z]|\\b½(?:uvre|il)"
)
_LONE_BYTES = range(0xDC00, 0xDD00)  # where `_keep_bytes` puts them
_SURROGATES = range(0xD800, 0xE000)
_C1 = re.compile("[\u0080-\u009f]")


def _keep_bytes(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(chr(_LONE_BYTES.start + byte) for byte in bad), error.end


codecs.register_error(_ERRORS, _keep_bytes)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSounding:
    """How a text file is written, and its beginning, decoded with its line ends as they stand."""

    encoding: str
    line_ends: str
    samples: tuple[str, ...]
    doubts: tuple[str, ...]
    head: str


@dataclass(slots=True)
class _Scan:
    """What one pass over the bytes found."""

    head: bytes = b""
    accents: bytes = b""
    letters: int = 0
    bad: int = 0
    first_bad_line: int = 0


def sound_text(path: Path) -> TextSounding:
    """Look through a text file: the encoding by its bytes, the rest on its beginning.

    The whole file is gone through once, because a file can be plain ASCII up to its last record.

    Raises:
        FormatError: it is empty, or is not text.
    """
    scan = _scan(path)
    head = scan.head
    refuse_binary(head)
    encoding, doubts = _encoding(scan)
    text = _decode_part(head, encoding)
    if not text.strip():
        raise FormatError(_("This file is empty. Export it again from the museum’s software."))
    accented = text if _ACCENT.search(text) else _decode_part(scan.accents, encoding)
    return TextSounding(
        encoding=encoding,
        line_ends=_line_ends(text),
        samples=_samples(accented),
        doubts=(*doubts, *_text_doubts(text if accented is text else text + accented)),
        head=text,
    )


def head_text(path: Path, size: int = _SAMPLE) -> str:
    """Return the beginning of a file as text, cheaply, for recognition; nothing when it is not text."""
    with path.open("rb") as source:
        head = source.read(size)
    try:
        refuse_binary(head)
    except FormatError:
        return ""
    encoding = _declared(head)
    if encoding:
        return _decode_part(head, encoding)
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return _decode_part(head, _best_single_byte(head)[0])


def refuse_binary(head: bytes) -> None:
    """Refuse what is not text, by its first bytes.

    Raises:
        FormatError: a known binary kind, or control characters no text has.
    """
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            raise FormatError(
                _(
                    "This file is not text: it looks like %(kind)s. Export the records as tagged "
                    "text, CSV, XLSX, ODS or LIDO, then load that file."
                )
                % {"kind": kind}
            )
    if _declared(head):
        return
    if len(_CONTROLS.findall(head)) * 200 > len(head):
        raise FormatError(
            _(
                "This file is not text: it is full of control characters. It may be damaged, or "
                "of a kind that cannot be read here. Export the records again as text or CSV."
            )
        )


def blocks(path: Path, encoding: str) -> Iterator[tuple[str, int]]:
    r"""Go through a file as text, about half a megabyte at a time, every line end made `\n`.

    Each block comes with the number of bytes read so far.
    """
    decoder = io.IncrementalNewlineDecoder(
        codecs.getincrementaldecoder(encoding)(_ERRORS), translate=True
    )
    with path.open("rb") as source:
        while part := source.read(BLOCK):
            yield decoder.decode(part), source.tell()
        if last := decoder.decode(b"", final=True):
            yield last, source.tell()


@contextmanager
def open_text(path: Path, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Open a file as text for a table reader: line ends untouched, bad bytes kept as surrogates."""
    with path.open(encoding=encoding, errors=_ERRORS, newline="") as source:
        yield source


def position(source: io.TextIOWrapper) -> int:
    """Return how many bytes of a text opened by `open_text` were read; `tell` there is forbidden."""
    return int(source.buffer.tell())  # type: ignore[attr-defined]  # a file opened by path has it


def damaged(text: str) -> bool:
    """Say whether text holds bytes that could not be decoded, or null characters."""
    if "\0" in text:
        return True
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def readable(text: str) -> str:
    r"""Return text that any database can hold: lone bytes as `\x8f`, null characters as `␀`."""
    if not damaged(text):
        return text
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    code = ord(character)
    if code == 0:
        return "␀"
    if code in _LONE_BYTES:
        return f"\\x{code - _LONE_BYTES.start:02x}"
    return "�" if code in _SURROGATES else character


def _scan(path: Path) -> _Scan:
    """Go through the bytes once: is it UTF-8, and where are its first accents."""
    scan = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")(_ERRORS)
    lines = 0
    with path.open("rb") as source:
        while part := source.read(BLOCK):
            if not scan.head:
                scan.head = part[:_SAMPLE]
                if _declared(scan.head, sure=True):
                    return scan
            if not part.isascii():
                scan.accents = scan.accents or _around_first_accent(part)
                _count(scan, decoder, part, lines)
            lines += part.count(b"\n")
    return scan


def _around_first_accent(part: bytes) -> bytes:
    first = next(re.finditer(rb"[\x80-\xff]", part)).start()
    start = part.rfind(b"\n", 0, first) + 1
    return part[start : start + _SAMPLE]


def _count(scan: _Scan, decoder: codecs.IncrementalDecoder, part: bytes, lines: int) -> None:
    """Add to `scan` the letters beyond ASCII and the bytes that are not UTF-8."""
    text = decoder.decode(part)
    try:
        text.encode()
        bad = 0
    except UnicodeEncodeError as error:
        bad = len(re.findall("[\udc00-\udcff]", text))
        if not scan.bad:
            scan.first_bad_line = lines + text.count("\n", 0, error.start) + 1
    scan.bad += bad
    scan.letters += len(part) - len(text)


def _declared(head: bytes, *, sure: bool = False) -> str:
    """Return the encoding a mark, or the zeros of UTF-16, declare; nothing when there is neither."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return "" if sure and name == "utf-8-sig" else name
    start = head[:4096]
    if len(start) < 4 or b"\0" not in start:  # noqa: PLR2004 -- two characters of UTF-16
        return ""
    odd, even = start[1::2].count(0), start[0::2].count(0)
    if odd > 0.3 * len(start[1::2]) and even < odd / 8:
        return "utf-16-le"
    if even > 0.3 * len(start[0::2]) and odd < even / 8:
        return "utf-16-be"
    return ""


def _encoding(scan: _Scan) -> tuple[str, tuple[str, ...]]:
    """Decide the encoding from what the pass over the bytes found."""
    declared = _declared(scan.head)
    if declared.startswith("utf-16"):
        return declared, ()
    utf8 = declared or "utf-8"
    if not scan.bad:
        return utf8, ()
    # Letters of UTF-8 are hardly ever met by chance: more of them than bad bytes is UTF-8 with accidents.
    if declared or scan.letters > scan.bad:
        return utf8, (
            _(
                "The file is in UTF-8, but some bytes are not, the first on line %(line)d: the "
                "records that hold them will be refused."
            )
            % {"line": scan.first_bad_line},
        )
    name, good = _best_single_byte(scan.accents)
    doubts = () if name == "cp1252" else (_older_encoding(name),)
    return name, doubts if good else (*doubts, _foreign())


def _older_encoding(name: str) -> str:
    kind = {"mac_roman": _("old Macintosh"), "cp850": _("DOS")}[name]
    return _("The accents look like those of %(kind)s files. Check the sample lines.") % {
        "kind": kind
    }


def _foreign() -> str:
    return _(
        "Few of the accented characters are those of French: the encoding may be another one. "
        "Check the sample lines, or export the file again in UTF-8."
    )


def _best_single_byte(data: bytes) -> tuple[str, bool]:
    """Return the single-byte encoding that reads most accents as French, and whether most are."""
    high = bytes(byte for byte in data if byte > 0x7F)  # noqa: PLR2004 -- ASCII ends there
    scores = {
        name: sum(c in _FRENCH for c in high.decode(name, "replace")) for name in _SINGLE_BYTE
    }
    best = max(_SINGLE_BYTE, key=lambda name: scores[name])
    # French accents stand alone among plain letters; whole words of them are another alphabet.
    in_words = sum(len(word) for word in _ACCENTED_WORD.findall(data))
    return best, scores[best] * 2 > len(high) > in_words * 2


def _decode_part(data: bytes, encoding: str) -> str:
    """Decode the beginning of something, which may stop in the middle of a character."""
    return codecs.getincrementaldecoder(encoding)(_ERRORS).decode(data)


def _line_ends(text: str) -> str:
    both = text.count("\r\n")
    counts = {"CRLF": both, "LF": text.count("\n") - both, "CR": text.count("\r") - both}
    found = [name for name, count in counts.items() if count]
    return "mixed" if len(found) > 1 else "".join(found)


def _samples(text: str, most: int = 5, longest: int = 160) -> tuple[str, ...]:
    """Return the first different lines with a character beyond ASCII, cut to a readable length."""
    found: dict[str, None] = {}
    for match in _ACCENT.finditer(text):
        start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        line = text[start : start + 4 * longest].splitlines()[0].strip()
        at = max(0, match.start() - start - longest // 2)
        found.setdefault(readable(line[at : at + longest]))
        if len(found) >= most:
            break
    return tuple(found)


def _text_doubts(text: str) -> tuple[str, ...]:
    doubts = []
    if found := _MOJIBAKE.search(text):
        around = readable(text[max(0, found.start() - 15) : found.end() + 15])
        doubts.append(
            _(
                "Accents seem to have been damaged before this file was written (“%(sample)s”). "
                "Export it again in the right encoding rather than publishing them so."
            )
            % {"sample": " ".join(around.split())}
        )
    if _C1.search(text):
        doubts.append(
            _(
                "Some apostrophes, dashes or œ were badly converted to control characters: they "
                "will be read as what they stood for."
            )
        )
    return tuple(doubts)
