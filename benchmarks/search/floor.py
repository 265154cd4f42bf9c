"""The floor of the machine: postings, bitmaps and columns in memory, counted by loops of C.

It knows the questions before they are put (their postings and even the records of their phrases are
laid out when it is built), scores nothing, and reads nothing from disk: no engine can be expected to
reach it. Its totals and counts are exact, so it is the judge of the answers too. Where there is no C
compiler the same is done by numpy, which is 2 to 3 times slower, and said loudly.
"""

import ctypes
import hashlib
import itertools
import shutil
import subprocess
from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from pyroaring import BitMap

from benchmarks.search.analysis import Analysis
from benchmarks.search.corpus import FACETS
from benchmarks.search.workload import HITS, STEP, TOP, Answer, Question

SOURCE = Path(__file__).with_name("floor.c")
NO_YEAR = np.iinfo(np.int32).max
_FIRST_DECADE = -200  # 2000 BC: the columns hold decades counted from here, 0 for none
_DECADES = 512
_RARE = (
    8  # a bitmap this many times smaller than the list is intersected, a larger one is looked up
)


def _width(facet: str) -> int:
    """Return how many values of a facet a record has at most."""
    return FACETS[facet][4] if facet in FACETS else 1


def compiled(folder: Path) -> ctypes.CDLL | None:
    """Return the loops compiled for this machine, or nothing when there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        return None
    mark = hashlib.sha256(SOURCE.read_bytes()).hexdigest()[:12]
    library = folder / f"floor-{mark}.so"
    if not library.exists():
        command = [compiler, "-O3", "-march=native", "-shared", "-fPIC", "-o", library, SOURCE]
        subprocess.run(command, check=True)
    loops = ctypes.CDLL(str(library))
    pointer, long = ctypes.c_void_p, ctypes.c_long
    loops.top.argtypes = [pointer, long, pointer, long, long, pointer, long, pointer, pointer]
    loops.count.argtypes = [pointer, long, pointer, long, pointer]
    loops.meet.argtypes = [pointer, long, pointer, long, pointer]
    for name in ("top", "meet"):
        getattr(loops, name).restype = long
    loops.count.restype = None
    return loops


class Floor:
    """The records' postings (only of the words asked), bitmaps of values, columns of value numbers."""

    name = "floor"

    def __init__(
        self,
        records: Iterable[dict],
        questions: Sequence[Question],
        facets: Sequence[str],
        folder: Path,
    ) -> None:
        self.analysis = Analysis()
        self.facets = facets
        self.loops = compiled(folder)
        self.name = "floor (C)" if self.loops else "floor (numpy)"
        self._expect(questions)
        self._read(records)

    def _expect(self, questions: Sequence[Question]) -> None:
        self.postings: dict[str, array[int]] = {}
        self.phrases: dict[tuple[str, ...], array[int]] = {}
        self.questions = {id(question): self.analysis.terms(question) for question in questions}
        for question in questions:
            terms = self.questions[id(question)]
            if question.kind == "phrase":
                self.phrases[terms] = array("I")
            else:
                self.postings.update((term, array("I")) for term in terms)

    def _read(self, records: Iterable[dict]) -> None:
        names = (*self.facets, *(f for f in ("picture",) if f not in self.facets))
        self.values: dict[str, dict[str, int]] = {name: {"": 0} for name in names}
        rows = {name: array("H") for name in names}
        years, self.keys = array("i"), []
        firsts = {terms[0] for terms in self.phrases}
        for number, record in enumerate(records):
            self.keys.append(record["key"])
            self._post(number, record, firsts)
            for name in names:
                known = self.values[name]
                numbers = [known.setdefault(v, len(known)) for v in record["facets"][name]]
                rows[name].extend(numbers + [0] * (_width(name) - len(numbers)))
            years.extend(record["years"] or (NO_YEAR, NO_YEAR))
        self._lay_out(rows, years)

    def _post(self, number: int, record: dict, firsts: set[str]) -> None:
        seen: set[str] = set()
        for text in (record["title"], record["description"]):
            placed = self.analysis.placed(text)
            seen.update(term for _, term in placed)
            for (at, term), (then, after) in itertools.pairwise(placed):
                if term in firsts and then == at + 1 and (term, after) in self.phrases:
                    found = self.phrases[term, after]
                    if not found or found[-1] != number:
                        found.append(number)
        for term in seen & self.postings.keys():
            self.postings[term].append(number)

    def _lay_out(self, rows: dict[str, "array[int]"], years: "array[int]") -> None:
        self.lists = {
            key: np.array(found, np.uint32)
            for known in (self.postings, self.phrases)
            for key, found in known.items()
        }
        self.all = np.arange(len(self.keys), dtype=np.uint32)
        self.columns, self.bitmaps = {}, {}
        for name, numbers in rows.items():
            column = np.array(numbers, np.uint16).reshape(-1, _width(name))
            self.columns[name] = column
            self.bitmaps[name] = self._bitmaps(column, len(self.values[name]))
        self.names = {name: list(known) for name, known in self.values.items()}
        self.first, self.last = np.array(years, np.int32).reshape(-1, 2).T.copy()
        dated = self.first != NO_YEAR
        for name, year in (("first", self.first), ("last", self.last)):
            decade = np.where(dated, year // STEP - _FIRST_DECADE, 0).astype(np.uint16)
            self.columns[name] = decade.reshape(-1, 1)
        self.score = np.random.default_rng(1).random(len(self.keys)).astype(np.float32)
        self.counts = np.empty(65_536, np.uint32)
        self.best, self.many = np.empty(TOP, np.uint32), np.empty(TOP, np.uint32)

    @staticmethod
    def _bitmaps(column: np.ndarray, size: int) -> list[BitMap]:
        flat = column.ravel()
        order = np.argsort(flat, kind="stable")
        edges = np.searchsorted(flat[order], np.arange(size + 1))
        owners = (order // column.shape[1]).astype(np.uint32)
        return [BitMap(owners[edges[v] : edges[v + 1]]) for v in range(size)]

    # -- one question ------------------------------------------------------------------------------

    def _meet(self, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        if self.loops is None:
            return np.intersect1d(one, other, assume_unique=True)
        both = np.empty(min(len(one), len(other)), np.uint32)
        many = self.loops.meet(
            one.ctypes.data, len(one), other.ctypes.data, len(other), both.ctypes.data
        )
        return both[:many]

    def _text(self, question: Question) -> np.ndarray | None:
        terms = self.questions[id(question)]
        if question.kind == "browse":
            return None
        if question.kind == "phrase":
            return self.lists[terms]
        found, *others = sorted((self.lists[term] for term in terms), key=len)
        for other in others:
            found = self._meet(found, other)
        return found

    def _bitmap(self, facet: str, values: Sequence[str]) -> BitMap:
        numbers = [self.values[facet][v] for v in values if v in self.values[facet]]
        return BitMap.union(*(self.bitmaps[facet][n] for n in numbers)) if numbers else BitMap()

    def _narrow(self, found: np.ndarray | None, filters: Sequence[BitMap]) -> np.ndarray:
        if not filters:
            return self.all if found is None else found
        kept = filters[0] if len(filters) == 1 else BitMap.intersection(*filters)
        if found is not None and len(kept) >= len(found) // _RARE:
            mask = np.zeros(len(self.keys), bool)
            mask[np.frombuffer(kept.to_array(), np.uint32)] = True
            return found[mask[found]]
        listed = np.frombuffer(kept.to_array(), np.uint32)
        return listed if found is None else self._meet(found, listed)

    def _facet(self, ids: np.ndarray, facet: str) -> list[tuple[str, int]]:
        column, names = self.columns[facet], self.names[facet]
        if self.loops is None:
            counts = np.bincount(column[ids].ravel(), minlength=len(names))
            counts[0] = 0
            best = np.argsort(-counts, kind="stable")[:TOP]
            return [(names[v], int(counts[v])) for v in best.tolist() if counts[v]]
        found = self.loops.top(
            None if ids is self.all else ids.ctypes.data, len(ids), column.ctypes.data, column.shape[1],
            len(names), self.counts.ctypes.data, TOP, self.best.ctypes.data, self.many.ctypes.data,
        )  # fmt: skip
        best, many = self.best[:found].tolist(), self.many[:found].tolist()
        return [(names[value], count) for value, count in zip(best, many, strict=True)]

    def _decades(self, ids: np.ndarray, name: str) -> np.ndarray:
        column = self.columns[name]
        if self.loops is None:
            return np.bincount(column[ids].ravel(), minlength=_DECADES)
        counts = np.zeros(_DECADES, np.uint32)
        self.loops.count(
            ids.ctypes.data, len(ids), column.ctypes.data, column.shape[1], counts.ctypes.data
        )
        return counts

    def _histogram(self, ids: np.ndarray) -> list[tuple[int, int]]:
        begun, ended = self._decades(ids, "first"), self._decades(ids, "last")
        begun[0] = ended[0] = 0
        open_ = np.cumsum(begun) - np.cumsum(ended) + ended
        return [((int(at) + _FIRST_DECADE) * STEP, int(open_[at])) for at in np.nonzero(open_)[0]]

    def _keys(self, ids: np.ndarray, question: Question) -> list[str]:
        order = (self.first if question.by_year else self.score)[ids]
        if len(ids) > HITS:
            top = np.argpartition(order, HITS)[:HITS]
            top = top[np.argsort(order[top], kind="stable")]
        else:
            top = np.argsort(order, kind="stable")
        return [self.keys[number] for number in ids[top].tolist()]

    def __call__(self, question: Question) -> Answer:
        text = self._text(question)
        filters = {f: self._bitmap(f, values) for f, values in question.filters.items()}
        if question.span:
            low, high = question.span
            dated = (self.first <= high) & (self.last >= low) & (self.first != NO_YEAR)
            filters["years"] = BitMap(np.nonzero(dated)[0].astype(np.uint32))
        full = self._narrow(text, list(filters.values()))

        def without(name: str) -> np.ndarray:
            if name not in filters:
                return full
            return self._narrow(text, [b for other, b in filters.items() if other != name])

        facets = {facet: self._facet(without(facet), facet) for facet in self.facets}
        return Answer(
            len(full), self._keys(full, question), facets, self._histogram(without("years"))
        )
