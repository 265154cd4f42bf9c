"""French analysis: what must be found together, and what must stay apart."""

import csv
import re
import unicodedata

import pytest

from dentelle.search import french
from tests.shared import shared_data

# First-group verbs met in notices: é, ée, és, ées of each must be one term.
VERBS = """abandonn accompagn achev acquitt ador affich ag aim ajour align allong alt amén amput anim annot
appliqu apport appos argent arm arrach arrang arros articul assembl assoc attach attribu autoris barr
bross bris brod brun brûl cach cadr cal cann capitonn capuchonn caram cass cercl cess chang chant charg
chass chauff chevauch cintr cir cisel class clout coiff coll color combin command commémor commenc
communiqu compens compil complét compos concentr confi confirm conjugu consacr conserv consolid constell
consult contourn copi corrig coul couronn courb crénel creus crois cuirass cultiv dat dator débord décalqu
décap décor découp dédi défil déform délicat délimit dentel dépos dessin détach détaill déterr détrempé dévor
diapr disput dissimul divis dor doubl drap dress ébauch écaill échancr échang éclair éclat écras édit effac
égar élabor élev élimin émaill emboît embouti émouss empil employ encadr encastr encerclé enchaîn enclav
encoll encr enfil enfonc enlac enlumin enregistr enroul enseign entaill entour entrelac envelopp envoy épur
équip espac esquiss estamp estim étam étir évas évid évoqu exécut expos fabriqu façonn faufil fêl ferm festonn
figur fil filet fix fleurdelis fluté fond forg form foul fragment frang frapp fris froiss gainé galb gard
gaufr glac gliss gomm gouach gradu gratt grav grené griff grill guilloch habill hach hériss identifi illustr
imagin imit impliqu imprim incis inclin incrust indiqu influenc initi insér inspir install intégr intitul
invent invers invit isol jasp jet joint jonch jou jumel justifi lac laiss lam lamin laqu lav li lim limit lob
log lustr maçonn maill manqu marbr margin marqu martel masqu matelass mêl ménag mentionn mesur meubl mill
mitr model modér modifi moir mont montr mosaïqu motiv moul mouchet mouill mur mutil nacr natt nettoy niell
nomm not nou numérot occup offr oper orn ordonn orient ornement ourl ouvrag oxyd pan parsem partag pass
patin pav peign pendu perc perl pel perfor pigment pil pinc piqu plac plaqu plié plisse ploy poinçonn poin
poli ponc pos pouss pratiqu précis présent prim privilegi profil prolong propos protég quadrill qualifi raccord
racont ramass ramifi rapport ray réalis rebrod recoll recoup recouvr recreus redress refus regroup rehauss
rejet relev reli remarqu remont rempli remplac renforc renomm rentr renvers repar répar repérc repiqu repos
repouss représent reproduit restaur restitu retaill retouch retourn réun révél rideaux rim riv rod roul saisi
sal sangl satin scell sci sculpt séch séjourn sem sépar serr serti sign signal silhouett situ soign sold soud
soulev soulign stri stuqu styl superpos support surdor surmont suspend symbolis tach taill tamis tann tap
taraud teint tendr termin tiss tordu torsad touch tourn tract trait tranch transform travaill travers tress
trouv troub tub tuil urbanis us utilis vari veill verniss vers vid viell vis visit vitrifi voil volé zon zébr"""
NOUNS = """abbaye accessoire affiche agrafe aiguière aiguille album allégorie amphore ange anneau armoire armure
arquebuse assiette atelier autel autoportrait balance bandeau bannière barque bassin bateau bâton batterie
béret berceau bijou blason blouse bobine bol bonnet bouclier bougeoir bouquet bouteille bouton bracelet broche
broderie buffet buste cadran cafetière caricature carreau carte casque cathédrale ceinture chaise châle chandelier
chapeau chapelle chapiteau château chemise cheval chevet clef cloche clocher coffre coffret coiffe collier colonne
commode compas corbeille corset costume coupe couteau couvercle croix cruche cuillère dague damier dentelle dessin
drapeau eau-forte écharpe écritoire écuelle église émail enseigne épée épingle esquisse estampe étoffe étude éventail
fauteuil faïence ferronnerie fibule figurine flacon flèche fontaine fragment fresque gant gargoulette gilet gobelet
gravure grès guéridon guitare hache harpe heaume horloge icône image instrument insigne jardinière jarre jeton jouet
journal lampe landau lanterne lettre lit lithographie livre lustre lutrin machine manche mannequin manteau manuscrit
maquette marine marionnette marteau masque médaille médaillon meuble miniature miroir missel monnaie montre mortier
mosaïque moule mouchoir moulin navire nature nu obélisque oeuvre ombrelle orgue ornement ostensoir outil paire paix
palette panneau paravent parure passementerie pastel paysage peigne peinture pendule perle photographie pichet pièce
pierre pinceau pipe piédestal pistolet plaque plat plateau pommeau porcelaine portrait poterie poupée presse procession
pupitre quenouille rabot récipient reliquaire retable robe rouet ruban sabre saladier saucière sceau scène sculpture
secrétaire service siège soulier statue statuette stèle tabatière tableau table tabouret tambour tapis tapisserie tasse
terrine tête théière timbre tissu toile tombeau tonneau tour triptyque tunique urne ustensile vaisseau vase vêtement
verre vierge vignette violon vitrail voile voiture œillet œuf cœur bœuf nœud chœur évêché château-fort"""


