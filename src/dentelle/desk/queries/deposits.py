"""What a person deposited lately."""

from collections.abc import Sequence

from dentelle.accounts.models import User
from dentelle.media.models import Upload

_MOST = 20


def recent(user: User) -> Sequence[Upload]:
    """Return the last files a person sent, whole or not, the latest first."""
    mine = Upload.objects.filter(owner=user).select_related("museum", "image")
    return list(mine.order_by("-touched_at", "-pk")[:_MOST])
