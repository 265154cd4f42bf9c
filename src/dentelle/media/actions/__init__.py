"""Verbs about pictures; each writes its line of history in the same transaction."""

from dentelle.media.actions.adding import add_image
from dentelle.media.actions.preparing import prepare
from dentelle.media.actions.rights import (
    follow_policy,
    outcome,
    propose_rights,
    put_back_image,
    rights_of,
    said,
    set_alternative,
    set_many_rights,
    set_rights,
    tell_lapses,
    withdraw_image,
)
from dentelle.media.actions.uploads import (
    MisplacedPartError,
    UploadError,
    append_upload,
    begin_upload,
    finish_upload,
    forget_old_uploads,
    forget_upload,
)

__all__ = [
    "MisplacedPartError",
    "UploadError",
    "add_image",
    "append_upload",
    "begin_upload",
    "finish_upload",
    "follow_policy",
    "forget_old_uploads",
    "forget_upload",
    "outcome",
    "prepare",
    "propose_rights",
    "put_back_image",
    "rights_of",
    "said",
    "set_alternative",
    "set_many_rights",
    "set_rights",
    "tell_lapses",
    "withdraw_image",
]
