"""Building the demonstration network through the doors a person uses; a second build changes nothing."""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.catalogue import actions as catalogue
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportRun, Record
from dentelle.demo import (
    exports,
    openings,
    pages,
    people,
    programme,
    studio,
    working_day,
)
from dentelle.demo.chance import number
from dentelle.demo.composing import (
    PICTURES,
    RECORDS,
    Shot,
    compose,
    count_of,
    pictures_of,
)
from dentelle.demo.geography import NETWORK, outlines
from dentelle.demo.members import MEMBERS, Member
from dentelle.demo.notices.base import Fields, Picture
from dentelle.media import actions as media
from dentelle.media.enums import Licence
from dentelle.museums.actions import edit_museum, import_museums
from dentelle.museums.models import Museum
from dentelle.publishing.enums import State
from dentelle.search import actions as search
from dentelle.website import actions as website

Say = Callable[[str], None]
WITHDRAWN = ("outils-thuilay", 7)
_OVER = (RunState.DONE, RunState.ABANDONED, RunState.UNDONE, RunState.REFUSED)


@dataclass(slots=True)
class Built:
    """What a build did; all nought when the network was there already."""

    museums: int = 0
    people: int = 0
    written: int = 0
    records: int = 0
    pictures: int = 0
    events: int = 0
    offers: int = 0
    pages: int = 0
    withdrawn: int = 0
    indexed: int = 0
    runs: list[int] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """Return the figures for a machine."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Export:
    """A museum's file, and the pictures that go with it."""

    member: Member
    path: Path
    shots: tuple[Shot, ...]


def build(
    *, data: Path, now: datetime, records: int = RECORDS, pictures: int = PICTURES, say: Say = print
) -> Built:
    """Build the network in the folder `data` and the database; killed at any point, call it again.

    Museums, accounts, exports, pictures, one import a museum, pages, index: each step finds what an
    earlier build left and does the rest.
    """
    built = Built()
    data.mkdir(parents=True, exist_ok=True)
    _mark(data)
    say(_("The twelve museums and their map"))
    built.museums = _museums(data, now)
    built.people = people.install(data, now=now)
    built.written = pages.install(now=now)
    say(_("Records as the museums’ software exports them"))
    written = [_export(data, member, records, pictures) for member in MEMBERS if member.share]
    _draw_and_import(data, written, built, now, say)
    built.withdrawn = _withdraw(now)
    built.events = programme.install(now=now) + working_day.install(now=now)
    built.offers = openings.install(now=now)
    built.pages = len(website.install_pages(now=now, network_name=NETWORK))
    say(_("The search index"))
    built.indexed = search.drain(index="records")
    return built


def _mark(data: Path) -> None:
    """Write what makes every page say that its data are invented, and the map."""
    (data / "demonstration").write_text(f"{NETWORK}\n", "utf-8")
    (data / "map.geojson").write_text(json.dumps(outlines(), ensure_ascii=False), "utf-8")


def _folder(data: Path) -> Path:
    folder = data / "demo-exports"
    folder.mkdir(exist_ok=True)
    return folder


def _museums(data: Path, now: datetime) -> int:
    """Bring the museums in by the network's own spreadsheet; return how many lines changed something."""
    path = _folder(data) / "musees.csv"
    lines = [member.line() for member in MEMBERS]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    report = import_museums(path=path, now=now)
    return sum(line.outcome in {"created", "updated"} for line in report.lines)


def _export(data: Path, member: Member, records: int, pictures: int) -> Export:
    """Write a museum's file; return it with the pictures it names."""
    suffix, write = exports.WRITERS[member.export]
    path = _folder(data) / f"{member.slug}{suffix}"
    shots: list[Shot] = []
    composed = compose(member, count_of(member, records), pictures_of(member, pictures))

    def rows() -> Iterator[Fields]:
        for record in composed:
            shots.extend(record.shots)
            yield record.fields

    draft = path.with_name(f"draft-{path.name}")
    write(draft, rows())
    draft.replace(path)
    return Export(member, path, tuple(shots))


