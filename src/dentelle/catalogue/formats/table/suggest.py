"""Propose the field of each column of a table nobody wrote for us."""

from collections.abc import Iterable

from dentelle.catalogue.formats import tags
from dentelle.catalogue.formats.joconde_csv.columns import FIELDS, LEFT_OUT, heading_key

# Beside the headings of Joconde: what museums and other software call the same fields.
_SYNONYMS = """
REF   ref|id|identifiant|identifiant unique|identifiant permanent|uuid|record id|object id|reference de la notice|cle|bien key
ARK   ark|identifiant ark|ark id
INV   inventaire|inv|no inventaire|num inventaire|n inv|numero|cote|accession number|inventory number|accession no|object number|inventory no|num_inventaire|no d inventaire|numero d identification
MUSEO musee code|code musee
DOMN  domaines|categorie|category|classification|department|discipline
DENO  designation|type|type d objet|objet|nature|object type|object name|name
APPL  nom vernaculaire|nom usuel|nom local
TITR  title|intitule|legende|titre legende|titre de l oeuvre
AUTR  auteurs|artiste|artistes|createur|fabricant|maker|artist|creator|author|auteur executant|auteur s
PAUT  biographie|dates de l auteur
ECOL  pays|nationalite|school
PERI  periode|siecle|datation periode|period|century
MILL  date|datation|annee|date de fabrication|date d execution|year|dating|date creation oeuvre
EPOQ  style|mouvement
TECH  technique|techniques|materiau|materiaux|matiere|matieres|materials|material|medium|materiaux et technique|technique materiau
DIMS  dimension|mesure|taille|format|size|measurements|hauteur|largeur|longueur|profondeur|diametre|poids|epaisseur|height|width|depth|diameter|weight
LIEUX lieu|lieu d execution|lieu de fabrication|provenance geographique|origine|place|place of creation|origin
REPR  sujet represente iconographie|iconographie|theme|themes|subject|subjects|mots cles|keywords
DESC  desc|description physique|descriptif|physical description
HIST  histoire|history|provenance
COMM  remarques|remarque|observation|observations|notes|note|comments
BIBL  references bibliographiques|bibliography
EXPO  exhibitions
STAT  statut|mode d acquisition|acquisition|propriete|proprietaire|legal status
DACQ  date entree|date d entree|acquisition date
LOCA  musee|lieu conservation|location|repository
INSC  marques|signature|inscriptions et marques|marks
ETAT  etat|etat de conservation|condition
PHOT  photographe|credit photographique|photographer|credit
COPY  droits|copyright|mention de droits|rights|mention obligatoire
DROITS mention des droits sur les cliches|mention des droits sur le cliche|droits sur les cliches|droits sur le cliche|mention des droits cliches|droits cliche
JOCONDE joconde|diffusion joconde|versement joconde
REFIM image|images|photo|photos|fichier image|nom de fichier|nom du fichier|fichier|filename|picture|visuel
WWW   lien|url|site|link
"""


def _table() -> dict[str, str]:
    table = dict(FIELDS)
    for line in _SYNONYMS.strip().splitlines():
        tag, _space, headings = line.partition(" ")
        for heading in headings.strip().split("|"):
            table.setdefault(heading_key(heading), tag)
    return table


_KNOWN = _table()
# Words before or after which the rest of a heading says the field: “Titre (fr)”, “Dimensions en cm”.
_REPEATABLE = frozenset({"DIMS"})


def suggest(headings: Iterable[str]) -> dict[str, str]:
    """Return a field for each heading, nothing where none is likely; only DIMS is given twice."""
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for heading in headings:
        tag = _likely(heading_key(heading))
        columns[heading] = "" if tag in taken - _REPEATABLE else tag
        taken.add(tag)
    return columns


def _likely(key: str) -> str:
    """Return the field of a heading, trying it whole, then its beginning, word by word less."""
    words = key.split()
    for count in range(len(words), 0, -1):
        part = " ".join(words[:count])
        if part in LEFT_OUT and part.upper() not in tags.KNOWN - tags.GENERATED:
            return ""
        if part in _KNOWN:
            return _KNOWN[part]
    return ""
