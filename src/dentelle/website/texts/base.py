"""A first text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """`slug` is the page's permanent name; `body` is HTML of the features the editor offers.

    What only the network can say stands in bold between square brackets, beginning with “à compléter”.
    """

    slug: str
    title: str
    summary: str
    body: str
