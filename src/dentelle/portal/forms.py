"""What people type in the portal's forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dentelle.portal.asked import TEXT_LENGTH, WORDS, YEARS, Asked


class AdvancedForm(forms.Form):
    """Words for each field, two years; what it makes is an ordinary search, with its address."""

    q = forms.CharField(label=_("Anywhere in the record"), required=False, max_length=200)
    without = forms.CharField(label=_("None of these words"), required=False, max_length=200)
    first = forms.IntegerField(
        label=_("From the year"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )
    last = forms.IntegerField(
        label=_("To the year"), required=False, min_value=YEARS[0], max_value=YEARS[1]
    )
    with_picture = forms.BooleanField(label=_("Only objects with a picture"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add one text for each field of the index that can be asked alone."""
        super().__init__(*args, **kwargs)
        for param, (_name, label) in WORDS.items():
            self.fields[param] = forms.CharField(label=str(label), required=False, max_length=200)
        self.fields["inventaire"].help_text = _("Spaces, dots and capitals do not matter.")

    def asked(self) -> Asked:
        """Return the search the form describes."""
        data: dict[str, Any] = self.cleaned_data
        excluded = [f"-{word}" for word in data["without"].split()]
        words = {name: data[param] for param, (name, _label) in WORDS.items() if data[param]}
        return Asked(
            text=" ".join(filter(None, [data["q"], *excluded]))[:TEXT_LENGTH],
            words=words,
            chosen={"picture": ("yes",)} if data["with_picture"] else {},
            year_from=data["first"],
            year_to=data["last"],
        )
