"""Which pages every network begins with."""

from html import escape

from dentelle.website.texts import data, help_pages, legal
from dentelle.website.texts.base import Text


def pages(network_name: str) -> list[Text]:
    """Return the first pages, the network's name written where a text needs it."""
    return [
        data.about(),
        data.reuse(),
        help_pages.help_page(),
        legal.notice(escape(network_name)),
        legal.personal_data(),
        legal.accessibility(),
    ]
