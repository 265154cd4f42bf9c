"""The question an asked search puts to the index of the records."""

from dentelle.catalogue.asked import PAGE_SIZE, SORTS, Asked
from dentelle.search import syntax
from dentelle.search.query import Both, Identifier, Node, Request

INDEX = "records"
_CODE = "inventory"


def parse(asked: Asked, text: str = "") -> Node:
    """Return the tree of what a person typed, everywhere and field by field; `text` stands for the first."""
    words = {name: said for name, said in asked.words.items() if name != _CODE}
    node = syntax.parse(text or asked.text, fields=words)
    if _CODE in asked.words:
        return Both((node, Identifier(asked.words[_CODE], _CODE)))
    return node


def request(asked: Asked, node: Node) -> Request:
    """Return the question of a page of results, without its counts."""
    spans = {"years": (asked.year_from, asked.year_to)}
    limited = asked.year_from is not None or asked.year_to is not None
    return Request(
        node=node,
        filters=asked.chosen,
        spans=spans if limited else {},
        sort=SORTS[asked.order][0],
        limit=PAGE_SIZE,
        offset=(asked.page - 1) * PAGE_SIZE,
    )
