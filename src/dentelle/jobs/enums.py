from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfferKind(models.TextChoices):
    """What is offered; each has its own law (`jobs.mentions`)."""

    POST = "post", _("Job")
    SEASONAL = "seasonal", _("Seasonal job")
    INTERNSHIP = "internship", _("Internship")
    APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
    CIVIC = "civic", _("Civic service")
    VOLUNTEERING = "volunteering", _("Volunteering")


class Contract(models.TextChoices):
    """Under which status; the first three are those of public employers."""

    TENURED = "tenured", _("Tenured civil servant")
    TENURED_OR_NOT = "tenured-or-not", _("Tenured, or by contract")
    PUBLIC = "public", _("Contract of the public service")
    FIXED_TERM = "fixed-term", _("Fixed-term contract")
    PERMANENT = "permanent", _("Permanent contract")
    HOURLY = "hourly", _("Paid by the hour")


class Category(models.TextChoices):
    """The category of a public post."""

    A = "A", _("Category A")
    B = "B", _("Category B")
    C = "C", _("Category C")


class Hours(models.TextChoices):
    """How much of a week."""

    FULL = "full", _("Full time")
    PART = "part", _("Part time")


class Unit(models.TextChoices):
    """In what a duration is counted."""

    DAYS = "days", pgettext_lazy("a duration is counted in", "days")
    WEEKS = "weeks", pgettext_lazy("a duration is counted in", "weeks")
    MONTHS = "months", pgettext_lazy("a duration is counted in", "months")
    YEARS = "years", pgettext_lazy("a duration is counted in", "years")


class Ground(models.TextChoices):
    """What an offer may not choose people by (Code du travail, L.1132-1)."""

    AGE = "age", _("age")
    SEX = "sex", _("sex")
    FAMILY = "family", _("family")
    NATIONALITY = "nationality", _("nationality")
    LOOKS = "looks", _("looks")
    HEALTH = "health", _("health")
