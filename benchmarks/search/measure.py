"""Put the questions to every engine in turn, query by query, so that noise hits all alike."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, median
from typing import Any

import numpy as np

from benchmarks.search.workload import HITS, Answer, Question

WARM_UP = 60


def same(answer: Answer) -> Answer:
    """Return an answer that needs no reading."""
    return answer


def nothing() -> None:
    """Prepare nothing."""


@dataclass(slots=True)
class Lane:
    """One engine in the run.

    `ask` is timed; `read` turns what it returned into an `Answer`, untimed; `forget` empties its caches
    before each question, untimed. `every` asks it one question in so many, evenly.
    """

    name: str
    ask: Callable[[Question], Any]
    read: Callable[[Any], Answer] = same
    forget: Callable[[], None] = nothing
    every: int = 1
    seconds: dict[int, list[float]] = field(default_factory=dict)
    processor: dict[int, list[float]] = field(default_factory=dict)

    def time(self, question: Question) -> tuple[float, float, Any]:
        """Return seconds gone by, seconds of this process's processor, and what was answered."""
        self.forget()
        start, busy = time.perf_counter(), time.process_time()
        raw = self.ask(question)
        return time.perf_counter() - start, time.process_time() - busy, raw

    def medians(self, numbers: Sequence[int], *, processor: bool = False) -> list[float]:
        """Return the seconds of each of these questions, median of the passes."""
        clock = self.processor if processor else self.seconds
        return [median(clock[number]) for number in numbers]


@dataclass(slots=True)
class Agreement:
    """How an engine's answers compare with the floor's."""

    compared: int = 0
    totals: int = 0
    histograms: int = 0
    pages: int = 0
    facets: Counter[str] = field(default_factory=Counter)
    approximate: int = 0
    apart: list[str] = field(default_factory=list)

    def add(self, question: Question, truth: Answer, answer: Answer) -> None:
        """Compare totals, the counts of each facet in order, the decades and the length of the page."""
        self.compared += 1
        self.totals += truth.total == answer.total
        if truth.total != answer.total:
            self.apart.append(
                f"{question.text} {dict(question.filters)} {question.span}: {answer.total} for {truth.total}"
            )
        self.histograms += truth.histogram == list(answer.histogram)
        self.pages += len(answer.keys) == min(HITS, truth.total)
        for facet, values in truth.facets.items():
            if [count for _, count in values] == [count for _, count in answer.facets[facet]]:
                self.facets[facet] += 1
            elif facet in answer.approximate:
                self.approximate += 1

    def told(self) -> dict:
        """Return shares, 1 when every answer agrees."""
        many = max(1, self.compared)
        return {
            "compared": self.compared,
            "totals": round(self.totals / many, 4),
            "histograms": round(self.histograms / many, 4),
            "pages": round(self.pages / many, 4),
            "facets": {facet: round(count / many, 4) for facet, count in self.facets.items()},
            "facets_flagged_approximate": self.approximate,
            "first_totals_apart": self.apart[:3],
        }


def run(
    lanes: Sequence[Lane],
    questions: Sequence[Question],
    passes: int,
    say: Callable[[str], None],
) -> dict[str, Agreement]:
    """Time every lane on its questions; the first lane judges the answers of the first pass."""
    agreements = {lane.name: Agreement() for lane in lanes[1:]}
    for lane in lanes:
        for question in (*questions[-WARM_UP // 2 :: 3], *questions[: WARM_UP // lane.every]):
            lane.time(question)
    gc.collect()
    gc.freeze()  # what the floor holds in memory is not gone through while others are timed
    for turn in range(passes):
        say(f"pass {turn + 1} of {passes}: {len(questions)} questions")
        for number, question in enumerate(questions):
            answers = _ask(lanes, number, question, turn)
            if turn == 0:
                truth = answers.pop(lanes[0].name)
                for name, answer in answers.items():
                    agreements[name].add(question, truth, answer)
    gc.unfreeze()
    return agreements


def _ask(lanes: Sequence[Lane], number: int, question: Question, turn: int) -> dict[str, Answer]:
    """Time one question on every lane it is for, each time another lane first."""
    asked = [lane for lane in lanes if number % lane.every == 0]
    at = (number + turn) % len(asked)
    found = {}
    for lane in (*asked[at:], *asked[:at]):
        seconds, processor, raw = lane.time(question)
        lane.seconds.setdefault(number, []).append(seconds)
        lane.processor.setdefault(number, []).append(processor)
        if turn == 0:
            found[lane.name] = lane.read(raw)
    return found


def figures(seconds: Sequence[float]) -> dict[str, float]:
    """Return mean and percentiles in milliseconds."""
    p50, p95, p99 = (float(p) * 1000 for p in np.percentile(seconds, (50, 95, 99)))
    return {
        "mean": round(fmean(seconds) * 1000, 3),
        "p50": round(p50, 3),
        "p95": round(p95, 3),
        "p99": round(p99, 3),
    }


def ratio(
    above: Lane, below: Lane, numbers: Sequence[int], figure: str, *, processor: bool = False
) -> float | None:
    """Return how many times slower `above` is, on the questions both were asked.

    The processor's seconds are told for engines of this process: others' work hardly changes them.
    """
    shared = [n for n in numbers if n in above.seconds and n in below.seconds]
    if not shared:
        return None
    one, other = (
        figures(lane.medians(shared, processor=processor))[figure] for lane in (above, below)
    )
    return round(one / other, 3) if other else None
