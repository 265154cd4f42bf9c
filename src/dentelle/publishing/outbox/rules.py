"""Who reads what leaves, and what stays readable."""

from django.conf import settings

from dentelle.accounts.enums import Role
from dentelle.accounts.rules import Person, has_role

ON_DISK = "django.core.mail.backends.filebased.EmailBackend"


def on_disk() -> bool:
    """Say whether mail goes to a folder of this machine instead of leaving."""
    return str(settings.EMAIL_BACKEND) == ON_DISK


def can_follow(user: Person) -> bool:
    """Say whether a person may see what left, waits or failed, and decide about it."""
    return has_role(user, Role.COMMUNICATION)


def can_read(user: Person, *, private: bool) -> bool:
    """Say whether a person may read a letter.

    A private one holds a way into its receiver's account: nobody reads it but, where nothing leaves
    this machine, the network itself, which has no other mailbox to open.
    """
    return can_follow(user) if not private else on_disk() and has_role(user)
