"""Help."""

from dentelle.website.texts.base import Text


def help_page() -> Text:
    """Return how to search, look and ask."""
    return Text(
        slug="aide",
        title="Aide",
        summary="Rechercher, regarder, citer, demander : l’essentiel en une page.",
        body="""
<h2>Rechercher</h2>
<p>Tapez quelques mots comme ils vous viennent : <i>bateau honfleur</i>, <i>assiette faïence rouen</i>. Les
accents, les majuscules et les pluriels ne comptent pas. Si rien ne répond, le site propose une
orthographe voisine.</p>
<ul>
<li><b>Une suite exacte de mots</b> se met entre guillemets : « <i>point d’Alençon</i> ».</li>
<li><b>Un mot à écarter</b> se précède d’un tiret : <i>marine -gravure</i>.</li>
<li><b>Un numéro d’inventaire</b> se tape avec ou sans points, espaces ou majuscules.</li>
<li><b>La recherche avancée</b> distingue le titre, l’auteur, la technique, le lieu et le sujet.</li>
</ul>
<h2>Affiner</h2>
<p>Les listes à côté des résultats comptent ce qui reste si l’on choisit une valeur. Plusieurs valeurs d’une
même liste s’ajoutent (faïence <i>ou</i> porcelaine) ; deux listes se croisent (faïence <i>et</i> 18e
siècle). L’adresse de la page contient toute votre recherche : gardez-la, envoyez-la, elle redonnera la
même chose.</p>
<h2>Regarder</h2>
<p>Un objet se voit d’abord, se lit ensuite : le cartel dit l’essentiel, la notice dit tout ce que le musée a
publié. « À voir ensuite » mène à des objets voisins et dit pourquoi ils le sont. Depuis une liste de
résultats, « Précédent » et « Suivant » font défiler les objets.</p>
<p>« Zoomer » fait entrer dans l’image, jusqu’au coup de pinceau quand la photographie le permet : à la
souris, au doigt, avec les boutons, ou au clavier (flèches, + et −, 0 pour l’image entière, R pour la
tourner, Échap pour sortir). « Comparer » met deux images côte à côte ; l’adresse de la page les garde
toutes deux. « Se ressemblent » ne regarde que les images : formes, tons et couleurs.</p>
<p>Une page sans image n’est pas une erreur : l’objet n’a pas encore été photographié, ou ses droits ne
permettent pas de le montrer. La page dit lequel des deux.</p>
<h2>Composer une sélection</h2>
<p>« Ajouter à ma sélection » met un objet de côté. La page « Ma sélection » permet de ranger les objets, de
les annoter, de les montrer un à un, de les comparer, de les imprimer et d’emporter ce qui peut l’être. Il ne
faut pas de compte : la liste tient dans l’adresse de la page, que l’on garde dans ses favoris. Si vous le
demandez, le site en fait un lien à partager, valable un an.</p>
<h2>Imprimer</h2>
<p>Imprimez la page d’un objet depuis votre navigateur : il en sort une notice propre, avec l’image si ses
droits le permettent, son crédit et son adresse permanente.</p>
<h2>Voir l’objet pour de vrai</h2>
<p>Chaque page donne le musée et le chemin pour y aller. Tout n’est pas exposé en même temps : appelez avant
de faire le voyage.</p>
<h2>Sans souris, sans script, en grand</h2>
<p>Tout se fait au clavier. Tout fonctionne sans JavaScript. Le texte s’agrandit jusqu’à 400 % sans rien
perdre. Le site suit le mode sombre et la réduction des animations de votre appareil.</p>
<h2>Poser une question</h2>
<p>Sur un objet : écrivez au musée qui le conserve, son adresse est sur sa page. Sur le site :
<b>[à compléter : adresse électronique de l’équipe du réseau]</b>.</p>
""",
    )
