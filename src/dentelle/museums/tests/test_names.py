import pytest

from dentelle.museums import names


@pytest.mark.parametrize(
    ("name", "article"),
    (
        ("musée des beaux-arts", "le"),
        ("Musée de la Faïence", "le"),
        ("muséum d'histoire naturelle", "le"),
        ("écomusée du Perche", "l’"),
        ("Écomusée du Perche", "l’"),
        ("maison des templiers", "la"),
        ("maison-musée de l’Outil", "la"),
        ("château-musée", "le"),
        ("atelier-musée du chapeau", "l’"),
        ("ferme-musée du Cotentin", "la"),
        ("hôtel Bertrand", "l’"),
        ("Tapisserie de Bayeux", "la"),
        ("musées de Rives", "les"),
        ("collections de l’université", "les"),
        ("MUDO", ""),
        ("Les Pêcheries, musée de Fécamp", ""),
        ("", ""),
    ),
)
def test_the_article_comes_from_the_noun_at_the_head_of_the_name(name, article):
    assert names.article_for(name) == article


@pytest.mark.parametrize(
    ("name", "the", "of", "at"),
    (
        (
            "Musée de Normandie",
            "le musée de Normandie",
            "du musée de Normandie",
            "au musée de Normandie",
        ),
        (
            "maison des templiers",
            "la maison des templiers",
            "de la maison des templiers",
            "à la maison des templiers",
        ),
        (
            "Écomusée du Perche",
            "l’écomusée du Perche",
            "de l’écomusée du Perche",
            "à l’écomusée du Perche",
        ),
        ("musées de Rives", "les musées de Rives", "des musées de Rives", "aux musées de Rives"),
        ("Les Pêcheries", "Les Pêcheries", "des Pêcheries", "aux Pêcheries"),
        ("L’Annonciade", "L’Annonciade", "de l’Annonciade", "à l’Annonciade"),
        ("MUDO", "MUDO", "de MUDO", "à MUDO"),
        ("Artimuse", "Artimuse", "d’Artimuse", "à Artimuse"),
    ),
)
def test_a_name_takes_its_place_in_a_sentence(name, the, of, at):
    article = names.article_for(name)

    assert names.the(name, article) == the
    assert names.of(name, article) == of
    assert names.at(name, article) == at


def test_an_article_given_by_a_person_serves_a_proper_name():
    assert names.of("MuMa", "le") == "du MuMa"
    assert names.at("MuMa", "le") == "au MuMa"


def test_a_proper_name_keeps_its_capital_and_a_common_noun_gains_one_alone():
    assert names.in_sentence("Musée Malraux") == "musée Malraux"
    assert names.in_sentence("Paléospace") == "Paléospace"
    assert names.as_title("musée Malraux") == "Musée Malraux"


def test_an_article_is_tidied_and_a_word_that_is_none_is_refused():
    assert names.tidy_article(" L' ") == "l’"
    with pytest.raises(ValueError, match="du"):
        names.tidy_article("du")
