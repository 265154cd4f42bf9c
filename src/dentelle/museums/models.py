from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.core import clock
from dentelle.museums.enums import Access, UncheckedPictures

SOUGHT = ("opening", "access", "presentation", "portrait")  # what visitors look for first
STALE = timedelta(days=365)  # a page nobody checked for so long is shown to the network


class MuseumQuerySet(models.QuerySet["Museum"]):
    """The vocabulary of members."""

    def members(self) -> Self:
        """Keep the museums that are members now (no leaving date)."""
        return self.filter(left_date__isnull=True)

    def publishing(self) -> Self:
        """Keep the museums whose records may be public."""
        return self.filter(publishes_collections=True)

    def unverified(self, *, at: datetime) -> Self:
        """Keep the museums whose page nobody checked for a year, or ever."""
        return self.exclude(verified_at__gt=at - STALE)


class Museum(models.Model):
    """A member, known by its own permanent slug; the national code is optional and no key.

    `version` counts the writes of its page, by hand or by import. `locks` are the fields somebody wrote
    by hand: the national register never writes them again. `verified_at` is when the museum last said
    that everything on its page is right.
    """

    slug = models.SlugField(_("permanent name in addresses"), max_length=80, unique=True)
    museofile = models.CharField(
        _("Muséofile code"),
        max_length=20,
        blank=True,
        help_text=_("Kept as text, with its suffix if it has one."),
    )
    official_name = models.CharField(_("official name"), max_length=250)
    usual_name = models.CharField(_("usual name"), max_length=250, blank=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    article = models.CharField(
        _("article in a sentence"),
        max_length=10,
        blank=True,
        help_text=_(
            "What stands before the name in a French sentence: le, la, l’, les, or nothing."
        ),
    )
    town = models.CharField(_("town"), max_length=120)
    department = models.CharField(_("department"), max_length=80, blank=True)
    region = models.CharField(_("region"), max_length=80, blank=True)
    address = models.CharField(_("address"), max_length=300, blank=True)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    opening = models.TextField(_("opening"), blank=True)
    prices = models.TextField(_("prices"), blank=True)
    access = models.TextField(_("access"), blank=True)
    accessibility = models.JSONField(_("accessibility"), default=list, blank=True)
    presentation = models.TextField(_("presentation"), blank=True)
    themes = models.JSONField(_("themes"), default=list, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    contact_email = models.EmailField(_("generic e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    portrait = models.CharField(
        _("key of the portrait picture"),
        max_length=64,
        blank=True,
        help_text=_("The key of an image of the media room, which stands on a floor above."),
    )
    joined_date = models.DateField(_("member since"), null=True, blank=True)
    left_date = models.DateField(_("member until"), null=True, blank=True)
    publishes_collections = models.BooleanField(_("publishes its collections"), default=False)
    unchecked_pictures = models.CharField(
        _("pictures whose rights nobody has checked"),
        max_length=8,
        choices=UncheckedPictures,
        default=UncheckedPictures.SMALL,
    )
    version = models.PositiveIntegerField(default=1)
    locks = models.JSONField(_("fields written here"), default=list, blank=True)
    verified_at = models.DateTimeField(_("checked by the museum at"), null=True, blank=True)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)

    objects = MuseumQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["museofile"],
                condition=~models.Q(museofile=""),
                name="museum_museofile_once",
                violation_error_message=_("Another museum has this Muséofile code."),
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="museum_coordinates_on_earth",
                violation_error_message=_(
                    "Latitude goes from -90 to 90, longitude from -180 to 180."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name people use."""
        return self.usual_name or self.official_name

    @property
    def postal_address(self) -> str:
        """Its street, postcode and town on a line; nothing for a museum whose street is not known."""
        town = " ".join(filter(None, [self.postcode, self.town]))
        return f"{self.address}, {town}" if self.address else ""

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields visitors look for first and do not find."""
        return tuple(name for name in SOUGHT if not getattr(self, name))

    @property
    def is_unverified(self) -> bool:
        """Whether nobody checked its page for a year: the rule of `MuseumQuerySet.unverified`."""
        return self.verified_at is None or self.verified_at <= clock.now() - STALE

    @property
    def accessible(self) -> list[str]:
        """What makes it reachable, in the reader's words."""
        return [str(mark.label) for mark in Access if mark.value in self.accessibility]

    def clean(self) -> None:
        """Refuse half a place, and marks of accessibility that are none.

        Raises:
            ValidationError: under the name of the field.
        """
        if (self.latitude is None) != (self.longitude is None):
            half = "longitude" if self.longitude is None else "latitude"
            raise ValidationError({half: _("A place needs its latitude and its longitude.")})
        if strange := set(self.accessibility) - set(Access.values):
            raise ValidationError(
                {"accessibility": _("Unknown: %(marks)s.") % {"marks": ", ".join(sorted(strange))}}
            )


class Membership(models.Model):
    """A person who contributes for a museum."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships"
    )
    museum = models.ForeignKey(Museum, on_delete=models.CASCADE, related_name="memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "museum"], name="membership_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.museum}"
