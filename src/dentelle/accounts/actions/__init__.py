"""Everything that writes accounts. Each decision is atomic, and told to the history in its transaction."""

from dentelle.accounts.actions.askings import TooOftenError, answer, ask
from dentelle.accounts.actions.factors import (
    WrongCodeError,
    begin_second_factor,
    check_code,
    confirm_second_factor,
    remove_second_factor,
    renew_recovery_codes,
)
from dentelle.accounts.actions.links import LinkGoneError, make_link, use_link
from dentelle.accounts.actions.log import (
    end_session,
    end_sessions,
    forget,
    note_sign_in,
    sign_out_everywhere,
)
from dentelle.accounts.actions.passwords import set_password
from dentelle.accounts.actions.people import (
    LastNetworkError,
    TakenError,
    change_person,
    close_account,
    create_person,
    open_account,
)

__all__ = [
    "LastNetworkError",
    "LinkGoneError",
    "TakenError",
    "TooOftenError",
    "WrongCodeError",
    "answer",
    "ask",
    "begin_second_factor",
    "change_person",
    "check_code",
    "close_account",
    "confirm_second_factor",
    "create_person",
    "end_session",
    "end_sessions",
    "forget",
    "make_link",
    "note_sign_in",
    "open_account",
    "remove_second_factor",
    "renew_recovery_codes",
    "set_password",
    "sign_out_everywhere",
    "use_link",
]
