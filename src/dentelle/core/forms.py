"""What the forms of every room share: the field of a column, and text as it is stored."""

from typing import Any

from django import forms
from django.db import models


def of_column(column: Any, **options: Any) -> forms.Field | None:
    """Return the field of a column (a `formfield_callback`): an address typed without its scheme is a safe one."""
    if isinstance(column, models.URLField):
        options["assume_scheme"] = "https"
    found: forms.Field | None = column.formfield(**options)
    return found


def stored(value: Any) -> Any:
    """Return text with the line ends it was stored with: browsers send two signs for one."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value
