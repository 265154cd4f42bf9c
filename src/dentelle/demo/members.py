"""The twelve museums: who they are, what they keep, and how their software writes its export."""

from collections.abc import Callable
from dataclasses import dataclass

from dentelle.demo.chance import Rng
from dentelle.demo.geography import REGION, TOWNS
from dentelle.demo.notices import arts, ceramics, photographs, textiles, trades, treasures
from dentelle.demo.notices.base import Notice

Family = Callable[[Rng], Notice]


def _seascape(rng: Rng) -> Notice:
    return arts.painting(rng, sea=True)


@dataclass(frozen=True)
class Member:
    """A museum. `families` are what it keeps, with their weights; `share` its part of the records.

    `export` is how it writes: `tagged`, `tagged-cp1252`, `tagged-lf`, `csv`, `xlsx` or `lido`.
    `pictures` is its part of the pictures; `shout` the share of titles left in capitals by an older
    software; `style` how it numbers its objects.
    """

    slug: str
    code: str
    official: str
    short: str
    article: str
    town: str
    themes: str
    presentation: str
    access: str
    opening: str
    export: str = ""
    style: str = "year"
    share: float = 0.0
    pictures: float = 0.0
    shout: float = 0.0
    families: tuple[tuple[Family, int], ...] = ()
    hour: str = "matin"
    shift: tuple[float, float] = (0.0, 0.0)

    @property
    def status_name(self) -> str:
        """The museum as a status or location names it: `Aubrive ; musée des Beaux-Arts`."""
        return f"{self.town} ; {self.official}"

    def line(self) -> dict[str, str]:
        """Return the museum's line in the network's own spreadsheet."""
        latitude, longitude, department, postcode = TOWNS[self.town]
        host = self.slug.partition("-")[2] or self.slug
        return {
            "Adresse permanente": self.slug,
            "Museofile": self.code,
            "Nom officiel": self.official[0].upper() + self.official[1:],
            "Nom usuel": f"{self.official[0].upper()}{self.official[1:]}",
            "Nom court": self.short,
            "Article": self.article,
            "Adresse": {"musee": "2, place du Marché"}.get(
                self.slug, f"{3 + len(self.slug)}, rue {_STREETS[len(self.slug) % len(_STREETS)]}"
            ),
            "Code postal": postcode,
            "Ville": self.town,
            "Département": department,
            "Région": REGION,
            "Latitude": f"{latitude + self.shift[0]:.4f}",
            "Longitude": f"{longitude + self.shift[1]:.4f}",
            "Horaires": self.opening,
            "Accès": self.access,
            "Présentation": self.presentation,
            "Thématiques": self.themes,
            "Site": f"https://{host}.example/",
            "Contact générique": f"bonjour@{host}.example",
            "Membre depuis": f"{1994 + len(self.slug) % 20}-01-01",
            "Collections en ligne": "oui" if self.share else "non",
        }


_STREETS = (
    "du Port-aux-Toiles",
    "des Trois-Vannes",
    "de l’Abbé-Merlin",
    "aux Fuseaux",
    "du Grand-Four",
    "de la Halle",
    "des Noyers",
)

