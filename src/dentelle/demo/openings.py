"""What the twelve museums are looking for: offers of every kind in every state, dated from the day of the build."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from dentelle.accounts.models import User
from dentelle.jobs.actions import approve_offer, create_offer, submit_offer
from dentelle.jobs.enums import Category, Contract, Hours, Unit
from dentelle.jobs.enums import OfferKind as Kind
from dentelle.jobs.models import Offer
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State

# Who enters the offers of that museum; the network enters the others.
_CONTRIBUTOR = ("musee", "port-valmont")
_REVIEWER = "communication"


@dataclass(frozen=True)
class Opening:
    """An offer. `days` is its deadline, counted from the day of the build, or none; `ago` the day it was entered."""

    museum: str
    kind: Kind
    title: str
    summary: str
    missions: str
    days: int | None
    ago: int = 0
    state: State = State.PUBLIC
    values: dict[str, Any] = field(default_factory=dict)


def install(*, now: datetime) -> int:
    """Enter the offers through the room's own door; return how many were new."""
    museums = {museum.slug: museum for museum in Museum.objects.all()}
    people = {user.username: user for user in User.objects.filter(username__in=(_CONTRIBUTOR[0], _REVIEWER))}  # fmt: skip
    return sum(_enter(opening, museums, people, now) for opening in OPENINGS)


@transaction.atomic
def _enter(
    opening: Opening, museums: dict[str, Museum], people: dict[str, User], now: datetime
) -> int:
    museum = museums.get(opening.museum)
    if museum is None or Offer.objects.filter(title=opening.title, museum=museum).exists():
        return 0
    then = now - timedelta(days=opening.ago)
    day = None if opening.days is None else localdate(now) + timedelta(days=opening.days)
    values = {
        "kind": opening.kind,
        "title": opening.title,
        "summary": opening.summary,
        "missions": opening.missions,
        "deadline": day,
        "apply_email": museum.contact_email,
        **opening.values,
    }
    name, own = _CONTRIBUTOR
    writer = people.get(name if opening.museum == own else _REVIEWER)
    offer = create_offer(values=values, museum=museum, actor=writer, now=then)
    _bring(offer, opening.state, writer, people.get(_REVIEWER), then)
    return 1


def _bring(
    offer: Offer, state: State, writer: User | None, reader: User | None, then: datetime
) -> None:
    """Bring an offer to its state as its museum and the network would."""
    if state == State.DRAFT:
        return
    submit_offer(offer=offer, actor=writer, now=then)
    if state == State.SUBMITTED:
        return
    approve_offer(offer=offer, actor=reader, now=then)
    if state == State.WITHDRAWN:
        reason = _("The post is not opened in the end.")
        publishing.withdraw(subject=offer, reason=reason, actor=reader, now=then)