def _words(text):
    return [word for word in re.split(r"\s+", text) if word]


def _bare(text):
    text = text.replace("œ", "oe").replace("æ", "ae").replace("Œ", "OE")
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _sample():
    bases = [base.removesuffix("é") for base in _words(VERBS)]
    nouns = [noun for noun in _words(NOUNS) if "-" not in noun]
    return (
        [base + end for base in bases for end in ("é", "ée", "és", "ées")]
        + nouns
        + [n + "s" for n in nouns]
    )


def test_a_word_typed_without_accents_gives_the_same_term():
    sample = _sample()
    assert len(sample) > 1_500
    alike = sum(french.terms(word) == french.terms(_bare(word)) for word in sample)
    assert alike / len(sample) >= 0.999


def test_participles_stay_together():
    bases = [base.removesuffix("é") for base in _words(VERBS)]
    together = [
        len({tuple(french.terms(b + end)) for end in ("é", "ée", "és", "ées")}) == 1 for b in bases
    ]
    assert len(bases) > 350
    assert sum(together) / len(together) >= 0.98


def test_plurals_in_s_are_found_with_their_singular():
    nouns = [noun for noun in _words(NOUNS) if "-" not in noun and noun[-1] not in "sxz"]
    apart = [noun for noun in nouns if french.terms(noun) != french.terms(noun + "s")]
    assert len(nouns) > 220
    assert apart == []


def test_terms_tell_most_words_apart():
    stems = {}
    for noun in (n for n in _words(NOUNS) if "-" not in n):
        stems.setdefault(french.terms(noun)[0], set()).add(noun)
    merged = [sorted(words) for words in stems.values() if len(words) > 1]
    assert merged == []


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("émaux", "émail"),
        ("vitraux", "vitrail"),
        ("chevaux", "cheval"),
        ("bateaux", "bateau"),
        ("tuyaux", "tuyau"),
        ("yeux", "œil"),
        ("travaux", "travail"),
        ("journaux", "journal"),
        ("décoratives", "décoratif"),
        ("fondatrice", "fondateur"),
        ("éducatrice", "éducateur"),
        ("normandes", "normand"),
        ("céramiques", "céramique"),
        ("ŒUVRES", "oeuvre"),
        ("Émaillée", "EMAILLE"),
        ("manufacturière", "manufacturier"),
        ("musées", "musée"),
        ("nées", "né"),
        ("e\u0301ve\u0302que", "évêque"),
        ("d’évêques", "évêque"),
        ("jusqu'alors", "alors"),
    ),
)
def test_forms_of_one_word_are_found_together(one, other):
    assert french.terms(one) == french.terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    (
        ("musée", "muse"),
        ("peinture", "peintre"),
        ("port", "porte"),
        ("mont", "montée"),
        ("cloche", "clocher"),
        ("verger", "vergé"),
        ("port", "porteur"),
        ("mer", "mère"),
        ("fer", "faire"),
    ),
)
def test_different_words_stay_apart(one, other):
    assert french.terms(one) != french.terms(other)


def test_both_apostrophes_drop_the_article_and_stop_words_hold_a_place():
    assert french.places("L'Œuvre de l'évêque d’Avignon") == [
        (0, "oeuvr"),
        (2, "evequ"),
        (3, "avignon"),
    ]
    assert french.places("huile sur toile") == [(0, "huil"), (2, "toil")]
    assert french.terms("aujourd'hui") == ["aujourd", "hui"]
    assert french.stops("À la mer, de la terre") == ["a", "de", "la"]


def test_numbers_and_marks_are_terms_as_they_are():
    assert french.terms("D.2004-3 bis 19e") == ["2004", "3", "bis", "19e"]
    assert french.terms("— … ; °") == []
    assert french.terms("n̈o x²") == ["no", "x2"]


def test_words_are_noted_once_as_they_were_written():
    analyzer = french.Analyzer()
    assert analyzer.shadow("L'Émail, l'émail et 12 Émaux") == "email email _ 12 email"
    assert analyzer.fresh == ["émail", "émaux"]


def test_the_words_of_real_notices_are_found_without_their_accents():
    file = shared_data("joconde", "joconde-extrait_set-A.csv")
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        text = " ".join(" ".join(row) for row in csv.reader(lines))
    words = set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).lower()))
    accented = [word for word in words if word != _bare(word)]
    assert len(accented) > 100
    alike = sum(french.terms(word) == french.terms(_bare(word)) for word in accented)
    assert alike / len(accented) >= 0.999
