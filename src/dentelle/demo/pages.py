"""What some of the museums wrote of themselves in the desk, and when they last found their page right."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dentelle.accounts.models import User
from dentelle.museums.actions import edit_museum, verify_museum
from dentelle.museums.enums import Access
from dentelle.museums.models import Museum


@dataclass(frozen=True, slots=True)
class Written:
    """A museum's prices and marks of accessibility, `days` before the build, by whom (an account's name)."""

    slug: str
    days: int
    by: str
    prices: str
    accessibility: tuple[str, ...] = ()


PAGES = (
    Written(
        "port-valmont", 2, "musee", "6 €, réduit 3 €.\nGratuit avant 18 ans, et pour tous le jour de la grande marée.", (Access.HEARING,),
    ),
    Written(
        "beaux-arts-aubrive", 40, "communication", "8 €, réduit 5 €, gratuit avant 26 ans.\nGratuit le premier dimanche du mois.",
        (Access.MOTOR, Access.SIGNED, Access.VISUAL),
    ),
    Written("faience-pont-ansgot", 12, "communication", "5 €, gratuit avant 12 ans.", (Access.MOTOR,)),
    Written("dentelle-aubrive", 201, "communication", "5 €, réduit 3 €.", (Access.VISUAL, Access.MENTAL)),
    Written("vitrail-quernoy", 63, "communication", "7 €, réduit 4 €.", (Access.MOTOR, Access.MENTAL)),
    Written("indienne-gravelise", 433, "communication", "6 €."),
)  # fmt: skip


def install(*, now: datetime) -> int:
    """Write the pages nobody has found right yet, and say that they are; return how many."""
    return sum(_write(written, now - timedelta(days=written.days)) for written in PAGES)


def _write(written: Written, at: datetime) -> int:
    museum = Museum.objects.get(slug=written.slug)
    if museum.verified_at:
        return 0
    actor = User.objects.filter(username=written.by).first()
    values = {"prices": written.prices, "accessibility": list(written.accessibility)}
    edit_museum(museum=museum, values=values, seen=museum.version, actor=actor, now=at)
    verify_museum(museum=museum, actor=actor, now=at)
    return 1
