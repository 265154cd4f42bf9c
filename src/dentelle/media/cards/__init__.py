"""Share cards: what social networks show of a thing, 1200 × 630 pixels, drawn from its words.

Drawn here because a card may hold a picture, and only this room opens one. The fonts, the colours and
the lace are the site's own files; nothing of the machine is looked for, so that a card is the same
everywhere. `draw` takes words ready to be set and some tens of milliseconds.
"""

from dentelle.media.cards.card import SIZE, ShareCard
from dentelle.media.cards.drawing import draw, mark
from dentelle.media.cards.faces import NoFontError

__all__ = ["SIZE", "NoFontError", "ShareCard", "draw", "mark"]
