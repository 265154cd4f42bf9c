"""Colours as addresses and the index say them: French words for people, whatever the page's language."""

from collections.abc import Iterable

from dentelle.media.enums import Colour

WORDS: dict[str, str] = {
    Colour.RED: "rouge",
    Colour.ORANGE: "orange",
    Colour.YELLOW: "jaune",
    Colour.GREEN: "vert",
    Colour.TURQUOISE: "turquoise",
    Colour.BLUE: "bleu",
    Colour.VIOLET: "violet",
    Colour.PINK: "rose",
    Colour.BROWN: "brun",
    Colour.BLACK: "noir",
    Colour.GREY: "gris",
    Colour.WHITE: "blanc",
}
_COLOURS = {word: colour for colour, word in WORDS.items()}


def words(colours: Iterable[str]) -> list[str]:
    """Return the words of the colours of a picture, once each, in their order; an unknown one is left out."""
    return list(dict.fromkeys(WORDS[colour] for colour in colours if colour in WORDS))


def colour_of(word: str) -> Colour | None:
    """Return the colour of a word of an address, or nothing."""
    found = _COLOURS.get(word)
    return Colour(found) if found else None
