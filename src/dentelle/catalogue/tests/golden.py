"""Eighty fictional notices, as sparse and uneven as real ones, for the golden queries."""

from datetime import UTC, datetime

import orjson

from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.indexing import Row, document

COLUMNS = ("INV", "DOMN", "DENO", "TITR", "AUTR", "MILL", "PERI", "TECH", "LIEUX", "REPR", "DESC")

# number | domain | type | title | maker | year | period | technique | place | subject | description
NOTICES = """
F.1|céramique|assiette|Le Retour des terre-neuvas|LEMARCHAND Berthe (peintre, attribué à)|1884 vers|4e quart 19e siècle|faïence (décor de grand feu)|France ; Normandie ; Valmont-sur-Mer|scène (port, bateau, femme)|Marli à filet bleu, ébréché.
F.2|céramique|assiette|Assiette au coq|anonyme||18e siècle|faïence stannifère|France, Normandie, Rouvray|représentation animalière (coq)|Coq chantant sur une barrière.
F.3|céramique|plat|Plat à la corne d'abondance|ORVAL Guillaume (atelier)|1750 entre ; 1760 et|3e quart 18e siècle|faïence|Rouvray (lieu de création)|ornementation (corne d'abondance, fleur)|Grand plat creux.
F.4|céramique|pichet|||||grès (au sel)|Pays d'Auge||Pichet à cidre à anse tressée.
F.5|céramique;vie domestique|soupière||manufacture de Rouvray (manufacture)|1820 après|1ère moitié 19e siècle|faïence fine|||Couvercle en forme de chou.
F.6|céramique|carreau||||16e siècle|terre cuite (vernissée)||Carreau de pavement au lion.|Lion passant.
F.7|céramique|vase|Vase aux œillets|ORVAL Guillaume|1901|1er quart 20e siècle|porcelaine|France ; Paris|ornementation (œillet)|
F.8|céramique|assiette|L'Été|LEMARCHAND Berthe|1889||faïence|Valmont-sur-Mer|allégorie (été, moisson)|Moissonneuse liant une gerbe.
P.1|peinture|tableau|L'Église de Valmont sous la neige|CARSIX Étienne|1894|4e quart 19e siècle|toile (peinture à l'huile)|Valmont-sur-Mer|paysage (église, neige, village)|Vue prise du cimetière.
P.2|peinture|tableau|La Falaise d'amont|CARSIX Étienne|1886||toile (peinture à l'huile)||paysage (falaise, mer, barque)|Marée basse, au matin.
P.3|peinture|tableau|Falaises à Étretal|anonyme ; CARSIX Étienne (d'après)||19e siècle|bois (peinture à l'huile)||paysage (falaise)|
P.4|peinture|tableau|Portrait de femme à l'éventail|BRINDEAU Rose (?)|1780 vers||toile (peinture à l'huile)||portrait (femme, éventail, en buste)|Robe de soie gris perle.
P.5|peinture|tableau|Portrait d'homme|BRINDEAU Rose (école de)||18e siècle|toile (peinture à l'huile)||portrait (homme)|
P.6|peinture|tableau|Nature morte aux harengs|DUTOT Noël|1721||toile (peinture à l'huile)||nature morte (poisson, hareng, citron)|Table de cuisine.
P.7|peinture;croyances - coutumes|ex-voto|Ex-voto du navire La Marie-Jeanne|anonyme|1823||bois (peinture à l'huile)|Valmont-sur-Mer|scène (tempête, navire, Vierge)|Naufrage évité au large.
P.8|peinture|tableau|Les Glaneuses||1902||toile||scène (paysanne, champ)|Femmes ramassant les épis.
P.9|peinture|tableau|Coucher de soleil sur l'estuaire|MAHEUX Lucien|1911 vers||carton (peinture à l'huile)||marine (estuaire, soleil)|
P.10|peinture|tableau|L'Estuaire au crépuscule|MAHEUX Lucien|||toile||marine (estuaire)|Barques échouées.
P.11|peinture|tableau|Œdipe et le Sphinx|DUTOT Noël (attribué à)||18e siècle|toile||scène mythologique (Œdipe, sphinx)|
P.12|peinture|tableau|Le Marché aux chevaux|MAHEUX Lucien|1908||toile||scène (cheval, foire, marchand)|
D.1|dessin|dessin|Étude de cheval|VASSEUR Émile|1865||fusain, craie blanche, papier (bleu)||étude (cheval)|Cheval au galop.
D.2|dessin|dessin|Étude de chevaux|VASSEUR Émile|||fusain;papier||étude (cheval, cavalier)|
D.3|dessin|dessin|Tête de vieillard|VASSEUR Émile (manière de)||19e siècle|sanguine;papier||figure (vieillard)|
D.4|dessin|projet|Projet de fontaine||1788||plume;lavis gris;papier (blanc)||architecture (fontaine)|Élévation et coupe.
D.5|dessin|carnet|Carnet de voyage en Égypte|BRINDEAU Rose|1790||aquarelle;papier|Égypte|paysage (pyramide)|Trente-deux feuillets.
D.6|dessin;costume - accessoires du costume|dessin|Dentellière à son carreau|VASSEUR Émile|1859||mine de plomb;papier||scène (dentellière, fuseau)|
E.1|estampe|estampe|Le Pont de pierre|LANGEVIN Paul (graveur) ; CARSIX Étienne (d'après)|1890||eau-forte;papier||paysage (pont, rivière)|
E.2|estampe;imprimé|affiche|Bains de mer de Valmont|HARDEL (imprimeur)|1905||lithographie (couleur)|Paris|plage, baigneuse|Chemins de fer de l'Ouest.
E.3|estampe|image|La Tentation de saint Antoine|anonyme||1ère moitié 19e siècle|gravure sur bois (colorié au pochoir)|Rouvray|saint Antoine (tentation, diable)|
E.4|estampe|estampe|Carte du pays de Caux|LANGEVIN Paul|1700 vers||burin||carte (pays de Caux)|
T.1|textile|dentelle|Volant|anonyme||2e moitié 18e siècle|dentelle aux fuseaux;lin|Valmont-sur-Mer|ornementation (fleur, feuille d'acanthe)|Fond de réseau à mailles rondes.
T.2|textile;costume - accessoires du costume|bonnet|Bonnette d'Auge|||19e siècle|dentelle à l'aiguille;coton|Pays d'Auge||Coiffe de fête.
T.3|textile|toile imprimée|Paul et Virginie|HUARD Frères (manufacture)|1795 vers||coton (imprimé, plaque de cuivre)|Rouvray|scène (Paul et Virginie)|Rouge garance.
T.4|textile|mouchoir|Mouchoir illustré|||1880 entre ; 1890 et|coton (imprimé)|Rouvray|chemin de fer|
T.5|costume - accessoires du costume|châle||||2e moitié 19e siècle|cachemire;soie|||Motif de palmes.
T.6|costume - accessoires du costume|robe|Robe de mariée|||1er quart 20e siècle|satin;tulle|||Portée à Valmont en 1912.
A.1|archéologie;gallo-romain|fibule||||1er siècle|bronze (émaillé)|Rouvray||Fibule en forme de poisson.
A.2|archéologie;gallo-romain|statuette|Vénus anadyomène|anonyme||2e siècle|terre cuite (blanche)|||Déesse tenant sa chevelure.
A.3|archéologie;âge du bronze|hache|Hache à talon||||alliage cuivreux|||Dépôt de fondeur.
A.4|archéologie;néolithique|hache polie||||Néolithique|dolérite|||
A.5|archéologie;mérovingien|plaque-boucle||||7e siècle|fer (damasquiné)|||
A.6|archéologie|amphore||||1er siècle av JC|terre cuite|Italie||Timbre illisible.
A.7|numismatique;gallo-romain|monnaie|As de Trajan|ATELIER DE ROME (atelier)|98 entre ; 117 et||bronze|Rome|tête (Trajan)|
A.8|numismatique|médaille|Médaille de l'Exposition maritime|LANGEVIN Paul (graveur)|1887||argent||allégorie (Mer)|
S.1|sculpture|statue|Vierge à l'Enfant|anonyme||14e siècle|calcaire (polychrome)|Normandie|Vierge à l'Enfant|Traces de polychromie.
S.2|sculpture|buste|Buste d'Achille Carsix|MARTEL Jules|1899||marbre||portrait (Carsix Achille, homme)|
S.3|sculpture|statuette|Cheval cabré|MARTEL Jules (d'après) ; HARDEL (fondeur)||19e siècle|bronze||représentation animalière (cheval)|
S.4|sculpture|chapiteau|||1150 vers|12e siècle|calcaire|Rouvray|ornementation (feuille d'acanthe)|
S.5|sculpture|maquette|Monument aux marins disparus|MARTEL Jules|1921||plâtre (patiné)||monument, marin|
H.1|photographie|carte postale|Valmont - Le Casino|HARDEL (éditeur)|1907||papier (phototypie)|Valmont-sur-Mer|casino, plage|
H.2|photographie|tirage photographique|Les Lavandières|QUESNEL Odette|1932||papier baryté (procédé argentique)||scène (lavandière, rivière)|
H.3|photographie|plaque de verre|Départ des terre-neuviers|anonyme (photographe)|1898||verre (gélatino-bromure d'argent)|Valmont-sur-Mer|port, bateau de pêche|
H.4|photographie|album|Album de la famille|QUESNEL Odette|1930 entre ; 1936 et||papier|||Soixante vues.
H.5|photographie|tirage photographique|Ruines de Rouvray, juin 1944||1944||papier|Rouvray|ruines, guerre|
V.1|vie domestique|rouet|||||bois (tourné)|Pays d'Auge||Rouet à pédale.
V.2|vie domestique;agriculture - élevage|moule à beurre||||19e siècle|hêtre|||Vache et fleur de lys.
V.3|artisanat - industrie|fuseaux|Douze fuseaux de dentellière||||os;bois|Valmont-sur-Mer||
V.4|artisanat - industrie;horlogerie|horloge|Horloge comtoise|||19e siècle|bois;laiton;verre|||Cadran émaillé.
V.5|agriculture - élevage|greffoir|||||fer;corne|||Pour les pommiers à cidre.
V.6|vie domestique|boîte à sel|||1811||chêne|||Daté et sculpté au couteau.
V.7|musique - chant - danse|vielle à roue||||18e siècle|érable;ivoire|||
V.8|jeux - sports - loisirs|jeu de l'oie|Le Jeu de l'oie du marin|HARDEL (imprimeur)|1895||papier (lithographie)||jeu, marin|
M.1|marine|maquette de bateau|Maquette du trois-mâts Espérance|anonyme|1860 vers||bois;toile|Valmont-sur-Mer|navire|
M.2|marine|sextant||LEROUX (fabricant)|1840 vers||laiton;verre|Paris||Limbe gradué de 0 à 120 degrés.
M.3|marine|figure de proue|||19e siècle|2e quart 19e siècle|bois (peint)|||Femme en robe verte.
M.4|marine;chasse - pêche - cueillette|filet|||||chanvre|Valmont-sur-Mer||Filet à harengs.
M.5|marine|coffre de marin||||19e siècle|pin|||Couvercle peint d'une goélette.
N.1|sciences naturelles|herbier|Herbier de la côte|DUTOT Noël fils|1838||papier||flore|Cent vingt algues.
N.2|sciences naturelles|fossile|Ammonite||||calcaire|||Falaise de Valmont.
O.1|orfèvrerie;croyances - coutumes|ciboire||||17e siècle|argent (doré)|||
O.2|orfèvrerie|croix de cou|Croix bosselée|||19e siècle|or|Rouvray||Bijou de mariage.
O.3|émaillerie|plaque|Le Christ aux outrages|PENICAUT Nard (attribué)|1530 vers|16e siècle|émail (peint);cuivre|Limoges|Christ|
O.4|verrerie|bouteille|||||verre (soufflé)|||Bouteille à calvados, dite « trou ».
O.5|vitrail|vitrail|L'Arbre de Jessé|anonyme||1er quart 16e siècle|verre;plomb|Normandie|arbre de Jessé|
I.1|imprimé|livre|Mémoire sur la pêche du hareng||an VII||papier|Rouvray||Broché.
I.2|manuscrit|lettre|Lettre à Émile Vasseur|CARSIX Étienne|1863 avant||papier (encre)|||Quatre pages.
I.3|imprimé|almanach|Almanach de l'an III||1er vendémiaire an 3||papier|||
B.1|mobilier|armoire|Armoire de mariage|||1ère moitié 19e siècle|chêne (sculpté)|Pays de Caux|colombe, corbeille|
B.2|mobilier|commode||||époque Louis XV|bois de rose|Paris||Estampille illisible.
B.3|ameublement|tapisserie|Verdure||||laine;soie|Aubusson||Paysage à l'échassier.
"""

_NOW = datetime(2026, 3, 2, tzinfo=UTC)


def fields():
    """Return each notice as its fields."""
    found = []
    for line in NOTICES.strip().splitlines():
        cells = line.split("|") + [""] * len(COLUMNS)
        found.append({tag: cell for tag, cell in zip(COLUMNS, cells, strict=False) if cell})
    return found


def documents():
    """Return the documents as an import and the index make them, keyed by inventory number."""
    for number, values in enumerate(fields(), start=1):
        derived = dict(zip(DERIVED, derived_values(values), strict=True))
        row = Row(
            pk=number,
            reference=f"{number:011d}",
            ark=f"99999/g{number}",
            fields=values,
            derived=orjson.loads(derived["derived"]),
            title=derived["title"],
            maker_line=derived["maker_line"],
            date_line=derived["date_line"],
            year_from=derived["year_from"],
            year_to=derived["year_to"],
            created_at=_NOW,
            slug="mer" if values["INV"][0] in "MHE" else "beaux-arts",
            usual_name="musée de la Mer" if values["INV"][0] in "MHE" else "musée des Beaux-Arts",
            official_name="",
            town="Valmont-sur-Mer" if values["INV"][0] in "MHE" else "Rouvray",
        )
        yield values["INV"], document(row)
