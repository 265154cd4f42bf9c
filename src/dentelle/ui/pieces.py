"""What a room puts on every page beside its links: a template at the header's end, a sheet, a module."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A template of a room above, included with `data`; `style` and `script` are static files."""

    template: str
    style: str
    script: str
    data: Mapping[str, str] = field(default_factory=dict)


_pieces: dict[str, Piece] = {}


def register(piece: Piece) -> None:
    """Put a piece on every page; the same template again replaces it."""
    _pieces[piece.template] = piece


def pieces() -> list[Piece]:
    """Return the pieces of every page, in the order of their templates' names."""
    return [_pieces[name] for name in sorted(_pieces)]
