"""The form of an event: what a volunteer knows first, the rest after."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.agenda.enums import Access, Audience, EventKind
from dentelle.agenda.models import Event
from dentelle.core.forms import of_column, stored
from dentelle.museums.forms import MuseumChoice, MuseumChoices
from dentelle.museums.models import Museum
from dentelle.ui.widgets import LongSelect

LANGUAGES = [
    ("fr", gettext_lazy("French")),
    ("en", gettext_lazy("English")),
    ("de", gettext_lazy("German")),
    ("es", gettext_lazy("Spanish")),
    ("it", gettext_lazy("Italian")),
    ("nl", gettext_lazy("Dutch")),
    ("fsl", gettext_lazy("French sign language")),
]
FIRST = ("title", "kind", "timing_note", "summary", "is_free", "prices")
PARTS = (
    (gettext_lazy("More to say"), ("description", "short_title", "organisers")),
    (gettext_lazy("For whom"), ("audiences", "age_from", "age_to", "access", "languages")),
    (gettext_lazy("Place"), ("place_name", "place_address", "place_town")),
    (gettext_lazy("Booking and contact"), ("booking", "booking_url", "contact_email", "contact_phone", "website")),
)  # fmt: skip
PLAIN = tuple(
    name
    for name in (*FIRST, *(name for _label, names in PARTS for name in names))
    if name not in {"is_free", "audiences", "access", "languages"}
)
FIELDS = (*PLAIN, "is_free", "audiences", "access", "languages")
FREE = [("", gettext_lazy("I do not know yet")), ("true", gettext_lazy("Free")), ("false", gettext_lazy("With a price"))]  # fmt: skip


def _many(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class EventForm(forms.Form):
    """What people type of an event. `museums` are those the person may choose."""

    def __init__(
        self, *args: Any, museums: QuerySet[Museum], others: QuerySet[Museum], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_fields())
        museum = MuseumChoice(museums, label=_("Museum"), empty_label=None, widget=LongSelect)
        self._museums = [(row.pk, museum.label_from_instance(row)) for row in museums]
        museum.choices = self._museums
        self.fields["museum"] = museum
        self.fields["others"] = MuseumChoices(
            others, label=_("With which other museums"), required=False
        )
        self._keep_languages()
        self.fields["version"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=0
        )

    @property
    def only_museum(self) -> tuple[int, str] | None:
        """The key and the name of the museum there is no choice about, or nothing.

        Once another was sent, the person has lost it since: they read that the one left is not it.
        """
        if len(self._museums) != 1 or (self.is_bound and self.has_error("museum")):
            return None
        return self._museums[0]

    def _keep_languages(self) -> None:
        """Let the languages a feed gave stand beside those the form knows."""
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 -- made above
        known = {code for code, _label in LANGUAGES}
        given = self.initial.get("languages") or ()
        field.choices = [*LANGUAGES, *((code, code) for code in given if code not in known)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        low, high = cleaned.get("age_from"), cleaned.get("age_to")
        if low is not None and high is not None and high < low:
            self.add_error(
                "age_to",
                _("The highest age (%(high)s) is below the lowest (%(low)s): exchange them.")
                % {"high": high, "low": low},
            )
        return cleaned

    def values(self) -> dict[str, Any]:
        """Return the fields of the event; dates, museums and picture are said beside."""
        return {name: stored(self.cleaned_data[name]) for name in FIELDS}

    def museums(self) -> set[int]:
        """Return the keys of the museums chosen."""
        chosen = {museum.pk for museum in self.cleaned_data["others"]}
        return chosen | {self.cleaned_data["museum"].pk}


def _fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = dict(
        fields_for_model(Event, PLAIN, formfield_callback=of_column)
    )
    fields["kind"] = forms.ChoiceField(
        label=fields["kind"].label,
        choices=[("", gettext_lazy("Choose")), *EventKind.choices],
        error_messages={"required": gettext_lazy("Say what it is: visitors look by kind.")},
    )
    fields["title"].help_text = gettext_lazy("As on the poster: “Le Havre vu de la mer”.")
    fields["summary"].help_text = gettext_lazy(
        "One or two sentences that make one want to come: lists and letters show them."
    )
    fields["summary"].widget = forms.Textarea(attrs={"rows": 3, "maxlength": 300})
    fields["prices"].help_text = gettext_lazy("“7 €, reduced 4 €, free under 18.”")
    fields["timing_note"].help_text = gettext_lazy("“Closed on Mondays, last entry at 17:00.”")
    fields["short_title"].help_text = gettext_lazy("For small screens: 60 characters at most.")
    for name in ("booking_url", "website"):
        fields[name].widget.attrs["placeholder"] = "https://"
    fields["is_free"] = forms.TypedChoiceField(
        label=gettext_lazy("Is it free?"),
        choices=FREE,
        required=False,
        coerce=lambda text: text == "true",
        empty_value=None,
    )
    fields["audiences"] = _many(gettext_lazy("Audience"), Audience.choices)
    fields["access"] = _many(gettext_lazy("Accessibility"), Access.choices)
    fields["languages"] = _many(gettext_lazy("Languages spoken"), LANGUAGES)
    return fields


def initial_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first answers of the form from an event's values."""
    found = {name: values[name] for name in FIELDS if name in values}
    if "is_free" in found:
        found["is_free"] = {True: "true", False: "false"}.get(found["is_free"], "")
    return found


class StatusForm(forms.Form):
    """Whether it takes place, and what visitors must know."""

    status = fields_for_model(Event, ["status"])["status"]
    status_note = forms.CharField(
        label=gettext_lazy("What visitors must know of it"), max_length=300, required=False
    )
