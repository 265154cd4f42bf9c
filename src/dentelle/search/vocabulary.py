"""The words of an index as people write them: completion, correction, prefixes.

An index holds stems; a vocabulary holds the words they came from, folded, each with the way it is
shown. It may know words whose documents are gone: a word counts only while its stem is in the
index, so `frequency` decides.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache

import numpy as np

from dentelle.search import french

_FAR = 2  # letters changed at most
_SHORT = 4  # words this long may differ by one letter only
_FEWEST = 3  # letters of a word worth correcting
_folded = lru_cache(maxsize=300_000)(french.fold_word)


class Words:
    """The words themselves, folded and in order, each with the form of most accents to show."""

    def __init__(self, words: Iterable[str]) -> None:
        shown: dict[str, str] = {}
        for word in sorted(words):
            folded = _folded(word)
            known = shown.get(folded)
            if known is None or _accents(word) > _accents(known):
                shown[folded] = word
        self.shown = shown
        self._sorted = sorted(shown)
        self._arrays: tuple[np.ndarray, np.ndarray] | None = None

    def beginning(self, prefix: str) -> list[str]:
        """Return the folded words that begin with a folded prefix."""
        start = bisect_left(self._sorted, prefix)
        end = bisect_left(self._sorted, prefix + "\U0010ffff")
        return self._sorted[start:end]

    def similar(self, word: str, most: int) -> list[str]:
        """Return words of about this length made of about these letters."""
        if self._arrays is None:
            lengths = np.fromiter(map(len, self._sorted), np.int16, len(self._sorted))
            masks = np.fromiter(map(_letters, self._sorted), np.uint32, len(self._sorted))
            self._arrays = lengths, masks
        lengths, masks = self._arrays
        apart = np.bitwise_count(masks ^ np.uint32(_letters(word)))
        near = (np.abs(lengths - len(word)) <= most) & (apart <= 2 * most)
        return [self._sorted[i] for i in np.flatnonzero(near)]


class Vocabulary:
    """Words with a frequency given by `frequency(stem)`, the documents that hold the stem."""

    def __init__(self, words: Words, frequency: Callable[[str], int]) -> None:
        self._words = words
        self._frequency = frequency

    def stems(self, prefix: str) -> set[str]:
        """Return the stems of the words that begin with a folded prefix."""
        return {french.term(word) for word in self._words.beginning(prefix)}

    def complete(self, prefix: str, limit: int) -> tuple[str, ...]:
        """Return words as shown that begin with a folded prefix, most frequent stem first."""
        words = self._words.beginning(prefix)
        counted = [(self._frequency(french.term(word)), word) for word in words]
        found = sorted((-many, word) for many, word in counted if many)
        return tuple(self._words.shown[word] for _, word in found[:limit])

    def near(self, word: str) -> str:
        """Return the nearest known word to a folded unknown one, as shown; empty when none is near."""
        if len(word) < _FEWEST or not word.isalpha():
            return ""
        most = 1 if len(word) <= _SHORT else _FAR
        best: tuple[int, int, str] | None = None
        for other in self._words.similar(word, most):
            distance = edits(word, other, most)
            if distance <= most and (many := self._frequency(french.term(other))):
                best = min(best or (most + 1, 0, ""), (distance, -many, other))
        return self._words.shown[best[2]] if best and best[2] else ""


def _accents(word: str) -> int:
    return sum(not letter.isascii() for letter in word)


def _letters(word: str) -> int:
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) % 32)
    return mask


def edits(one: str, other: str, most: int) -> int:
    """Return how many letters are added, dropped, changed or swapped, or `most + 1` when more."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        line = [i]
        for j, against in enumerate(other, 1):
            cost = min(last[j] + 1, line[-1] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return last[-1]
