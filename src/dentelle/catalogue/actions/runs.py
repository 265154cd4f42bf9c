"""The life of an import run, but for the reading and the applying: begun, approved, paused, left."""

import secrets
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.catalogue.actions import claims
from dentelle.catalogue.actions.claims import RunError
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.formats import registry
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.models import ImportMapping, ImportRun
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """A file under the name its owner gave it, wherever it lies now."""

    name: str
    path: Path


def start_run(  # noqa: PLR0913 -- what a person says of a file
    *,
    files: Sequence[Path | GivenFile],
    museum: Museum | None = None,
    source: str = "",
    format_name: str = "",
    mapping: Mapping[str, str] | None = None,
    images: Path | None = None,
    full: bool = False,
    actor: User | None,
    now: datetime,
) -> ImportRun:
    """Copy the files, look at each, and open a run that waits to be read.

    `mapping` goes from heading to field, for spreadsheets. `images` is a folder, read where it is,
    or a ZIP, which is copied.

    Raises:
        FormatError: a file is of no known kind, or cannot be read at all; nothing is kept.
        RunError: no file was given, one is too large, or one was given twice.
    """
    given = [_given(file) for file in files]
    _check_given(given)
    incoming = _imports() / f"incoming-{secrets.token_hex(8)}"
    try:
        described = _kept(given, incoming, format_name, mapping)
        if mapping is None and (saved := _saved_mapping(described[0], museum)):
            mapping = saved
            described = [_resounded(file, incoming, saved) for file in described]
        run = ImportRun(
            museum=museum,
            source=source.strip(),
            format=described[0]["format"],
            full=full,
            files=described,
            mapping=dict(mapping or {}),
            images=_kept_images(images, incoming),
            bytes_total=sum(file["size"] for file in described),
            started_by=actor,
            created_at=now,
        )
        with transaction.atomic():
            run.save()
            incoming.rename(run_folder(run))
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    return run


def run_folder(run: ImportRun) -> Path:
    """Return the folder of a run's files."""
    return _imports() / str(run.pk)


def images_source(run: ImportRun) -> Path | None:
    """Return the folder or ZIP of a run's pictures."""
    return run_folder(run) / run.images if run.images else None


def _imports() -> Path:
    return Path(settings.DATA_DIR) / "imports"


def approve_run(
    *, run: ImportRun, actor: User | None, now: datetime, despite: bool = False
) -> None:
    """Let a run be applied; `despite` accepts what a threshold stopped it for.

    Raises:
        RunError: it is not read, a threshold stopped it, or a second person is wanted.
    """
    if run.state == RunState.STOPPED and not despite:
        raise RunError(run.stop_reason)
    if settings.IMPORT_APPROVAL and (actor is None or actor.pk == run.started_by_id):
        raise RunError(
            _("Another person than the one who loaded the file must approve the import.")
        )
    _decide(
        run,
        "approve",
        actor,
        now,
        states=(RunState.READY, RunState.STOPPED),
        to=RunState.APPROVED,
        approved_by=actor,
        approved_at=now,
    )


def pause_run(*, run: ImportRun, actor: User | None, now: datetime) -> None:
    """Stop applying after the batch in hand."""
    states = (RunState.APPLYING, RunState.APPROVED)
    _decide(run, "pause", actor, now, states=states, to=RunState.PAUSED)


def resume_run(*, run: ImportRun, actor: User | None, now: datetime) -> None:
    """Make a paused run ready to be applied further; the door that calls enqueues the task."""
    _decide(run, "resume", actor, now, states=(RunState.PAUSED,), to=RunState.APPROVED)


def abandon_run(*, run: ImportRun, actor: User | None, now: datetime) -> None:
    """Leave a run that will not be applied (further); what it wrote stays, and can be undone."""
    _decide(
        run,
        "abandon",
        actor,
        now,
        states=(
            RunState.WAITING,
            RunState.READING,
            RunState.READY,
            RunState.STOPPED,
            RunState.APPROVED,
            RunState.PAUSED,
        ),
        to=RunState.ABANDONED,
    )


