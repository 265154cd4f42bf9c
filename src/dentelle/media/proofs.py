"""Documents that prove rights: letters and agreements, kept beside the pictures and shown to nobody outside.

A document lies under its content address, like a picture; only its first bytes are looked at, it is
never opened here, and it leaves as a download.
"""

from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.media import store

MOST_BYTES = 20 * 1024 * 1024
_STARTS = {
    b"%PDF-": (".pdf", "application/pdf"),
    b"\xff\xd8\xff": (".jpg", "image/jpeg"),
    b"\x89PNG\r\n\x1a\n": (".png", "image/png"),
}
_MIMES = dict(_STARTS.values())


class ProofError(Exception):
    """A file is no proof we can keep; the message says why and what to do."""


def keep(path: Path) -> str:
    """Keep a document in the store and return its place.

    Raises:
        ProofError: it is too large, or neither a PDF nor a JPEG or PNG picture.
    """
    if path.stat().st_size > MOST_BYTES:
        raise ProofError(_("The document weighs more than 20 MB: send a lighter copy."))
    suffix = _suffix(path)
    if not suffix:
        raise ProofError(_("The document is neither a PDF nor a JPEG or PNG picture."))
    digest = store.sha256(path)
    place = Path("proofs", digest[:2], digest + suffix)
    store.keep(path, place)
    return place.as_posix()


def read(place: str) -> tuple[bytes, str, str] | None:
    """Return a proof, what it is sent as and its suffix; nothing when it is not there.

    The caller has asked whether the person may see it.
    """
    given = Path(place)
    mime = _MIMES.get(given.suffix)
    if mime is None or given.parts[:1] != ("proofs",) or ".." in given.parts:
        return None
    file = store.local(given)
    return (file.read_bytes(), mime, given.suffix) if file.is_file() else None


def _suffix(path: Path) -> str:
    with path.open("rb") as source:
        head = source.read(16)
    return next((known[0] for start, known in _STARTS.items() if head.startswith(start)), "")
