"""Who contributes for which museums."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.accounts.signals import decided
from dentelle.museums.models import Membership, Museum


@transaction.atomic
def set_museums(
    *, user: User, museums: Iterable[Museum], actor: User | None, now: datetime
) -> bool:
    """Have a person contribute for these museums and no others; return whether anything changed."""
    user = User.objects.select_for_update().get(pk=user.pk)
    before = dict(user.memberships.values_list("museum_id", "museum__slug"))
    after = {museum.pk: museum.slug for museum in museums}
    if before == after:
        return False
    user.memberships.exclude(museum__in=after).delete()
    Membership.objects.bulk_create(
        Membership(user=user, museum_id=pk) for pk in after if pk not in before
    )
    decided.send(
        sender=Membership, subject=user, verb="set_museums", actor=actor, now=now,
        before={"museums": sorted(before.values())}, after={"museums": sorted(after.values())},
    )  # fmt: skip
    return True
