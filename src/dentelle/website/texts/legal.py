"""Legal notice, personal data, accessibility.

Sources: loi n° 2004-575 (LCEN) article 6; règlement (UE) 2016/679; RGAA 4.1, whose statement model
the accessibility page follows.
"""

from dentelle.website.texts.base import Text


def notice(network_name: str) -> Text:
    """Return who publishes and who hosts."""
    return Text(
        slug="mentions-legales",
        title="Mentions légales",
        summary="Qui publie ce site, qui l’héberge, à qui appartient ce qu’il montre.",
        body=f"""
<h2>Éditeur</h2>
<p>{network_name}<br/>
<b>[à compléter : nom et statut de l’organisme, adresse, téléphone, adresse électronique, numéro SIRET]</b></p>
<h2>Direction de la publication</h2>
<p><b>[à compléter : nom et fonction de la personne qui dirige la publication]</b></p>
<h2>Hébergement</h2>
<p><b>[à compléter : nom, adresse et téléphone de l’hébergeur, pays où sont les serveurs]</b></p>
<h2>Contenus</h2>
<p>Les notices appartiennent aux musées qui les ont écrites. Les conditions de réutilisation des images sont
indiquées sous chacune ; elles sont expliquées dans « Crédits et réutilisation ».</p>
<p>Si une image ou un texte porte atteinte à un droit, écrivez à l’éditeur en donnant l’adresse de la page :
le contenu est retiré du site, de la recherche et des listes dès que la demande est fondée, et un nouvel
envoi du musée ne le remet pas en ligne.</p>
<h2>Données publiques</h2>
<p>Le registre des musées peut venir de la base Muséofile du ministère de la Culture (Licence Ouverte 2.0).
Les contours des cartes sont servis par ce site ; aucune carte n’est demandée à un autre.</p>
<h2>Logiciel</h2>
<p>Dentelle, logiciel libre, licence publique de l’Union européenne (EUPL) version 1.2.</p>
""",
    )


def personal_data() -> Text:
    """Return what is kept about people, why, for how long."""
    return Text(
        slug="donnees-personnelles",
        title="Données personnelles",
        summary="Aucun cookie, aucun traceur : le site ne garde rien de ceux qui le lisent.",
        body="""
<h2>Quand vous lisez le site</h2>
<p>Aucun cookie n’est posé, rien n’est enregistré sur votre appareil, aucune page n’appelle un autre site :
ni police, ni carte, ni bouton de réseau social, ni mesure d’audience tierce. C’est pourquoi aucun bandeau
ne vous demande votre accord.</p>
<p>Le serveur tient un journal technique (adresse IP, heure, page demandée) pour assurer la sécurité du
site. <b>[à compléter : durée de conservation du journal, 12 mois au plus]</b> Pour limiter les robots, le
site compte les recherches d’une même connexion pendant une minute, sous une forme chiffrée qui change
chaque jour et n’est pas écrite sur disque.</p>
<h2>Quand vous signalez une erreur</h2>
<ul>
<li><b>Ce qui est gardé :</b> votre message et, si vous la donnez, votre adresse électronique.</li>
<li><b>Pourquoi :</b> corriger la notice et vous répondre.</li>
<li><b>Base légale :</b> l’exécution d’une mission d’intérêt public.</li>
<li><b>Qui les lit :</b> le musée qui conserve l’objet et l’équipe du réseau.</li>
<li><b>Combien de temps :</b> un an au plus après la réponse.</li>
</ul>
<h2>Quand vous composez une sélection</h2>
<p>Une sélection tient dans l’adresse de sa page : ni compte, ni enregistrement sur votre appareil. Comme toute
adresse demandée, celle-ci peut figurer au journal technique, avec le titre et les notes que vous y avez
mis.</p>
<ul>
<li><b>Ce qui est gardé, si vous créez un lien à partager :</b> les objets, le titre et les notes ; rien ne dit
qui a composé la liste. N’y écrivez rien de personnel.</li>
<li><b>Pourquoi :</b> la montrer à qui reçoit le lien.</li>
<li><b>Base légale :</b> l’exécution d’une mission d’intérêt public.</li>
<li><b>Qui la lit :</b> toute personne qui a le lien.</li>
<li><b>Combien de temps :</b> un an, jusqu’au jour que la page indique ; plus tôt si vous nous envoyez le lien à
effacer.</li>
</ul>
<h2>Quand vous travaillez dans un musée membre</h2>
<p>Un compte du bureau contient votre nom, votre adresse électronique professionnelle, vos droits, et la
trace des décisions que vous prenez (imports, retraits), gardée avec les notices qu’elles concernent. Un
cookie de session, nécessaire au fonctionnement, est posé à la connexion et s’efface au bout de douze
heures. Base légale : l’exécution d’une mission d’intérêt public.</p>
<h2>Les personnes citées dans les notices</h2>
<p>Les notices citent des artistes, des fabricants, des personnes représentées. Si vous êtes concerné et que
vous vous opposez à une mention, écrivez au musée ou à l’éditeur : un retrait agit partout à la fois.</p>
<h2>Responsable et délégué à la protection des données</h2>
<p>Responsable du traitement : <b>[à compléter : organisme éditeur]</b>.<br/>
Délégué à la protection des données : <b>[à compléter : nom ou fonction, adresse électronique]</b>.</p>
<h2>Vos droits</h2>
<p>Vous pouvez demander à voir, corriger, effacer vos données, limiter leur usage ou vous y opposer, en
écrivant au délégué. Si la réponse ne vous satisfait pas, vous pouvez saisir la CNIL
(<a href="https://www.cnil.fr/">www.cnil.fr</a>).</p>
""",
    )


