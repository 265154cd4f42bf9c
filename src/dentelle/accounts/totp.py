"""Codes of six digits that change every half minute (TOTP, RFC 6238, SHA-1, 30 s)."""

import hmac
from datetime import datetime

import pyotp

STEP = 30  # seconds
_DRIFT = (0, -1, 1)  # steps: clocks differ, and people type slowly


def new_secret() -> str:
    """Return 160 random bits in base 32 (RFC 4226, 4: at least 128)."""
    return pyotp.random_base32()


def address(secret: str, *, person: str, issuer: str) -> str:
    """Return the `otpauth://` address a telephone reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=person, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the step a code belongs to, or None when it is wrong; compared in constant time."""
    totp, typed = pyotp.TOTP(secret), "".join(code.split())
    found = None
    for drift in _DRIFT:
        step = int(now.timestamp()) // STEP + drift
        if hmac.compare_digest(totp.at(step * STEP).encode(), typed.encode()):
            found = step
    return found
