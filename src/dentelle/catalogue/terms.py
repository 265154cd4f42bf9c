"""Words built in: common domains, types, techniques, subjects and places, each in its display form."""

import re
from collections.abc import Mapping

_DOMAINS = """
agriculture - élevage|ameublement|amérindien|anthropologie|archéologie|architecture|armurerie|art mobilier|art pariétal
artisanat - industrie|arts décoratifs|Asie|Asie centrale|Asie du sud-est|Asie méridionale|Asie occidentale|Asie orientale
Afrique|Afrique du nord|Afrique sub-saharienne|Amérique|Amérique centrale|Amérique du nord|Amérique du sud|Océanie
balnéaire|batellerie|beaux-arts|botanique|broderie|carolingien|cartes - plans|céramique|chalcolithique|chasse - pêche - cueillette
chaudronnerie|commerce - économie - finances|construction|copte|costume - accessoires du costume|croyances - coutumes
dentellerie|design|dessin|dinanderie|ébénisterie|égyptien|élément d’impression|émaillerie|énergie|enluminure|enseignement
environnement|épigraphie|estampe|ethnologie|étrusque|faune|ferronnerie|gallo-romain|gaulois|géologie|glyptique|grec|héraldique
histoire|horlogerie|hygiène - médecine - santé|ibérique|imprimé|industrie lithique|industrie osseuse|islam|italique|ivoirerie
jeux - sports - loisirs|lutherie|manuscrit|marine|médiéval|mémoire de l’esclavage|menuiserie|mérovingien|mésolithique|métallurgie
métrologie - instruments de mesure|minéralogie|miniature|mobilier|moderne|mosaïque|musique - chant - danse|néolithique|numismatique
œuvre en 3 dimensions|œuvre textile|orfèvrerie|ottoman|paléolithique|peinture|phaléristique|phénicien|philatélie|photographie
plumasserie|précolombien|romain|sciences - techniques|sciences naturelles|sculpture|sellerie|serrurerie|sigillographie
spectacle - fête|tabletterie|tapisserie|temps modernes|textile|transports - communications|vannerie|verrerie|vie domestique
vie militaire|vie politique - administrative|vie professionnelle|vie sociale - culturelle|vitrail|âge du bronze|âge du fer
"""

_TECHNIQUES = """
acajou|acier|acrylique|albâtre|alliage cuivreux|alliage ferreux|aluminium|aquarelle|aquatinte|argent|argile|argenture|bois|bronze
broderie|burin|calcaire|carton|céramique|céramique sigillée|châtaignier|chêne|chromolithographie|cire|collage|contreplaqué|cornaline
corne|coton|craie|craie blanche|crayon|crayon de couleur|crayon noir|cristal|cuir|cuivre|dentelle aux fuseaux|dentelle à l’aiguille
dorure|ébène|eau-forte|émail|encre|encre brune|encre de Chine|encre noire|étain|estampage|faïence|faïence fine|fer|fer forgé|feutre|fil
fonte|fresque|fusain|galvanoplastie|gélatino-bromure d’argent|glaçure|gouache|gouache blanche|granit|graphite|gravure|gravure sur bois
grès|grisaille|héliogravure|hêtre|impression|ivoire|jaspe|laine|laiton|laque|lavis|lavis brun|lavis gris|lin|linogravure|lithographie
manière noire|marbre|marqueterie|merisier|métal|mine de plomb|moulage|nacre|noyer|noir et blanc|or|os|papier|papier albuminé|papier vélin
papier vergé|parchemin|pastel|pâte de verre|peinture|peinture à fresque|peinture à l’huile|peinture à la détrempe|peinture acrylique
peinture vinylique|peuplier|phototypie|photographie|pierre|pierre noire|plâtre|plomb|plume|pointe d’argent|pointe sèche|poirier
porcelaine|porcelaine dure|porcelaine tendre|procédé argentique|procédé photomécanique|sanguine|sapin|satin|sépia|sérigraphie|silex
soie|stuc|taille directe|taille-douce|tapisserie|terre cuite|tilleul|tirage argentique|toile|tôle|typographie|velours|verre|verre soufflé
vernis|xylographie|zinc
"""

_TYPES = """
affiche|album|amphore|armoire|assiette|bague|bannière|bas-relief|blague à tabac|bol|bonnet|bouteille|bracelet|buste|carreau|carte postale
chaise|chapiteau|châle|coffre|coiffe|commode|coupe|cruche|dentelle|écuelle|élément d’ensemble|épée|estampe|éventail|fauteuil|fibule
figurine|gourde|haut-relief|horloge|jeton|jouet|lampe|livre|maquette|maquette de bateau|médaille|médaillon|monnaie|montre|moule|outil|panneau
pendule|pichet|pièce de monnaie|plaque|plat|poterie|poupée|pot|relief|reliquaire|retable|robe|rouet|sceau|service de table|statue|statuette
tableau|tapisserie|tête|tirage photographique|vase|vitrail
"""

_SUBJECTS = """
animal|ange|arbre|architecture|attelage|barque|bateau|bestiaire|bord de mer|cathédrale|chat|château|cheval|chien|ciel|cortège|costume|coucher de soleil
couple|coq|enfant|église|étude|falaise|famille|femme|ferme|fillette|fleur|foire|fontaine|forêt|figure|figure biblique|fruit|garçon|homme|intérieur|jardin
jeune femme|jeune fille|jeune homme|lion|livre|maison|marché|marine|mer|moulin|navire|nature morte|neige|nu|nuage|oiseau|ornementation|paysage|paysan|paysanne
pêcheur|plage|pont|port|portrait|portrait collectif|portrait d’inconnu|rivière|rocher|rose|rue|ruines|scène|scène biblique|scène historique|scène de genre|soldat
travaux des champs|travail|vache|vague|vase|verger|village|ville|Vierge à l’Enfant|voile|voilier|vue d’architecture|autoportrait|allégorie|feuillu|guerre
"""

