"""Splitting the way the exports are written: at parenthesis depth 0, forgiving unbalanced ones."""

import re
from functools import lru_cache

# Parentheses that all close and hold no other: nearly every text, and what patterns can split.
_FLAT = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")


def split(text: str, separators: str = ";") -> list[str]:
    """Return the trimmed, non-empty parts of `text` between separators outside parentheses.

    A parenthesis that is never closed would swallow the rest of the text; such a text is split
    again as if its parentheses were letters. A `)` too many is ignored.
    """
    if "(" not in text:
        return _plain(text, separators)
    if _FLAT.fullmatch(text):
        return _trim(_outside(separators).split(text))
    parts, depth, start = [], 0, 0
    for position, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(depth - 1, 0)
        elif depth == 0 and letter in separators:
            parts.append(text[start:position])
            start = position + 1
    if depth > 0:
        return [*_trim(parts), *_plain(text[start:], separators)]
    return _trim([*parts, text[start:]])


@lru_cache(maxsize=32)
def _outside(separators: str) -> re.Pattern[str]:
    return re.compile(rf"[{re.escape(separators)}](?![^()]*\))")


def _plain(text: str, separators: str) -> list[str]:
    for other in separators[1:]:
        text = text.replace(other, separators[0])
    return _trim(text.split(separators[0]))


def _trim(parts: list[str]) -> list[str]:
    return [part for raw in parts if (part := raw.strip(" \t\u00a0\u202f"))]


def parentheses(text: str) -> tuple[str, list[str]]:
    """Return the text outside parentheses and what each outermost pair holds.

    An unclosed parenthesis runs to the end.
    """
    if "(" not in text:
        return " ".join(text.replace(")", " ").split()), []
    if _FLAT.fullmatch(text):
        first, *pairs = text.split("(")
        cut = [pair.split(")") for pair in pairs]
        shown = " ".join([first, *[after for _held, after in cut]])
        return " ".join(shown.split()), [part for held, _after in cut if (part := held.strip())]
    outside: list[str] = []
    inside: list[str] = []
    depth, start = 0, 0
    for position, letter in enumerate(text):
        if letter == "(":
            if depth == 0:
                outside.append(text[start:position])
                start = position + 1
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
            if depth == 0:
                inside.append(text[start:position].strip())
                start = position + 1
    (inside if depth else outside).append(text[start:].strip() if depth else text[start:])
    return " ".join(" ".join(outside).replace(")", " ").split()), [part for part in inside if part]
