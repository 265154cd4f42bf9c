"""What LIDO tells of an object's life: makers, dates, places, techniques, discovery, acquisition."""

from collections.abc import Callable, Iterator, Mapping

from dentelle.catalogue.formats.lido.words import (
    Element,
    best_text,
    children,
    concept,
    concepts,
    joined,
    name,
    text,
    under,
)
from dentelle.core.text import fold

Values = dict[str, list[str]]

# Words of an event's type, in the languages met, or the number of the LIDO terminology.
_MAKING = (
    "production", "creation", "fabrication", "execution", "manufactur", "herstellung", "vervaardig",
    "lido00007", "lido00012", "design", "conception", "entwurf", "edition", "publication",
)  # fmt: skip
_FINDING = ("finding", "decouverte", "excavation", "fouille", "collecting", "collecte", "fund", "lido00002", "lido00010")  # fmt: skip
_ACQUIRING = ("acquisition", "erwerb", "accession", "lido00001")
_USING = ("use", "utilisation", "nutzung", "lido00011")


def read(event: Element, values: Values) -> str:
    """Add what an event says to `values`; return its type's name when it is of no known type."""
    kind = " ".join(_type_words(event))
    for words, reader in _KINDS.items():
        if any(word in kind for word in words):
            reader(event, values)
            return ""
    return best_text(under(event, "eventType", "term")) or kind.rpartition("/")[2]


def _type_words(event: Element) -> Iterator[str]:
    for kind in children(event, "eventType"):
        for part in kind.iter():
            yield fold(text(part))
            yield from (fold(str(value)) for key, value in part.items() if "about" in key)


def _making(event: Element, values: Values) -> None:
    for actor in children(event, "eventActor"):
        values["AUTR"].append(_maker(actor))
        values["PAUT"].append(_life(actor))
    _add_dates(event, values, "MILL", "PERI")
    values["LIEUX"].extend(_place(place) for place in children(event, "eventPlace"))
    values["EPOQ"].append(concepts(children(event, "culture")))
    values["TECH"].extend(_materials(event))


def _finding(event: Element, values: Values) -> None:
    places = [_place(place) for place in children(event, "eventPlace")]
    values["DECV"].append(joined([*places, _date(event)]))


def _acquiring(event: Element, values: Values) -> None:
    values["DACQ"].append(_date(event))


def _using(event: Element, values: Values) -> None:
    values["UTIL"].append(concepts(under(event, "eventMethod")))
    _add_dates(event, values, "MILU", "PERU")


_KINDS: Mapping[tuple[str, ...], Callable[[Element, Values], None]] = {
    _MAKING: _making,
    _FINDING: _finding,
    _ACQUIRING: _acquiring,
    _USING: _using,
}


def _add_dates(event: Element, values: Values, year: str, period: str) -> None:
    values[year].append(_date(event))
    values[period].append(concepts(children(event, "periodName")))


def _maker(event_actor: Element) -> str:
    """Return `Name (role, qualifier)`, or the text to display when there is no name."""
    for in_role in children(event_actor, "actorInRole"):
        named = best_text(
            value for value in under(in_role, "actor", "nameActorSet", "appellationValue")
        )
        if not named:
            continue
        roles = [concept(role) for role in children(in_role, "roleActor")]
        doubts = [text(one) for one in children(in_role, "attributionQualifierActor")]
        said = ", ".join(dict.fromkeys(part for part in (*roles, *doubts) if part))
        return f"{named} ({said})" if said else named
    return best_text(children(event_actor, "displayActorInRole"))


def _life(event_actor: Element) -> str:
    """Return `Name : birth ; death`, or nothing when no date is given."""
    for actor in under(event_actor, "actorInRole", "actor"):
        dates = [
            best_text(under(actor, "vitalDatesActor", part))
            for part in ("earliestDate", "latestDate")
        ]
        if any(dates):
            return f"{name(actor)} : {dates[0]} ; {dates[1]}"
    return ""


def _date(event: Element) -> str:
    """Return the date as displayed, else the years it lies between, as Joconde writes them."""
    for dated in children(event, "eventDate"):
        if shown := best_text(children(dated, "displayDate")):
            return shown
        ends = [best_text(under(dated, "date", part)) for part in ("earliestDate", "latestDate")]
        first, last = (end if end.strip("0") else "" for end in ends)
        if first and last and first != last:
            return f"{first} entre ; {last} et"
        return first or last
    return ""


def _place(event_place: Element) -> str:
    """Return the place as displayed, else its name and those of the places around it."""
    if shown := best_text(children(event_place, "displayPlace")):
        return shown
    names = []
    places = list(children(event_place, "place"))
    while places:
        names.append(name(places[0]))
        places = list(children(places[0], "partOfPlace"))
    return ", ".join(part for part in names if part)


def _materials(event: Element) -> Iterator[str]:
    for made_of in children(event, "eventMaterialsTech"):
        shown = joined(text(one) for one in children(made_of, "displayMaterialsTech"))
        yield shown or concepts(under(made_of, "materialsTech", "termMaterialsTech"))
