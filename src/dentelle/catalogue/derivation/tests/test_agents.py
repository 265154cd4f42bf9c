"""Makers in the shapes that museums write; the names are invented."""

import pytest

from dentelle.catalogue.derivation import agents
from dentelle.catalogue.derivation.names import display_name

LINES = (
    ("LEMARCHAND Berthe", "Berthe Lemarchand"),
    ("anonyme", "anonyme"),
    ("anonyme (sculpteur)", "anonyme (sculpteur)"),
    ("LEMARCHAND Berthe (attribué à)", "attribué à Berthe Lemarchand"),
    ("LEMARCHAND Berthe (attribué)", "attribué à Berthe Lemarchand"),
    ("LEMARCHAND Berthe (attribué à) (peintre)", "attribué à Berthe Lemarchand (peintre)"),
    ("LEMARCHAND Berthe (peintre, attribué à)", "attribué à Berthe Lemarchand (peintre)"),
    ("LEMARCHAND Berthe de(attribué à)", "attribué à Berthe de Lemarchand"),
    ("LEMARCHAND Berthe (d'après)", "d’après Berthe Lemarchand"),
    ("LEMARCHAND Berthe (d’après, graveur)", "d’après Berthe Lemarchand (graveur)"),
    ("LEMARCHAND Berthe (atelier)", "atelier de Berthe Lemarchand"),
    ("ORVAL Jean (atelier)", "atelier de Jean Orval"),
    ("ALBRET Anne (entourage de)", "entourage d’Anne Albret"),
    ("LEMARCHAND Berthe (école)", "école de Berthe Lemarchand"),
    ("LEMARCHAND Berthe (genre de)", "genre de Berthe Lemarchand"),
    ("LEMARCHAND Berthe (suiveur)", "suiveur de Berthe Lemarchand"),
    ("LEMARCHAND Berthe (inspiré par)", "inspiré par Berthe Lemarchand"),
    ("LEMARCHAND Berthe (peintre, manière de)", "manière de Berthe Lemarchand (peintre)"),
    (
        "LEMARCHAND Berthe (attribué à , entourage de)",
        "attribué à l’entourage de Berthe Lemarchand",
    ),
    ("LEMARCHAND Berthe (?)", "Berthe Lemarchand (?)"),
    ("LEMARCHAND (? )", "Lemarchand (?)"),
    ("LEMARCHAND Berthe ?", "Berthe Lemarchand (?)"),
    ("LEMARCHAND Berthe (?, attribué)", "attribué à Berthe Lemarchand (?)"),
    ("LEMARCHAND Berthe (?, géographe)", "Berthe Lemarchand (géographe) (?)"),
    ("attribué à LEMARCHAND Berthe", "attribué à Berthe Lemarchand"),
    ("d'après LEMARCHAND Berthe", "d’après Berthe Lemarchand"),
    ("atelier de Berthe Lemarchand", "atelier de Berthe Lemarchand"),
    ("ATELIER DE VALMONT", "ATELIER DE VALMONT"),
    ("ATELIER DE VALMONT (atelier)", "ATELIER DE VALMONT (atelier)"),
    ("manufacture de Valmont (manufacture)", "manufacture de Valmont (manufacture)"),
    ("VERRERIE DE VALMONT & CO (fabricant)", "VERRERIE DE VALMONT & CO (fabricant)"),
    ("anonyme ; ORVAL Jean (d'après)", "anonyme, d’après Jean Orval"),
    ("anonyme (d'après)", "anonyme (d’après)"),
    ("LEMARCHAND Berthe ; ORVAL Jean (fondeur)", "Berthe Lemarchand, Jean Orval (fondeur)"),
    ("LEMARCHAND Berthe, LEMARCHAND-ORVAL (dite)", "Berthe Lemarchand, dite Lemarchand-Orval"),
    ("ORVAL Jean, LE VALMONTAIS (dit)", "Jean Orval, dit Le Valmontais"),
    ("ORVAL (dit), MARTIN Jean (patronyme)", "Orval"),
    ("ORVAL Jeanne, MARTIN Jeanne (née)", "Jeanne Orval"),
    ("MARTIN Jeanne (née), ORVAL Jeanne (dite)", "Jeanne Orval"),
    ("ORVAL Jean (dit), MARTIN Jean (auteur, tireur)", "Jean Orval (auteur, tireur)"),
    ("ORVAL, Jean", "Jean Orval"),
    ("ORVAL Jean (peintre), MARTIN Luc (graveur)", "Jean Orval (peintre), Luc Martin (graveur)"),
    ("LA TOUR Georges de", "Georges de La Tour"),
    ("DE LA TOUR Maurice Quentin", "Maurice Quentin de La Tour"),
    ("ORVAL Jan I van (genre de)", "genre de Jan I van Orval"),
    ("ORVAL Jacob I", "Jacob Orval I"),
    ("ORVAL Jean le Jeune", "Jean Orval le Jeune"),
    ("ORVAL Jean baron (attribué)", "attribué à Jean baron Orval"),
    ("ORVAL di Valmont", "Orval di Valmont"),
    ("HEBERT Ernest", "Ernest Hébert"),
    ("CEZANNE Paul", "Paul Cézanne"),
    ("ORVAL F (photographe)", "F Orval (photographe)"),
    ("C M", "C M"),
    ("Orval Jean", "Orval Jean"),
    ("MAITRE DE VALMONT (attribué à)", "attribué à MAITRE DE VALMONT"),
    ("Kanak (population)", "Kanak (population)"),
    (
        "ORVAL Jean (Anvers, 1599 ; Blackfriars, 1641)",
        "Jean Orval (Anvers, 1599, Blackfriars, 1641)",
    ),
    ("ORVAL Jean (19..-19..?)", "Jean Orval (19..-19..)"),
)


