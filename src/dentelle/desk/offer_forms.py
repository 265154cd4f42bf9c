"""What people type of offers: the offer itself, what a list is narrowed to."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from dentelle.core.forms import of_column, stored
from dentelle.desk.list_forms import OfMuseumForm
from dentelle.desk.queries.offers import EVERY
from dentelle.jobs.enums import Category, Contract, Hours, OfferKind
from dentelle.jobs.models import Offer
from dentelle.museums.forms import MuseumChoice
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

FIRST = ("title", "kind", "summary", "missions", "deadline", "apply_email", "apply_url")
LENGTH = "length"
STATUS = "status"
PARTS = (
    (LENGTH, _("When, how long, how much"), ("start_date", "start_note", "duration", "duration_unit", "has_agreement", "hours", "pay")),
    (STATUS, _("Status of the post"), ("contract", "category", "grade", "official_number")),
    ("more", _("Profile, museum, team"), ("profile", "description", "is_open_to_all")),
    ("apply", _("By post, questions"), ("apply_address", "contact")),
    ("place", _("Elsewhere than at the museum"), ("employer", "place", "town")),
)  # fmt: skip
# The parts that matter to a kind stand open.
OPEN = {
    OfferKind.POST: (LENGTH, STATUS),
    OfferKind.SEASONAL: (LENGTH,),
    OfferKind.INTERNSHIP: (LENGTH,),
    OfferKind.APPRENTICESHIP: (LENGTH,),
    OfferKind.CIVIC: (LENGTH,),
    OfferKind.VOLUNTEERING: (),
}
FIELDS = (*FIRST, *(name for _key, _label, names in PARTS for name in names))
NAMES = ("museum", *FIELDS)
_LONG = ("missions", "profile", "description")
_OWN = {
    State.SCHEDULED: _("Offer scheduled"),
    State.ARCHIVED: _("Offer put away"),
}  # said of an offer
STATES = [
    ("", _("All but what is put away")),
    *((value, _OWN.get(State(value), label)) for value, label in State.choices),
    (EVERY, _("All states")),
]
_LONGEST = 1000  # of any unit


class OfferListForm(OfMuseumForm):
    """What the list of offers is narrowed to."""

    q = forms.CharField(label=_("Words of the offer"), max_length=200, required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    kind = forms.ChoiceField(
        label=_("Kind of offer"), required=False, choices=[("", _("All kinds")), *OfferKind.choices]
    )


class OfferForm(forms.Form):
    """What people type of an offer. `museums` are those the person may choose."""

    def __init__(self, *args: Any, museums: QuerySet[Museum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_fields())
        self.fields["museum"] = MuseumChoice(museums, label=_("Museum"), empty_label=None)
        self.fields["version"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=0
        )

    def values(self) -> dict[str, Any]:
        """Return the fields of the offer, its museum among them."""
        return {name: stored(self.cleaned_data[name]) for name in NAMES}


def _of_column(column: Any, **options: Any) -> forms.Field | None:
    """Return the field of a column, days as browsers choose them."""
    if isinstance(column, models.DateField):
        options["widget"] = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return of_column(column, **options)


def _fields() -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = dict(
        fields_for_model(Offer, FIELDS, formfield_callback=_of_column)
    )
    for name, text in _HELP.items():
        fields[name].help_text = text
    fields["summary"].widget = forms.Textarea(attrs={"rows": 2, "maxlength": 300})
    for name in _LONG:
        fields[name].widget = forms.Textarea(attrs={"rows": 6, "maxlength": 8000})
    fields["apply_address"].widget = forms.Textarea(attrs={"rows": 3, "maxlength": 500})
    fields["apply_url"].widget.attrs["placeholder"] = "https://"
    fields["start_note"].widget.attrs["placeholder"] = _("as soon as possible")
    for name, known in (("contract", Contract), ("category", Category), ("hours", Hours)):
        choice = fields[name]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 -- columns with choices
        choice.choices = [("", _("Not said")), *known.choices]
    fields["duration"] = forms.IntegerField(
        label=fields["duration"].label, required=False, min_value=1, max_value=_LONGEST
    )
    return fields


_HELP = {
    "title": _("As people look for it, with H/F: “Chargé des publics H/F”."),
    "summary": _("One or two sentences: lists and letters show them."),
    "missions": _("One a line, with a dash if you like."),
    "deadline": _("The offer disappears by itself at 23:59 of that day."),
    "apply_email": _("Applications go to it; none comes here."),
    "apply_url": _("Where the offer stands officially, or where one applies."),
    "has_agreement": _("Internships need it."),
    "pay": _("Internships: due beyond two months. “At the legal minimum” is enough."),
    "official_number": _("As the job board gave it: O014260302000123."),
    "contact": _("Name, function, telephone: the page shows them."),
}
