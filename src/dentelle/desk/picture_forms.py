"""The desk's doors for what people decide about pictures."""

import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from dentelle.desk.list_forms import OfMuseumForm
from dentelle.media import proofs
from dentelle.media.enums import Licence, Use
from dentelle.museums.enums import UncheckedPictures

_SALT = "dentelle.desk.proof"
# What may be changed, in the order of the form.
FIELDS = ("licence", "uses", "until", "credit", "holder", "photographer", "mention", "proof")
STATES = [
    ("", _("All pictures")),
    ("undecided", _("Nobody has decided yet")),
    ("proposed", _("An import or a file proposes something")),
    ("free", _("Might be in the public domain")),
    ("uncredited", _("No credit")),
    ("soon", _("Rights ending within three months")),
    ("lapsed", _("Rights ended")),
    ("decided", _("Decided by a person")),
    ("withdrawn", _("Withdrawn")),
]


class PictureListForm(OfMuseumForm):
    """What the list of pictures is narrowed to."""

    q = forms.CharField(
        label=_("Words of the title, inventory number or file"), required=False, max_length=200
    )
    licence = forms.ChoiceField(
        label=_("Licence"), required=False, choices=[("", _("All licences")), *Licence.choices]
    )
    died = forms.IntegerField(
        label=_("Makers dead by the end of"),
        required=False,
        min_value=1000,
        max_value=2100,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "1954"}),
    )
    state = forms.ChoiceField(label=_("Show"), required=False, choices=STATES)


class RightsForm(forms.Form):
    """Every right of a picture."""

    licence = forms.ChoiceField(label=_("Licence"), choices=Licence.choices)
    uses = forms.MultipleChoiceField(
        label=_("Uses granted"),
        choices=Use.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Read only when the picture is in copyright and shown with permission: each use is granted "
            "by its holder, one by one. An open licence grants them all."
        ),
    )
    until = forms.DateField(
        label=_("Granted until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_(
            "The last day. The day after, the picture is shown nowhere, by itself. Empty: no end."
        ),
    )
    credit = forms.CharField(
        label=_("Credit line"),
        max_length=500,
        required=False,
        help_text=_("Shown with the picture, and written in what is downloaded."),
    )
    holder = forms.CharField(label=_("Rights holder"), max_length=300, required=False)
    photographer = forms.CharField(label=_("Photographer"), max_length=300, required=False)
    mention = forms.CharField(
        label=_("Mandatory mention"),
        max_length=500,
        required=False,
        help_text=_("Words the holder wants beside the picture: © ADAGP, Paris."),
    )
    proof = forms.CharField(
        label=_("Proof"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why we think so: a letter of such a day, a reasoning. Never shown outside."),
    )
    document = forms.FileField(
        label=_("Document that proves it"),
        required=False,
        help_text=_("PDF, JPEG or PNG, 20 MB at most. Only the desk can open it."),
    )

    def clean_document(self) -> str:
        """Keep the document and return its place; nothing when there is none."""
        given: UploadedFile[bytes] | None = self.cleaned_data["document"]
        return _kept(given) if given else ""

    def clean_uses(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data["uses"])


class ManyRightsForm(RightsForm):
    """Rights of many pictures: what is ticked is changed, the rest is left as it is."""

    change = forms.MultipleChoiceField(
        choices=[(name, name) for name in FIELDS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one thing to change.")},
    )
    spare = forms.BooleanField(
        label=_("Leave alone the pictures about which a person has decided already"),
        required=False,
        initial=True,
    )
    kept_document = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["licence"] = forms.ChoiceField(
            label=_("Licence"), required=False, choices=[("", "—"), *Licence.choices]
        )

    def clean_kept_document(self) -> str:
        """Return the place of a document sent at the step before, which only we can have signed."""
        signed = self.cleaned_data["kept_document"]
        if not signed:
            return ""
        try:
            return str(signing.loads(signed, salt=_SALT))
        except signing.BadSignature as error:
            raise forms.ValidationError(_("Send the document again.")) from error

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean() or self.cleaned_data
        if "licence" in cleaned.get("change", ()) and not cleaned.get("licence"):
            self.add_error("licence", _("Choose a licence."))
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Return the rights to change, as `set_pictures_rights` wants them."""
        cleaned = self.cleaned_data
        change = {name: cleaned[name] for name in FIELDS if name in cleaned["change"]}
        if "proof" in change and self.place():
            change["proof_path"] = self.place()
        return change

    def place(self) -> str:
        """Return the place of the document, sent now or at the step before."""
        return self.cleaned_data.get("document") or self.cleaned_data.get("kept_document") or ""

    def signed_place(self) -> str:
        """Return the place of the document, to be carried to the next step."""
        return signing.dumps(self.place(), salt=_SALT) if self.place() else ""


class AlternativeForm(forms.Form):
    """The alternative text of a picture."""

    alt = forms.CharField(
        label=_("Alternative text"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What one would say of the picture to somebody on the telephone. Empty, the sentence composed "
            "from the record is read out."
        ),
    )


class PolicyForm(forms.Form):
    """What a museum shows of the pictures nobody has checked."""

    policy = forms.ChoiceField(
        label=_("Pictures whose rights nobody has checked"),
        choices=UncheckedPictures.choices,
        widget=forms.RadioSelect,
    )


def _kept(given: UploadedFile[bytes]) -> str:
    with tempfile.TemporaryDirectory(prefix="dentelle-proof-") as folder:
        path = Path(folder) / "document"
        with path.open("wb") as target:
            for chunk in given.chunks():
                target.write(chunk)
        try:
            return proofs.keep(path)
        except proofs.ProofError as error:
            raise forms.ValidationError(str(error)) from error
