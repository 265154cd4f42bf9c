"""Decide what a picture may be used for; each decision leaves its line of history."""

from datetime import datetime

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import uses_of
from dentelle.publishing import actions as publishing


@transaction.atomic
def set_rights(
    *, image: Image, licence: str, credit: str, actor: User | None, now: datetime
) -> None:
    """Decide the licence and credit of a picture; imports never change them afterwards.

    Raises:
        ValueError: the licence is none of `Licence`.
    """
    if licence not in Licence.values:
        message = f"Unexpected licence {licence}, use one of: {', '.join(Licence.values)}."
        raise ValueError(message)
    before = {"licence": image.licence, "credit": image.credit, "uses": image.uses}
    image.licence, image.credit, image.uses = licence, credit.strip(), uses_of(licence)
    image.save(update_fields=["licence", "credit", "uses"])
    after = {"licence": image.licence, "credit": image.credit, "uses": image.uses}
    publishing.record_history(
        subject=image, verb="set_rights", actor=actor, now=now, before=before, after=after
    )


def withdraw_image(*, image: Image, reason: str, actor: User | None, now: datetime) -> None:
    """Hide a picture everywhere; the file stays in the store, and no import brings it back."""
    publishing.withdraw(subject=image, reason=reason, actor=actor, now=now)
