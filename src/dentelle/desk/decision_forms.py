"""What people type when they decide: from when a thing is seen, what its writer is asked, why it is withdrawn."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def _moment(label: Any, help_text: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=False,
        help_text=help_text,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class OpeningForm(forms.Form):
    """From when a thing is seen: now, or from an instant."""

    opens_at = _moment(_("Publish on"), _("Empty: now. Before this day and hour nobody sees it."))


class PeriodForm(OpeningForm):
    """When it is seen: now or from an instant, without end or until one."""

    closes_at = _moment(
        _("Take away on"), _("Empty: it stays. The agenda forgets by itself what is over.")
    )


class MessageForm(forms.Form):
    """What is asked of a writer."""

    message = forms.CharField(
        label=_("What is to be corrected"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Its writer receives these words by mail, with the link to correct it."),
    )


class ReasonForm(forms.Form):
    """Why a thing is withdrawn."""

    reason = forms.CharField(
        label=_("Why is it withdrawn?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why: the history keeps it.")},
    )
