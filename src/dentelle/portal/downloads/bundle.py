"""Pictures, record and terms in one archive: of one object, or of several, a folder each.

The rights of each picture are asked when the archive is put together, and a picture that may not be
taken away is named in the terms with the reason.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from dentelle.media.exports import files, offers
from dentelle.media.exports.files import Export, RefusedError
from dentelle.media.exports.parts import BrokenFileError
from dentelle.media.models import Image
from dentelle.portal import sheets
from dentelle.portal.downloads import texts
from dentelle.portal.downloads.names import about, stem
from dentelle.portal.downloads.texts import Taken
from dentelle.portal.downloads.zips import Entry, data, stream, text
from dentelle.portal.queries.record import RecordPage

# The first of these that is allowed is the one that goes in: fit to print, and not a hundred megabytes.
_WANTED = ("3000", offers.ORIGINAL, "1600", "640")
logger = logging.getLogger(__name__)
_MOST_PICTURES = 50  # of one object
_TERMS = {"fr": "conditions-de-reutilisation.txt", "en": "terms-of-use.txt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """An archive ready to be sent; `name` is its file's name without `.zip`."""

    name: str
    entries: tuple[Entry, ...]
    when: datetime
    etag: str

    def stream(self) -> Iterator[bytes]:
        return stream(self.entries, when=self.when)


@dataclass(slots=True)
class _Folder:
    """One object's part: its entries, and what tells them from others."""

    page: RecordPage
    entries: list[Entry]
    marks: list[str]


def of(pages: Sequence[RecordPage], *, network: str, name: str = "") -> Bundle:
    """Return the archive of one object, or of several.

    Raises:
        SheetError, sizes.NotReadyError, sizes.BusyError: a part cannot be made now.
    """
    folders = [_folder(page, network, _name(pages, rank)) for rank, page in enumerate(pages)]
    sheet = sheets.objects(pages, network=network)
    top = f"{_name(pages, 0)}/" if len(pages) == 1 else ""
    entries = [data(top + _("record.pdf"), sheet.content)]
    entries += [entry for folder in folders for entry in folder.entries]
    marks = [hashlib.blake2b(sheet.content).hexdigest()]
    marks += [mark for folder in folders for mark in folder.marks]
    return Bundle(
        name=name or stem(pages[0]),
        entries=tuple(entries),
        when=max(page.record.updated_at for page in pages),
        etag=hashlib.blake2b("\n".join(marks).encode(), digest_size=12).hexdigest(),
    )


def _name(pages: Sequence[RecordPage], rank: int) -> str:
    own = stem(pages[rank])
    return own if len(pages) == 1 else f"{rank + 1:02}_{own}"


def _folder(page: RecordPage, network: str, name: str) -> _Folder:
    folder = _Folder(page=page, entries=[], marks=[name])
    pictures = [
        _picture(folder, image, f"{stem(page)}_{number}")
        for number, image in enumerate(page.images[:_MOST_PICTURES], start=1)
    ]
    _text(folder, _("record.txt"), texts.record(page))
    for code, file in _TERMS.items():
        with translation.override(code):
            _text(folder, file, texts.conditions(page, pictures, network=network))
    folder.entries = [
        Entry(name=f"{name}/{entry.name}", length=entry.length, chunks=entry.chunks)
        for entry in folder.entries
    ]
    return folder


def _text(folder: _Folder, name: str, content: str) -> None:
    folder.entries.append(text(name, content))
    folder.marks.append(hashlib.blake2b(content.encode()).hexdigest())


def _picture(folder: _Folder, image: Image, name: str) -> Taken:
    try:
        export = _export(folder.page, image)
    except RefusedError as refusal:
        return Taken(image=image, name="", refusal=str(refusal))
    try:
        opened = export.open()
    except (BrokenFileError, FileNotFoundError):
        logger.exception("A picture of %s is not in its bundle.", folder.page.record.ark)
        sentence = _("The file of this picture cannot be read at present.")
        return Taken(image=image, name="", refusal=sentence)
    file = f"{name}.{export.offer.suffix}"
    folder.entries.append(Entry(name=file, length=opened.length, chunks=opened.stream))
    folder.marks.append(export.etag)
    return Taken(image=image, name=file)


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
