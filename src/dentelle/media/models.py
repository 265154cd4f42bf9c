from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.media.enums import Licence
from dentelle.museums.models import Museum
from dentelle.publishing.models import Publishable, PublishableQuerySet


class Image(Publishable):
    """A picture, kept untouched under its content address, with its credit and what it may be used for.

    `key` is the first 24 hexadecimal digits of the SHA-256 of the file; it is what addresses show.
    `uses` is the truth about rights (see `rules.uses_of`), and lapses after `until`. `told` holds what
    the file's own metadata says (`credit`, `holder`, `photographer`, `licence`, `date`): proposed,
    never imposed, like `proposed`, what the museum's records say of it (`photographer`, `holder`,
    `credit`, `mention`, `joconde`, `licence`). `palette` is `[["#rrggbb", share], …]`, the largest share first; `colours` are keys
    of `enums.Colour`. `prepared` is 0 until tiles, pyramid and the other renditions are written.
    """

    key = models.CharField(max_length=64, unique=True)
    original_name = models.CharField(_("name of the file received"), max_length=255)
    path = models.CharField(_("place in the store"), max_length=255)
    mime = models.CharField(max_length=40)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    tone = models.CharField(_("dominant colour"), max_length=7, blank=True)
    alt = models.TextField(_("alternative text written by a person"), blank=True)
    credit = models.CharField(_("credit line"), max_length=500, blank=True)
    licence = models.CharField(
        _("licence"), max_length=24, choices=Licence, default=Licence.NOT_CHECKED
    )
    uses = models.JSONField(_("uses granted"), default=list)
    holder = models.CharField(_("rights holder"), max_length=300, blank=True)
    photographer = models.CharField(_("photographer"), max_length=300, blank=True)
    mention = models.CharField(_("mandatory mention"), max_length=500, blank=True)
    until = models.DateField(_("granted until"), null=True, blank=True)
    proof = models.TextField(_("proof of the rights: agreement, letter, reasoning"), blank=True)
    proof_path = models.CharField(_("place of the proof's document"), max_length=255, blank=True)
    rights_decided_at = models.DateTimeField(_("rights decided by a person"), null=True, blank=True)
    lapse_told = models.BooleanField(_("the index knows that the rights lapsed"), default=False)
    proposed = models.JSONField(_("what its records say of its rights"), default=dict, blank=True)
    told = models.JSONField(_("what the file says of itself"), default=dict, blank=True)
    palette = models.JSONField(_("main colours with their share"), default=list, blank=True)
    colours = models.JSONField(_("names of its colours"), default=list, blank=True)
    descriptor = models.BinaryField(_("what it looks like, in small"), null=True, blank=True)
    prepared = models.PositiveSmallIntegerField(_("version of its tiles and pyramid"), default=0)
    created_at = models.DateTimeField()

    objects = PublishableQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["until"],
                condition=models.Q(until__isnull=False, lapse_told=False),
                name="image_lapsing",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name

    @property
    def ratio(self) -> float:
        """Width over height."""
        return self.width / self.height


class Likeness(models.Model):
    """One of the few pictures that look most like another; `distance` is in units of Lab colour."""

    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="+")
    distance = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "other"], name="likeness_once"),
        ]
        indexes = [models.Index(fields=["distance"], name="likeness_distance")]

    def __str__(self) -> str:
        return f"{self.image_id} ~ {self.other_id}: {self.distance:.1f}"


class Upload(models.Model):
    """A picture that comes in parts, and goes on after a cut from what was received.

    `about` is the inventory number or reference of the object it shows; empty, its name says it.
    """

    key = models.CharField(max_length=32, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    museum = models.ForeignKey(Museum, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name of the file"), max_length=255)
    about = models.CharField(_("inventory number or reference"), max_length=300, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    received = models.PositiveBigIntegerField(_("bytes received"), default=0)
    sha256 = models.CharField(_("SHA-256 announced"), max_length=64, blank=True)
    image = models.ForeignKey(
        Image, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    begun_at = models.DateTimeField()
    touched_at = models.DateTimeField(_("last part received"))

    class Meta:
        indexes = [models.Index(fields=["owner", "touched_at"], name="upload_of_person")]

    def __str__(self) -> str:
        return self.name
