"""An object's ARK metadata as an Electronic Resource Citation, what `?info` answers.

Source: draft-kunze-erc and draft-kunze-ark (`who`, `what`, `when`, `where`; `(:unkn)` for a value
nobody knows, `(:unas)` for one never given).
"""

from dentelle.portal.queries.record import RecordPage

_UNKNOWN, _UNASSIGNED = "(:unkn)", "(:unas)"


def text(page: RecordPage, *, network: str) -> str:
    """Return the kernel and the promise of support as labelled lines."""
    record = page.record
    terms = page.pictures[0].terms if page.pictures else None
    rows = [
        ("who", record.maker_line or _UNKNOWN),
        ("what", record.title),
        ("when", record.date_line or _UNKNOWN),
        ("where", page.permalink),
        ("how", record.domain or _UNASSIGNED),
        ("holder", f"{page.museum_name}, {page.museum.town}"),
        ("inventory", record.inventory_number or _UNASSIGNED),
        ("rights", str(terms.name or terms.title) if terms else _UNASSIGNED),
    ]
    support = [
        ("who", network),
        ("what", "(:permanent) the address stays; the description may be corrected"),
        ("when", record.updated_at.strftime("%Y%m%d")),
        ("where", page.permalink),
    ]
    kernel = "".join(f"{label}: {_line(value)}\n" for label, value in rows)
    promise = "".join(f"{label}: {_line(value)}\n" for label, value in support)
    return f"erc:\n{kernel}\nerc-support:\n{promise}"


def _line(value: str) -> str:
    return " ".join(value.split())
