"""Pick the text to keep where LIDO gives several: by language, by preference."""

from collections.abc import Iterable, Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 -- the only name lxml gives its elements

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ALTERNATE = ("alternate", "lido00170", "lido00526")
_PREFERRED = ("preferred", "lido00169")


def local(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, or nothing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def text(element: Element | None) -> str:
    """Return an element's own text, its lines and spaces made single spaces."""
    return " ".join(str(element.text or "").split()) if element is not None else ""


def lines(element: Element | None) -> str:
    """Return an element's own text, its lines kept, each tidied."""
    if element is None:
        return ""
    kept = (" ".join(line.split()) for line in str(element.text or "").splitlines())
    return "\n".join(line for line in kept if line)


def children(element: Element, *names: str) -> Iterator[Element]:
    """Give the children of those local names."""
    return (child for child in element if local(child) in names)


def under(element: Element, *path: str) -> Iterator[Element]:
    """Give the elements down a path of local names."""
    found: Iterable[Element] = (element,)
    for name in path:
        found = [child for parent in found for child in children(parent, name)]
    yield from found


def best(elements: Iterable[Element]) -> Element | None:
    """Return the one to keep: French, else the record's language, and preferred before alternate."""
    return min((one for one in elements if text(one)), key=_rank, default=None)


def best_text(elements: Iterable[Element]) -> str:
    """Return the text of the one to keep, or nothing."""
    return text(best(elements))


def concept(element: Element) -> str:
    """Return the term of a concept: a `term`, or the label of a SKOS concept (LIDO 1.1)."""
    terms = best_text(children(element, "term"))
    return terms or best_text(under(element, "Concept", "prefLabel"))


def concepts(elements: Iterable[Element]) -> str:
    """Return the terms of several concepts, each once, joined as Joconde does."""
    return joined(concept(one) for one in elements)


def name(element: Element) -> str:
    """Return the name of an actor, place or body: the best of its sets of names."""
    values = [
        value
        for named in children(element, "nameActorSet", "namePlaceSet", "legalBodyName")
        for value in children(named, "appellationValue")
    ]
    return best_text(values) or concept(element)


def joined(texts: Iterable[str]) -> str:
    """Return texts joined by ` ; `, each once, empty ones left out."""
    return " ; ".join(dict.fromkeys(one for one in texts if one))


def _rank(element: Element) -> tuple[bool, int, bool]:
    """Order: not alternate, then French, the record's language, any other; not a search term."""
    preference = attribute(element, "pref")
    language = str(element.get(_LANG, "")).lower()[:2]
    order = {"fr": 0, "": 1}.get(language, 2)
    if preference.endswith(_PREFERRED) and order:
        order = 1 if order == 1 else 2
    return (
        preference.endswith(_ALTERNATE),
        order,
        attribute(element, "addedSearchTerm") == "yes",
    )
