"""What waits on the desk today."""

from dataclasses import dataclass

from dentelle.accounts.models import User
from dentelle.catalogue.enums import RunState
from dentelle.catalogue.models import ImportRun, Record
from dentelle.desk.queries.scope import museums_of, within
from dentelle.participation.models import ErrorReport

WAITING = (RunState.READY, RunState.STOPPED, RunState.PAUSED)
WORKING = (
    RunState.WAITING,
    RunState.READING,
    RunState.APPROVED,
    RunState.APPLYING,
    RunState.UNDOING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The counts and lists of the first screen; five queries whatever the network's size."""

    waiting: list[ImportRun]
    working: list[ImportRun]
    latest: list[ImportRun]
    reports: int
    records: int
    flagged: int


def day(user: User) -> Day:
    """Return what waits for this person: a museum's contributor sees their museums alone."""
    own = museums_of(user)
    runs = within(ImportRun.objects.select_related("museum"), own).order_by("-pk")
    records = within(Record.objects.all(), own)
    open_runs = list(runs.filter(state__in=(*WAITING, *WORKING))[:40])
    return Day(
        waiting=[run for run in open_runs if run.state in WAITING],
        working=[run for run in open_runs if run.state in WORKING],
        latest=list(runs.exclude(state__in=(*WAITING, *WORKING))[:5]),
        reports=within(ErrorReport.objects.filter(handled_at=None), own, "record__museum").count(),
        records=records.count(),
        flagged=records.exclude(flags=[]).count(),
    )
