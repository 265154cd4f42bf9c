"""What people type about accounts and signing in."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from dentelle.accounts.enums import Role
from dentelle.accounts.models import User
from dentelle.accounts.queries import by_name_or_address
from dentelle.museums.models import Museum
from dentelle.publishing.outbox.enums import Fate


class SignInForm(AuthenticationForm):
    """A name or an address and a password; a refusal says what to do, not which of the two was wrong."""

    error_messages = {
        "invalid_login": _(
            "No account answers to this name and password. Capital letters count; after several "
            "failures the account rests for an hour."
        ),
        "inactive": _("This account is closed. Ask the person in charge of the network."),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("User name or e-mail address")
        self.known: User | None = None

    def clean_username(self) -> str:
        """Take the account's name for its address, so that failures are counted together."""
        typed = str(self.cleaned_data["username"])
        self.known = by_name_or_address(typed)
        return self.known.get_username() if self.known else typed


class AddressForm(forms.Form):
    """The address a link is sent to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=320,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class CodeForm(forms.Form):
    """A code of the telephone, or one kept on paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


def _new_password(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=_(
            "At least twelve characters, neither a common password nor your name. A short sentence is easy to remember."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class NewPasswordForm(forms.Form):
    """A new password, after the house's rules; typed once, seen by nobody else."""

    password = _new_password(_("New password"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The same, proving that it is still oneself when there is a password already."""

    field_order = ["present", "password"]
    present = forms.CharField(
        label=_("Present password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not user.has_usable_password():
            del self.fields["present"]

    def clean_present(self) -> str:
        present = str(self.cleaned_data["present"])
        if not self.user.check_password(present):
            raise forms.ValidationError(_("This is not your present password."))
        return present


class MuseumsField(forms.ModelMultipleChoiceField[Museum]):
    """Museums as the desk names them, in the order of their towns."""

    def label_from_instance(self, obj: Museum) -> str:
        return f"{obj.town}, {obj.name}"


class PersonForm(forms.Form):
    """Who somebody is, what they do, and for which museums."""

    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    first_name = forms.CharField(label=_("First name"), max_length=150, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=150, required=False)
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, widget=forms.RadioSelect, initial=Role.MUSEUM
    )
    museums = MuseumsField(
        Museum.objects.none(),
        label=_("Museums"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A contributor works for these museums and sees nothing of the others."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        museums = self.fields["museums"]
        assert isinstance(museums, MuseumsField)  # noqa: S101 -- declared above
        museums.queryset = Museum.objects.order_by("town", "usual_name", "official_name")

    def clean(self) -> dict[str, Any]:
        """Ask a contributor's museums."""
        cleaned = super().clean() or {}
        if cleaned.get("role") == Role.MUSEUM and not cleaned.get("museums"):
            self.add_error(
                "museums", _("Choose at least one museum: a contributor without one sees nothing.")
            )
        return cleaned


class PeopleForm(forms.Form):
    """What the list of accounts is narrowed to."""

    q = forms.CharField(label=_("Name or e-mail address"), required=False, max_length=200)
    role = forms.ChoiceField(
        label=_("Role"), required=False, choices=[("", _("Every role")), *Role.choices]
    )
    state = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("", _("Open accounts")),
            ("never", _("Who never came in")),
            ("without", _("Without second factor")),
            ("closed", _("Closed accounts")),
        ],
    )


class LettersForm(forms.Form):
    """What the list of letters is narrowed to."""

    q = forms.CharField(label=_("Receiver or subject"), required=False, max_length=200)
    fate = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[("", _("All letters")), ("stuck", _("To decide")), *Fate.choices],
    )
