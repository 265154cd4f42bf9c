"""Shapes of dates as museums write them; each line is a real shape."""

import pytest

from dentelle.catalogue.derivation import dates
from dentelle.catalogue.derivation.periods import periods
from dentelle.catalogue.derivation.republican import gregorian

SHAPES = (
    # field, text, first year, last year, certainty, line
    ("PERI", "4e quart 19e siècle", 1876, 1900, "exact", "4e quart du 19e siècle"),
    ("PERI", "1ère moitié 17e siècle", 1601, 1650, "exact", "1re moitié du 17e siècle"),
    ("PERI", "2e moitié 20e siècle (?)", 1951, 2000, "doubtful", "2e moitié du 20e siècle (?)"),
    ("PERI", "1ER QUART 20E SIECLE", 1901, 1925, "exact", "1er quart du 20e siècle"),
    (
        "PERI", "2e quart 19e siècle;3e quart 19e siècle", 1826, 1875, "exact",
        "2e quart du 19e siècle, 3e quart du 19e siècle",
    ),
    (
        "PERI", "17e siècle(?);18e siècle(?);1er quart 19e siècle(?)", 1601, 1825, "doubtful",
        "17e siècle (?), 18e siècle (?), 1er quart du 19e siècle (?)",
    ),
    ("PERI", "19e siècle", 1801, 1900, "exact", "19e siècle"),
    ("PERI", "19e siècle (? )", 1801, 1900, "doubtful", "19e siècle (?)"),
    ("PERI", "19E SIECLE", 1801, 1900, "exact", "19e siècle"),
    ("PERI", "1er quart 1er siècle av JC", -100, -76, "exact", "1er quart du 1er siècle av. J.-C."),
    ("PERI", "6e siècle av JC", -600, -501, "exact", "6e siècle av. J.-C."),
    ("PERI", "3e siècle av. JC", -300, -201, "exact", "3e siècle av. J.-C."),
    (
        "PERI", "4e quart 1er siècle av JC;1er quart 1er siècle", -25, 25, "exact",
        "4e quart du 1er siècle av. J.-C., 1er quart du 1er siècle",
    ),
    ("PERI", "27 siècle av JC", -2700, -2601, "exact", "27e siècle av. J.-C."),
    ("PERI", "4e millénaire av JC", -4000, -3001, "exact", "4e millénaire av. J.-C."),
    ("PERI", "1ère moitié 3e millénaire av JC", -3000, -2501, "exact", "1re moitié du 3e millénaire av. J.-C."),
    ("PERI", "35e millénaire av JC", -35000, -34001, "exact", "35e millénaire av. J.-C."),
    ("PERI", "limite 18e siècle 19e siècle", 1776, 1825, "approximate", "limite du 18e et du 19e siècle"),
    ("PERI", "1er tiers 20e siècle", 1901, 1933, "exact", "1er tiers du 20e siècle"),
    ("PERI", "fin 18e siècle", 1776, 1800, "approximate", "fin du 18e siècle"),
    ("PERI", "début du XXe siècle", 1901, 1925, "approximate", "début du 20e siècle"),
    ("PERI", "milieu 19e siècle", 1826, 1875, "approximate", "milieu du 19e siècle"),
    ("PERI", "XIXe siècle", 1801, 1900, "exact", "19e siècle"),
    ("PERI", "XIXe", 1801, 1900, "exact", "19e siècle"),
    ("PERI", "seconde moitié XVIIIe s.", 1751, 1800, "exact", "2e moitié du 18e siècle"),
    ("PERI", "2nde moitié du XVIIIe siècle", 1751, 1800, "exact", "2e moitié du 18e siècle"),
    ("PERI", "dernier quart du 19e siècle", 1876, 1900, "exact", "dernier quart du 19e siècle"),
    ("PERI", "17e-18e siècle", 1601, 1800, "exact", "17e siècle – 18e siècle"),
    ("PERI", "17e et 18e siècles", 1601, 1800, "exact", "17e siècle et 18e siècle"),
    ("PERI", "IIe-IIIe siècle ap. J.-C.", 101, 300, "exact", "2e siècle – 3e siècle"),
    (
        "PERI", "fin 18e siècle - début 19e siècle", 1776, 1825, "approximate",
        "fin du 18e siècle – début du 19e siècle",
    ),
    ("PERI", "1er quart 19e siècle (d'après)", 1801, 1825, "exact", "1er quart du 19e siècle (d'après)"),
    ("PERI", "Gallo-romain;Mérovingien (contexte)", -52, 751, "approximate", "Gallo-romain, Mérovingien (contexte)"),
    ("PERI", "Néolithique", -6000, -2200, "approximate", "Néolithique"),
    ("MILL", "1880", 1880, 1880, "exact", "1880"),
    ("MILL", "336", 336, 336, "exact", "336"),
    ("MILL", "1750 entre ; 1803 et", 1750, 1803, "exact", "entre 1750 et 1803"),
    ("MILL", "1886 entre, 1895 et", 1886, 1895, "exact", "entre 1886 et 1895"),
    ("MILL", "entre 1750 et 1803", 1750, 1803, "exact", "entre 1750 et 1803"),
    ("MILL", "1863 avant", 1813, 1863, "approximate", "avant 1863"),
    ("MILL", "1470 après", 1470, 1520, "approximate", "après 1470"),
    ("MILL", "1808 APRES", 1808, 1858, "approximate", "après 1808"),
    ("MILL", "1789 (après)", 1789, 1839, "approximate", "après 1789"),
    ("MILL", "1840 vers", 1835, 1845, "approximate", "vers 1840"),
    ("MILL", "vers 1990", 1985, 1995, "approximate", "vers 1990"),
    ("MILL", "circa 1650", 1645, 1655, "approximate", "vers 1650"),
    ("MILL", "1838 vers ; 1839 vers", 1833, 1844, "approximate", "vers 1838, vers 1839"),
    ("MILL", "1450 vers ; 1455 ou", 1440, 1460, "approximate", "vers 1450 ou 1455"),
    ("MILL", "1886 ; 1887", 1886, 1887, "exact", "1886, 1887"),
    ("MILL", "1902/06/29", 1902, 1902, "exact", "29 juin 1902"),
    ("MILL", "1905/06", 1905, 1905, "exact", "juin 1905"),
    ("MILL", "29 juin 1902", 1902, 1902, "exact", "29 juin 1902"),
    ("MILL", "1er août 1914", 1914, 1914, "exact", "1er août 1914"),
    ("MILL", "1880-1890", 1880, 1890, "exact", "1880-1890"),
    ("MILL", "1880/1890", 1880, 1890, "exact", "1880-1890"),
    ("MILL", "1914-18", 1914, 1918, "exact", "1914-1918"),
    ("MILL", "337-341", 337, 341, "exact", "337-341"),
    ("MILL", "188?", 1880, 1889, "approximate", "188."),
    ("MILL", "194.en", 1940, 1949, "approximate", "194."),
    ("MILL", "19..", 1900, 1999, "approximate", "19.."),
    ("MILL", "années 1930", 1930, 1939, "approximate", "années 1930"),
    ("MILL", "1830 (?) ; 1836 (?)", 1830, 1836, "doubtful", "1830 (?), 1836 (?)"),
    ("MILL", "1639 ? ; 1646 vers", 1639, 1651, "doubtful", "1639 (?), vers 1646"),
    ("MILL", "1925 ; 1980 tirage", 1925, 1925, "exact", "1925, tirage 1980"),
    ("MILL", "1900 entre ; 1906 et ; 1922 tirage", 1900, 1906, "exact", "entre 1900 et 1906, tirage 1922"),
    ("MILL", "1952 édité en", 1952, 1952, "exact", "édité en 1952"),
    ("MILL", "1905 dépôt légal", 1905, 1905, "exact", "1905 (dépôt légal)"),
    ("MILL", "1827 achevé en", 1827, 1827, "exact", "achevé en 1827"),
    ("MILL", "1680 achevé avant", 1630, 1680, "approximate", "achevé avant 1680"),
    ("MILL", "1915 EN", 1915, 1915, "exact", "1915"),
    ("MILL", "321 ; émission", 321, 321, "exact", "321, émission"),
    ("MILL", "15 av JC", -15, -15, "exact", "15 av. J.-C."),
    ("MILL", "2 av JC ; 12", -2, 12, "exact", "2 av. J.-C., 12"),
    ("MILL", "500 av JC vers", -525, -475, "approximate", "vers 500 av. J.-C."),
    ("MILL", "100 av JC entre ; 50 av JC et", -100, -50, "exact", "entre 100 et 50 av. J.-C."),
    (
        "MILL", "672 av JC entre ; 330 av JC et ; 332 av JC entre ; 30 av JC et", -672, -30, "exact",
        "entre 672 et 330 av. J.-C., entre 332 et 30 av. J.-C.",
    ),
    ("MILL", "1545 entre ; 1556 et ; 1561", 1545, 1561, "exact", "entre 1545 et 1556, 1561"),
    ("MILL", "12000 BP", -10050, -10050, "approximate", "12000 avant le présent"),
    ("MILL", "an VII", 1798, 1799, "exact", "an VII"),
    ("MILL", "1er vendémiaire an 3", 1794, 1794, "exact", "1er vendémiaire an 3"),
    ("MILL", "12 nivôse an IX", 1801, 1801, "exact", "12 nivôse an IX"),
    ("MILL", "1701 ; 1791 ; 1643", 1643, 1791, "exact", "1701, 1791, 1643"),
    ("EPOQ", "époque Qing (1644 - 1911)", 1644, 1911, "approximate", "époque Qing (1644 - 1911)"),
    ("EPOQ", "époque Louis XV", 1723, 1774, "approximate", "époque Louis XV"),
    ("EPOQ", "époque second Empire", 1852, 1870, "approximate", "époque second Empire"),
    ("EPOQ", "époque médiévale (bas moyen âge)", 476, 1500, "approximate", "époque médiévale (bas moyen âge)"),
    ("EPOQ", "gallo-romain;mérovingien", -52, 751, "approximate", "gallo-romain, mérovingien"),
)  # fmt: skip


