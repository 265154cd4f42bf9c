"""The project's own analysis of French, for the engines that have none: the same terms for all.

Totals can then be compared term for term, and a peer pays nothing for the analysis of a question:
its terms are found before the clock starts. The analysis of what is typed is counted in ours alone.
"""

from benchmarks.search.workload import Question
from dentelle.search import french


class Analysis:
    """Text to terms with their places; function words leave a place empty."""

    def __init__(self) -> None:
        self.placed = french.Analyzer().places
        self._asked: dict[tuple[str, ...], tuple[str, ...]] = {}

    def terms(self, question: Question) -> tuple[str, ...]:
        """Return the terms of what is typed, in order."""
        found = self._asked.get(question.words)
        if found is None:
            found = tuple(term for _, term in self.placed(" ".join(question.words)))
            self._asked[question.words] = found
        return found

    def keeps(self, question: Question) -> bool:
        """Tell whether every word typed has a term of its own, so that all engines ask the same."""
        terms = self.terms(question)
        return len(set(terms)) == len(question.words)
