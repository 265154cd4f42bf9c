"""What a desk in use holds on any day: events that wait, changes proposed, a museum asked to check, one that did."""

from datetime import datetime, timedelta

from django.db import transaction

from dentelle.accounts.models import User
from dentelle.agenda import actions as agenda
from dentelle.agenda.enums import EventKind as Kind
from dentelle.agenda.models import Event
from dentelle.demo.programme import WEDNESDAY, Planned, enter
from dentelle.desk.actions import checks, page_asks
from dentelle.desk.actions import events as desk
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing

_PORT = "port-valmont"
SUBMITTED = Planned(
    _PORT, Kind.WORKSHOP, "Nouer une amarre", "Douze nœuds, un taquet, et de quoi s’asseoir.",
    17, on=WEDNESDAY, hours=("14:30", "16:00"), values={"is_free": True, "audiences": ["families"], "age_from": 7},
)  # fmt: skip
DRAFT = Planned(
    _PORT, Kind.EXHIBITION, "Cartes postales jamais envoyées", "Titre provisoire : la légende de la troisième salle manque encore.", 60, 90,
)  # fmt: skip
SCHEDULED = Planned(
    "vitrail-quernoy", Kind.EXHIBITION, "Le bleu, avant", "Un seul bleu, sept siècles, et la recette retrouvée. Sous embargo jusqu’à l’annonce à la presse.",
    30, 120, values={"prices": "6 €"},
)  # fmt: skip
_PROPOSED = ("Le port à marée basse", {"prices": "3 €, gratuit pour les moins de 12 ans"})
_ASKED = "Le pressoir tourne"
_PAGE_ASKED = "indienne-gravelise"
_CHECKED = ("Une heure devant la mer", "Vingt mains pour un mouchoir", "La jetée, 1931")


@transaction.atomic
def install(*, now: datetime) -> int:
    """Bring the desk to such a day through its own doors; return how many events were new, none the second time."""
    museums = {museum.slug: museum for museum in Museum.objects.all()}
    people = {user.username: user for user in User.objects.all()}
    volunteer, network = people.get("musee"), people.get("communication")
    if volunteer is None or network is None:
        return 0
    made = [
        event
        for planned in (SUBMITTED, DRAFT, SCHEDULED)
        if (event := enter(planned, museums, now=now, actor=volunteer)) is not None
    ]
    for event in made:
        _bring(event, volunteer, network, now)
    if made:
        _propose(volunteer, now)
        _ask(network, now - timedelta(days=5))
        _check(now - timedelta(days=2))
        _ask_page(network, now - timedelta(days=11))
    return len(made)


def _bring(event: Event, volunteer: User, network: User, now: datetime) -> None:
    """Bring a draft to where it stands."""
    if event.title == SUBMITTED.title:
        desk.submit(event=event, actor=volunteer, now=now)
    if event.title == SCHEDULED.title:
        opens = now + timedelta(days=6)
        publishing.approve(subject=event, actor=network, now=now, opens_at=opens)


def _propose(volunteer: User, now: datetime) -> None:
    title, values = _PROPOSED
    for event in Event.objects.public().filter(title=title):
        desk.propose(
            event=event, values=values, seen=event.version, proposal=None, actor=volunteer, now=now
        )


def _ask(network: User, at: datetime) -> None:
    for event in Event.objects.public().filter(title=_ASKED).exclude(contact_email=""):
        checks.ask_check(
            event=event,
            to=event.contact_email,
            message="L’horaire d’hiver est-il le bon ?",
            publish=False,
            actor=network,
            now=at,
        )


def _check(at: datetime) -> None:
    for event in Event.objects.public().filter(title__in=_CHECKED):
        host = event.museums.first()
        agenda.verify_event(event=event, by=str(host), actor=None, now=at)


def _ask_page(network: User, at: datetime) -> None:
    """Ask one museum to check its page, whom the worker reminds of it: it has not answered for ten days."""
    for museum in Museum.objects.filter(slug=_PAGE_ASKED).exclude(contact_email=""):
        page_asks.ask(museum=museum, actor=network, now=at)
