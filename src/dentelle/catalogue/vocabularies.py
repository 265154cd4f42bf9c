"""Controlled words: one display form for each term, and warnings for unknown ones, never refusals.

A small list stands built in. The ministry's lists, when they are put in `DATA_DIR/vocabularies/`
(one `lex<tag>.txt` a field, tab-indented), add to it: nothing depends on them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from dentelle.catalogue import terms
from dentelle.catalogue.derivation.reading import read_span
from dentelle.catalogue.fields import FIELDS
from dentelle.core.text import fold, tidy

_TAGS = {"domain": "DOMN", "type": "DENO", "technique": "TECH", "place": "LIEUX", "subject": "REPR"}
_PERIOD_TAGS = frozenset({"PERI", "PEOC", "PERU"})
_BRACKETS = re.compile(r"\[[^\]]*\]")
_BULLET = re.compile(r"^\s*-\s+")
_PREAMBLE = re.compile(
    r"^(?:[ivx]+[. ]+domaine|liste d|mise [àa] jour|les termes entre|important|ex ?:|\()",
    re.IGNORECASE,
)
_DOUBT = re.compile(r"\s*\(?\s*\?\s*\)?\s*$")


@dataclass(frozen=True, slots=True)
class Unknown:
    """A term no vocabulary knows, with the nearest known ones, best first."""

    term: str
    suggestions: tuple[str, ...]


Vocabulary = Mapping[str, str]  # comparison key to display form


@lru_cache(maxsize=16_000)
def key(term: str) -> str:
    """Return the form under which terms are the same: no case, no accent, one kind of hyphen."""
    return " ".join(fold(term).replace("–", "-").replace("—", "-").split())


def read_terms(path: Path) -> Iterator[str]:
    """Go through the terms of one of the ministry's lists: indented lines, synonyms after `=`.

    Source: the published lists (2014). An explanatory text stands before the first blank line that
    follows "Mise à jour".
    """
    begun = False
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if not line.strip():
            continue
        if _PREAMBLE.match(line) or (not begun and len(line) > 90):  # noqa: PLR2004 -- a sentence
            continue
        begun = begun or line.startswith("\t")
        for name in _BULLET.sub("", line).split("="):
            term = tidy(_BRACKETS.sub("", name.partition("/0")[0]))
            if term and not term.startswith("<"):
                yield term


def load(folder: Path) -> dict[str, Vocabulary]:
    """Return the vocabularies of a folder by tag; a file `lextechA.txt` adds to `lextech.txt`."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob("lex*.txt")):
        tag = path.stem.removeprefix("lex").rstrip("AB").upper()
        words = found.setdefault({"AUTROLE": "AUTR"}.get(tag, tag), {})
        for term in read_terms(path):
            words.setdefault(key(term), term)
    return dict(found)


@lru_cache(maxsize=1)
def installed() -> Mapping[str, Vocabulary]:
    """Return the vocabularies of this network, built-in words first; read once a process."""
    folder = Path(settings.DATA_DIR) / "vocabularies"
    read: dict[str, Vocabulary] = dict(load(folder)) if folder.is_dir() else {}
    for kind, tag in _TAGS.items():
        read[tag] = {**read.get(tag, {}), **_built_in(kind)}
    return read


@lru_cache(maxsize=8)
def _built_in(kind: str) -> Vocabulary:
    return {key(term): term for term in terms.BY_KIND.get(kind, ())}


def known(kind: str, term: str) -> bool:
    """Say whether a vocabulary has the term."""
    return key(term) in installed()[_TAGS[kind]]


@lru_cache(maxsize=16_000)
def canonical(kind: str, term: str) -> str:
    """Return the one display form of a term.

    A vocabulary's form when one has it; else its own letters, œ restored, capitals brought down, the
    first letter small unless places or subjects are meant, whose names keep their capital.
    """
    listed = installed()[_TAGS[kind]].get(key(term))
    if listed:
        return listed
    if term.isupper() and len(term) > 3:  # noqa: PLR2004 -- initials stay
        term = term.title() if kind == "place" else term.lower()
    term = re.sub(r"(?<=\w)'(?=\w)", "’", term)
    if kind == "place":
        return terms.accented(term[:1].upper() + term[1:])
    if kind != "subject" and term[1:2].islower():
        term = term[:1].lower() + term[1:]
    return terms.accented(re.sub(r"(?<![a-z])oe(?=[un])|(?<=[bcfhmnsv])oe(?=u)", "œ", term))


def _terms_of(tag: str, text: str) -> list[str]:
    """Split a field as the ministry's platform does for its own check."""
    if tag == "AUTR":
        text = re.sub(r"\([^()]*\)", " ", text)
    letters = re.escape(FIELDS[tag].split)
    parts = (tidy(part) for part in re.split(f"[{letters}]", text))
    return [part for part in dict.fromkeys(_DOUBT.sub("", part) for part in parts) if part]


def check(
    tag: str, text: str, *, words: Mapping[str, Vocabulary] | None = None
) -> tuple[Unknown, ...]:
    """Return the terms of a field that its vocabulary does not know; nothing without a vocabulary.

    Periods need no list: those that can be read as dates are known.
    """
    words = installed() if words is None else words
    vocabulary = words.get(tag, {})
    if tag not in FIELDS or not FIELDS[tag].split or not (vocabulary or tag in _PERIOD_TAGS):
        return ()
    return tuple(
        Unknown(
            term, _near(tag, key(term), tuple(vocabulary) if words is not installed() else None)
        )
        for term in _terms_of(tag, text)
        if key(term) not in vocabulary and not (tag in _PERIOD_TAGS and read_span(term))
    )


@lru_cache(maxsize=10_000)
def _near(tag: str, wanted: str, keys: tuple[str, ...] | None) -> tuple[str, ...]:
    """Return at most three near terms, sought among those of about the same length."""
    vocabulary = installed().get(tag, {})
    pool = vocabulary if keys is None else keys
    near = [k for k in pool if abs(len(k) - len(wanted)) <= 3 and k[:1] == wanted[:1]]  # noqa: PLR2004 -- a few letters
    return tuple(vocabulary.get(k, k) for k in get_close_matches(wanted, near, n=3, cutoff=0.75))