@pytest.mark.parametrize(("tag", "text", "first", "last", "certainty", "line"), SHAPES)
def test_a_shape_gives_its_years_and_reads_well(tag, text, first, last, certainty, line):
    dating, shown = dates.derive({tag: text})

    assert (dating.year_from, dating.year_to, dating.certainty) == (first, last, certainty)
    assert shown == line


def test_there_are_more_shapes_than_the_minimum():
    assert len({text for _tag, text, *_rest in SHAPES}) >= 54


@pytest.mark.parametrize(
    "text",
    (
        "153505",
        "2350",
        "Bourgogne ; Côte-d'Or",
        "sans date",
        "s.d.",
        "style Louis XV (?)",
        "0",
        "99e siècle",
        "entre",
        "?",
    ),
)
def test_what_is_no_date_gives_no_years_and_is_shown_as_written(text):
    dating, line = dates.derive({"MILL": text})

    assert dating is None
    assert line.replace(", ", " ; ") == text


@pytest.mark.parametrize("tag", ("MILL", "PERI", "EPOQ", "MILU", "PERU"))
@pytest.mark.parametrize(
    "text",
    ("", " ", ";", "( ; )", "(((", "av JC", "e siècle", "\u0092", "9" * 400, "1/2/3/4", "an 99"),
)
def test_no_text_raises(tag, text):
    dating, _line = dates.derive({tag: text})

    assert dating is None


