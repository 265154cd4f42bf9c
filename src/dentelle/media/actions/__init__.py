"""Verbs about pictures; each writes its line of history in the same transaction."""

from dentelle.media.actions.adding import add_image
from dentelle.media.actions.preparing import prepare
from dentelle.media.actions.rights import (
    follow_policy,
    propose_rights,
    put_back_image,
    rights_of,
    set_alternative,
    set_many_rights,
    set_rights,
    tell_lapses,
    withdraw_image,
)

__all__ = [
    "add_image",
    "follow_policy",
    "prepare",
    "propose_rights",
    "put_back_image",
    "rights_of",
    "set_alternative",
    "set_many_rights",
    "set_rights",
    "tell_lapses",
    "withdraw_image",
]
