"""French text to search terms: NFC, elision, folding, stop words, light stemming.

The stemmer follows the "light French" algorithm published by Jacques Savoy (removal of plural,
feminine and a few frequent derivational endings), written for text folded beforehand: accents
never reach it, so a word typed without them gives the same term. Two things are our own: the
endings `e`, `ée`, `és`, `ées` are first brought to one, so that participles stay together once
their accent is gone, and plurals the rules cannot reach are looked up (`émaux`, `vitraux`).
"""

import re
import unicodedata

VERSION = 2  # a change of terms asks for a rebuild of every index
STOP = "_"  # what a stop word leaves in a shadow text: a place in phrases, and no term
_LONGEST = 60
_KEPT = 60_000  # cached words, some 20 MB; by Zipf's law they are nearly all that is read

_LETTERS = r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*"
APOSTROPHES = "'’\u02bc"
TOKEN = re.compile(rf"{_LETTERS}(?:[{APOSTROPHES}](?=[^\W_]))?")
tokens = TOKEN.findall
_ELISIONS = "l d qu n s j m t c jusqu lorsqu puisqu quoiqu presqu quelqu"
ELIDED = frozenset(_ELISIONS.split())
# Function words only. Words that are also things stay: or, sans, sous, as, ton, mine, car, né.
_FUNCTION_WORDS = """a au aux avec ce ces cet cette d dans de des du elle elles en est et il ils j je
    l la le les leur leurs lui n nos notre nous on ou par pour qu que qui sa se ses son sont sur tu
    un une vos votre vous y"""
STOP_WORDS = frozenset(_FUNCTION_WORDS.split())
_IRREGULAR = {
    "aieux": "aieul",
    "aulx": "ail",
    "baux": "bail",
    "boyaux": "boyau",
    "cieux": "ciel",
    "coraux": "corail",
    "emaux": "email",
    "fabliaux": "fabliau",
    "gemmaux": "gemmail",
    "gruaux": "gruau",
    "hoyaux": "hoyau",
    "joyaux": "joyau",
    "mesdames": "madame",
    "mesdemoiselles": "mademoiselle",
    "messieurs": "monsieur",
    "nes": "ne",
    "nus": "nu",
    "noyaux": "noyau",
    "sarraux": "sarrau",
    "soupiraux": "soupirail",
    "travaux": "travail",
    "tuyaux": "tuyau",
    "vantaux": "vantail",
    "ventaux": "ventail",
    "vitraux": "vitrail",
    "yeux": "oeil",
}
# Words the rules would merge with another: a museum is no Muse, a door no harbour. Each line is one.
_APART = {
    form: forms.split()[0]
    for forms in (
        "clocher clochers",
        "monte montee montees monter montes",
        "musee musees",
        "porte portee portees porter portes",
        "monteur monteurs monteuse monteuses",
        "porteur porteurs porteuse porteuses",
        "verger vergers",
        # centuries, whose doubled letters count
        *("iie", "iiie", "viie", "viiie", "xiie", "xiiie", "xviie", "xviiie", "xxe", "xxie"),
    )
    for form in forms.split()
}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ł": "l"})

# Endings in the published order: (longest length left untouched, ending, letters cut, what is put
# back, whether to stop there). Lengths are those of the word without its plural mark.
_ENDINGS: tuple[tuple[int, str, int, str, bool], ...] = (
    (9, "issement", 7, "r", True),
    (8, "issant", 5, "r", True),
    (11, "ficatrice", 6, "er", False),
    (10, "ficateur", 5, "er", False),
    (9, "catrice", 7, "quer", False),
    (8, "cateur", 6, "quer", False),
    (8, "atrice", 6, "er", False),
    (7, "ateur", 5, "er", False),
    (6, "trice", 5, "teur", False),
    (5, "ieme", 4, "", True),
    (7, "teuse", 5, "ter", True),
    (6, "teur", 4, "ter", True),
    (5, "euse", 2, "", True),
    (8, "ere", 3, "er", True),
    (7, "ive", 3, "if", True),
    (4, "folle", 5, "fou", True),
    (4, "molle", 5, "mou", True),
    (9, "nnelle", 5, "", True),
    (9, "nnel", 3, "", True),
    (4, "ete", 1, "", False),
    (8, "ique", 4, "", False),
    (8, "esse", 3, "", True),
    (7, "inage", 3, "", True),
    (9, "isation", 7, "", True),
    (9, "isateur", 7, "", True),
    (8, "ation", 5, "", True),
    (8, "ition", 5, "", True),
)
_BY_LAST: dict[str, tuple[tuple[int, str, int, str, bool], ...]] = {
    last: tuple(rule for rule in _ENDINGS if rule[1][-1] == last)
    for last in {rule[1][-1] for rule in _ENDINGS}
}
_REPEATED = re.compile(r"([a-z])\1+")
_FINAL_E = re.compile(r"ee+$")


