"""A visitor's list for machines."""

from typing import Any

from dentelle.portal.queries.selection import Listed, Row


def answer(found: Listed, *, address: str, site: str) -> dict[str, Any]:
    """Return the list as JSON; `site` is put before the addresses of pictures, without its last `/`."""
    return {
        "url": address,
        "title": found.selection.title,
        "objects": [_object(row, site) for row in found.rows],
        "not_on_line": list(found.missing),
        "beyond_the_limit": found.selection.cut,
    }


def _object(row: Row, site: str) -> dict[str, Any]:
    item, picture = row.item, row.item.picture
    return {
        "ark": f"ark:/{item.ark}",
        "url": row.permalink,
        "title": item.title,
        "maker": item.maker,
        "date": item.date,
        "domain": item.domain,
        "museum": {"slug": item.museum_slug, "name": item.museum, "town": item.town},
        "inventory_number": row.inventory_number,
        "note": row.note,
        "picture": {
            "url": f"{site}{picture.large}",
            "credit": picture.credit,
            "licence": picture.licence,
        }
        if picture
        else None,
    }
