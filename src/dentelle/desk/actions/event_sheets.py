"""A sheet of events between its preview and its taking in: kept a day, for its sender alone."""

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from dentelle.accounts.models import User

KEPT = timedelta(days=1)
_SALT = "dentelle.desk.event-sheet"


def keep(*, uploaded: UploadedFile[bytes], user: User, now: datetime) -> str:
    """Keep a sheet, forget those of yesterday, and return by what its sender names it."""
    folder = _folder()
    _forget(folder, now)
    name = secrets.token_hex(16) + Path(uploaded.name or "").suffix.lower()[:6]
    with (folder / name).open("wb") as target:
        for part in uploaded.chunks():
            target.write(part)
    return signing.dumps([user.pk, name], salt=_SALT)


def kept(*, token: str, user: User) -> Path | None:
    """Return a sheet its sender kept, or nothing: it is another's, or was forgotten."""
    try:
        owner, name = signing.loads(token, salt=_SALT, max_age=KEPT)
    except signing.BadSignature:
        return None
    path = _folder() / str(name)
    return path if owner == user.pk and path.is_file() else None


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "event-sheets"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _forget(folder: Path, now: datetime) -> None:
    oldest = (now - KEPT).timestamp()
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
