"""Pages read as trees, with the few CSS selectors that tests need."""

import re

from lxml import html

_PIECE = re.compile(r"(?P<tag>^[a-z]\w*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<attr>[^\]]+)\]")


def tree(response):
    """Return the answer's page."""
    return html.fromstring(response.content.decode())


def select(node, selector):
    """Return the elements below a node: tags, `.class`, `#id`, `[a=b]`, `[a*=b]`, descendants, `~`, commas."""
    paths = ("." + _path(one.split()) for one in selector.split(","))
    return node.xpath("|".join(paths))


def said(node, selector):
    """Return the text of the first element, its spaces run together."""
    return " ".join(select(node, selector)[0].text_content().split())


def _path(steps):
    path, axis = "", "//"
    for step in steps:
        if step == "~":
            axis = "/following-sibling::"
            continue
        path += axis + _step(step)
        axis = "//"
    return path


def _step(step):
    tag, tests = "*", ""
    for piece in _PIECE.finditer(step):
        if piece["tag"]:
            tag = piece["tag"]
        elif piece["class"]:
            tests += f"[contains(concat(' ', normalize-space(@class), ' '), ' {piece['class']} ')]"
        elif piece["id"]:
            tests += f"[@id='{piece['id']}']"
        else:
            tests += _attribute(piece["attr"])
    return tag + tests


def _attribute(text):
    name, _, value = text.partition("=")
    value = value.strip("'\"")
    return f"[contains(@{name[:-1]}, '{value}')]" if name.endswith("*") else f"[@{name}='{value}']"
