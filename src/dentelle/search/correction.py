"""Mistyped words: what was probably meant, for a text and for a query tree."""

import re
from collections.abc import Callable
from dataclasses import replace

from dentelle.search import french, query
from dentelle.search.results import Results

Known = Callable[[str], bool]
Near = Callable[[str], str]
_WORD = re.compile(r"[^\W\d_]+")


def last_word(text: str) -> str:
    """Return the folded beginning of word a text ends with; empty after a space or a sign."""
    found = re.search(r"[^\W_]+$", text)
    return french.fold_word(found[0]) if found else ""


def correct(text: str, known: Known, near: Near) -> str:
    """Return a text with its unknown words replaced by near ones; empty when none is."""

    def fixed(found: re.Match[str]) -> str:
        word = found[0]
        return word if known(word) else near(french.fold_word(word)) or word

    other = _WORD.sub(fixed, text)
    return "" if other == text else other


def corrected(node: query.Node, known: Known, near: Near) -> tuple[query.Node, str]:
    """Return a tree with its unknown words replaced, and its text; no text when nothing changed."""
    other = _corrected(node, known, near)
    return (node, "") if other == node else (other, written(other))


def _corrected(node: query.Node, known: Known, near: Near) -> query.Node:
    match node:
        case query.Word(prefix=False) | query.Phrase():
            return replace(node, text=correct(node.text, known, near) or node.text)
        case query.Both() | query.Either():
            return replace(node, parts=tuple(_corrected(p, known, near) for p in node.parts))
        case _:
            return node


def written(node: query.Node) -> str:  # noqa: PLR0911 one line a kind of node
    """Return a tree as a person would type it."""
    match node:
        case query.Word():
            return f"{node.text}*" if node.prefix else node.text
        case query.Phrase():
            return f'"{node.text}"'
        case query.Identifier():
            return node.text
        case query.Both():
            return " ".join(filter(None, map(written, node.parts)))
        case query.Either():
            return written(node.parts[0]) if node.parts else ""
        case query.Without():
            return f"-{written(node.part)}"
        case _:
            return ""


def asking(request: query.Request, node: query.Node) -> query.Request:
    """Return a request that asks another tree."""
    return replace(request, node=node)


def instead(results: Results, text: str) -> Results:
    """Return results marked as those of another text."""
    return replace(results, instead=text)
