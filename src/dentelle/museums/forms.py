"""The form of a museum's page: what visitors need first, the rest after, what the network decides last; the choice of one."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dentelle.core.forms import of_column, stored
from dentelle.museums import names, values
from dentelle.museums.enums import Access
from dentelle.museums.models import Museum
from dentelle.museums.rules import BY_HAND

LATITUDE, LONGITUDE = 90, 180  # degrees, the Earth's bounds
# The parts of the form. `coordinates` is latitude and longitude as a map gives them, in one field.
VISIT = ("opening", "prices", "access", "accessibility")
PARTS = (
    (gettext_lazy("Where it is"), ("address", "postcode", "town", "coordinates")),
    (gettext_lazy("To reach it"), ("phone", "contact_email", "website")),
    (gettext_lazy("What it is"), ("usual_name", "presentation", "themes")),
    (gettext_lazy("What the network decides"), (
        "official_name", "short_name", "article", "museofile", "department", "region",
        "joined_date", "left_date", "publishes_collections",
    )),
)  # fmt: skip
_LONGEST = {"opening": 4000, "prices": 4000, "access": 4000, "presentation": 20_000}
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


class CoordinatesField(forms.CharField):
    """Latitude and longitude in degrees as people paste them: `49.18, -0.37`, `49,18 ; -0,37`."""

    def to_python(self, value: Any) -> tuple[float, float] | None:  # type: ignore[override]  # a pair, not a text
        text = super().to_python(value)
        if not text:
            return None
        found = [_degrees(part) for part in self._parts(text)]
        if len(found) != 2:  # noqa: PLR2004 -- a latitude and a longitude
            raise ValidationError(
                _("“%(value)s” is no latitude and longitude. Write two numbers: 49.18, -0.37.")
                % {"value": text}
            )
        latitude, longitude = found
        if abs(latitude) > LATITUDE or abs(longitude) > LONGITUDE:
            raise ValidationError(
                _(
                    "“%(value)s” is not on Earth: latitude goes from -90 to 90, longitude from -180 to 180."
                )
                % {"value": text}
            )
        return latitude, longitude

    def _parts(self, text: str) -> list[str]:
        """Return the numbers of a text that holds nothing else; a comma between spaces or after a point parts them."""
        pair = text.replace(";", " ")
        if "." in pair:
            pair = pair.replace(",", " ")
        parts = pair.replace(", ", " ").split()
        return parts if all(_NUMBER.fullmatch(part) for part in parts) else []

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]}, {value[1]}" if isinstance(value, tuple) else value


def _degrees(text: str) -> float:
    return float(text.replace(",", ".").replace("−", "-"))


class ThemesField(forms.CharField):
    """Themes, one a line."""

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]  # several texts
        text = super().to_python(value) or ""
        return values.themes(text.replace("\r", "").replace("\n", ";"))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class MuseumChoice(forms.ModelChoiceField[Museum]):
    """Museums as the desk names them."""

    def label_from_instance(self, obj: Museum) -> str:
        return f"{obj.town}, {obj.name}"


class MuseumChoices(forms.ModelMultipleChoiceField[Museum]):
    """The same, several."""

    def label_from_instance(self, obj: Museum) -> str:
        return f"{obj.town}, {obj.name}"


class MuseumForm(forms.Form):
    """What people type of a museum; `writable` are the model's fields its writer may change."""

    def __init__(self, *args: Any, writable: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.writable = frozenset(writable) & BY_HAND
        self.fields.update(
            {name: field for name, field in _fields().items() if _is_of(name, self.writable)}
        )
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)

    def clean_article(self) -> str:
        try:
            return names.tidy_article(self.cleaned_data["article"])
        except ValueError:
            raise ValidationError(
                _("“%(value)s” is no article. Write le, la, l’ or les, or nothing.")
                % {"value": self.cleaned_data["article"]}
            ) from None

    def values(self) -> dict[str, Any]:
        """Return the fields of the museum; its portrait is said beside."""
        found = {name: stored(self.cleaned_data[name]) for name in self.fields if name in BY_HAND}
        if "coordinates" in self.fields:
            place = self.cleaned_data["coordinates"] or (None, None)
            found["latitude"], found["longitude"] = place
        return found

    def refuse(self, error: ValidationError) -> None:
        """Show what the door refused, under its field when the form has it."""
        for name, messages in error.message_dict.items():
            place = "coordinates" if name in {"latitude", "longitude"} else name
            self.add_error(place if place in self.fields else None, messages)


