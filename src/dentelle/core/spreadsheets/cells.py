from collections.abc import Sequence
from datetime import date

Cell = str | int | float | date | None  # a `datetime` is a `date` too
Row = Sequence[Cell]
