"""What became of an event that a feed or a sheet told, in a few words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# Lazy, so that only the words asked for are looked for: a page of feeds asks some hundred times.
_OUTCOMES: Mapping[str, Promise] = {
    "created": pgettext_lazy("event taken in", "new"),
    "updated": pgettext_lazy("event taken in", "updated"),
    "unchanged": pgettext_lazy("event taken in", "unchanged"),
    "held": pgettext_lazy("event taken in", "waiting for a person"),
    "over": pgettext_lazy("event taken in", "over"),
    "gone": pgettext_lazy("event taken in", "absent from the feed"),
    "away": pgettext_lazy("event taken in", "put away here"),
    "refused": pgettext_lazy("event taken in", "refused"),
}
_DONE: Mapping[str, Promise] = {
    "created": _("added to the agenda"),
    "updated": _("brought up to date"),
}


def outcome(name: str, *, done: bool = False) -> str:
    """Return the words of an outcome of `actions.taking`, before or after it is written."""
    words = {**_OUTCOMES, **_DONE} if done else _OUTCOMES
    return str(words.get(name, name))
