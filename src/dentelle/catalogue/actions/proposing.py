"""What imported records say of the rights of their pictures: proposed, a person decides."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from dentelle.catalogue.actions import indexing
from dentelle.catalogue.changes import Change
from dentelle.catalogue.models import RecordImage
from dentelle.catalogue.pictures import RIGHTS_TAGS, proposal
from dentelle.catalogue.queries import pictures
from dentelle.media import actions as media
from dentelle.media.models import Image


def concerns(changes: Iterable[Change]) -> bool:
    """Say whether changes of fields touch what is said of pictures' rights."""
    return any(tag in RIGHTS_TAGS for tag, _before, _after in changes)


class Proposals:
    """What the records of a batch say of their pictures, gathered, then kept in the same transaction."""

    def __init__(self) -> None:
        self._said: dict[int, Mapping[str, str]] = {}

    def add(self, record: int, fields: Mapping[str, str]) -> None:
        """Take what a record says; nothing is read or written yet."""
        self._said[record] = proposal(fields)

    def keep(self, *, now: datetime) -> None:
        """Keep the proposals on the pictures, and close those that a museum's policy hides.

        Of several records that show a picture, the first one's words are taken.
        """
        if not self._said:
            return
        links = RecordImage.objects.filter(record__in=self._said).order_by("-record", "-pk")
        proposals = {
            image: self._said[record] for record, image in links.values_list("record", "image")
        }
        self._said = {}
        if proposals:
            media.propose_rights(proposals=proposals)
            _close(proposals, now)


def _close(numbers: Iterable[int], now: datetime) -> None:
    images = list(Image.objects.filter(pk__in=numbers))
    closed = pictures.closed(images)
    hidden = [image for image in images if image.pk in closed]
    changed = media.follow_policy(images=hidden, closed=closed, actor=None, now=now)
    if changed:
        indexing.changed(pictures.records_of(changed))
