"""Objects whose pictures look like an object's own, whatever their records say."""

from collections.abc import Iterable

from dentelle.media import queries as media
from dentelle.portal.queries import rows
from dentelle.portal.queries.record import RecordPage
from dentelle.portal.queries.rows import Item

SHOWN = 8
_ASKED = 16  # some belong to this object, or hang among its neighbours already


def alike(page: RecordPage, *, leave_out: Iterable[str] = ()) -> list[Item]:
    """Return at most eight public records whose pictures look like the first one of this object.

    Two queries, or none before the picture is prepared. `leave_out` are keys of records that the
    page shows already.
    """
    image = page.pictures[0].image if page.pictures else None
    if image is None or not image.prepared:
        return []
    hidden = {str(page.record.pk), *leave_out}
    found = rows.showing(media.alike(image, _ASKED))
    return [item for item in found if item.key not in hidden][:SHOWN]