def fold_word(word: str) -> str:
    """Return one word in lower case without accents, ligatures or compatibility forms."""
    decomposed = unicodedata.normalize("NFKD", word.lower().translate(_LIGATURES))
    return "".join(c for c in decomposed if c.isalnum()).casefold()


def _singular(word: str) -> str:
    """Return a folded word without its plural mark: `chevaux` → `cheval`, `bateaux` → `bateau`."""
    if len(word) > 5 and word.endswith("aux") and word[-4] != "e":  # noqa: PLR2004 lengths of the algorithm
        return word[:-2] + "l"
    if len(word) > 3 and word[-1] in "xs":  # noqa: PLR2004 lengths of the algorithm
        return word[:-1]
    return word


def _normal(word: str) -> str:
    """Return a word without doubled letters nor the ending of gender or infinitive."""
    if len(word) <= 4:  # noqa: PLR2004 lengths of the algorithm
        return word
    word = _REPEATED.sub(r"\1", word)
    if len(word) <= 4:  # noqa: PLR2004 lengths of the algorithm
        return word
    if word.endswith("ie"):
        return word[:-2]
    word = word.removesuffix("r")
    word = word.removesuffix("e").removesuffix("e")
    return word[:-1] if word[-1] == word[-2] and word[-1].isalpha() else word


def stem(word: str) -> str:
    """Return the light stem of one folded word; numbers and mixed tokens are left as they are."""
    if not word.isalpha():
        return word
    if found := _APART.get(word):
        return found
    word = _IRREGULAR.get(word, word)
    word = _FINAL_E.sub("e", _singular(word))
    if len(word) > 6 and word.endswith("ement"):  # noqa: PLR2004 lengths of the algorithm
        word = word[:-4]
        return _normal(word[:-3] + "if" if len(word) > 3 and word.endswith("ive") else word)  # noqa: PLR2004
    for least, ending, cut, put, last in _BY_LAST.get(word[-1:], ()):
        if len(word) > least and word.endswith(ending):
            word = word[:-cut] + put
            if last:
                break
    return _normal(word)


class Analyzer(dict[str, str]):
    """A cache of what stands between two spaces → its terms, which notes the words it meets first.

    A stop word gives `STOP`, an elided article nothing. `fresh` holds the words met since it was
    last emptied, as they were written. Reading the cache is most of what a text costs, so that
    100 words take about ten microseconds.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fresh: list[str] = []
        self._words: dict[str, str] = {}
        self._stops: dict[str, tuple[str, ...]] = {}

    def __missing__(self, chunk: str) -> str:
        found = tokens(unicodedata.normalize("NFC", chunk.lower()))
        value = " ".join([term for token in found if (term := self.term(token))])
        if len(self) >= _KEPT:
            self.clear()
        self[chunk] = value
        return value

    def term(self, token: str) -> str:
        """Return the term of one token of `tokens`, `STOP`, or nothing for an elided article."""
        term = self._words.get(token)
        if term is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            term = self._words[token] = self._term(token)
        return term

    def _term(self, token: str) -> str:
        word = fold_word(token)[:_LONGEST]
        if token[-1] in APOSTROPHES and word in ELIDED:
            return ""
        if word in STOP_WORDS:
            return STOP
        if word.isalpha():
            self.fresh.append(token.rstrip(APOSTROPHES))
        return stem(word)

    def shadow(self, text: str) -> str:
        """Return the terms of a text in order, separated by spaces."""
        return " ".join(map(self.__getitem__, text.split()))

    def places(self, text: str) -> list[tuple[int, str]]:
        """Return the terms of a text with their places; stop words hold a place and give no term."""
        return [place for place in enumerate(self.shadow(text).split()) if place[1] != STOP]

    def stops(self, text: str) -> list[str]:
        """Return the distinct stop words of a text, folded."""
        found: set[str] = set()
        for chunk in text.split():
            if STOP in self[chunk]:
                found.update(self._stops.get(chunk) or self._stops_of(chunk))
        return sorted(found)

    def _stops_of(self, chunk: str) -> tuple[str, ...]:
        words = tokens(unicodedata.normalize("NFC", chunk.lower()))
        stops = tuple(fold_word(token) for token in words if self.term(token) == STOP)
        if len(self._stops) >= _KEPT:
            self._stops.clear()
        self._stops[chunk] = stops
        return stops


_shared = Analyzer()


def places(text: str) -> list[tuple[int, str]]:
    """Return the terms of what a person typed with their places, by a cache of the process."""
    _shared.fresh.clear()
    return _shared.places(text)


def term(token: str) -> str:
    """Return the term of one lower-case token, `STOP`, or nothing for an elided article."""
    return _shared.term(token)


def stops(text: str) -> list[str]:
    """Return the distinct stop words of what a person typed."""
    return _shared.stops(text)


def terms(text: str) -> list[str]:
    """Return the terms of a text in order."""
    return [term for _, term in places(text)]
