"""What is on in the twelve museums: written by hand, dated from the day the network is built.

Days are counted from that day, so that the agenda of a fresh install is never empty nor wholly past.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from dentelle.accounts.models import User
from dentelle.agenda.actions import create_event
from dentelle.agenda.enums import EventKind as Kind
from dentelle.agenda.models import Event
from dentelle.catalogue.models import RecordImage
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State

_SATURDAY, _SUNDAY, WEDNESDAY = 5, 6, 2


@dataclass(frozen=True)
class Planned:
    """An event. `begins` and `lasts` are days from the day of the build; `on` moves it to that day of the week."""

    museum: str
    kind: str
    title: str
    summary: str
    begins: int
    lasts: int = 0
    on: int | None = None
    hours: tuple[str, str] | None = None
    rule: str = ""
    text: str = ""
    also: tuple[str, ...] = ()
    picture: bool = False
    values: dict[str, Any] = field(default_factory=dict)

    def timing(self, today: date) -> dict[str, str]:
        """Return its dates as they are stored."""
        first = today + timedelta(days=self.begins)
        if self.on is not None:
            first += timedelta(days=(self.on - first.weekday()) % 7)
        stored = {
            "first": first.isoformat(),
            "last": (first + timedelta(days=self.lasts)).isoformat(),
        }
        if self.hours:
            stored |= {"starts": self.hours[0], "ends": self.hours[1]}
        return stored | ({"rule": self.rule} if self.rule else {})


def install(*, now: datetime) -> int:
    """Enter the programme through the agenda's own door; return how many events were new."""
    museums = {museum.slug: museum for museum in Museum.objects.all()}
    return sum(
        _publish(planned, museums, now, now - _ago(planned, number))
        for number, planned in enumerate(PROGRAMME)
    )


def _ago(planned: Planned, number: int) -> timedelta:
    """Return how long ago it was entered: before it began, two of them today, the others over a month."""
    return timedelta(days=max(0, -planned.begins) + 3 * (5 * number % 12))


@transaction.atomic
def _publish(
    planned: Planned, museums: dict[str, Museum], now: datetime, entered: datetime
) -> bool:
    event = enter(planned, museums, now=now, entered=entered)
    if event is not None:
        publishing.approve(subject=event, actor=None, now=entered)
    return event is not None


def enter(
    planned: Planned,
    museums: dict[str, Museum],
    *,
    now: datetime,
    entered: datetime | None = None,
    actor: User | None = None,
) -> Event | None:
    """Make a draft of an event, nothing when it is there already or its museum is not.

    Its days are counted from `now`; `entered` is when it was written, the same unless told.
    """
    hosts = [museums[slug] for slug in (planned.museum, *planned.also) if slug in museums]
    if not hosts or Event.objects.filter(title=planned.title, museums=hosts[0]).exists():
        return None
    shown = _shown(hosts[0]) if planned.picture else None
    values = {
        "kind": planned.kind,
        "title": planned.title,
        "summary": planned.summary,
        "description": planned.text,
        "timings": [planned.timing(localdate(now))],
        "contact_email": hosts[0].contact_email,
        "image": shown.image if shown else None,
        "records": [shown.record] if shown else [],
        **planned.values,
    }
    return create_event(values=values, museums=hosts, actor=actor, now=entered or now)


def _shown(museum: Museum) -> RecordImage | None:
    """Return an object of the museum's whose picture may be used again, another for each event."""
    links = RecordImage.objects.filter(
        record__museum=museum, record__state=State.PUBLIC, image__licence="public-domain"
    ).exclude(image__events__isnull=False)
    return links.select_related("image", "record").order_by("image__key").first()


_FREE: dict[str, Any] = {"is_free": True}

