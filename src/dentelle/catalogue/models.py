from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dentelle.catalogue.enums import Certainty, Outcome, RunState
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing.models import Publishable, PublishableQuerySet


class ImportRun(models.Model):
    """One reading of one or more files, from the staged difference to its undoing."""

    state = models.CharField(max_length=12, choices=RunState, default=RunState.WAITING)
    museum = models.ForeignKey(
        Museum,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="import_runs",
        help_text=_("Empty when each row names its own museum by its Muséofile code."),
    )
    source = models.CharField(_("name of the source"), max_length=40, blank=True)
    format = models.CharField(_("format"), max_length=40, blank=True)
    full = models.BooleanField(
        _("full export: what is absent is listed as disappeared"), default=False
    )
    files = models.JSONField(
        _("files"),
        default=list,
        help_text=_(
            "One entry a file: name, path, size, sha256, encoding, line ends, separator, sample."
        ),
    )
    mapping = models.JSONField(_("column to field"), default=dict, blank=True)
    images = models.CharField(_("folder or ZIP of pictures"), max_length=500, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    disappeared = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(_("warnings, grouped"), default=list)
    rows_total = models.PositiveIntegerField(_("rows to apply"), default=0)
    rows_done = models.PositiveIntegerField(_("rows applied"), default=0)
    bytes_total = models.PositiveBigIntegerField(default=0)
    bytes_done = models.PositiveBigIntegerField(default=0)
    stop_reason = models.TextField(_("why it stopped"), blank=True)
    seconds = models.FloatField(default=0)
    claim = models.CharField(
        _("who works on it"),
        max_length=120,
        blank=True,
        help_text=_("Machine, process and a token; empty when nobody does."),
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(_("rows and files let go"), null=True, blank=True)
    heartbeat_at = models.DateTimeField(_("last sign of life of the worker"), null=True, blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} {self.get_state_display()}"


class RecordQuerySet(PublishableQuerySet):
    """The vocabulary of records."""

    def public(self) -> Self:
        """Keep what anybody may see now: public records of the museums that publish theirs."""
        return super().public().filter(museum__publishes_collections=True)


class Record(Publishable):
    """A notice: the museum's own text, and beside it what is derived (rebuilt by `rederive_records`).

    `fields` maps a Joconde tag (`TITR`) to the source text, verbatim. `derived` is what
    `catalogue.derivation` makes of it; the columns below repeat what lists and orders need.
    """

    museum = models.ForeignKey(
        Museum, on_delete=models.PROTECT, related_name="records", db_index=False
    )
    source = models.CharField(_("source"), max_length=40, blank=True)
    reference = models.CharField(_("reference"), max_length=80)
    ark = models.CharField(_("ARK without its label"), max_length=80, unique=True)
    fields = models.JSONField(_("source text of each field"), default=dict)
    fields_hash = models.CharField(max_length=32)
    derived = models.JSONField(_("derived"), default=dict)
    derived_version = models.PositiveSmallIntegerField(default=0)
    inventory_number = models.CharField(_("inventory number"), max_length=300, blank=True)
    inventory_key = models.CharField(max_length=300, blank=True)
    title = models.CharField(_("display title"), max_length=600)
    maker_line = models.CharField(_("makers, with their doubt"), max_length=600, blank=True)
    makers_died = models.SmallIntegerField(
        _("year the last of its makers died, when sure"), null=True, blank=True
    )
    date_line = models.CharField(_("date, with its doubt"), max_length=300, blank=True)
    year_from = models.IntegerField(_("first year"), null=True, blank=True)
    year_to = models.IntegerField(_("last year"), null=True, blank=True)
    certainty = models.CharField(max_length=12, choices=Certainty, blank=True)
    domain = models.CharField(_("first domain"), max_length=200, blank=True)
    score = models.PositiveSmallIntegerField(_("minimum-record score, out of 100"), default=0)
    flags = models.JSONField(_("what a free-text scan found"), default=list, blank=True)
    run = models.ForeignKey(
        ImportRun,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text=_("The run that wrote it last."),
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["museum", "source", "reference"],
                name="record_reference_once",
                violation_error_message=_("This museum already has a record of this reference."),
            ),
        ]
        indexes = [
            models.Index(fields=["museum", "inventory_key"], name="record_inventory"),
            # The first screen counts the few records with something to check, not the whole collection.
            models.Index(fields=["museum"], condition=~models.Q(flags=[]), name="record_flagged"),
        ]

    def __str__(self) -> str:
        return self.title


class RecordImage(models.Model):
    """A picture of a record, in the order the museum gave."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="record_images")
    image = models.ForeignKey(Image, on_delete=models.PROTECT, related_name="record_images")
    rank = models.PositiveSmallIntegerField(default=0)
    deposited = models.BooleanField(_("deposited at the desk: imports leave it"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "image"], name="record_image_once"),
        ]

    def __str__(self) -> str:
        return f"{self.record} · {self.image}"


class StagedRow(models.Model):
    """A row of a run that changes something or was refused; unchanged rows are only counted.

    `values` is what the file says (tag to text); `changes` lists `[tag, from, to]` against the
    record as it was when the file was read, null standing for an absent field. `base_hash` is the
    record's `fields_hash` at that moment. `images` lists `[name, key]` of the pictures found, in
    order; null leaves the record's pictures alone.
    """

    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="rows", db_index=False
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    file = models.PositiveSmallIntegerField(_("number of the file"), default=0)
    line = models.PositiveIntegerField(_("line in the file"), default=0)
    museum = models.ForeignKey(
        Museum, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    reference = models.CharField(max_length=80, blank=True)
    record = models.ForeignKey(Record, on_delete=models.SET_NULL, null=True, related_name="+")
    base_hash = models.CharField(max_length=32, blank=True)
    values = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    images = models.JSONField(null=True)
    reason = models.TextField(_("why it was refused"), blank=True)
    original = models.TextField(_("the text as it stood in the file"), blank=True)
    applied = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "outcome", "id"], name="staged_by_outcome")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line} {self.outcome}"


class RecordChange(models.Model):
    """One field of one record changed by one run; null stands for an absent field.

    Each record a run wrote has one row whose `field` is empty: its `before` is null when the run
    created the record, else the JSON of `run` and `updated_at` as they were. Pictures are one row
    of the field `@images`, JSON lists of image numbers in order. `undone` rows were taken back.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="changes")
    record = models.ForeignKey(
        Record, on_delete=models.CASCADE, related_name="changes", db_index=False
    )
    field = models.CharField(max_length=40, blank=True)
    before = models.TextField(null=True)  # noqa: DJ001 -- absent and empty differ: undoing restores both
    after = models.TextField(null=True)  # noqa: DJ001 -- the same
    undone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["record", "id"], name="record_changes")]

    def __str__(self) -> str:
        return f"{self.record_id} {self.field}"


class RetiredArk(models.Model):
    """The name of a record that is gone: its address answers 410, and no other record gets it.

    The same reference of the same museum gets it back when it is imported again, and stays
    withdrawn when it was.
    """

    ark = models.CharField(_("ARK without its label"), max_length=80, unique=True)
    museum = models.ForeignKey(Museum, on_delete=models.CASCADE, related_name="+", db_index=False)
    source = models.CharField(_("source"), max_length=40, blank=True)
    reference = models.CharField(_("reference"), max_length=80)
    title = models.CharField(_("title"), max_length=600, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    retired_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["museum", "source", "reference"],
                name="retired_reference_once",
                violation_error_message=_("The name of this reference is kept already."),
            ),
        ]

    def __str__(self) -> str:
        return self.ark


class ImportMapping(models.Model):
    """A saved way to read a spreadsheet: its columns, and the field each of them is."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    museum = models.ForeignKey(
        Museum, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    headings = models.JSONField(_("headings it was made for"), default=list)
    columns = models.JSONField(_("heading to field"), default=dict)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
