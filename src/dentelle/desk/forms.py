"""The desk's doors for what people type."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.catalogue.formats.registry import all_formats
from dentelle.desk.list_forms import OfMuseumForm
from dentelle.desk.queries.scope import museums_for, museums_of
from dentelle.media.enums import Licence
from dentelle.museums.models import Museum

FORMATS = {
    "joconde_tagged": _("Joconde tagged text"),
    "joconde_csv": _("Joconde CSV"),
    "lido": _("LIDO (XML)"),
    "table": _("Spreadsheet: CSV, XLSX or ODS"),
}


class SeveralFilesInput(forms.ClearableFileInput):
    """Without this, the last of the files chosen together is the only one received."""

    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """Files chosen together."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        files: Sequence[Any] = (data or [None]) if isinstance(data, list | tuple) else [data]
        check = super().clean
        return [check(file, initial) for file in files]


class ImportForm(forms.Form):
    """What is needed to read an export: files, whose they are, and how to read them."""

    exports = SeveralFiles(label=_("Files"))
    museum = forms.ModelChoiceField(
        Museum.objects.none(),
        label=_("Museum"),
        required=False,
        empty_label=_("Named in each record (MUSEO)"),
    )
    format = forms.ChoiceField(label=_("Format"), required=False)
    pictures = forms.FileField(label=_("Pictures, in a ZIP file"), required=False)
    full = forms.BooleanField(label=_("This is the museum’s whole export"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = self.fields["museum"]
        assert isinstance(museum, forms.ModelChoiceField)  # noqa: S101 -- declared above
        museum.queryset = museums_for(user)
        museum.required = museums_of(user) is not None
        formats = [(kind.name, FORMATS.get(kind.name, kind.name)) for kind in all_formats()]
        self.fields["format"] = forms.ChoiceField(
            label=_("Format"), required=False, choices=[("", _("Recognise it")), *formats]
        )


class WithdrawForm(forms.Form):
    """Why a thing leaves the public."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        error_messages={"required": _("Write why: the reason is kept in the history.")},
    )  # fmt: skip


class RightsForm(forms.Form):
    """The licence and credit of a picture."""

    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices)
    credit = forms.CharField(label=_("Credit line"), max_length=500, required=False)


class RecordSearchForm(OfMuseumForm):
    """What the list of records is narrowed to."""

    q = forms.CharField(
        label=_("Words, inventory number or reference"), required=False, max_length=200
    )
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All")),
            ("withdrawn", _("Withdrawn")),
            ("flagged", _("With something to check in the text")),
            ("poor", _("Score under 50")),
        ],
    )
