"""The page without words: once per index generation it costs, afterwards it should not."""

import time
from collections.abc import Sequence
from statistics import fmean, median

from benchmarks.search.ours import Ours
from benchmarks.search.workload import Question

ROUNDS, REPEATS = 5, 50
FRONT = Question("browse", (), {}, None, by_year=False)


def _seconds(ours: Ours, question: Question, times: int) -> float:
    start = time.perf_counter()
    for _ in range(times):
        ours(question)
    return (time.perf_counter() - start) / times


def measure(ours: Ours, questions: Sequence[Question]) -> dict[str, float]:
    """Return the front browse page (no word, no filter), and all browse questions, both ways, in ms."""
    cold, warm, cold_all, warm_all = [], [], [], []
    asked = [question for question in questions if question.kind == "browse"]
    for _ in range(ROUNDS):
        ours.forget()
        cold.append(_seconds(ours, FRONT, 1))
        warm.append(_seconds(ours, FRONT, REPEATS))
        for question in asked:
            ours.forget()
            cold_all.append(_seconds(ours, question, 1))
            warm_all.append(_seconds(ours, question, 3))
    return {
        "browse_uncached_ms": round(median(cold) * 1000, 3),
        "browse_cached_ms": round(median(warm) * 1000, 4),
        "browse_cache_ratio": round(median(cold) / median(warm), 1),
        "browse_filtered_cache_ratio": round(fmean(cold_all) / fmean(warm_all), 1),
    }
