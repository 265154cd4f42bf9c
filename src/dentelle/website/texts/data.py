"""About the data, and credits."""

from dentelle.website.texts.base import Text


def about() -> Text:
    """Return what the collections on line are, and are not."""
    return Text(
        slug="a-propos-des-donnees",
        title="À propos des données",
        summary="D’où viennent les notices et les images, ce qu’elles disent, ce qu’elles ne disent pas.",
        body="""
<h2>Qui écrit les notices</h2>
<p>Chaque notice est écrite par le musée qui conserve l’objet, dans son propre logiciel de gestion des
collections. Le réseau ne les réécrit pas : le site les relit à chaque envoi du musée et les montre
telles quelles, doutes compris. « Attribué à », « d’après », « vers », un point d’interrogation : ces mots
font partie de ce que l’on sait, ils restent visibles partout.</p>
<p>Quand un objet n’a pas de titre, le site n’en invente pas. Il montre ce que le musée a écrit : le nom
d’usage, sinon le type d’objet, sinon le domaine et le numéro d’inventaire.</p>
<h2>Ce que le site ajoute</h2>
<p>Pour que l’on puisse chercher, le site calcule à côté du texte du musée un intervalle d’années, des noms
d’auteurs rapprochés, des lieux et des techniques sans différence d’accent ou de majuscule. Ce calcul ne
remplace jamais le texte d’origine. Une date « 4e quart 19e siècle » se cherche entre 1876 et 1900 ; elle
s’affiche toujours comme le musée l’a écrite.</p>
<p>Un compte de résultats est exact. S’il ne peut pas l’être, la page le dit.</p>
<h2>Ce qui n’est pas publié</h2>
<p>Certaines informations restent dans les musées : l’emplacement en réserve, la valeur, les noms des
donateurs et des vendeurs, ceux des agents, le lieu précis d’une découverte archéologique. Seuls les champs
inscrits sur une liste établie avec les musées sont montrés. Un passage qui ressemble à un numéro de
téléphone, une adresse électronique, un montant ou des coordonnées est masqué jusqu’à ce qu’une personne
l’ait relu.</p>
<h2>Ce qui manque</h2>
<p>Les collections en ligne ne sont qu’une partie des collections. Des objets ne sont pas encore décrits,
d’autres pas encore photographiés, d’autres encore sont sous droits. L’absence d’une notice ne prouve pas
l’absence de l’objet : demandez au musée.</p>
<h2>Des adresses qui durent</h2>
<p>Chaque objet a une adresse permanente, un identifiant ARK. Elle ne change pas quand la notice change, et
n’est jamais donnée à un autre objet. Si un musée retire une notice, l’adresse continue de répondre et le
dit. En ajoutant <b>?info</b> à l’adresse, on obtient l’essentiel en texte simple.</p>
<h2>Les mêmes données pour les machines</h2>
<p>Chaque objet, chaque liste de résultats et la liste des musées existent aussi en JSON : ajoutez
<b>.json</b> à l’adresse. Les pages portent des données schema.org. Le plan du site est à l’adresse
<b>/sitemap.xml</b>.</p>
<h2>Une erreur ?</h2>
<p>Au bas de chaque notice, « Signaler une erreur ou compléter » ouvre un formulaire sans inscription. Ce
que vous écrivez va au musée, qui vérifie et corrige dans son logiciel ; la correction arrive ici à l’envoi
suivant.</p>
""",
    )


def reuse() -> Text:
    """Return what may be done with texts and pictures."""
    return Text(
        slug="credits-et-reutilisation",
        title="Crédits et réutilisation",
        summary="Ce que l’on peut faire des images et des textes, dit simplement.",
        body="""
<h2>Les images</h2>
<p>Les droits sont indiqués image par image, sous chaque objet. Le musée décide ; tant qu’il n’a pas
décidé, l’image se regarde et ne se télécharge pas.</p>
<ul>
<li><b>Image libre de droits.</b> L’œuvre est dans le domaine public et le musée n’y ajoute aucune
restriction. Téléchargez, imprimez, publiez, transformez.</li>
<li><b>Image librement réutilisable (Licence Ouverte 2.0).</b> La même liberté, à condition de dire d’où
vient l’image et à quelle date elle a été prise ici.</li>
<li><b>Image réutilisable avec son crédit (CC BY, CC BY-SA).</b> Le crédit accompagne toujours l’image ;
avec CC BY-SA, ce que vous en faites se partage aux mêmes conditions.</li>
<li><b>Image sous droits.</b> L’auteur ou ses ayants droit ont permis qu’elle soit montrée ici, rien de
plus. Pour la publier, écrivez au musée.</li>
<li><b>Droits pas encore vérifiés.</b> Personne ne s’est encore prononcé. Demandez au musée avant tout
usage.</li>
</ul>
<h2>Comment citer</h2>
<p>Chaque page d’objet propose une légende, une référence bibliographique et une entrée BibTeX à copier. Une
bonne légende dit l’auteur avec ses doutes, le titre, la date, le musée et sa ville, le numéro
d’inventaire, et le crédit du photographe.</p>
<h2>Les notices</h2>
<p>Les notices sont des informations publiques produites par les musées. Sauf mention contraire du musée,
elles sont réutilisables sous la Licence Ouverte 2.0 en citant le musée, ce site et la date.
<b>[à compléter : confirmer cette licence avec chaque musée membre]</b></p>
<h2>En classe</h2>
<p>Un enseignant peut projeter et distribuer les images à ses élèves en citant la source. La mise en ligne
ouverte à tous dépend des droits indiqués sous l’image.</p>
<h2>Le logiciel</h2>
<p>Ce site fonctionne avec Dentelle, logiciel libre publié sous licence EUPL 1.2. Les caractères sont
Newsreader et Instrument Sans, sous licence SIL Open Font. Aucun élément n’est chargé depuis un autre
site.</p>
""",
    )