def test_a_hedged_year_is_cut_by_the_period_that_says_more():
    fields = {"PERI": "2e quart 19e siècle;3e quart 19e siècle", "MILL": "1863 avant"}

    dating, line = dates.derive(fields)

    assert (dating.year_from, dating.year_to) == (1826, 1863)
    assert (dating.certainty, line) == ("approximate", "avant 1863")
    assert dating.text == "1863 avant ; 2e quart 19e siècle;3e quart 19e siècle"


def test_a_year_is_kept_when_the_period_contradicts_it():
    dating, _line = dates.derive({"PERI": "4e quart 19e siècle", "MILL": "1912"})

    assert (dating.year_from, dating.year_to) == (1912, 1912)


def test_an_object_dated_by_its_use_alone_is_approximate_and_says_so():
    dating, line = dates.derive({"PERU": "1er quart 20e siècle", "MILU": "1906"})

    assert (dating.year_from, dating.year_to, dating.certainty) == (1906, 1906, "approximate")
    assert line == "utilisation : 1906"


def test_the_date_of_the_original_copied_is_no_date_of_the_object():
    assert dates.derive({"PEOC": "17e siècle", "DREP": "1515"}) == (None, "")


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    (
        (1, None, 0, (1792, 1793)),
        (8, "brumaire", 18, (1799, 1799)),
        (2, "thermidor", 9, (1794, 1794)),
        (5, "nivose", 0, (1796, 1797)),
        (14, "nivose", 10, (1805, 1805)),
        (15, None, 0, None),
        (0, None, 0, None),
    ),
)
def test_republican_dates(year, month, day, expected):
    assert gregorian(year, month, day) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    (
        (1880, 1880, ("19e siècle", "19e siècle/4e quart 19e siècle")),
        (1801, 1900, ("19e siècle",)),
        (
            1800,
            1801,
            (
                "18e siècle",
                "18e siècle/4e quart 18e siècle",
                "19e siècle",
                "19e siècle/1er quart 19e siècle",
            ),
        ),
        (
            -15,
            12,
            (
                "1er siècle av. J.-C.",
                "1er siècle av. J.-C./4e quart 1er siècle av. J.-C.",
                "1er siècle",
                "1er siècle/1er quart 1er siècle",
            ),
        ),
        (-6000, -2200, ("préhistoire", "3e millénaire av. J.-C.")),
        (-1200, -950, ("2e millénaire av. J.-C.", "10e siècle av. J.-C.")),
        (476, 1500, tuple(f"{n}e siècle" for n in range(5, 16))),
    ),
)
def test_centuries_and_quarters_that_an_interval_overlaps(first, last, expected):
    assert periods(first, last) == expected
