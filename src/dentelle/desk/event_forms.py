"""What people type around events: what a list is narrowed to, a picture sent with one, its check by a museum."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dentelle.agenda.enums import EventKind
from dentelle.agenda.forms import EventForm, StatusForm
from dentelle.desk.list_forms import OfMuseumForm
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

_OWN = {
    State.WITHDRAWN: _("Withdrawn from the agenda")
}  # the words of the other kinds agree with them
STATES = [
    ("", _("All states")),
    *((value, _OWN.get(State(value), label)) for value, label in State.choices),
    ("proposed", _("Public, with changes proposed")),
]
_PICTURE_MB = 40
WHEN = [("", _("To come and running")), ("past", _("Over")), ("all", _("At any time"))]


class EventListForm(OfMuseumForm):
    """What the list of events is narrowed to."""

    q = forms.CharField(label=_("Words looked for"), max_length=200, required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    kind = forms.ChoiceField(
        label=_("Kind of event"), required=False, choices=[("", _("All kinds")), *EventKind.choices]
    )
    when = forms.ChoiceField(label=_("When"), required=False, choices=WHEN)


class PictureForm(forms.Form):
    """A picture sent with an event, and what whoever sends it vouches for; nothing is asked without a file."""

    picture = forms.FileField(
        label=_("A picture of yours: poster, photograph"),
        required=False,
        help_text=_("JPEG, PNG, WebP, HEIC or TIFF, 40 MB at most."),
        widget=forms.FileInput(attrs={"accept": "image/*,.heic,.tif,.tiff"}),
    )
    picture_alt = forms.CharField(
        label=_("What one sees on it"),
        max_length=300,
        required=False,
        help_text=_("For those who do not see it: “A boat before the quay, at dusk”."),
    )
    picture_credit = forms.CharField(
        label=_("Credit"),
        max_length=300,
        required=False,
        help_text=_("Author, and where it comes from: “Photo: museum of the Port”."),
    )
    picture_right = forms.BooleanField(
        label=_(
            "The museum may have it shown here, in letters, on social networks and in the press, "
            "cropped where needed."
        ),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        file = cleaned.get("picture")
        if not file:
            return cleaned
        if file.size > _PICTURE_MB << 20:
            self.add_error(
                "picture",
                _("It weighs %(found)s MB; at most %(most)s may be sent here. Send a smaller copy.")
                % {"found": file.size >> 20, "most": _PICTURE_MB},
            )
        wanted = {
            "picture_alt": _("Write what one sees on it: some people cannot see it."),
            "picture_credit": _("Write whom it is by: no picture is shown without its credit."),
            "picture_right": _("Tick the box if the museum has this right; without it, choose another picture."),
        }  # fmt: skip
        for name, said in wanted.items():
            if not cleaned.get(name):
                self.add_error(name, said)
        if self.errors and "picture" not in self.errors:
            self.add_error(
                "picture", _("Choose it once more: it is kept once these answers are there.")
            )
        return cleaned


class CheckAskForm(forms.Form):
    """To whom an event is sent to be checked, and with which words."""

    to = forms.EmailField(
        label=_("E-mail address of the museum"),
        error_messages={"required": _("Write the address the link is sent to.")},
    )
    message = forms.CharField(
        label=_("A word to the museum"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    publish = forms.BooleanField(
        label=_("Publish as soon as the museum says that all is right"), required=False
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class CheckForm(EventForm):
    """What a museum corrects by its link: the event, but not whose it is; who answers, and a word."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        nobody = Museum.objects.none()
        super().__init__(*args, museums=nobody, others=nobody, **kwargs)
        del self.fields["museum"], self.fields["others"]
        self.fields.update({**AnswerForm().fields, **StatusForm().fields})
        self.fields["title"].required = True

    def values(self) -> dict[str, Any]:
        """Return the fields of the event, with whether it takes place."""
        told = {name: self.cleaned_data[name] for name in ("status", "status_note")}
        return super().values() | told


class AnswerForm(forms.Form):
    """Who answers for a museum, and a word to the network."""

    by = forms.CharField(
        label=_("Your name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    words = forms.CharField(
        label=_("A word to the network"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