@pytest.mark.parametrize(("text", "line"), LINES)
def test_a_label_keeps_every_doubt(text, line):
    assert agents.maker_line(agents.derive(text)) == line


@pytest.mark.parametrize(
    "text",
    ("ORVAL Jean (peintre", "ORVAL Jean (d'après (copie))", "ORVAL Jean peintre)", "((ORVAL", ")("),
)
def test_unbalanced_parentheses_lose_nobody(text):
    found = agents.derive(text)

    assert len(found) == 1
    assert found[0].text == text


def test_an_agent_keeps_its_source_and_a_key_for_comparison():
    (found,) = agents.derive("HEBERT Ernest (peintre, attribué à ; ?), HEBERT E. (dit)")

    assert found.name == "Ernest Hébert"
    assert found.key == "ernest hebert"
    assert (found.role, found.qualifier, found.doubtful) == ("peintre", "attribué à", True)
    assert found.text == "HEBERT Ernest (peintre, attribué à ; ?), HEBERT E. (dit)"
    assert found.others == ("HEBERT E. (dit)",)


@pytest.mark.parametrize(
    "text",
    (
        "anonyme",
        "Anonyme",
        "inconnu",
        "auteur inconnu",
        "anonymes (artisans)",
        "manufacture indéterminée",
        "?",
        "(d'après)",
    ),
)
def test_the_unknown_have_no_key_and_are_still_shown(text):
    (found,) = agents.derive(text)

    assert found.key == ""
    assert found.name


def test_nobody_is_no_agent():
    assert agents.derive("") == agents.derive(" ; ") == ()


def test_a_school_of_painting_is_no_qualifier():
    (found,) = agents.derive("ORVAL Jean (école française)")

    assert (found.qualifier, found.role) == ("", "école française")


@pytest.mark.parametrize(
    ("name", "shown"),
    (
        ("VIOLLET-LE-DUC Eugène", "Eugène Viollet-le-Duc"),
        ("SAINT PHALLE Niki de", "Niki de Saint Phalle"),
        ("PUVIS DE CHAVANNES Pierre", "Pierre Puvis de Chavannes"),
        ("VAN DYCK Anton", "Anton van Dyck"),
        ("GOES Hugo van der", "Hugo van der Goes"),
        ("BOUCLE Pieter Van", "Pieter van Boucle"),
        ("ABBATE Nicolo Dell'", "Nicolo dell’Abbate"),
        ("BURNE-JONES Sir Edward", "Sir Edward Burne-Jones"),
        ("COOPER Mlle", "Mlle Cooper"),
        ("TATIN D'AVESNIERES Robert", "Robert Tatin d'Avesnieres"),
        ("MAC DONALD Jane", "Jane Mac Donald"),
        ("L'HUILLIER Jean", "Jean L'Huillier"),
        ("DU BOIS Louis", "Louis Du Bois"),
        ("Félix Ziem", "Félix Ziem"),
        ("JEP", "JEP"),
        ("", ""),
    ),
)
def test_names_come_in_reading_order_when_their_pattern_is_clear(name, shown):
    assert display_name(name) == shown
