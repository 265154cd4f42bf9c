"""Lines of iCalendar, written straight: a calendar of thousands of dates says the same words thousands of times.

Source: RFC 5545 §3.1 (folding), §3.3.11 (text). The tests read them again with another's reader.
"""

import re
from datetime import UTC, date, datetime

LONGEST = 75  # octets of a line, its end not counted
_END, _FOLD = b"\r\n", b"\r\n "
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")  # what no line may hold; tabs may stay
_ESCAPES = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n"))


def line(name: str, value: str) -> bytes:
    """Return a property whose value is written as it is: a number, a moment, an address, a word of the standard."""
    raw = f"{name}:{_CONTROL.sub(' ', value)}".encode()
    return (raw if len(raw) <= LONGEST else _folded(raw)) + _END


def text(name: str, value: str) -> bytes:
    """Return a property whose value is what people wrote; its line ends are those of RFC 5545."""
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    for mark, escaped in _ESCAPES:
        value = value.replace(mark, escaped)
    return line(name, value)


def day(name: str, when: date) -> bytes:
    """Return a property that is a day."""
    return line(f"{name};VALUE=DATE", f"{when:%Y%m%d}")


def instant(name: str, when: datetime) -> bytes:
    """Return a property that is an instant, in UTC."""
    return line(name, f"{when.astimezone(UTC):%Y%m%dT%H%M%S}Z")


def moment(name: str, when: datetime, zone: str) -> bytes:
    """Return a property that is a moment of the wall clock of a zone the file describes."""
    return line(f"{name};TZID={zone}", f"{when:%Y%m%dT%H%M%S}")


def _folded(raw: bytes) -> bytes:
    """Cut a line where no character is: what goes on begins with a space, which counts."""
    parts, start, room = [], 0, LONGEST
    while len(raw) - start > room:
        end = start + room
        while raw[end] & 0xC0 == 0x80:  # noqa: PLR2004 -- within a character of UTF-8
            end -= 1
        parts.append(raw[start:end])
        start, room = end, LONGEST - 1
    return _FOLD.join([*parts, raw[start:]])
