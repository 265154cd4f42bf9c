"""Which pages every network begins with."""

from html import escape

from dentelle.website.texts import data, help_pages, legal
from dentelle.website.texts.base import Text


def pages(network_name: str) -> list[Text]:
    """Return the first pages, the network's name written where a text needs it."""
    network_name = escape(network_name)  # the texts are HTML
    return [
        data.about(network_name),
        data.credits(network_name),
        help_pages.help_page(network_name),
        legal.notice(network_name),
        legal.personal_data(network_name),
        legal.accessibility(network_name),
    ]
