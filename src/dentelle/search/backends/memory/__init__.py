"""The oracle: every answer worked out plainly over numpy arrays, in the memory of one process.

It is kept to prove the other engines: same totals, counts, orders. It is right for tests and for
a few ten thousand documents, and forgets everything when the process ends.
"""

from dentelle.search.backends.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