def accessibility() -> Text:
    """Return the statement in the order the RGAA asks for, its blanks marked."""
    return Text(
        slug="accessibilite",
        title="Accessibilité : non conforme",
        summary="Déclaration d’accessibilité. Aucun audit n’a encore été fait : le site se déclare donc non conforme.",
        body="""
<h2>Déclaration d’accessibilité</h2>
<p>L’éditeur de ce site s’engage à rendre ses sites et ses outils internes accessibles, conformément à
l’article 47 de la loi n° 2005-102 du 11 février 2005. Cette déclaration s’applique au site public et au
bureau. À cette fin, l’organisme publie :</p>
<ul>
<li>un schéma pluriannuel : <b>[à compléter : adresse du document]</b> ;</li>
<li>un plan d’action de l’année : <b>[à compléter : adresse du document]</b>.</li>
</ul>
<h2>État de conformité</h2>
<p>Le site est <b>non conforme</b> au référentiel général d’amélioration de l’accessibilité (RGAA), version
4.1 : aucun audit en cours de validité ne permet de mesurer le respect des critères.</p>
<h2>Résultats des tests</h2>
<p><b>[à compléter après l’audit : part des critères respectés, nom de l’auditeur, date]</b></p>
<p>En attendant, chaque version du logiciel passe des contrôles automatiques (axe) sur ses pages publiques
et des parcours au clavier. Ces contrôles ne remplacent pas un audit.</p>
<h2>Contenus non accessibles</h2>
<h3>Non-conformités</h3>
<p><b>[à compléter après l’audit]</b></p>
<h3>Dérogations pour charge disproportionnée</h3>
<p><b>[à compléter après l’audit ; aucune n’est demandée à ce jour]</b></p>
<h3>Contenus non soumis à l’obligation</h3>
<ul>
<li>Les reproductions d’objets de patrimoine qui ne peuvent pas être rendues entièrement accessibles. Quand
le musée n’a pas décrit l’image, son texte de remplacement reprend le titre de l’objet, et la notice suit.</li>
<li>Les cartes : chacune est accompagnée d’une liste qui dit la même chose.</li>
</ul>
<h2>Établissement de cette déclaration</h2>
<p>Déclaration établie le <b>[à compléter : date]</b>.</p>
<p>Technologies : HTML, CSS, SVG, JavaScript (jamais nécessaire à la lecture).</p>
<p>Environnement de test : <b>[à compléter : navigateurs, lecteurs d’écran, systèmes]</b>.</p>
<p>Pages vérifiées : <b>[à compléter : accueil, recherche, objet, musée, aide, mentions légales,
accessibilité, connexion au bureau, import]</b>.</p>
<h2>Retour d’information et contact</h2>
<p>Si quelque chose vous arrête, écrivez à <b>[à compléter : adresse électronique, téléphone, adresse
postale]</b>. Vous recevez une réponse dans la semaine, et le contenu sous une autre forme si c’est
possible.</p>
<h2>Voies de recours</h2>
<p>Si vous avez signalé un défaut qui vous empêche d’accéder à un contenu et que vous n’avez pas obtenu de
réponse satisfaisante, vous pouvez :</p>
<ul>
<li>écrire au Défenseur des droits par son <a href="https://formulaire.defenseurdesdroits.fr/">formulaire</a> ;</li>
<li>contacter le délégué du <a href="https://www.defenseurdesdroits.fr/saisir/delegues">Défenseur des droits</a> de votre région ;</li>
<li>écrire, sans timbre, à : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.</li>
</ul>
""",
    )
