"""What the desk decides across rooms: an account, its museums and the letter that tells of it, at once."""

from dentelle.desk.actions.letters import answer_asking, send_link, warn
from dentelle.desk.actions.people import change, invite, remove_second_factor, set_password

__all__ = [
    "answer_asking",
    "change",
    "invite",
    "remove_second_factor",
    "send_link",
    "set_password",
    "warn",
]
