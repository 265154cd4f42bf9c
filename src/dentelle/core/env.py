"""Settings read from the environment, each once, by a helper that fails loudly."""

import os
import re
import tempfile
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

TRUE = {"true", "1", "yes", "oui"}
FALSE = {"false", "0", "no", "non"}


class SettingError(Exception):
    """A setting holds a value that cannot be used; the message says what is accepted."""


def text(name: str, default: str) -> str:
    """Return the setting as text, stripped."""
    return os.environ.get(name, default).strip()


def boolean(name: str, *, default: bool) -> bool:
    """Return the setting as a boolean.

    Raises:
        SettingError: the value is neither true nor false.
    """
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    message = f"Unexpected value {name}={value}, use 'true' or 'false'."
    raise SettingError(message)


def integer(name: str, default: int, *, least: int = 0) -> int:
    """Return the setting as a whole number of at least `least`.

    Raises:
        SettingError: the value is no whole number, or is too small.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or int(value) < least:
        message = f"Unexpected value {name}={value}, use a whole number of at least {least}."
        raise SettingError(message)
    return int(value)


def number(name: str, default: float) -> float:
    """Return the setting as a number of zero or more.

    Raises:
        SettingError: the value is no such number.
    """
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        result = float(value)
    except ValueError:
        result = -1.0
    if not result >= 0:
        message = f"Unexpected value {name}={value}, use a number of zero or more, such as 2.5."
        raise SettingError(message)
    return result


def choice(name: str, default: str, accepted: tuple[str, ...]) -> str:
    """Return the setting when it is one of `accepted`.

    Raises:
        SettingError: it is not.
    """
    value = text(name, default)
    if value not in accepted:
        message = f"Unexpected value {name}={value}, use one of: {', '.join(accepted)}."
        raise SettingError(message)
    return value


def words(name: str, default: str) -> list[str]:
    """Return the setting as a list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return the setting as an absolute path; a `~` is the home folder."""
    value = os.environ.get(name, "").strip()
    return Path(value).expanduser().resolve() if value else default


def site(name: str, default: str) -> str:
    """Return the address of a site, without its last slash.

    Raises:
        SettingError: it has no `http` or `https`, no host, or more than these.
    """
    value = text(name, default).rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#]+", value):
        message = f"Unexpected value {name}={value}, use an address such as https://musees.example."
        raise SettingError(message)
    return value


def writable(name: str, folder: Path) -> Path:
    """Return the folder, made if need be.

    Raises:
        SettingError: nothing can be written there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError as error:
        message = (
            f"The folder {folder} cannot be written ({error.strerror}). Choose another with {name}."
        )
        raise SettingError(message) from error


def database(name: str, default: str) -> dict[str, object]:
    """Return Django's database settings for `sqlite:///path` or `postgresql://user:pass@host:port/name`.

    A local socket's folder is given as `postgresql:///name?host=/folder`.

    Raises:
        SettingError: the scheme is another one, or the port is no number.
    """
    parts = urlsplit(text(name, default))
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": "/" + unquote(parts.path).lstrip("/"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
                "PRAGMA mmap_size=268435456; PRAGMA cache_size=-65536; "
                "PRAGMA journal_size_limit=67108864; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or parse_qs(parts.query).get("host", [""])[0],
            "PORT": _port(name, parts),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    message = f"Unexpected value {name}: scheme “{parts.scheme}”, use sqlite:///… or postgresql://…"
    raise SettingError(message)


def mail(name: str) -> dict[str, object]:
    """Return Django's e-mail settings for `smtp://user:password@host:port`; nothing when it is not set.

    `smtp` asks for STARTTLS unless the address ends in `?tls=no`; `smtps` is encrypted from the start.

    Raises:
        SettingError: the scheme is another one, there is no host, or the port is no number.
    """
    if not (value := text(name, "")):
        return {}
    parts = urlsplit(value)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        message = f"Unexpected value {name}: use smtp://user:password@host:587 or smtps://…:465."
        raise SettingError(message)
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": int(_port(name, parts) or (465 if implicit else 587)),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit and parse_qs(parts.query).get("tls") != ["no"],
    }


def _port(name: str, parts: SplitResult) -> str:
    try:
        return str(parts.port or "")
    except ValueError as error:
        message = f"Unexpected value {name}: its port is wanted as a number from 1 to 65535."
        raise SettingError(message) from error
