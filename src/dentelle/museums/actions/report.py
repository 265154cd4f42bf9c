"""What an import of museums would do, or did, line by line and field by field."""

from dataclasses import dataclass, field
from typing import Any, Literal

Outcome = Literal["created", "updated", "unchanged", "refused", "left_out"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One museum of the file; `line` counts from 1.

    `changes` lists (field, before, after); `kept` lists (field, what was written by hand and stays, what
    the file says).
    """

    line: int
    outcome: Outcome
    slug: str = ""
    name: str = ""
    town: str = ""
    changes: tuple[tuple[str, Any, Any], ...] = ()
    kept: tuple[tuple[str, Any, Any], ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole file: how it was read, and its lines."""

    encoding: str
    separator: str
    register: bool
    dry_run: bool
    ignored: tuple[str, ...] = ()
    lines: list[Line] = field(default_factory=list)

    def count(self, outcome: Outcome) -> int:
        """Return how many lines had this outcome."""
        return sum(1 for line in self.lines if line.outcome == outcome)

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values, for a machine."""
        return {
            "dry_run": self.dry_run,
            "encoding": self.encoding,
            "separator": self.separator,
            "columns_left_out": list(self.ignored),
            "created": self.count("created"),
            "updated": self.count("updated"),
            "unchanged": self.count("unchanged"),
            "refused": self.count("refused"),
            "left_out": self.count("left_out"),
            "museums": [
                {
                    "line": line.line,
                    "outcome": line.outcome,
                    "slug": line.slug,
                    "name": line.name,
                    "town": line.town,
                    "changes": [
                        {"field": name, "from": _plain(before), "to": _plain(after)}
                        for name, before, after in line.changes
                    ],
                    "kept": [
                        {"field": name, "here": _plain(here), "in_file": _plain(there)}
                        for name, here, there in line.kept
                    ],
                    "warnings": list(line.warnings),
                    "reason": line.reason,
                }
                for line in self.lines
                if line.outcome != "left_out"
            ],
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