PROGRAMME = (
    Planned(
        "beaux-arts-aubrive", Kind.EXHIBITION, "Une heure devant la mer", "Quarante pochades peintes d’un trait, sur des couvercles de boîtes à cigares.",
        -40, 130, text="Le vent tourne, la lumière passe, le peintre range. Ces petites vues n’étaient pas faites pour être montrées : on y voit le sable resté pris dans la pâte.\n\nUn carnet de croquis est prêté à l’entrée à qui voudrait essayer.",
        picture=True, values={"prices": "6 €, réduit 4 €, gratuit le premier dimanche du mois", "access": ["motor", "visual"], "audiences": ["everyone"]},
    ),
    Planned(
        "beaux-arts-aubrive", Kind.VISIT, "Le tableau du dimanche", "Une demi-heure, une seule œuvre, et une chaise.",
        0, on=_SUNDAY, hours=("15:00", "15:30"), rule="FREQ=WEEKLY;COUNT=30", picture=True, values={**_FREE, "access": ["motor", "hearing"], "audiences": ["adults"]},
    ),
    Planned(
        "beaux-arts-aubrive", Kind.WORKSHOP, "Dessiner les nuages", "Pastels fournis, taches assurées.",
        9, on=WEDNESDAY, hours=("14:00", "16:00"), values={"prices": "5 €", "audiences": ["children"], "age_from": 6, "age_to": 11, "booking": "required", "booking_url": "https://aubrive.example/reserver"},
    ),
    Planned(
        "faience-pont-ansgot", Kind.EXHIBITION, "Assiettes de noces", "Ce que disaient les assiettes offertes aux mariés, et ce qu’elles taisaient.",
        12, 160, picture=True, values={"prices": "5 €", "access": ["motor"], "audiences": ["everyone"]},
    ),
    Planned(
        "faience-pont-ansgot", Kind.WORKSHOP, "Peindre un oiseau au manganèse", "On repart avec son assiette trois semaines plus tard, le temps du four.",
        20, on=_SATURDAY, hours=("10:00", "12:30"), values={"prices": "18 €, cuisson comprise", "audiences": ["adults", "teenagers"], "age_from": 14, "booking": "required", "status": "full", "status_note": "Une seconde séance sera ouverte le mois prochain."},
    ),
    Planned(
        "dentelle-aubrive", Kind.VISIT, "Vingt mains pour un mouchoir", "De la dessinatrice à la raccommodeuse, qui a fait quoi.",
        5, on=_SATURDAY, hours=("11:00", "12:00"), rule="FREQ=MONTHLY;BYDAY=1SA;COUNT=10", picture=True, values={"prices": "Compris dans le billet d’entrée", "audiences": ["adults", "families"], "access": ["signed"]},
    ),
    Planned(
        "dentelle-aubrive", Kind.COURSE, "Initiation au point d’Aubrive", "Quatre après-midi pour apprendre le réseau. Loupe conseillée.",
        16, hours=("14:00", "17:00"), rule="FREQ=DAILY;COUNT=4", values={"prices": "80 € les quatre séances", "audiences": ["adults"], "booking": "required"},
    ),
    Planned(
        "dentelle-aubrive", Kind.EXHIBITION, "Ce qui se porte sous le reste", "Chemises, corsets, bas : le linge que personne ne devait voir.",
        -200, 195, values={"prices": "5 €", "audiences": ["everyone"]},
    ),
    Planned(
        "port-valmont", Kind.TALK, "Lire un ciel de marine", "Un météorologue devant neuf tableaux : lesquels disent vrai ?",
        14, hours=("18:30", "20:00"), picture=True, values={**_FREE, "audiences": ["adults"], "access": ["motor", "hearing"]},
    ),
    Planned(
        "port-valmont", Kind.OUTING, "Le port à marée basse", "Bottes indispensables. Départ devant la criée.",
        23, on=_SATURDAY, hours=("09:30", "11:30"), values={"prices": "3 €", "audiences": ["families"], "age_from": 7, "booking": "advised", "place_name": "Quai de la Criée", "place_town": "Valmont-sur-Mer"},
    ),
    Planned(
        "port-valmont", Kind.SHOW, "Le carnet de la fenêtre", "Lecture à deux voix, accordéon et cornes de brume.",
        30, on=_SATURDAY, hours=("20:30", "22:00"), values={"prices": "8 €, réduit 5 €", "audiences": ["everyone"], "booking": "advised", "status": "postponed", "status_note": "La nouvelle date sera donnée bientôt."},
    ),
    Planned(
        "ecomusee-bocage", Kind.OTHER, "Le pressoir tourne", "Du pommier au gobelet, avec ceux qui savent encore régler la vis.",
        6, on=_SUNDAY, hours=("14:00", "18:00"), picture=True, values={**_FREE, "audiences": ["families", "everyone"], "access": ["motor"]},
    ),
    Planned(
        "ecomusee-bocage", Kind.WORKSHOP, "Plesser une haie", "Une journée dehors. Gants et serpes fournis, casse-croûte à apporter.",
        33, on=_SATURDAY, hours=("09:00", "16:30"), values={"prices": "10 €", "audiences": ["adults"], "booking": "required"},
    ),
    Planned(
        "archeologie-noirefont", Kind.WORKSHOP, "Fouiller une caisse de sable", "Truelle, pinceau, carnet : on note avant de ramasser.",
        8, on=WEDNESDAY, hours=("14:30", "16:00"), rule="FREQ=WEEKLY;COUNT=6", values={"prices": "4 €", "audiences": ["children"], "age_from": 7, "age_to": 12, "booking": "required"},
    ),
    Planned(
        "archeologie-noirefont", Kind.TALK, "Que faire d’un tas de tuiles ?", "Comment un rebut de chantier est devenu un musée.",
        27, hours=("18:00", "19:15"), values={**_FREE, "audiences": ["adults"], "status": "cancelled", "status_note": "La conférencière est souffrante."},
    ),
    Planned(
        "indienne-gravelise", Kind.EXHIBITION, "« Ne plaît pas »", "Soixante dessins refusés par les clients de la manufacture, tirés pour la première fois.",
        -10, 90, picture=True, values={"prices": "5 €, gratuit pour les moins de 18 ans", "audiences": ["everyone"], "access": ["motor", "mental"]},
    ),
    Planned(
        "indienne-gravelise", Kind.WORKSHOP, "Imprimer son torchon", "Planches anciennes, couleurs d’aujourd’hui.",
        18, on=_SATURDAY, hours=("14:00", "16:30"), values={"prices": "12 €", "audiences": ["families"], "age_from": 8, "booking": "required"},
    ),
    Planned(
        "vitrail-quernoy", Kind.VISIT, "Les vitraux à la lampe", "Après la fermeture, quand le verre s’éteint puis se rallume.",
        11, hours=("18:30", "19:45"), picture=True, values={"prices": "7 €", "audiences": ["adults", "teenagers"], "booking": "advised"},
    ),
    Planned(
        "vitrail-quernoy", Kind.VISIT, "Visite à deux voix, en langue des signes", "Une médiatrice sourde et un maître verrier.",
        25, on=_SUNDAY, hours=("11:00", "12:15"), values={**_FREE, "audiences": ["everyone"], "access": ["signed", "motor"]},
    ),
    Planned(
        "outils-thuilay", Kind.OTHER, "À quoi ça sert ?", "Cent outils sans nom sur une table : venez dire ce que vous savez.",
        3, on=_SATURDAY, hours=("10:00", "17:00"), rule="FREQ=MONTHLY;BYDAY=2SA;COUNT=8", picture=True, values={**_FREE, "audiences": ["everyone"]},
    ),
    Planned(
        "photographie-port-helier", Kind.EXHIBITION, "Visages sans noms", "Deux cents portraits que personne n’a encore reconnus.",
        -60, 240, picture=True, values={"prices": "6 €", "audiences": ["everyone"], "access": ["motor"]},
    ),
    Planned(
        "photographie-port-helier", Kind.FILM, "La jetée, 1931", "Onze minutes de film d’amateur, projetées trois fois, commentées une.",
        21, hours=("20:00", "21:00"), values={"prices": "4 €", "audiences": ["everyone"]},
    ),
    Planned(
        "tresor-merlimare", Kind.VISIT, "Compter comme un changeur", "Peser, sonner, mordre : reconnaître une fausse monnaie.",
        15, on=_SUNDAY, hours=("15:00", "16:00"), rule="FREQ=WEEKLY;COUNT=5", values={"prices": "4 €", "audiences": ["families"], "age_from": 8},
    ),
    Planned(
        "pays-brevalon", Kind.TALK, "Chansons de veillée", "Les onze bénévoles chantent ce qu’ils ont recueilli. On reprend les refrains.",
        28, on=_SUNDAY, hours=("15:00", "17:00"), values={**_FREE, "audiences": ["everyone"], "place_name": "Salle des fêtes", "place_town": "Brévalon"},
    ),
    Planned(
        "beaux-arts-aubrive", Kind.NATIONAL, "La nuit des musées du Val d’Aubrive", "Neuf musées ouverts jusqu’à minuit, un seul bateau pour aller de l’un à l’autre.",
        45, on=_SATURDAY, hours=("19:00", "00:00"), also=("dentelle-aubrive", "indienne-gravelise", "port-valmont"), values={**_FREE, "audiences": ["everyone"]},
    ),
)  # fmt: skip
