from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from dentelle.accounts import sealing
from dentelle.accounts.enums import Means, Purpose, Role


class User(AbstractUser):
    """A person who signs in at the desk; the role says what they may do there."""

    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.MUSEUM)
    second_factor_waived = models.BooleanField(
        _("second factor never asked"),
        default=False,
        help_text=_("For the accounts of the demonstration, and for them only."),
    )

    class Meta(AbstractUser.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="account_email_once",
                violation_error_message=_("Another account has this e-mail address."),
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()


class OpenSession(AbstractBaseSession):
    """A session, with what its owner needs to recognise it; without a person, it waits for a code."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    opened_at = models.DateTimeField(_("opened at"), null=True)
    network = models.CharField(_("network"), max_length=50, blank=True)
    device = models.CharField(_("device"), max_length=80, blank=True)
    means = models.CharField(_("by what"), max_length=12, choices=Means, blank=True)

    @classmethod
    def get_session_store_class(cls) -> type:
        from dentelle.accounts.sessions import SessionStore  # noqa: PLC0415 -- app ready

        return SessionStore

    @property
    def handle(self) -> str:
        """What names it on a page, which must not hold its key."""
        return sealing.digest("session", self.session_key)[:16]

    @property
    def seen_at(self) -> datetime:
        """When it was last written, ten minutes more or less."""
        return self.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE)


class SecondFactor(models.Model):
    """A telephone that makes codes (TOTP, RFC 6238); unconfirmed until a first code was right."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="second_factor")
    sealed = models.TextField(_("encrypted secret"))
    begun_at = models.DateTimeField(_("begun at"))
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    last_step = models.BigIntegerField(
        _("last step used"), default=0, help_text=_("A code is never taken twice.")
    )

    def __str__(self) -> str:
        return f"{self.user}"


class RecoveryCode(models.Model):
    """A code kept on paper, for the day the telephone is lost; used once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(_("digest"), max_length=64)
    used_at = models.DateTimeField(_("used at"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class LinkQuerySet(models.QuerySet["OneTimeLink"]):
    """The vocabulary of links."""

    def open(self, now: datetime) -> Self:
        """Keep those that still open something."""
        return self.filter(used_at=None, expires_at__gt=now, user__is_active=True)


class OneTimeLink(models.Model):
    """A link sent by mail; only the digest of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"), db_index=True)
    used_at = models.DateTimeField(_("used at"), null=True)

    objects = LinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.purpose} {self.user}"


class Asking(models.Model):
    """Somebody asked for a link: written the same whether an account answers or not."""

    purpose = models.CharField(_("purpose"), max_length=12, choices=Purpose)
    address = models.CharField(
        _("address"), max_length=320, blank=True, help_text=_("Erased once it is answered.")
    )
    fingerprint = models.CharField(_("fingerprint of the address"), max_length=64)
    network = models.CharField(_("network"), max_length=50, blank=True)
    at = models.DateTimeField(_("at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        indexes = [
            models.Index(fields=["fingerprint", "at"], name="asking_fingerprint"),
            models.Index(fields=["network", "at"], name="asking_network"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.at:%Y-%m-%d %H:%M}"


class SignIn(models.Model):
    """One attempt to come in; `user` is empty when no account has the name that was typed."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sign_ins")
    at = models.DateTimeField(_("at"), db_index=True)
    means = models.CharField(_("by what"), max_length=12, choices=Means)
    succeeded = models.BooleanField(_("succeeded"))
    network = models.CharField(_("network"), max_length=50, blank=True)
    device = models.CharField(_("device"), max_length=80, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "at"], name="sign_in_user")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.means}"
