"""Sessions in the database, each with its person: they are listed, and ended, by a plain query."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from dentelle.accounts.models import OpenSession

OPENED = "opened"  # what `opened()` made, kept in the session's data
_USER = "_auth_user_id"


class SessionStore(DatabaseStore):
    """Django's own store, in our table (`SESSION_ENGINE`)."""

    @classmethod
    def get_model_class(cls) -> type[OpenSession]:
        return OpenSession

    def create_model_instance(self, data: dict[str, Any]) -> OpenSession:
        """Write beside the data whose session it is, and how it was opened."""
        row: OpenSession = super().create_model_instance(data)  # type: ignore[assignment]  # of our class
        how = data.get(OPENED, {})
        row.user_id = int(data[_USER]) if data.get(_USER) else None
        row.opened_at = datetime.fromisoformat(how["at"]) if how else None
        row.network, row.device = how.get("network", ""), how.get("device", "")
        row.means = how.get("means", "")
        return row


def opened(*, means: str, network: str, device: str, now: datetime) -> dict[str, str]:
    """Return what a session keeps of how it was opened."""
    return {"at": now.isoformat(), "means": means, "network": network, "device": device}
