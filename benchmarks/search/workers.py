"""Two processes beside one: how much of a second core the engine puts to use."""

import math
import multiprocessing
import time
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Queue
from statistics import median

from benchmarks.search.workload import Question

WARM_UP = 40
TURNS = 3
SECONDS = 2.5  # one worker's turn lasts at least so long


def _work(
    folder: Path,
    facets: Sequence[str],
    questions: list[Question],
    start: Barrier,
    out: Queue,
) -> None:
    from benchmarks.search.ours import Ours  # noqa: PLC0415 -- in the process that works

    ours = Ours(folder, facets)
    for question in questions[:WARM_UP]:
        ours(question)
    start.wait()
    begun, busy = time.monotonic(), time.process_time()
    for question in questions:
        ours.forget()
        ours(question)
    out.put((begun, time.monotonic(), time.process_time() - busy))


def _seconds(
    folder: Path, facets: Sequence[str], shares: list[list[Question]]
) -> tuple[float, float]:
    """Return the seconds gone by, and those of the processor, until every share is answered."""
    context = multiprocessing.get_context("spawn")
    start, out = context.Barrier(len(shares)), context.Queue()
    processes = [
        context.Process(target=_work, args=(folder, facets, share, start, out)) for share in shares
    ]
    for process in processes:
        process.start()
    times = [out.get(timeout=600) for _ in processes]
    for process in processes:
        process.join()
    gone = max(end for _, end, _ in times) - min(begun for begun, _, _ in times)
    return gone, sum(busy for _, _, busy in times)


def ratios(
    folder: Path, facets: Sequence[str], questions: list[Question], mean: float
) -> dict[str, float]:
    """Return how many times the questions a second of one process two processes answer.

    `mean` is about how many seconds a question takes: the questions are put often enough to fill some
    seconds. One and two take turns, so that both meet the same noise; the median turn is told. On a
    machine that others use, time gone by measures the others; the processor's time then still
    tells whether the two hinder each other: it is twice what one spent over what both spent.
    """
    found, busy = [], []
    questions = questions * math.ceil(SECONDS / (mean * len(questions)))
    for _ in range(TURNS):
        one = _seconds(folder, facets, [questions])
        two = _seconds(folder, facets, [questions[::2], questions[1::2]])
        found.append(one[0] / two[0])
        busy.append(2 * one[1] / two[1])
    return {
        "workers_ratio": round(median(found), 3),
        "processor_workers_ratio": round(median(busy), 3),
    }
