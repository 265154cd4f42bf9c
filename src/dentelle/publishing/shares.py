"""The share protocol: what every thing worth showing answers, and all that letters, feeds and widgets know.

A room registers its kind once, when it starts; whoever shows things asks `kinds()` and never a room.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from dentelle.publishing.enums import State
from dentelle.publishing.models import APPROVED, Publishable, PublishableQuerySet, Scheduled


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPicture:
    """The picture of a thing. `address` is a path of the site; `uses` are those its rights grant today.

    `key` is the picture's name in the media room, the one door to its file.
    """

    key: str
    address: str
    width: int
    height: int
    alt: str
    credit: str
    uses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A thing as others show it.

    `key` is stable within its kind; `museums` are slugs; `starts` and `ends` bound what happens,
    None for what has no date; `address` is the canonical one, a path of the site. `category` says what
    it is among its kind (*Exhibition*), `when` its dates in words, `notice` what must be known before
    anything else (*Cancelled*), `notice_more` the rest of it: these but the last are in the language in
    use, what people wrote is in the thing's own.
    """

    kind: str
    key: str
    title: str
    short_title: str
    summary: str
    picture: SharedPicture | None
    museums: tuple[str, ...]
    starts: datetime | None
    ends: datetime | None
    place: str
    address: str
    language: str
    state: str
    is_public: bool
    category: str = ""
    when: str = ""
    notice: str = ""
    notice_more: str = ""
    published_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of thing worth showing.

    `share` turns rows into shares with a constant number of queries. The manager of `model` must come
    from `PublishableQuerySet`; `field` is the one that `Share.key` is read from. `mentioned`, when a kind
    has many rows, returns the slugs of the museums of some of them, and leaves out what says nothing good
    of a museum: what is called off.
    """

    name: str
    label: str | Promise
    model: type[Model]
    share: Callable[[Iterable[Any]], list[Share]]
    field: str = "slug"
    mentioned: Callable[[QuerySet[Any]], set[str]] | None = None

    def rows(self) -> QuerySet[Any]:
        """Return every row, public or not."""
        return self.model._default_manager.all()  # noqa: SLF001 -- Django's own door

    def public(self) -> PublishableQuerySet:
        """Return what anybody may see now."""
        rows = self.rows()
        if not isinstance(rows, PublishableQuerySet):
            message = f"{self.model.__name__}.objects must come from PublishableQuerySet."
            raise TypeError(message)
        return rows.public()

    def find(self, key: str) -> Publishable | None:
        """Return the thing of a key, public or not, or nothing."""
        return self.rows().filter(**{self.field: key}).first()

    def museums_since(self, since: datetime, *, now: datetime) -> set[str]:
        """Return the slugs of the museums of which something was first seen after `since`, by `now`.

        What was withdrawn or taken back does not count, what has ended does. A kind without an hour of
        publication mentions nobody.
        """
        if not issubclass(self.model, Scheduled):
            return set()
        seen = self.rows().filter(
            published_at__gt=since, published_at__lte=now, state__in=(*APPROVED, State.ARCHIVED)
        )
        if self.mentioned is not None:
            return self.mentioned(seen)
        return {slug for share in self.share(seen) for slug in share.museums}


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known to letters, posts, feeds, widgets and the desk."""
    _kinds[kind.name] = kind


def kinds() -> tuple[Kind, ...]:
    """Return every kind, in the order of its registration."""
    return tuple(_kinds.values())


def kind(name: str) -> Kind:
    """Return the kind of that name.

    Raises:
        KeyError: no room registered it.
    """
    return _kinds[name]
