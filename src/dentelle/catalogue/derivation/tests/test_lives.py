import pytest

from dentelle.catalogue.derivation import agents, lives


@pytest.mark.parametrize(
    ("author", "text", "death"),
    (
        ("MONET Claude", "Paris, 1840 ; Giverny, 1926", 1926),
        ("MONET Claude (peintre)", "Paris 1840 ; Giverny 1926#Il peint dès 1858.", 1926),
        ("VOET Ferdinand", "VOET : Anvers, 1639 ; Paris, 1700", 1700),
        ("TATIN Robert", "Laval ,1902 ; ?,1983", 1983),
        (
            "HUET Paul ; ISABEY Eugène",
            "HUET : Paris, 1803 ; Paris, 1869 ; ISABEY : Paris, 1803 ; Lagny, 1886",
            1886,
        ),
        # One of two is not said: nobody can tell when the last one died.
        ("HUET Paul ; ISABEY Eugène", "Paris, 1803 ; Paris, 1869", None),
        ("MONET Claude", "Paris, 1840", None),
        ("MONET Claude", "Paris, 1840 ; Giverny", None),
        ("MONET Claude", "Paris, 1840 ; vers 1926", None),
        ("MONET Claude", "Paris, 1840 ; après 1926", None),
        ("MONET Claude", "Paris, 1840 ; 1926 ?", None),
        ("MONET Claude", "Paris, 1840 ; 1925 ou 1926", None),
        ("MONET Claude (d'après)", "Paris, 1840 ; Giverny, 1926", None),
        ("MONET Claude (?)", "Paris, 1840 ; Giverny, 1926", None),
        ("anonyme", "Paris, 1840 ; Giverny, 1926", None),
        ("", "Paris, 1840 ; Giverny, 1926", None),
        ("MONET Claude", "", None),
        ("MONET Claude", "actif à Rouen au 19e siècle", None),
    ),
)
def test_the_last_death_is_what_the_museum_says_without_doubt(author, text, death):
    assert lives.last_death(agents.derive(author), text) == death


@pytest.mark.parametrize(
    ("texts", "said"),
    (
        (("Paris, 1880 ; Verdun, 1916 (mort pour la France)", ""), True),
        (("", "Mort pour la\u00a0France le 3 mai 1916."), True),
        (("Paris, 1880 ; Verdun, 1916", "Vue de France"), False),
    ),
)
def test_a_death_for_france_is_seen(texts, said):
    assert lives.died_for_france(*texts) is said
