"""Whose things a person may see: everybody's, or those of their own museums."""

from typing import TypeVar

from django.db.models import Model, QuerySet

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import has_role
from dentelle.museums.models import Museum

M = TypeVar("M", bound=Model)


def museums_of(user: User) -> list[int] | None:
    """Return the keys of the museums a person is held to, or None when they may see all."""
    if has_role(user, Role.COLLECTIONS, Role.COMMUNICATION):
        return None
    return list(user.memberships.values_list("museum_id", flat=True))


def within(rows: QuerySet[M], museums: list[int] | None, path: str = "museum") -> QuerySet[M]:
    """Keep the rows of those museums; None keeps all."""
    return rows if museums is None else rows.filter(**{f"{path}__in": museums})


def museums_for(user: User) -> QuerySet[Museum]:
    """Return the museums a person may work for, in the order of their names."""
    return within(Museum.objects.all(), museums_of(user), "pk").order_by(
        "usual_name", "official_name", "pk"
    )


def museums_to_choose(user: User) -> QuerySet[Museum]:
    """Return the same for a list to choose from: nothing is read of them but their names."""
    return museums_for(user).only("usual_name", "official_name")
