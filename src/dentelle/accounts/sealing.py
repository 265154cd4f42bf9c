"""Secrets at rest: what must be read again is encrypted, what must only be recognised is hashed."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealError(Exception):
    """What was sealed cannot be read with the keys of today."""


def seal(text: str) -> str:
    """Encrypt a text with the site's key (Fernet: AES-128-CBC and HMAC-SHA256)."""
    return _keys().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """Read it again; keys of before are tried too (`SECRET_KEY_FALLBACKS`).

    Raises:
        SealError: the key changed, or the text was touched.
    """
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise SealError("The site’s secret key is not the one this was sealed with.") from error


def digest(purpose: str, text: str) -> str:
    """Return what recognises a text without telling it; long secrets only, no password."""
    return hmac.new(_key(settings.SECRET_KEY, purpose), text.encode(), hashlib.sha256).hexdigest()


def _keys() -> MultiFernet:
    keys = (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS))
    return MultiFernet(Fernet(base64.urlsafe_b64encode(_key(key, "seal"))) for key in keys)


def _key(secret: str, purpose: str) -> bytes:
    return hmac.new(
        secret.encode(), f"dentelle.accounts.{purpose}".encode(), hashlib.sha256
    ).digest()
