"""The pictures of a list in one ZIP, opened one after the other while it is sent.

Each picture's rights are asked when its turn comes. The last entry says what is in, with credit and
terms, and what was left out, with the reason.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from dentelle.media import terms
from dentelle.media.exports import files, offers
from dentelle.media.exports.files import Export, RefusedError
from dentelle.media.exports.parts import BrokenFileError
from dentelle.media.exports.sizes import BusyError, NotReadyError
from dentelle.media.models import Image
from dentelle.portal.downloads import zips
from dentelle.portal.downloads.names import about, stem
from dentelle.portal.downloads.zips import Entry
from dentelle.portal.queries.record import RecordPage
from dentelle.ui.typography import fr

MOST_BYTES = 300_000_000
_PICTURES = 4  # of one object: the first ones
# For a screen or a page in a lesson; the whole of a smaller picture; the small one when no more may be taken.
_WANTED = ("1600", offers.ORIGINAL, "640")
_RULE = "─" * 60
logger = logging.getLogger(__name__)


@dataclass(slots=True, kw_only=True)
class Archive:
    """A list's pictures. `items` are the pages of its objects, each with the visitor's note.

    `taken` fills as the archive is sent: each picture's record page and the name of its size;
    `left` is how many bytes of pictures may still go in.
    """

    title: str
    network: str
    items: Sequence[tuple[RecordPage, str]]
    table: bytes
    when: datetime
    taken: list[tuple[RecordPage, str]] = field(default_factory=list)
    left: int = MOST_BYTES

    def stream(self) -> Iterator[bytes]:
        """Give the archive's bytes."""
        return zips.stream(self._entries(), when=self.when)

    def _entries(self) -> Iterator[Entry]:
        lines = [self.title or _("Selection of objects"), self.network, _RULE, ""]
        for rank, (page, note) in enumerate(self.items, start=1):
            lines += [f"{rank}. {page.credit}", f"   {page.permalink}"]
            lines += [f"   {line}" for line in note.splitlines()]
            if not page.images:
                lines.append("   " + _("No picture: %(reason)s") % {"reason": page.absence})
            for number, image in enumerate(page.images[:_PICTURES], start=1):
                entry, said = self._picture(page, image, f"{rank:02}_{stem(page)}_{number}")
                if entry:
                    yield entry
                lines += [f"   {line}" for line in said]
            lines.append("")
        yield zips.text(_("read-me.txt"), fr("\n".join(lines)))
        yield zips.data(_("list.csv"), self.table)

    def _picture(self, page: RecordPage, image: Image, name: str) -> tuple[Entry | None, list[str]]:
        """Return the entry of a picture and what is said of it, or why it is left out."""
        # What was decided since the list was read holds: a slow download lasts minutes.
        image.refresh_from_db(fields=["state", "uses", "until", "licence"])
        try:
            export = _export(page, image)
            opened = export.open()
        except RefusedError as refusal:
            return None, [_("Left out: %(reason)s") % {"reason": str(refusal)}]
        except (NotReadyError, BusyError, BrokenFileError, FileNotFoundError):
            logger.warning("A picture of %s is not in a list's archive.", page.record.ark)
            reason = _(
                "this picture cannot be prepared at present; ask for it on its object’s page."
            )
            return None, [_("Left out: %(reason)s") % {"reason": reason}]
        if opened.length > self.left:
            reason = _("the archive would be too large; take it from its object’s page.")
            return None, [_("Left out: %(reason)s") % {"reason": reason}]
        self.left -= opened.length
        self.taken.append((page, export.offer.name))
        file = f"{name}.{export.offer.suffix}"
        entry = Entry(name=file, length=opened.length, chunks=opened.stream)
        return entry, [_("Picture: %(name)s") % {"name": file}, *_terms(image)]


def _terms(image: Image) -> Iterator[str]:
    known = terms.of(image.licence)
    if image.credit:
        yield _("Credit to print beside it: %(credit)s") % {"credit": image.credit}
    if image.mention:
        yield _("It must also say: %(mention)s") % {"mention": image.mention}
    yield " ".join(part for part in (f"{known.title}. {known.sentence}", known.address) if part)


def _export(page: RecordPage, image: Image) -> Export:
    """Return the first wanted file that the rights allow.

    Raises:
        RefusedError: they allow none.
    """
    refusal = RefusedError(_("This picture may not be taken away."))
    for wanted in _WANTED:
        try:
            export = files.export(image, wanted, about(page))
        except RefusedError as error:
            refusal = error
            continue
        if export is not None:
            return export
    raise refusal
