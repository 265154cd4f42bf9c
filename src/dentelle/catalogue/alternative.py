"""The alternative text of a picture that nobody has described: what the record says the object is."""

from dentelle.catalogue.models import Record
from dentelle.core.text import fold


def alternative(record: Record) -> str:
    """Return what a picture of the object shows, in the museum's words: title, kind, matter, who or where, when.

    `Assiette, faïence, Rouen, 18e siècle`. Never the name of a file, and no doubt is dropped: the
    maker and the date come as the label says them.
    """
    facets = record.derived.get("facets", {})
    first = {
        name: (facets.get(name) or [""])[0] for name in ("type", "technique", "place", "period")
    }
    words = [
        record.title,
        first["type"],
        first["technique"],
        record.maker_line or first["place"],
        record.date_line or first["period"].partition("/")[0],
    ]
    said: list[str] = []
    for word in words:
        if word and not any(fold(word) in fold(before) for before in said):
            said.append(" ".join(word.split()))
    return ", ".join(said)
