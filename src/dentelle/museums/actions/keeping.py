"""How every write of a museum is kept: its version, its line of history, who is told after."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.accounts.signals import decided
from dentelle.core.writing import Difference
from dentelle.museums.models import Museum
from dentelle.museums.signals import museums_changed


def keep(
    row: Museum, difference: Difference, *, verb: str, actor: User | None, now: datetime
) -> None:
    """Save the fields of a locked row that differ, as a new version with its line of history."""
    row.version += 1
    row.save(update_fields=[*difference.fields, "version", "locks", "updated_at"])
    before, after = difference.leading_to(row.version)
    decided.send(
        sender=Museum, subject=row, verb=verb, actor=actor, now=now, before=before, after=after
    )


def tell(museums: Iterable[int], fields: Mapping[int, Collection[str]]) -> None:
    """Tell those who listen which museums changed, once it is true."""
    ids, changed = list(museums), {pk: frozenset(names) for pk, names in fields.items()}
    if ids:
        transaction.on_commit(
            lambda: museums_changed.send(sender=Museum, museum_ids=ids, fields=changed)
        )
