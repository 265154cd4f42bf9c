"""Who may do what, by role alone; a room adds its own predicates about its own things."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from dentelle.accounts.enums import Role

Person = AbstractBaseUser | AnonymousUser


def has_role(user: Person, *roles: Role) -> bool:
    """Say whether an active person holds one of the roles; the network role and superusers hold all."""
    if not (user.is_authenticated and user.is_active):
        return False
    return bool(getattr(user, "is_superuser", False)) or getattr(user, "role", None) in {
        Role.NETWORK,
        *roles,
    }


def can_enter_desk(user: Person) -> bool:
    """Say whether a person may open the desk at all."""
    return has_role(user, *Role)
