"""What the forms of every room share: the field of a column, and text as it is stored."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

# `type=url` would have the browser refuse “www.musee.fr”, which people type, before we complete it.
_AS_PEOPLE_TYPE = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}


def of_column(column: Any, **options: Any) -> forms.Field | None:
    """Return the field of a column (a `formfield_callback`): an address typed without its scheme is a safe one."""
    if isinstance(column, models.URLField):
        options |= web_address()
    found: forms.Field | None = column.formfield(**options)
    return found


def web_address() -> dict[str, Any]:
    """Return what makes a `URLField` take an address as people type it, and say what is wanted otherwise."""
    return {
        "assume_scheme": "https",
        "widget": forms.TextInput(attrs=_AS_PEOPLE_TYPE),
        "error_messages": {
            "invalid": _(
                "This is no web address. Write it as the browser shows it: www.museum.example."
            )
        },
    }


def stored(value: Any) -> Any:
    """Return text with the line ends it was stored with: browsers send two signs for one."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
