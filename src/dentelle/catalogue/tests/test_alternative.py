"""What is read to those who do not see a picture that nobody has described."""

import pytest

from dentelle.catalogue import bulk
from dentelle.catalogue.alternative import alternative
from dentelle.catalogue.columns import DERIVED, derived_values
from dentelle.catalogue.models import Record


def record(**fields) -> Record:
    """Derive a record from the museum's text, as an import does."""
    values = dict(zip(DERIVED, derived_values(fields), strict=True))
    values["derived"] = bulk.load(values["derived"])
    values.pop("flags", None)
    return Record(fields=fields, **values)


# Fields of real notices of Norman museums (open data), as their software wrote them.
REAL = (
    (
        {"DENO": "assiette", "TECH": "faïence", "LIEUX": "Rouen (lieu de création)", "PERI": "18e siècle"},
        "Assiette en faïence, Rouen, 18e siècle",
    ),
    (
        {"TITR": "Le Joble", "DENO": "maquette de bateau", "TECH": "bois", "AUTR": "MALOT René", "PERI": "2e moitié 20e siècle (?)"},
        "Le Joble, maquette de bateau en bois, René Malot, 2e moitié du 20e siècle (?)",
    ),
    (
        {"TITR": "L'âne de Nicolas", "DENO": "mouchoir illustré", "TECH": "coton (imprimé, cuivre)", "AUTR": "BUQUET (atelier, graveur)", "MILL": "1854"},
        "L'âne de Nicolas, mouchoir illustré en coton, atelier de Buquet (graveur), 1854",
    ),
    (
        {"TITR": "Portrait d'une jeune femme", "DENO": "tableau", "TECH": "peinture à l'huile ; toile", "AUTR": "anonyme", "PERI": "19e siècle"},
        "Portrait d'une jeune femme, tableau, peinture à l’huile, 19e siècle",
    ),
    (
        {"TITR": "Saint Roch", "DENO": "statue", "TECH": "pierre (taillé, peint)", "AUTR": "anonyme", "PERI": "16e siècle"},
        "Saint Roch, statue en pierre, 16e siècle",
    ),
    (
        {"TITR": "Saint Sébastien soigné par Sainte Irène", "DENO": "tableau", "TECH": "peinture à l'huile, toile", "AUTR": "LA TOUR Georges de (d'après)", "PERI": "18e siècle"},
        "Saint Sébastien soigné par Sainte Irène, tableau, peinture à l’huile, d’après Georges de La Tour, 18e siècle",
    ),
    (
        {"TITR": "Plaque de la Dorade", "DENO": "plaque commémorative", "TECH": "pierre ; métal", "AUTR": "ROUVIN", "MILL": "1841"},
        "Plaque de la Dorade, plaque commémorative en pierre, Rouvin, 1841",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("fields", "said"), REAL)
def test_it_says_what_the_notice_says_the_object_is(fields, said):
    assert alternative(record(**fields)) == said


def test_it_is_never_the_name_of_a_file():
    said = alternative(record(REFIM="DSC0001.jpg", DENO="pichet", TECH="grès"))

    assert said == "Pichet en grès"


def test_a_notice_that_says_little_still_gives_its_title():
    assert alternative(record(TITR="Sans titre")) == "Sans titre"


def test_a_title_without_end_is_not_followed_by_all_the_rest():
    title = "Vue " + "de la ville et du port " * 15
    said = alternative(record(TITR=title, DENO="estampe", AUTR="DUPONT Jean", MILL="1850"))

    assert said == title.strip()
