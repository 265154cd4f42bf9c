from datetime import UTC, date, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.jobs.enums import Category, Contract, Hours, OfferKind, Unit
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.publishing.models import Scheduled, ScheduledQuerySet

LAST_MINUTE = time(23, 59)  # of the deadline, by the museums' clock


def end_of(deadline: date) -> datetime:
    """Return the instant an offer disappears: 23:59 of its deadline in the museums' time, in UTC."""
    local = datetime.combine(deadline, LAST_MINUTE, ZoneInfo(settings.TIME_ZONE))
    return local.astimezone(UTC)


class OfferQuerySet(ScheduledQuerySet):
    """The vocabulary of offers."""

    def of_museums(self, numbers: list[int]) -> Self:
        """Keep the offers of some museums."""
        return self.filter(museum__in=numbers)


class Offer(Scheduled):
    """A job, an internship, a civic service: what a museum looks for, and where to write to it.

    `closes_at` follows `deadline` at each write (`jobs.actions`), so that `public()` alone tells what is
    open. `employer` and the place are the museum's when they are empty.
    """

    slug = models.SlugField(_("permanent name in addresses"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=OfferKind, default=OfferKind.POST)
    title = models.CharField(_("title"), max_length=200)
    museum = models.ForeignKey(
        Museum, on_delete=models.PROTECT, related_name="offers", verbose_name=_("museum")
    )
    employer = models.CharField(
        _("employer, when it is not the museum"), max_length=200, blank=True
    )
    summary = models.CharField(_("summary"), max_length=300, blank=True)
    missions = models.TextField(_("missions"), blank=True)
    profile = models.TextField(_("profile looked for"), blank=True)
    description = models.TextField(_("about the museum and the team"), blank=True)
    contract = models.CharField(_("contract"), max_length=16, choices=Contract, blank=True)
    category = models.CharField(_("category"), max_length=1, choices=Category, blank=True)
    grade = models.CharField(_("grade"), max_length=200, blank=True)
    hours = models.CharField(_("working time"), max_length=8, choices=Hours, blank=True)
    start_date = models.DateField(_("first day"), null=True, blank=True)
    start_note = models.CharField(_("about the first day"), max_length=120, blank=True)
    duration = models.PositiveSmallIntegerField(_("duration"), null=True, blank=True)
    duration_unit = models.CharField(
        _("counted in"), max_length=8, choices=Unit, default=Unit.MONTHS
    )
    pay = models.CharField(_("pay or allowance"), max_length=300, blank=True)
    has_agreement = models.BooleanField(
        _("an internship agreement is signed with the school"), default=False
    )
    is_open_to_all = models.BooleanField(_("open to people with disabilities"), default=True)
    place = models.CharField(_("place, when it is not the museum"), max_length=200, blank=True)
    town = models.CharField(_("town of the place"), max_length=120, blank=True)
    apply_url = models.URLField(_("official page of the offer"), max_length=500, blank=True)
    apply_email = models.EmailField(_("e-mail for applications"), blank=True)
    apply_address = models.TextField(
        _("postal address for applications"), max_length=500, blank=True
    )
    official_number = models.CharField(_("official number of the offer"), max_length=60, blank=True)
    deadline = models.DateField(_("deadline for applications"), null=True, blank=True)
    contact = models.CharField(_("who answers questions"), max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    words = models.TextField(default="", blank=True, editable=False)  # `jobs.receivers`

    objects = OfferQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "closes_at"], name="offer_open")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duration__isnull=True) | models.Q(duration__gte=1),
                name="offer_lasts",
                violation_error_message=_("A duration is one at least."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_over(self, today: date) -> bool:
        """Say whether its deadline is behind; one without any is not over."""
        return self.deadline is not None and self.deadline < today

    @property
    def is_closed(self) -> bool:
        """Say whether it was seen and receives no application any more: its day is over, or it was put away."""
        return self.is_gone and self.state != State.WITHDRAWN

    @property
    def employed_by(self) -> str:
        """Who employs; the museum must have been read with the offer."""
        return self.employer or self.museum.name

    @property
    def where(self) -> str:
        """The place and its town; the museum must have been read with the offer."""
        name = self.place or ("" if self.town else self.museum.name)
        return ", ".join(filter(None, [name, self.town or self.museum.town]))
