"""Headings under which Joconde fields were published, and the field each of them is.

Sources: the open-data files of 2018, 2021 and 2023, their API (tags in lower case), the labels of
the ministry's import platform.
"""

import re
from collections.abc import Iterable, Mapping

from dentelle.catalogue.formats import tags
from dentelle.core.text import fold

_NOT_WORD = re.compile(r"[^a-z0-9]+")

# A tag, then its headings separated by `|`, as folded by `heading_key`.
_HEADINGS = """
REF      reference|id notice|identifiant notice
INV      numero inventaire|n inventaire|n d inventaire|numero de l objet|numero d inventaire|n inventaire autres numeros
MUSEO    code museofile|identifiant museofile|lien museofile|museofile
DOMN     domaine
DENO     denomination
APPL     appellation
TITR     titre
AUTR     auteur
PAUT     precisions sur l auteur|precision auteur|precisions auteur
ATTR     ancienne attribution|anciennes attributions
ECOL     ecole pays|ecole
PERI     periode de creation|periode creation execution|periode de creation execution
MILL     millesime de creation|millesime|millesime creation execution|millesime de creation execution
PEOC     periode de l original copie
EPOQ     epoque|epoque style mouvement
PERU     periode d utilisation|periode d utilisation destination
MILU     millesime d utilisation|millesime d utilisation destination
TECH     materiaux techniques|materiaux et techniques
DIMS     mesures|dimensions|mesures dimensions
LIEUX    lieu de creation utilisation|lieu de creation|lieu de creation execution utilisation|lieu de creation d execution d utilisation|lieu de creation d utilisation
PLIEUX   precisions lieux creations|precisions lieu creation|precisions sur le lieu de creation|precisions lieux de creation
GEOHI    geographie historique|lieu historique
DECV     decouverte collecte|decouverte
PDEC     precisions decouverte collecte|precisions decouverte|precisions sur la decouverte collecte
UTIL     utilisation|utilisation destination
PUTI     precisions utilisation|precisions sur l utilisation
INSC     inscription|inscriptions
PINS     precisions inscriptions|precisions sur les inscriptions
REPR     sujet represente|sujet
PREP     precisions sujets representes|precisions sujet represente|precisions sur le sujet represente
DREP     date sujet represente|date de la representation
SREP     source de la representation|source representation
ONOM     onomastique
GENE     genese
HIST     historique
DESC     description
EXPO     exposition|expositions
BIBL     bibliographie
COMM     commentaires|commentaire
ETAT     etat du bien
STAT     statut juridique
DACQ     date d acquisition|date acquisition|date de l acquisition
DDPT     date de depot|date de depot changement d affectation
DEPO     lieu de depot|depot|depot etablissement depositaire
ADPT     ancien depot|ancien depot changement d affectation
APTN     ancienne appartenance|anciennes appartenances
LOCA     localisation|lieu de conservation
MANQUANT manquant|situation particuliere
MANQUANT_COM manquant commentaires|manquant commentaire
LABEL    appellation musee de france|label musee de france
DMIS     date de creation|date d import|date creation
DMAJ     date de mise a jour|date mise a jour
REFMIS   reference maj
WWW      lien site associe
LVID     lien video
RETIF    lien inha
LARC     lien base arcade
REFMEM   references memoires|references memoires liees|references memoire liees
REFMER   references merimee|references merimee liees
REFPAL   references palissy|references palissy liees
PHOT     credits photos|credit photo|credits photographiques
COPY     copyright notice
REFIM    reference image
COOR     coordinateur
REDA     redacteur
NSDA     genre
MSGCOM   lien commande photo
"""
# What the open data says of the museum or adds for its own pages: known, and not read.
_LEFT_OUT = """
nom officiel musee|nom du musee|ville|departement|region|coordonnees|geolocalisation ville
presence image|artiste sous droits|date entree dans le domaine public|contact musee|producteur
nom de la base|contient une image|contient une position|alertes pop|geolocalisation|pop coordonnees lat
pop coordonnees lon|id|recordid|datasetid|record timestamp
"""


def heading_key(heading: str) -> str:
    """Return a heading without accents, case or marks: `Précisions_sur_l'auteur` → `precisions sur l auteur`."""
    return _NOT_WORD.sub(" ", fold(heading)).strip()


def _table() -> dict[str, str]:
    table = {heading_key(tag): tag for tag in tags.KNOWN - tags.GENERATED}
    for line in _HEADINGS.strip().splitlines():
        tag, _space, headings = line.partition(" ")
        table.update((heading, tag) for heading in headings.strip().split("|"))
    return table


FIELDS: Mapping[str, str] = _table()
LEFT_OUT = frozenset(
    [
        *_LEFT_OUT.strip().replace("\n", "|").split("|"),
        *(heading_key(tag) for tag in tags.GENERATED),
    ]
)


def recognise(headings: Iterable[str]) -> dict[str, str]:
    """Return the field of each heading, nothing for those that are left out or unknown.

    The first of two headings for one field has it, so that nothing is joined without being asked.
    """
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for heading in headings:
        tag = FIELDS.get(heading_key(heading), "")
        columns[heading] = "" if tag in taken else tag
        taken.add(tag)
    return columns


def is_left_out(heading: str) -> bool:
    """Say whether a heading is one that is known and not read."""
    return heading_key(heading) in LEFT_OUT
