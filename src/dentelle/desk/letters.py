"""What the desk's letters say, in the network's language: subject and text."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from dentelle.accounts.enums import Purpose
from dentelle.accounts.models import User
from dentelle.ui.context_processors import demonstration
from dentelle.ui.moments import moment

_PAGES = {
    Purpose.SIGN_IN: "desk:link",
    Purpose.INVITATION: "desk:link",
    Purpose.PASSWORD: "desk:new-password",
}


@contextmanager
def language() -> Iterator[None]:
    """Write in the network's language, whatever the screen's: its reader is somebody else."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


def network() -> str:
    """Return the network's name, as its pages say it."""
    return demonstration(settings.DATA_DIR) or str(settings.NETWORK_NAME)


def of_link(user: User, purpose: Purpose, token: str, until: datetime) -> tuple[str, str]:
    """Return the letter that carries a link."""
    with language():
        address = settings.SITE_URL + reverse(_PAGES[purpose], args=[token])
        subject, why = _reasons(purpose)
        lines = [
            _("Hello %(name)s,") % {"name": user},
            why,
            address,
            _("This link works once, until %(moment)s.") % {"moment": moment(until)},
            _after(purpose),
        ]
        return subject, "\n\n".join((*lines, f"-- \n{network()}\n"))


def _reasons(purpose: Purpose) -> tuple[str, str]:
    name = {"network": network()}
    if purpose == Purpose.INVITATION:
        return (
            _("%(network)s invites you to its desk") % name,
            _(
                "An account was made for you at the desk of %(network)s: you can enter there what "
                "your museum wants to make known. Open this link and choose how you will come back."
            )
            % name,
        )
    if purpose == Purpose.PASSWORD:
        return (
            _("Choose a new password for the desk of %(network)s") % name,
            _("Open this link to choose a new password:"),
        )
    return (
        _("Your link to come in to the desk of %(network)s") % name,
        _("Open this link to come in:"),
    )


def _after(purpose: Purpose) -> str:
    if purpose == Purpose.INVITATION:
        return _("If you did not expect it, leave this letter without an answer: nothing happens.")
    return _(
        "If you did not ask for it, leave this letter without an answer: nobody can come in without it."
    )


def of_warning(user: User, what: str, at: datetime) -> tuple[str, str]:
    """Return the letter that tells somebody what was changed about their account."""
    with language():
        lines = [
            _("Hello %(name)s,") % {"name": user},
            f"{moment(at)} — {_WARNINGS[what]()}",
            _("If it was not you, write at once to the person in charge of the network."),
        ]
        subject = _("Your account at the desk of %(network)s") % {"network": network()}
        return subject, "\n\n".join((*lines, f"-- \n{network()}\n"))


_WARNINGS = {
    "password": lambda: _("The password of your account was changed, and every session was ended."),
    "second_factor": lambda: _("A second factor was added to your account."),
    "no_second_factor": lambda: _("The second factor of your account was removed, and every session was ended."),
    "email": lambda: _("Your account now has another e-mail address."),
}  # fmt: skip