OPENINGS = (
    Opening(
        "port-valmont", Kind.POST, "Chargé des publics et de la médiation H/F", "Faire de la criée un lieu où l’on revient : classes, familles, gens de mer.",
        "- Concevoir et mener les visites et les ateliers, du cycle 2 au lycée\n- Tenir l’agenda du musée et les liens avec les écoles du bassin\n- Encadrer les deux agents d’accueil de la saison",
        24, ago=3,
        values={
            "profile": "Une première expérience de médiation, le goût du terrain et des marées. Le permis B est utile, les classes sont loin.",
            "description": "Une équipe de quatre, un rez-de-chaussée inondable aux grandes marées, et la plus belle lumière de la côte.",
            "contract": Contract.TENURED_OR_NOT, "category": Category.B, "grade": "Assistant de conservation du patrimoine", "hours": Hours.FULL,
            "pay": "Grille indiciaire et régime indemnitaire", "start_note": "dès que possible", "official_number": "O990260300000114",
            "apply_url": "https://emplois.example/offre/O990260300000114", "contact": "Direction du musée, 00 00 00 00 00",
            "employer": "Ville de Valmont-sur-Mer",
        },
    ),
    Opening(
        "beaux-arts-aubrive", Kind.INTERNSHIP, "Stage : récolement du fonds de pochades", "Quatre mois dans les réserves, devant trois cents vues de la côte.",
        "- Mesurer, décrire et photographier les pochades\n- Vérifier les notices une à une\n- Proposer dix œuvres pour l’accrochage de printemps",
        17, ago=1,
        values={
            "profile": "Master en histoire de l’art ou en conservation préventive.", "duration": 4, "has_agreement": True, "hours": Hours.FULL,
            "pay": "Gratification au minimum légal, titres-restaurant", "start_note": "en avril ou en mai",
        },
    ),
    Opening(
        "faience-pont-ansgot", Kind.SEASONAL, "Agent d’accueil pour l’été H/F", "Ouvrir le dernier four à celles et ceux qui passent.",
        "- Accueillir, tenir la caisse et la boutique\n- Dire en dix minutes ce que disent les assiettes",
        9, ago=8,
        values={
            "contract": Contract.FIXED_TERM, "hours": Hours.PART, "duration": 10, "duration_unit": Unit.WEEKS, "pay": "SMIC horaire, un dimanche sur deux majoré",
            "start_note": "le premier samedi de juillet", "apply_address": "Musée de la Faïence et du Grès\n22, rue des Fours\n00000 Pont-Ansgot",
        },
    ),
    Opening(
        "indienne-gravelise", Kind.APPRENTICESHIP, "Alternance : technicien ou technicienne des textiles", "Apprendre à ranger, à monter et à faire durer quatre mille dessins d’étoffe.",
        "- Conditionner le livre d’échantillons\n- Préparer les mannequinages\n- Suivre le climat des réserves",
        45, ago=2,
        values={"profile": "Licence professionnelle ou BTMS préparé en alternance.", "duration": 1, "duration_unit": Unit.YEARS, "pay": "Selon l’âge et l’année de formation"},
    ),
    Opening(
        "outils-thuilay", Kind.VOLUNTEERING, "Bénévoles pour le banc des outils", "Un samedi par mois, nettoyer, nommer et faire parler cent outils sans nom.",
        "- Brosser et cirer\n- Recueillir ce que les visiteurs savent\n- Tenir le banc pendant « À quoi ça sert ? »",
        None, ago=20, values={"pay": "Repas et route remboursés"},
    ),
    Opening(
        "dentelle-aubrive", Kind.CIVIC, "Service civique : la dentelle par les mains", "Huit mois pour aller au-devant de celles et ceux qui n’entrent pas au musée.",
        "- Porter la mallette de dentelle dans les résidences et les centres sociaux\n- Écrire ce qui s’y raconte",
        30, state=State.SUBMITTED,
        values={"duration": 8, "pay": "Indemnité légale", "start_note": "à la rentrée", "official_number": "M990-0042"},
    ),
    Opening(
        "port-valmont", Kind.SEASONAL, "Guide de la criée", "Raconter le port à la fraîche, avant la vente.", "",
        None, state=State.DRAFT,
    ),
    Opening(
        "photographie-port-helier", Kind.POST, "Documentaliste photographe H/F", "Numériser douze mille plaques et retrouver qui pose.",
        "- Numériser et décrire\n- Répondre aux familles", -4, ago=40,
        values={"contract": Contract.FIXED_TERM, "hours": Hours.FULL, "duration": 12, "pay": "À partir de 1 900 € brut", "start_note": "au printemps"},
    ),
    Opening(
        "beaux-arts-aubrive", Kind.POST, "Régisseur des œuvres H/F", "Préparer les prêts de la saison.", "- Constats d’état\n- Convoiements", 40, ago=6,
        state=State.WITHDRAWN, values={"contract": Contract.PERMANENT, "hours": Hours.FULL},
    ),
)  # fmt: skip
