"""What rooms above know of a picture: a guard says whether something that shows it is public."""

from collections.abc import Callable

from dentelle.media.models import Image

Guard = Callable[[Image], bool]
_guards: list[Guard] = []


def register(guard: Guard) -> None:
    """Ask `guard` before a picture is sent; called once, when the room above starts."""
    if guard not in _guards:
        _guards.append(guard)


def pass_(image: Image) -> bool:
    """Say whether every guard lets the picture go out."""
    return all(guard(image) for guard in _guards)
