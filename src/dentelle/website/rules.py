"""Who edits the website."""

from dentelle.accounts.enums import Role
from dentelle.accounts.rules import Person, has_role


def can_edit_pages(user: Person) -> bool:
    """Say whether a person may write and publish the pages of the website."""
    return has_role(user, Role.COMMUNICATION)
