"""The facts of a file as an XMP packet.

Source: ISO 16684-1 (packet, RDF subset); IPTC Photo Metadata Standard 2023 for the properties of the
photograph (IPTC Core) and of the work shown in it (IPTC Extension, Artwork or Object).
"""

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from dentelle.media.exports.card import Card

_SPACES = {
    "x": "adobe:ns:meta/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "cc": "http://creativecommons.org/ns#",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}
_XML = "{http://www.w3.org/XML/1998/namespace}"
_LONGEST = 4000  # characters of one value: the whole packet must fit a JPEG segment (65,502 bytes)
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'.encode()
_END = b'\n<?xpacket end="r"?>'


def packet(card: Card) -> bytes:
    """Return the packet, UTF-8; a fact nobody knows is left out."""
    root = etree.Element(_name("x:xmpmeta"), nsmap=_SPACES)
    described = etree.SubElement(
        etree.SubElement(root, _name("rdf:RDF")), _name("rdf:Description"), {_name("rdf:about"): ""}
    )
    _words(described, card)
    _rights(described, card)
    _artwork(described, card)
    return _BEGIN + etree.tostring(root, encoding="utf-8") + _END


def _words(node: etree._Element, card: Card) -> None:
    about = card.about
    _choice(node, "dc:title", {"": about.title})
    _choice(node, "dc:description", {"": about.caption})
    _list(node, "dc:creator", "rdf:Seq", [card.creator])
    _text(node, "dc:identifier", about.address)
    _text(node, "photoshop:Headline", about.title)
    _text(node, "photoshop:Source", ", ".join(part for part in (about.museum, about.town) if part))


def _rights(node: etree._Element, card: Card) -> None:
    _choice(node, "dc:rights", card.rights)
    _text(node, "photoshop:Credit", card.credit)
    _text(node, "photoshop:Instructions", card.mention)
    _text(node, "xmpRights:Marked", "True" if card.marked else "False")
    _text(node, "xmpRights:WebStatement", card.statement)
    _choice(node, "xmpRights:UsageTerms", card.usage)
    _link(node, "cc:license", card.licence)
    _text(node, "cc:attributionName", card.credit)
    _link(node, "cc:attributionURL", card.about.address)


def _artwork(node: etree._Element, card: Card) -> None:
    """Describe the object shown, which is not the photograph."""
    bag = etree.SubElement(
        etree.SubElement(node, _name("Iptc4xmpExt:ArtworkOrObject")), _name("rdf:Bag")
    )
    item = etree.SubElement(bag, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
    about = card.about
    _choice(item, "Iptc4xmpExt:AOTitle", {"": about.title})
    _list(item, "Iptc4xmpExt:AOCreator", "rdf:Seq", [about.maker])
    _text(item, "Iptc4xmpExt:AOSource", about.museum)
    _text(item, "Iptc4xmpExt:AOSourceInvNo", about.inventory_number)
    _text(item, "Iptc4xmpExt:AOSourceInvURL", about.address)
    _text(item, "Iptc4xmpExt:AOCircaDateCreated", about.dated)


def _name(short: str) -> str:
    prefix, _, local = short.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def clean(text: str) -> str:
    """Return what XML can carry of a text, on one line, cut at a length no label reaches."""
    return " ".join(_NOT_XML.sub(" ", text).split())[:_LONGEST]


def _text(node: etree._Element, name: str, text: str) -> None:
    if said := clean(text):
        etree.SubElement(node, _name(name)).text = said


def _link(node: etree._Element, name: str, address: str) -> None:
    if said := clean(address):
        etree.SubElement(node, _name(name), {_name("rdf:resource"): said})


def _list(node: etree._Element, name: str, kind: str, texts: Iterable[str]) -> None:
    said = [one for text in texts if (one := clean(text))]
    if said:
        box = etree.SubElement(etree.SubElement(node, _name(name)), _name(kind))
        for one in said:
            etree.SubElement(box, _name("rdf:li")).text = one


def _choice(node: etree._Element, name: str, texts: Mapping[str, str]) -> None:
    """Write a text in one or more languages; the first is what a reader without preference gets."""
    said = {code: one for code, text in texts.items() if (one := clean(text))}
    if not said:
        return
    box = etree.SubElement(etree.SubElement(node, _name(name)), _name("rdf:Alt"))
    first = next(iter(said.values()))
    for code, one in {
        "x-default": first,
        **{code: one for code, one in said.items() if code},
    }.items():
        etree.SubElement(box, _name("rdf:li"), {f"{_XML}lang": code}).text = one
