"""What a person types, read as a query tree. Anything can be typed; nothing is an error.

Words are all wanted. `"…"`, `« … »` and `“…”` hold phrases, a `-` before a word or a phrase leaves
it out, a `*` after a word asks for every word that begins so. A run that looks like an inventory
number (`2004.3.12`, `2004 3 12`, `D 1999-4 bis`) is looked for as words and as an identifier.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

from dentelle.search import french
from dentelle.search.query import Both, Either, Everything, Identifier, Node, Phrase, Without, Word

_LONGEST = 400  # characters read; nobody types more
_MOST = 40  # parts kept
_PARTS = re.compile(
    r"""(?P<minus>(?<!\S)[-\u2212–]+(?=[^\s\u2212–-]))?
    (?: "(?P<straight>[^"]*)" | «(?P<angle>[^»]*)» | “(?P<curly>[^”]*)” | (?P<chunk>[^\s"«“”»]+) )
    | \S""",
    re.VERBOSE,
)
_PLAIN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")
_SHORT_MARK = 2  # letters that may belong to a number written apart: `D 2004`, `RF 1999`
_SHORT_CAPITALS = 4
_AFTER_NUMBER = frozenset({"bis", "ter", "quater"})


def parse(text: str, *, fields: Mapping[str, str] | None = None) -> Node:
    """Return the tree of a text, and of the words `fields` wants in a field each, all of them wanted."""
    parts = list(_parts(text, None))
    for name, words in (fields or {}).items():
        parts += _parts(words, name)
    return _all(parts[:_MOST])


def _all(parts: list[Node]) -> Node:
    if not parts:
        return Everything()
    return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _parts(text: str, field: str | None) -> Iterator[Node]:
    """Yield the parts of a text; chunks that stand together and look like a number become one."""
    if len(text) < _LONGEST and _PLAIN.fullmatch(text):  # what nearly everybody types
        yield from (Word(word, field) for word in text.split(" "))
        return
    pieces = [found for found in _PARTS.finditer(text[:_LONGEST]) if found.lastgroup]
    for kind, group in groupby(_grouped(pieces), key=lambda pair: pair[0]):
        found = [piece for _, piece in group]
        if kind is None:
            for piece in found:
                yield from _piece(piece, field)
        else:
            yield from _number([piece["chunk"] for piece in found], field)


def _grouped(pieces: list[re.Match[str]]) -> Iterator[tuple[int | None, re.Match[str]]]:
    """Yield each piece with the number of the run of identifier-like chunks it belongs to, or None."""
    run, inside = 0, False
    for i, piece in enumerate(pieces):
        after = pieces[i + 1] if i + 1 < len(pieces) else None
        joins = _numeric(piece) or (inside and _suffix(piece))
        opens = not joins and _mark(piece) and after is not None and _numeric(after)
        if opens or (joins and not inside):
            run += 1
        inside = joins or opens
        yield (run if inside else None), piece


def _numeric(piece: re.Match[str]) -> bool:
    chunk = piece["chunk"]
    return bool(chunk) and not piece["minus"] and chunk[-1] != "*" and any(map(str.isdigit, chunk))


def _mark(piece: re.Match[str]) -> bool:
    chunk = (piece["chunk"] or "").strip(".:°")
    if piece["minus"] or not chunk.isalpha():
        return False
    if len(chunk) > 1 and french.fold_word(chunk) in french.STOP_WORDS:
        return False
    return len(chunk) <= _SHORT_MARK or (chunk.isupper() and len(chunk) <= _SHORT_CAPITALS)


def _suffix(piece: re.Match[str]) -> bool:
    return not piece["minus"] and (piece["chunk"] or "").lower() in _AFTER_NUMBER


def _number(chunks: list[str], field: str | None) -> Iterator[Node]:
    words: list[Node] = [Word(word, field) for chunk in chunks for word in _words(chunk)]
    if words:
        yield Either((_all(words[:_MOST]), Identifier(" ".join(chunks), field)))


def _piece(piece: re.Match[str], field: str | None) -> Iterator[Node]:
    chunk = piece["chunk"]
    node = _chunk(chunk, field) if chunk else _phrase(piece, field)
    if node is not None:
        yield Without(node) if piece["minus"] else node


def _phrase(piece: re.Match[str], field: str | None) -> Node | None:
    text = (piece["straight"] or piece["angle"] or piece["curly"] or "").strip()
    words = _words(text)
    if any(map(str.isdigit, text)) and len(words) > 0:
        return Either((Phrase(text, field), Identifier(text, field)))
    return Phrase(text, field) if words else None


def _chunk(chunk: str, field: str | None) -> Node | None:
    words = _words(chunk)
    if not words:
        return None
    if chunk.endswith("*"):
        parts: list[Node] = [Word(word, field) for word in words[:-1]]
        return _all([*parts, Word(words[-1], field, prefix=True)])
    if any(map(str.isdigit, chunk)):
        return next(_number([chunk], field))
    if len(words) == 1:
        return Word(words[0], field)
    if "-" in chunk or "\u2011" in chunk:
        return Phrase(chunk, field)
    return _all([Word(word, field) for word in words])


def _words(text: str) -> list[str]:
    """Return the words of a text as typed, without elided articles nor signs."""
    found = []
    for token in french.tokens(text):
        word = token.rstrip(french.APOSTROPHES)
        if word == token or french.fold_word(word) not in french.ELIDED:
            found.append(word)
    return found
