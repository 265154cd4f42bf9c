"""Why a picture is not decoded: what both sides of the process know."""

from typing import Any


class RefusedError(Exception):
    """A file is not decoded; `code` says why, `found` with what figures.

    Codes: `empty`, `unknown`, `unkept` (found: `kind`), `pixels` (`pixels`, `most`), `bomb` (`pixels`,
    `size`), `damaged`, `memory`, `time`, `crash`.
    """

    def __init__(self, code: str, **found: Any) -> None:
        super().__init__(code)
        self.code, self.found = code, found