def initial_of(values_: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first answers of the form from a museum's values."""
    found = dict(values_)
    place = found.pop("latitude", None), found.pop("longitude", None)
    return found | {"coordinates": None if None in place else place}


def _is_of(name: str, writable: frozenset[str]) -> bool:
    return "latitude" in writable if name == "coordinates" else name in writable


def _fields() -> dict[str, forms.Field]:
    asked = [*VISIT, *(name for _label, part in PARTS for name in part)]
    made: dict[str, forms.Field] = dict(
        fields_for_model(Museum, asked, formfield_callback=of_column)
    )
    for name, longest in _LONGEST.items():
        rows = 10 if name == "presentation" else 4
        made[name] = forms.CharField(
            label=made[name].label,
            required=False,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": rows}),
        )
    made |= _made_by_hand()
    _help(made)
    return {name: made[name] for name in asked}


def _made_by_hand() -> dict[str, forms.Field]:
    return {
        "accessibility": forms.MultipleChoiceField(
            label=gettext_lazy("Accessibility"),
            choices=Access.choices,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        ),
        "coordinates": CoordinatesField(
            label=gettext_lazy("Coordinates"),
            required=False,
            max_length=60,
            widget=forms.TextInput(attrs={"placeholder": "49.1829, -0.3707"}),
        ),
        "themes": ThemesField(
            label=gettext_lazy("Themes"),
            required=False,
            max_length=600,
            widget=forms.Textarea(attrs={"rows": 4}),
        ),
    }


def _help(made: Mapping[str, forms.Field]) -> None:
    for name, text in _HELP.items():
        made[name].help_text = text
    for name, kind in _KEYBOARDS.items():
        made[name].widget.attrs |= kind
    for name in ("joined_date", "left_date"):
        made[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


_HELP = {
    "opening": gettext_lazy("One line for each season or case: “April to October: every day but Tuesday, 14:00–18:00”."),
    "prices": gettext_lazy("“7 €, reduced 4 €, free under 18 and on the first Sunday of the month.”"),
    "access": gettext_lazy("Car park, bus stop, how many steps, on which side the ramp is."),
    "accessibility": gettext_lazy("Tick what a visitor can count on, alone, on any day."),
    "coordinates": gettext_lazy("Latitude, then longitude, as the map of a telephone gives them when the entrance is held. They place the museum on the map."),
    "phone": gettext_lazy("The museum’s, not a person’s."),
    "contact_email": gettext_lazy("The museum’s, not a person’s: it is shown to everybody."),
    "usual_name": gettext_lazy("As on the poster. Empty: the official name."),
    "presentation": gettext_lazy("What one sees here and nowhere else. Each line makes a paragraph; an address that begins with https:// becomes a link."),
    "themes": gettext_lazy("One a line: “Fine arts”, “Photography”."),
    "short_name": gettext_lazy("For small places: “MuMa”."),
    "article": gettext_lazy("le, la, l’ or les, to write “du musée”; nothing before a proper name."),
    "museofile": gettext_lazy("Kept as it is, with its suffix."),
    "left_date": gettext_lazy("Once it is written, the museum has no page any more."),
    "publishes_collections": gettext_lazy("Unticked, its records leave the site at once; ticked again, they come back."),
}  # fmt: skip
_KEYBOARDS: dict[str, dict[str, Any]] = {
    "phone": {"inputmode": "tel", "autocomplete": "off"},
    "postcode": {"inputmode": "numeric"},
    "website": {"placeholder": "https://"},
}
