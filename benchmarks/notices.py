"""Made-up notices, sparse and doubtful as real ones, the same at each run, as Joconde tagged text."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

MUSEUMS = 40
_SYLLABLES = (
    *("ba", "be", "bi", "bo", "cha", "che", "da", "du", "fa", "ga", "jo", "la", "le", "li", "lo"),
    *("ma", "me", "mi", "mo", "na", "no", "pa", "pe", "ra", "re", "ri", "ro", "sa", "ta", "ver"),
)
_DOMAINS = (
    *("peinture", "céramique", "estampe", "dessin", "ethnologie", "archéologie"),
    *("numismatique", "textile"),
)
_TYPES = (
    *("tableau", "assiette", "plat", "dentelle", "monnaie", "pichet", "outil", "photographie"),
)
_TECHNIQUES = (
    "peinture à l'huile, toile",
    "faïence (grand feu)",
    "lithographie, papier",
    "fil de lin (fuseau)",
    "terre cuite (tournage)",
)
_PERIODS = (
    "4e quart 19e siècle",
    "2e moitié 18e siècle",
    "1er quart 20e siècle ; 2e quart 20e siècle",
    "Moyen Age",
    "17e siècle",
)
_YEARS = ("1850 vers", "1750 entre ; 1803 et", "1863 avant", "1903", "1789 après", "19e s")
_SUBJECTS = (
    "paysage (mer, falaise, barque)",
    "figure (femme, coiffe, en buste)",
    "scène (marché, port : Dieppe)",
    "nature morte (fruit, pichet)",
)
_DOUBTS = ("", "", "", " (attribué à)", " (?)", " (d'après)", " (atelier)")


class _Draw:
    """Everything a notice is drawn from."""

    def __init__(self) -> None:
        self.random = random.Random(20_260_607)
        self.makers = [f"{self._name().upper()} {self._name()}" for _ in range(20_000)]
        self.towns = [self._name() for _ in range(3_000)]
        self.words = [self._name().lower() for _ in range(20_000)]
        # How often each field is filled, as in the national file.
        self.sometimes: tuple[tuple[str, float, Callable[[], str]], ...] = (
            ("TITR", 0.6, lambda: self._words(3, 8).capitalize()),
            ("AUTR", 0.82, self._maker),
            ("PAUT", 0.45, lambda: f"{self._town()}, {self._number(1500, 1900)} ; {self._town()}"),
            ("PERI", 0.8, lambda: self.random.choice(_PERIODS)),
            ("MILL", 0.3, lambda: self.random.choice(_YEARS)),
            ("REPR", 0.6, lambda: self.random.choice(_SUBJECTS)),
            ("LIEUX", 0.5, lambda: f"Normandie, Seine-Maritime, {self._town()} (lieu d'exécution)"),
            ("DESC", 0.4, lambda: self._words(15, 60)),
        )

    def notice(self, number: int) -> dict[str, str]:
        choice = self.random.choice
        notice = {
            "REF": f"{number:011d}",
            "MUSEO": f"M{number % MUSEUMS + 1:04d}",
            "DOMN": " ; ".join(self.random.sample(_DOMAINS, choice([1, 1, 2]))),
            "INV": f"{self._number(800, 2020)}.{self._number(1, 90)}.{number % 997}",
            "STAT": f"propriété de la commune ; achat ; {self._town()}",
            "DENO": choice(_TYPES),
            "TECH": choice(_TECHNIQUES),
            "DIMS": f"H. {self._number(3, 200)} cm ; l. {self._number(3, 200)} cm",
            "LOCA": f"{self._town()} ; musée des Arts",
        }
        for tag, share, draw in self.sometimes:
            if self.random.random() < share:
                notice[tag] = draw()
        return notice

    def _name(self) -> str:
        return "".join(self.random.choices(_SYLLABLES, k=self._number(2, 4))).capitalize()

    def _number(self, least: int, most: int) -> int:
        return self.random.randint(least, most)

    def _town(self) -> str:
        return self.random.choice(self.towns)

    def _maker(self) -> str:
        choice = self.random.choice
        return f"{choice(self.makers)}{choice(_DOUBTS)} ; {choice(self.makers)} (graveur)"

    def _words(self, least: int, most: int) -> str:
        return " ".join(self.random.choices(self.words, k=self._number(least, most)))


def notices(count: int) -> Iterator[dict[str, str]]:
    """Go through notices, field to text."""
    draw = _Draw()
    return map(draw.notice, range(count))


def write_file(path: Path, count: int) -> None:
    """Write notices as Joconde tagged text."""
    with path.open("w", encoding="utf-8", newline="") as target:
        for notice in notices(count):
            lines = [part for pair in notice.items() for part in pair]
            target.write("\r\n".join([*lines, "//", ""]))