def _portrait(member: Member) -> Shot:
    """Return the picture of a museum's own front."""
    about = {"scene": "facade", "hour": member.hour}
    credit = f"Peinture de démonstration, {member.official}, {member.town}"
    seed = number("portrait", member.slug)
    return Shot(
        f"{member.slug}.jpg", Picture("painting", about, 1.5), seed, Licence.LICENCE_OUVERTE, credit
    )


def _draw_and_import(
    data: Path, written: Sequence[Export], built: Built, now: datetime, say: Say
) -> None:
    """Draw in the order of the museums; each file is imported as soon as its pictures are kept."""
    portraits = [_portrait(member) for member in MEMBERS] if _shown(written) else []
    shots = [*(shot for export in written for shot in export.shots), *portraits]
    place = studio.folder(data)
    say(_("%(count)d pictures to draw") % {"count": len(shots)})
    ready = studio.draw_all(shots, place)
    for export in written:
        for _shot in export.shots:
            built.pictures += _keep(next(ready), place, now)
        built.records += _import(export, place, built, now)
        say(
            f"  {export.member.official}, {export.member.town} : {len(export.shots)} / {built.records}"
        )
    for member, shot in zip(MEMBERS, ready, strict=False):
        built.pictures += _keep(shot, place, now)
        _hang(member, shot, place, now)


def _shown(written: Sequence[Export]) -> bool:
    return any(export.shots for export in written)


def _keep(shot: Shot, place: Path, now: datetime) -> int:
    """Give a picture to the media room with its rights; return 1 when it was new."""
    image = media.add_image(
        path=place / shot.name,
        original_name=shot.name,
        credit=shot.credit,
        licence=shot.licence,
        now=now,
    )
    return int(image.created_at == now)


def _hang(member: Member, shot: Shot, place: Path, now: datetime) -> None:
    """Give a museum its portrait, unless somebody chose another since."""
    museum = Museum.objects.get(slug=member.slug)
    if not museum.portrait:
        image = media.add_image(path=place / shot.name, original_name=shot.name, now=now)
        values = {"portrait": image.key}
        edit_museum(museum=museum, values=values, seen=museum.version, actor=None, now=now)


def _import(export: Export, place: Path, built: Built, now: datetime) -> int:
    """Bring a museum's file in as its collections manager would; return how many records changed."""
    run = _run(export, place, now)
    if run.state in _OVER:
        return 0
    if run.state in {RunState.WAITING, RunState.READING}:
        catalogue.read_run(run=run, now=now)
        run.refresh_from_db()
    if run.state in {RunState.READY, RunState.STOPPED}:
        approver = User.objects.filter(username="reseau").first()
        catalogue.approve_run(run=run, actor=approver, now=now, despite=True)
        run.refresh_from_db()
    if run.state == RunState.PAUSED:
        catalogue.resume_run(run=run, actor=None, now=now)
    catalogue.apply_run(run=run, now=now)
    run.refresh_from_db()
    built.runs.append(run.pk)
    return run.created + run.updated


def _run(export: Export, place: Path, now: datetime) -> ImportRun:
    """Return the run of this very file: the one of an earlier build, or a new one."""
    museum = Museum.objects.get(slug=export.member.slug)
    digest = sha256(export.path.read_bytes()).hexdigest()
    for run in ImportRun.objects.filter(museum=museum).order_by("-pk"):
        if run.files and run.files[0].get("sha256") == digest:
            return run
    return catalogue.start_run(
        files=[export.path],
        museum=museum,
        mapping=exports.HEADINGS if export.member.export == "xlsx" else None,
        images=place if export.shots else None,
        actor=User.objects.filter(username="collections").first(),
        now=now,
    )


def _withdraw(now: datetime) -> int:
    """Withdraw the record every network has: the one an heir asked to be taken away."""
    slug, rank = WITHDRAWN
    record = (
        Record.objects.filter(museum__slug=slug, reference__endswith=f"{rank:06d}")
        .exclude(state=State.WITHDRAWN)
        .first()
    )
    if record is None:
        return 0
    reason = _("Withdrawn at the request of the lender’s family.")
    actor = User.objects.filter(username="collections").first()
    catalogue.withdraw_record(record=record, reason=reason, actor=actor, now=now)
    return 1