_PLACES = """
Afrique|Afrique du Nord|Algérie|Allemagne|Amérique|Angleterre|Antilles|Asie|Australie|Autriche|Belgique|Brésil|Cambodge|Canada|Chine|Corée|Danemark
Égypte|Écosse|Espagne|États-Unis|Europe|Flandre|Flandres|France|Grèce|Haïti|Hollande|Hongrie|Inde|Indonésie|Iran|Irlande|Italie|Japon|Madagascar|Mali
Maroc|Mexique|Norvège|Nouvelle-Calédonie|Océanie|Pays-Bas|Perse|Pérou|Pologne|Polynésie française|Portugal|Royaume-Uni|Grande-Bretagne|Russie|Sénégal
Suède|Suisse|Syrie|Tahiti|Tunisie|Turquie|Viêt Nam|La Réunion|Guadeloupe|Martinique|Guyane|Mayotte
Alsace|Aquitaine|Auvergne|Auvergne-Rhône-Alpes|Basse-Normandie|Bourgogne|Bourgogne-Franche-Comté|Bretagne|Centre|Centre-Val de Loire
Champagne-Ardenne|Corse|Franche-Comté|Grand Est|Haute-Normandie|Hauts-de-France|Île-de-France|Languedoc-Roussillon|Limousin|Lorraine|Midi-Pyrénées
Nord-Pas-de-Calais|Normandie|Nouvelle-Aquitaine|Occitanie|Pays de la Loire|Picardie|Poitou-Charentes|Provence|Provence-Alpes-Côte d’Azur|Rhône-Alpes|Savoie
Ain|Aisne|Allier|Alpes-de-Haute-Provence|Hautes-Alpes|Alpes-Maritimes|Ardèche|Ardennes|Ariège|Aube|Aude|Aveyron|Bouches-du-Rhône|Calvados|Cantal|Charente
Charente-Maritime|Cher|Corrèze|Corse-du-Sud|Haute-Corse|Côte-d’Or|Côtes-d’Armor|Creuse|Dordogne|Doubs|Drôme|Eure|Eure-et-Loir|Finistère|Gard|Haute-Garonne
Gers|Gironde|Hérault|Ille-et-Vilaine|Indre|Indre-et-Loire|Isère|Jura|Landes|Loir-et-Cher|Loire|Haute-Loire|Loire-Atlantique|Loiret|Lot|Lot-et-Garonne|Lozère
Maine-et-Loire|Manche|Marne|Haute-Marne|Mayenne|Meurthe-et-Moselle|Meuse|Morbihan|Moselle|Nièvre|Nord|Oise|Orne|Pas-de-Calais|Puy-de-Dôme|Pyrénées-Atlantiques
Hautes-Pyrénées|Pyrénées-Orientales|Bas-Rhin|Haut-Rhin|Rhône|Haute-Saône|Saône-et-Loire|Sarthe|Haute-Savoie|Paris|Seine-Maritime|Seine-et-Marne
Yvelines|Deux-Sèvres|Somme|Tarn|Tarn-et-Garonne|Var|Vaucluse|Vendée|Vienne|Haute-Vienne|Vosges|Yonne|Territoire de Belfort|Essonne|Hauts-de-Seine
Seine-Saint-Denis|Val-de-Marne|Val-d’Oise|Évreux|Étretat|Épinal|Évian|Étampes|Pays d’Auge|Pays de Caux|Perche|Bessin|Cotentin|Bocage normand|Vexin
"""


def _words(block: str) -> tuple[str, ...]:
    return tuple(word for line in block.split("\n") for word in line.split("|") if word)


BY_KIND: Mapping[str, tuple[str, ...]] = {
    "domain": _words(_DOMAINS),
    "technique": _words(_TECHNIQUES),
    "type": _words(_TYPES),
    "subject": _words(_SUBJECTS),
    "place": _words(_PLACES),
}

# Names that capitals without accents spoil ("Ile de Ré", "Eglise Saint-Ouen").
_INITIALS = {
    "Ile": "Île", "Iles": "Îles", "Eglise": "Église", "Etat": "État", "Etats": "États", "Egypte": "Égypte",
    "Ecole": "École", "Elbeuf": "Elbeuf", "Etretat": "Étretat", "Evreux": "Évreux", "Epinal": "Épinal",
    "Evrecy": "Évrecy", "Etrepagny": "Étrépagny", "Ecouis": "Écouis", "Ecosse": "Écosse", "Edimbourg": "Édimbourg",
    "Erythree": "Érythrée", "Ethiopie": "Éthiopie", "Equateur": "Équateur", "Emirats": "Émirats", "Evian": "Évian",
    "Ecouen": "Écouen", "Epernay": "Épernay", "Etampes": "Étampes", "Etaples": "Étaples", "Epaignes": "Épaignes",
}  # fmt: skip
_INITIAL = re.compile(rf"\b(?:{'|'.join(_INITIALS)})\b")


def accented(name: str) -> str:
    """Return a name with the accents that its capitals lost."""
    return _INITIAL.sub(lambda match: _INITIALS[match[0]], name)
