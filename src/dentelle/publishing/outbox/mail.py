"""E-mail, by whatever backend Django is set with."""

import hashlib
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.utils import format_datetime, formataddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from dentelle.accounts.models import User
from dentelle.publishing.outbox.actions import post
from dentelle.publishing.outbox.models import Departure
from dentelle.publishing.outbox.transports import HandOver, LaterError, RefusedError, UnsureError
from dentelle.ui.context_processors import demonstration

KIND = "mail"
_REFUSED = 500  # SMTP: from here on the answer is final (RFC 5321, 4.2.1)


def post_mail(  # noqa: PLR0913 -- what a letter has
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    reply_to: str = "",
    actor: User | None,
    now: datetime,
    private: bool = False,
    expires_at: datetime | None = None,
) -> Departure:
    """Write a letter to one person, in the transaction of the decision; the key again writes nothing.

    An answer goes to `reply_to`: without one, to the address letters leave from, which nobody may read.
    """
    told = {"html": html, "reply_to": reply_to}
    content = {"subject": subject, "text": text} | {name: one for name, one in told.items() if one}
    return post(
        key=key, kind=KIND, to=to, title=subject, content=content,
        actor=actor, now=now, private=private, expires_at=expires_at,
    )  # fmt: skip


def message_id(key: str) -> str:
    """Return the Message-ID of a key, always the same: a receiver who got it twice sees one (RFC 5322, 3.6.4)."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def compose(departure: Departure) -> EmailMultiAlternatives:
    """Return the message as it leaves; the same departure always gives the same headers."""
    content: dict[str, Any] = departure.content
    network = demonstration(settings.DATA_DIR) or settings.NETWORK_NAME
    message = EmailMultiAlternatives(
        subject=" ".join(content["subject"].split()),
        body=content["text"],
        from_email=formataddr((network, settings.DEFAULT_FROM_EMAIL)),
        to=[departure.to],
        reply_to=[answers] if (answers := content.get("reply_to")) else None,
        headers={
            "Message-ID": message_id(departure.key),
            "Date": format_datetime(departure.written_at),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no holiday answers
        },
    )
    if html := content.get("html"):
        message.attach_alternative(html, "text/html")
    return message


@contextmanager
def transport() -> Iterator[HandOver]:
    """Open the connection to the mail server, or to the mailbox on disk."""
    connection = get_connection()
    _open(connection)

    def hand_over(departure: Departure) -> None:
        _keep_open(connection)
        _send(connection, compose(departure))

    try:
        yield hand_over
    finally:
        with suppress(OSError, smtplib.SMTPException):
            connection.close()


def _open(connection: Any) -> None:
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise LaterError(_said(error)) from error


def _keep_open(connection: Any) -> None:
    """Open again a connection the server closed between two letters."""
    server = getattr(connection, "connection", None)
    if not isinstance(server, smtplib.SMTP):
        return
    try:
        server.noop()
    except (OSError, smtplib.SMTPException):
        connection.connection = None
        _open(connection)


def _send(connection: Any, message: EmailMultiAlternatives) -> None:
    """Hand a message over, telling apart what left, what did not, and what nobody can know."""
    try:
        taken = connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _by_code(code, said) from error
    except smtplib.SMTPResponseException as error:
        raise _by_code(error.smtp_code, error.smtp_error) from error
    except (ValueError, smtplib.SMTPNotSupportedError) as error:
        raise RefusedError(_said(error)) from error  # no such letter can be written
    except (OSError, smtplib.SMTPException) as error:
        raise UnsureError(_said(error)) from error  # cut in the middle
    if not taken:
        raise LaterError("The mail backend took no message.")


def _by_code(code: int, said: bytes | str) -> LaterError | RefusedError:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    kind = RefusedError if code >= _REFUSED else LaterError
    return kind(f"{code} {text}".strip())


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def as_text(departure: Departure) -> str:
    """Return the letter as a person reads it, without its headers."""
    return str(departure.content["text"])
