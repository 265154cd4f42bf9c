"""The second factor: a telephone that makes codes, and codes on paper for the day it is lost."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from dentelle.accounts import sealing, totp
from dentelle.accounts.actions.askings import TooOftenError
from dentelle.accounts.actions.log import end_sessions
from dentelle.accounts.actions.telling import tell
from dentelle.accounts.enums import Means
from dentelle.accounts.models import RecoveryCode, SecondFactor, SignIn, User

CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read for another: 5 bits each, nearly
_PART, _PARTS = 5, 2
_PAUSE = timedelta(hours=1)


class WrongCodeError(Exception):
    """The code is not the one of now, or was used before."""


@transaction.atomic
def begin_second_factor(*, user: User, now: datetime) -> str:
    """Return the secret a telephone must learn; it counts for nothing until a code confirms it.

    Asked again before that, it is the same secret: a page reloaded must not undo what was scanned.

    Raises:
        ValueError: the person has one that works; it is removed first.
    """
    factor, made = SecondFactor.objects.get_or_create(
        user=user, defaults={"sealed": sealing.seal(totp.new_secret()), "begun_at": now}
    )
    if factor.confirmed_at:
        raise ValueError("This person has a second factor; it must be removed first.")
    if not made and now - factor.begun_at > _PAUSE:
        factor.sealed, factor.begun_at = sealing.seal(totp.new_secret()), now
        factor.save()
    return sealing.unseal(factor.sealed)


@transaction.atomic
def confirm_second_factor(*, user: User, code: str, now: datetime) -> list[str]:
    """Take the second factor into use, with a first code; return the recovery codes, told this once.

    Raises:
        WrongCodeError: the telephone learned something else, or its clock is wrong.
    """
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    step = totp.step_of(sealing.unseal(factor.sealed), code, now) if factor else None
    if factor is None or step is None:
        raise WrongCodeError
    factor.confirmed_at, factor.last_step = now, step
    factor.save()
    tell(user, "add_second_factor", actor=user, now=now)
    return _new_codes(user)


@transaction.atomic
def renew_recovery_codes(*, user: User, now: datetime) -> list[str]:
    """Make new recovery codes; those of before are worth nothing any more."""
    tell(user, "renew_recovery_codes", actor=user, now=now)
    return _new_codes(user)


def _new_codes(user: User) -> list[str]:
    user.recovery_codes.all().delete()
    codes = [_new_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digest(code)) for code in codes
    )
    return codes


def _new_code() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_PART)) for _ in range(_PARTS))


def _digest(code: str) -> str:
    kept = "".join(letter for letter in code.lower() if letter.isalnum())
    return sealing.digest("recovery", kept)


def check_code(*, user: User, code: str, now: datetime) -> Means:
    """Take a code of the telephone or a recovery code, once; return which of them it was.

    Failures are counted by what `note_sign_in` writes.

    Raises:
        TooOftenError: too many codes were wrong within the hour.
        WrongCodeError: it is neither.
    """
    with transaction.atomic():
        factor = SecondFactor.objects.select_for_update().get(user=user, confirmed_at__isnull=False)
        _check_failures(user, now)
        step = totp.step_of(sealing.unseal(factor.sealed), code, now)
        if step is not None and _take_step(factor, step):
            return Means.CODE
        if _take_recovery(user, code, now):
            return Means.RECOVERY
    raise WrongCodeError


def _check_failures(user: User, now: datetime) -> None:
    failures = SignIn.objects.filter(
        user=user, succeeded=False, means=Means.CODE, at__gt=now - _PAUSE
    ).count()
    if failures >= settings.AXES_FAILURE_LIMIT:
        raise TooOftenError


def _take_step(factor: SecondFactor, step: int) -> bool:
    fresh = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
    return bool(fresh.update(last_step=step))


def _take_recovery(user: User, code: str, now: datetime) -> bool:
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(code), used_at=None)
    return bool(unused.update(used_at=now))


@transaction.atomic
def remove_second_factor(*, user: User, actor: User, now: datetime) -> bool:
    """Forget the telephone and the recovery codes; every session ends. Return whether there was one."""
    user.recovery_codes.all().delete()
    there = SecondFactor.objects.filter(user=user).delete()[0]
    if there:
        end_sessions(user=user)
        tell(user, "remove_second_factor", actor=actor, now=now)
    return bool(there)
