"""What the lists of the desk are narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.agenda.enums import EventKind
from dentelle.catalogue.enums import RunState
from dentelle.desk.queries.scope import museums_to_choose
from dentelle.museums.enums import UncheckedPictures
from dentelle.museums.models import Museum
from dentelle.ui.widgets import LongSelect


class OfMuseumForm(forms.Form):
    """A museum, among those of the person who looks."""

    museum = forms.ModelChoiceField(
        Museum.objects.none(),
        label=_("Museum"),
        required=False,
        empty_label=_("All museums"),
        widget=LongSelect,
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = self.fields["museum"]
        assert isinstance(museum, forms.ModelChoiceField)  # noqa: S101 -- declared above
        museum.queryset = museums_to_choose(user)


class MuseumListForm(forms.Form):
    """What the list of museums is narrowed to."""

    q = forms.CharField(label=_("Name, town or Muséofile code"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All museums")),
            ("publishing", _("Publish their collections")),
            ("not", _("Do not publish")),
            ("empty", _("Without a record")),
        ],
    )
    unchecked = forms.ChoiceField(
        label=_("Unchecked pictures"),
        required=False,
        choices=[("", _("All pictures")), *UncheckedPictures.choices],
    )


class ReportListForm(OfMuseumForm):
    """What the list of visitors' reports is narrowed to."""

    q = forms.CharField(label=_("Words of the report or title"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("To handle")), ("handled", _("Handled")), ("all", _("All reports"))],
    )


class ImportListForm(OfMuseumForm):
    """What the list of imports is narrowed to."""

    q = forms.CharField(label=_("Name of the file"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *RunState.choices]
    )


class FeedListForm(OfMuseumForm):
    """What the list of feeds is narrowed to."""

    q = forms.CharField(label=_("Words of the address"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("All feeds")),
            ("failing", _("Those that fail")),
            ("paused", _("Paused")),
            ("trusted", _("Public without review")),
        ],
    )


class QueueForm(OfMuseumForm):
    """What waits for a review is narrowed to."""

    q = forms.CharField(label=_("Words of the title"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of event"), required=False, choices=[("", _("All kinds")), *EventKind.choices]
    )