MEMBERS = (
    Member(
        "beaux-arts-aubrive", "M9901", "musée des Beaux-Arts", "Beaux-Arts", "le", "Aubrive", "Beaux-arts;Peinture;Dessin;Sculpture",
        "Dans l’ancienne halle aux toiles, six siècles de peinture et trois cents vues de la côte par ceux qui l’ont aimée sous tous les temps. On y vient pour les petites pochades, peintes en une heure, que leurs auteurs ne pensaient pas montrer.",
        "À dix minutes à pied de la gare d’Aubrive. Entrée de plain-pied, rue de la Halle ; ascenseur pour l’étage.",
        "Du mercredi au dimanche, de 10 h à 18 h. Gratuit le premier dimanche du mois.",
        "tagged-cp1252", "year", 0.185, 0.225, 0.22, ((arts.painting, 6), (arts.sheet, 3), (arts.sculpture, 1)), "matin", (0.02, -0.03),
    ),
    Member(
        "faience-pont-ansgot", "M9902", "musée de la Faïence et du Grès", "Faïence", "le", "Pont-Ansgot", "Arts décoratifs;Céramique",
        "Onze fours ont brûlé ici entre 1680 et 1850. Le musée occupe le dernier ; ses assiettes disent les noces, les métiers, les opinions et l’humeur des gens qui mangeaient dedans.",
        "Autocar 4 depuis Aubrive, arrêt Faubourg-des-Fours. Rampe à gauche du portail.",
        "D’avril à octobre, tous les jours sauf mardi, de 14 h à 18 h ; l’hiver, le samedi et le dimanche.",
        "tagged", "prefix", 0.13, 0.165, 0.0, ((ceramics.plate, 7), (ceramics.pot, 3)), "soir",
    ),
    Member(
        "dentelle-aubrive", "M9903", "musée de la Dentelle et du Costume", "Dentelle", "le", "Aubrive", "Textile;Costume",
        "Le point d’Aubrive se faisait à l’aiguille, par vingt mains qui ne se connaissaient pas : l’une traçait, l’autre faisait le réseau, une autre les fleurs. Le musée garde leurs ouvrages, leurs patrons et quelques-uns de leurs noms.",
        "Centre d’Aubrive, derrière l’hôtel-Dieu. Trois marches ; sonnette pour la plateforme.",
        "Du mardi au samedi, de 10 h à 12 h 30 et de 14 h à 17 h 30.",
        "tagged", "letters", 0.12, 0.10, 0.1, ((textiles.lace, 6), (textiles.costume, 4)), "matin", (-0.03, 0.04),
    ),
    Member(
        "port-valmont", "M9904", "musée du Port", "Port", "le", "Valmont-sur-Mer", "Marine;Peinture;Ethnologie",
        "Installé dans la criée, face au bassin. Des marines, des maquettes, des journaux de bord, et le carnet d’une femme qui notait chaque retour depuis sa fenêtre.",
        "Gare maritime à cinq minutes. Le rez-de-chaussée est inondable aux grandes marées : téléphonez.",
        "Tous les jours de 10 h à 12 h et de 14 h à 18 h, selon la marée.",
        "tagged-lf", "year", 0.12, 0.13, 0.0, ((_seascape, 4), (trades.maritime, 6)), "aube",
    ),
    Member(
        "ecomusee-bocage", "", "écomusée du Bocage", "Bocage", "l’", "Saint-Ansbert-des-Haies", "Ethnologie;Histoire locale",
        "Une ferme, un pressoir, quatre hectares de haies taillées à l’ancienne. Les objets viennent des maisons d’alentour, avec ce que les gens en savaient encore.",
        "En voiture, suivre le Bosc-Ansgot. À vélo, la voie verte passe devant la grille.",
        "De mai à septembre, du jeudi au dimanche, de 14 h à 18 h.",
        "tagged", "year", 0.10, 0.07, 0.0, ((trades.farm, 5), (trades.tool, 3), (ceramics.pot, 2)), "automne",
    ),
    Member(
        "archeologie-noirefont", "M9905", "musée archéologique", "Archéologie", "le", "Noirefont", "Archéologie;Numismatique",
        "Né d’un tas de tuiles qu’un maître de forges refusait de jeter. Six mille ans, de la hache polie à la dernière fosse du monastère.",
        "Au pied du rempart, parking de la Poterne.",
        "Sur demande, et le dimanche après-midi d’avril à octobre.",
        "tagged-cp1252", "dots", 0.08, 0.03, 0.0, ((treasures.find, 7), (treasures.coin, 3)), "midi",
    ),
    Member(
        "indienne-gravelise", "M9906", "musée de l’Indienne", "Indienne", "le", "Gravelise", "Textile;Technique et industrie",
        "Toiles peintes, planches de poirier, mordants et garances : la manufacture de l’enclos des Prés a vêtu la côte et bien au-delà. Le livre d’échantillons compte 4 112 dessins, dont certains « ne plaisent pas ».",
        "Bac depuis Aubrive aux beaux jours, sinon autocar 7.",
        "Du mercredi au dimanche, de 13 h à 18 h.",
        "csv", "letters", 0.085, 0.095, 0.0, ((textiles.cloth, 1),), "soir",
    ),
    Member(
        "vitrail-quernoy", "M9907", "musée du Vitrail et du Verre", "Vitrail", "le", "Quernoy-le-Haut", "Vitrail;Verre",
        "Les fenêtres des églises abandonnées du plateau y sont montrées à hauteur des yeux, devant la lumière du nord. On voit les doigts des verriers dans la grisaille.",
        "Ville haute, navette gratuite depuis la gare.",
        "Du mardi au dimanche, de 10 h à la tombée du jour.",
        "lido", "inv", 0.05, 0.075, 0.0, ((treasures.window, 1),), "couchant",
    ),
    Member(
        "outils-thuilay", "", "maison des Outils et des Métiers", "Outils", "la", "Thuilay-en-Aubre", "Outil;Technique et industrie",
        "Douze mille outils rangés par geste : frapper, couper, percer, serrer, mesurer. Il reste une étagère pour ceux dont personne ne sait plus rien ; venez nous aider.",
        "Ancienne école de garçons, place du Marché.",
        "Le samedi de 10 h à 17 h, et quand le drapeau est levé.",
        "tagged", "serial", 0.08, 0.065, 0.0, ((trades.tool, 1),), "matin",
    ),
    Member(
        "photographie-port-helier", "M9908", "musée de la Photographie", "Photographie", "le", "Port-Hélier", "Photographie",
        "Soixante mille négatifs sauvés d’un atelier que la mer allait prendre. Peu de noms, beaucoup de visages : le musée en demande chaque mois à ses visiteurs.",
        "Jetée Nord, au bout du tramway.",
        "Tous les jours sauf lundi, de 11 h à 19 h.",
        "xlsx", "serial", 0.08, 0.065, 0.0, ((photographs.photograph, 1),), "brume",
    ),
    Member(
        "tresor-merlimare", "M9909", "musée du Trésor et des Monnaies", "Trésor", "le", "Merlimare", "Numismatique;Trésor",
        "Trois trésors enfouis, un seul retrouvé entier. Le musée montre les deux faces de chaque monnaie, et l’histoire de ceux qui les ont cachées sans revenir les prendre.",
        "Citadelle, porte d’Eau. Fauteuils roulants : passer par le pont Neuf.",
        "D’avril à novembre, de 10 h à 18 h ; fermé le lundi.",
        "tagged", "inv", 0.07, 0.08, 0.05, ((treasures.coin, 1),), "midi",
    ),
    Member(
        "pays-brevalon", "", "maison du Pays", "Brévalon", "la", "Brévalon", "Histoire locale",
        "Tenue par onze bénévoles, la maison du Pays recueille papiers, enseignes et chansons. Son inventaire n’est pas encore publié : il commence.",
        "À côté de l’église. Sonner chez la voisine.",
        "Le premier dimanche du mois, et sur un coup de fil.",
    ),
)  # fmt: skip
