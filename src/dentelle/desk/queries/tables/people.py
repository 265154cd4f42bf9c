"""Accounts, and letters without what they say, as files."""

from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.desk.queries.tables.base import Table, moment
from dentelle.publishing.outbox.models import Departure

ACCOUNTS: Table[User] = Table(
    name=_("Accounts"),
    columns=(
        (_("Person"), str),
        (_("E-mail address"), lambda user: user.email),
        (_("Role"), lambda user: user.get_role_display()),
        (_("Museums"), lambda user: ", ".join(each.museum.name for each in user.memberships.all())),
        (_("Second factor"), lambda user: _("yes") if user.protected else _("no")),  # type: ignore[attr-defined]  # annotated
        (_("Last sign-in"), lambda user: moment(user.last_login)),
        (_("Account"), lambda user: _("open") if user.is_active else _("closed")),
    ),
)  # fmt: skip
LETTERS: Table[Departure] = Table(
    name=_("Letters"),
    columns=(
        (_("Subject line"), lambda letter: letter.title),
        (_("Receiver"), lambda letter: letter.to),
        (_("Written"), lambda letter: moment(letter.written_at)),
        (_("State"), lambda letter: letter.get_fate_display()),
        (_("Settled"), lambda letter: moment(letter.settled_at)),
        (_("Attempts"), lambda letter: letter.attempts),
        (_("Answer received"), lambda letter: letter.error),
    ),
)
