"""What became of an event that a feed or a sheet told, in a few words."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def outcome(name: str, *, done: bool = False) -> str:
    """Return the words of an outcome of `actions.taking`, before or after it is written."""
    return {
        "created": _("added to the agenda") if done else pgettext("event taken in", "new"),
        "updated": _("brought up to date") if done else pgettext("event taken in", "updated"),
        "unchanged": pgettext("event taken in", "unchanged"),
        "held": pgettext("event taken in", "waiting for a person"),
        "over": pgettext("event taken in", "over"),
        "gone": pgettext("event taken in", "absent from the feed"),
        "away": pgettext("event taken in", "put away here"),
        "refused": pgettext("event taken in", "refused"),
    }.get(name, name)
