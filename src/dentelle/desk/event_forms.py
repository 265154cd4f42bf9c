"""What people type around events: what a list is narrowed to, why something is sent back or withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.agenda.enums import EventKind
from dentelle.desk.queries.scope import museums_for
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State

STATES = [("", _("All states")), *State.choices, ("proposed", _("Public, with changes proposed"))]
WHEN = [("", _("To come and running")), ("past", _("Over")), ("all", _("At any time"))]


class EventListForm(forms.Form):
    """What the list of events is narrowed to."""

    q = forms.CharField(label=_("Words looked for"), max_length=200, required=False)
    museum = forms.ModelChoiceField(
        Museum.objects.none(), label=_("Museum"), required=False, empty_label=_("All museums")
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)
    kind = forms.ChoiceField(
        label=_("Kind of event"), required=False, choices=[("", _("All kinds")), *EventKind.choices]
    )
    when = forms.ChoiceField(label=_("When"), required=False, choices=WHEN)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = self.fields["museum"]
        assert isinstance(museum, forms.ModelChoiceField)  # noqa: S101 -- declared above
        museum.queryset = museums_for(user)


class MessageForm(forms.Form):
    """What is asked of a writer."""

    message = forms.CharField(
        label=_("What is to be corrected"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Its writer receives these words by mail, with the link to the event."),
    )


class ReasonForm(forms.Form):
    """Why an event is withdrawn."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: the history keeps it.")},
    )
