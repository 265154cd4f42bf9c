"""Who writes what of a museum's page. A museum is named by its key; who may write nothing may still read."""

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.rules import Person, has_role

# What a museum knows best, in the order of its page.
OF_A_MUSEUM = (
    "opening", "prices", "access", "accessibility",
    "address", "postcode", "town", "latitude", "longitude",
    "website", "contact_email", "phone",
    "usual_name", "presentation", "themes", "portrait",
)  # fmt: skip
# What the network decides: who is a member, under which name and number.
OF_THE_NETWORK = (
    "official_name", "short_name", "article", "museofile", "department", "region",
    "joined_date", "left_date", "publishes_collections",
)  # fmt: skip
BY_HAND = frozenset({*OF_A_MUSEUM, *OF_THE_NETWORK})


def can_write_all(user: Person) -> bool:
    """Say whether a person writes every museum's page, and follows who changed or checked which."""
    return has_role(user, Role.COMMUNICATION)


def can_ask(user: Person) -> bool:
    """Say whether a person may ask museums to check their pages: whoever follows which nobody checked."""
    return can_write_all(user)


def writable(user: Person, museum: int) -> frozenset[str]:
    """Return the fields a person writes: all for the network, a museum's own for its contributors.

    Who writes one also says that the page is right, and takes back a change of fields they write.
    """
    if can_write_all(user):
        return BY_HAND
    return frozenset(OF_A_MUSEUM) if _contributes(user, museum) else frozenset()


def _contributes(user: Person, museum: int) -> bool:
    return (
        isinstance(user, User)
        and has_role(user, Role.MUSEUM)
        and user.memberships.filter(museum=museum).exists()
    )
