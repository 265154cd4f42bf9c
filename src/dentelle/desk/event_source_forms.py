"""The desk's doors for feeds and sheets of events."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.agenda.sources.base import LARGEST
from dentelle.core.forms import web_address
from dentelle.desk.queries.scope import museums_to_choose
from dentelle.museums.models import Museum
from dentelle.ui.widgets import LongSelect

_SHEETS = {".csv", ".tsv", ".txt", ".xlsx", ".ods"}


class _OfMuseum(forms.Form):
    museum = forms.ModelChoiceField(
        Museum.objects.none(),
        label=_("Museum"),
        empty_label=_("Choose the museum"),
        widget=LongSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = self.fields["museum"]
        assert isinstance(museum, forms.ModelChoiceField)  # noqa: S101 -- declared above
        museum.queryset = mine = museums_to_choose(user)
        if not self.is_bound and len(only := list(mine[:2])) == 1:
            museum.initial = only[0].pk


class FeedForm(_OfMuseum):
    """A museum and an address that tells its events."""

    address = forms.URLField(
        label=_("Address of the feed"),
        max_length=500,
        help_text=_(
            "A calendar (iCal, .ics), OpenAgenda’s JSON, or the page of the museum’s site that lists its "
            "events."
        ),
        **web_address(),
    )


class EventSheetForm(_OfMuseum):
    """A museum and a sheet of its events."""

    sheet = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(
            "CSV, ODS or XLSX: one event a row. “Titre” and “Date” are enough; “Au”, “Heure”, “Tarif”, "
            "“Public”, “Description” and others are recognised."
        ),
    )

    def clean_sheet(self) -> UploadedFile[bytes]:
        """Refuse another kind of file, and one too large."""
        sheet: UploadedFile[bytes] = self.cleaned_data["sheet"]
        if Path(sheet.name or "").suffix.lower() not in _SHEETS:
            raise forms.ValidationError(_("Save the list as .csv, .ods or .xlsx, then send it."))
        if (sheet.size or 0) > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 5 MB: it is no list of events.")
            )
        return sheet


class KeptSheetForm(_OfMuseum):
    """A sheet sent a moment ago, with the field of each column."""

    token = forms.CharField(widget=forms.HiddenInput)
