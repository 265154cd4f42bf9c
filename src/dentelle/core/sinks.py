"""Where an archive is written that is sent at the same time."""

from collections.abc import Iterator


class Sink:
    """What `zipfile` writes into: what is there is taken away as it comes, so nothing piles up."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        """Keep some bytes until they are taken."""
        self.waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Do nothing: nothing is behind this."""

    def taken(self) -> Iterator[bytes]:
        """Give what was written since the last time, and forget it."""
        waiting, self.waiting = self.waiting, []
        yield from waiting
