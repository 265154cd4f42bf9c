"""What is asked of whoever deposits pictures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.models import User
from dentelle.desk.forms import SeveralFiles
from dentelle.desk.queries.scope import museums_for
from dentelle.museums.models import Museum


class DepositForm(forms.Form):
    """Whose pictures they are and what they show; the files come with the form when there is no script."""

    museum = forms.ModelChoiceField(Museum.objects.none(), label=_("Museum"), empty_label=None)
    about = forms.CharField(
        label=_("Inventory number or reference of the object"),
        max_length=300,
        required=False,
        help_text=_(
            "Empty, each file is recognised by its name: the one the museum’s records give, or the inventory number (2004.9.12_2.jpg)."
        ),
    )
    pictures = SeveralFiles(label=_("Pictures"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museum = self.fields["museum"]
        assert isinstance(museum, forms.ModelChoiceField)  # noqa: S101 -- declared above
        museum.queryset = museums_for(user)


class AnnouncedForm(DepositForm):
    """A file that will come in parts: its name and size in bytes."""

    name = forms.CharField(max_length=255)
    size = forms.IntegerField(min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["pictures"]