def map_columns(
    *, run: ImportRun, columns: Mapping[str, str], name: str = "", actor: User | None, now: datetime
) -> None:
    """Say which field each column of a table is; the run waits to be read again.

    With a name, the choice is saved and taken by itself for the next file with the same headings.
    The name of another saved choice replaces it.

    Raises:
        FormatError: a file cannot be read so.
        RunError: the run is being read or applied, or is over.
    """
    folder = run_folder(run)
    files = [_resounded(file, folder, columns) for file in run.files]
    with transaction.atomic():
        _decide(
            run,
            "map_columns",
            actor,
            now,
            states=(RunState.WAITING, RunState.READY, RunState.STOPPED, RunState.REFUSED),
            to=RunState.WAITING,
            mapping=dict(columns),
            files=files,
            stop_reason="",
        )
        if name:
            ImportMapping.objects.update_or_create(
                name=name,
                defaults={
                    "museum": run.museum,
                    "headings": files[0]["headings"],
                    "columns": dict(columns),
                    "created_at": now,
                },
            )


@transaction.atomic
def _decide(
    run: ImportRun,
    verb: str,
    actor: User | None,
    now: datetime,
    *,
    states: Sequence[RunState],
    to: RunState,
    **values: object,
) -> None:
    """Change the state of a run, and leave the line of history."""
    before = run.state
    claims.move(run, states=states, to=to, **values)
    publishing.record_history(
        subject=run,
        verb=verb,
        actor=actor,
        now=now,
        before={"state": before},
        after={"state": to},
    )


def _given(file: Path | GivenFile) -> GivenFile:
    return file if isinstance(file, GivenFile) else GivenFile(name=file.name, path=file)


def _check_given(given: Sequence[GivenFile]) -> None:
    if not given:
        raise RunError(_("No file was given."))
    for file in given:
        if not file.path.is_file():
            raise RunError(_("The file “%(name)s” was not found.") % {"name": file.path})
        if file.path.stat().st_size > settings.IMPORT_MAX_MB * 1024 * 1024:
            raise RunError(
                _("The file “%(name)s” is larger than %(most)d MB. Cut it into several files.")
                % {"name": file.name, "most": settings.IMPORT_MAX_MB}
            )


def _kept(
    given: Sequence[GivenFile],
    folder: Path,
    format_name: str,
    mapping: Mapping[str, str] | None,
) -> list[dict[str, Any]]:
    """Copy the files into the run's folder and describe each."""
    described: list[dict[str, Any]] = []
    for number, file in enumerate(given):
        place = folder / f"{number}{Path(file.name).suffix.lower()[:10]}"
        size, digest = _copied(file.path, place)
        twin = next((each["name"] for each in described if each["sha256"] == digest), None)
        if twin is not None:
            raise RunError(
                _("The files “%(one)s” and “%(other)s” are the same. Give it once.")
                % {"one": twin, "other": file.name}
            )
        described.append(
            {
                "name": file.name,
                "path": str(place.relative_to(folder)),
                "size": size,
                "sha256": digest,
                **_sounded(place, file.name, format_name, mapping),
            }
        )
    return described


def _copied(source: Path, target: Path) -> tuple[int, str]:
    """Copy a file and return its size and its SHA-256, reading it once."""
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with source.open("rb") as reader, target.open("wb") as writer:
        while block := reader.read(_BLOCK):
            digest.update(block)
            size += writer.write(block)
    return size, digest.hexdigest()


def _sounded(
    path: Path, name: str, format_name: str, mapping: Mapping[str, str] | None
) -> dict[str, Any]:
    """Return what a first look at a file finds, its own name said in a refusal."""
    try:
        kind = registry.get(format_name) if format_name else registry.detect(path)
        return _plain(asdict(kind.sound(path, columns=mapping)))
    except FormatError as error:
        raise FormatError(f"{name}: {error}") from error


def _resounded(file: Mapping[str, Any], folder: Path, mapping: Mapping[str, str]) -> dict[str, Any]:
    """Return a file's description, looked at again with these columns."""
    found = _sounded(folder / file["path"], file["name"], file["format"], mapping)
    return {**file, **found}


def _saved_mapping(file: Mapping[str, Any], museum: Museum | None) -> dict[str, str] | None:
    """Return the columns somebody chose for these very headings: the museum's own choice first."""
    if not file["headings"]:
        return None
    choices = ImportMapping.objects.filter(
        Q(museum=museum) | Q(museum=None), headings=file["headings"]
    )
    found = sorted(choices, key=lambda saved: (saved.museum_id is None, -saved.pk))
    return found[0].columns if found else None


def _plain(sounding: dict[str, Any]) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in sounding.items()
    }


def _kept_images(images: Path | None, folder: Path) -> str:
    if images is None:
        return ""
    if images.is_dir():
        return str(images.resolve())
    if not images.is_file():
        raise RunError(
            _("The folder or ZIP of pictures “%(name)s” was not found.") % {"name": images}
        )
    _copied(images, folder / "images.zip")
    return "images.zip"
