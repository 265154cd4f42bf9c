"""The words of a query marked in a text, whatever their accents, elision or ending."""

from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from dentelle.search import french
from dentelle.search.query import Both, Either, Node, Phrase, Word

_ELLIPSIS = "…"


@dataclass(slots=True)
class _Token:
    start: int
    end: int
    place: int
    term: str
    folded: str


def highlight(text: str, node: Node) -> SafeString:
    """Return `text`, escaped, with the words `node` asks for between `<mark>` and `</mark>`."""
    text = normalize("NFC", text)
    return _marked(text, _found(text, node))


def excerpt(text: str, node: Node, length: int = 200) -> SafeString:
    """Return about `length` characters of `text` around the first word found, marked, cut at words."""
    text = normalize("NFC", text)
    spans = _found(text, node)
    if len(text) <= length:
        return _marked(text, spans)
    start, end = _window(text, spans[0][0] if spans else 0, length)
    inside = [(a - start, b - start) for a, b in spans if a >= start and b <= end]
    before, after = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    return mark_safe(before + _marked(text[start:end].rstrip(), inside) + after)


def _window(text: str, at: int, length: int) -> tuple[int, int]:
    """Return where an excerpt around `at` starts and ends, between words."""
    start = max(0, min(at - length // 3, len(text) - length))
    if start:
        space = text.rfind(" ", max(0, start - 30), at + 1)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + length)
    if end < len(text):
        space = text.rfind(" ", max(at + 1, end - 30), end)
        end = space if space > start else end
    return start, end


def _marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    parts, last = [], 0
    for start, end in spans:
        if start >= last:
            parts += [escape(text[last:start]), "<mark>", escape(text[start:end]), "</mark>"]
            last = end
    parts.append(escape(text[last:]))
    return mark_safe("".join(parts))


def _found(text: str, node: Node) -> list[tuple[int, int]]:
    """Return where the words of a tree stand in a text, in order."""
    tokens = list(_tokens(text))
    found: set[int] = set()
    for leaf in _leaves(node):
        found.update(_of_word(tokens, leaf) if isinstance(leaf, Word) else _of_phrase(tokens, leaf))
    return [(tokens[i].start, tokens[i].end) for i in sorted(found)]


def _tokens(text: str) -> Iterator[_Token]:
    place = 0
    for match in french.TOKEN.finditer(text):
        token = match[0].lower()
        if term := french.term(token):
            end = match.end() - (match[0][-1] in french.APOSTROPHES)
            yield _Token(match.start(), end, place, term, french.fold_word(token))
            place += 1


def _leaves(node: Node) -> Iterator[Word | Phrase]:
    match node:
        case Word() | Phrase():
            yield node
        case Both() | Either():
            for part in node.parts:
                yield from _leaves(part)
        case _:
            return


def _of_word(tokens: list[_Token], word: Word) -> Iterator[int]:
    if word.prefix:
        beginning = french.fold_word(word.text)
        yield from (i for i, token in enumerate(tokens) if token.folded.startswith(beginning))
        return
    yield from _of_phrase(tokens, Phrase(word.text))


def _of_phrase(tokens: list[_Token], phrase: Phrase) -> Iterator[int]:
    places = french.places(phrase.text)
    if not places:
        return
    at = {token.place: i for i, token in enumerate(tokens)}
    first, lead = places[0]
    for token in tokens:
        if token.term != lead:
            continue
        found = [at.get(token.place + place - first) for place, _ in places]
        if _agree(tokens, found, [term for _, term in places]):
            yield from (i for i in found if i is not None)


def _agree(tokens: list[_Token], found: list[int | None], terms: list[str]) -> bool:
    pairs = zip(found, terms, strict=True)
    return all(i is not None and tokens[i].term == term for i, term in pairs)
