"""What a visitor types; shape alone is checked here, rules in the actions."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 3000


class ReportForm(forms.Form):
    """An error seen in a record. `choices` are the fields of that record, as (tag, label)."""

    field = forms.ChoiceField(label=_("What it is about"), required=False)
    message = forms.CharField(
        label=_("What is wrong or missing, and what it should be"),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Say what is wrong or missing: a sentence is enough."),
            "min_length": _("Say a little more: the museum must be able to find what you saw."),
        },
    )
    evidence = forms.CharField(
        label=_("How you know"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A book, a web page, a family memory: anything the museum can check."),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you would like an answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It serves to answer you and nothing else."),
        error_messages={
            "invalid": _("This address looks unfinished. It should look like name@example.org."),
        },
    )

    def __init__(self, *args: object, choices: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what a Form takes
        chooser = self.fields["field"]
        assert isinstance(chooser, forms.ChoiceField)  # noqa: S101 -- declared above
        chooser.choices = [("", _("The record as a whole")), *choices]
