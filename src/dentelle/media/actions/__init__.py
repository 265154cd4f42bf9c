"""Verbs about pictures; each writes its line of history in the same transaction."""

from dentelle.media.actions.adding import add_image
from dentelle.media.actions.rights import set_rights, withdraw_image

__all__ = ["add_image", "set_rights", "withdraw_image"]
