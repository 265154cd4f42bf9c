import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from dentelle.museums import values


@pytest.mark.parametrize(
    ("typed", "address"),
    (
        ("www.musee.example/a", "https://www.musee.example/a"),
        ("/www.musee.example/", "https://www.musee.example/"),
        ("musee.example ", "https://musee.example"),
        ("http://musee.example/x?a=1", "http://musee.example/x?a=1"),
        ("https://musee.example", "https://musee.example"),
        ("", ""),
    ),
)
def test_an_address_without_a_scheme_is_completed(typed, address):
    assert values.complete_url(typed) == address


@pytest.mark.parametrize(
    "typed", ("html#.YFtE-ZvjLZ4", "néant", "ftp://musee.example", "javascript:alert(1)")
)
def test_what_is_no_web_address_is_refused(typed):
    with pytest.raises(ValidationError):
        values.complete_url(typed)


def test_days_are_read_in_the_two_ways_people_write_them():
    assert values.day("09/09/2019") == dt.date(2019, 9, 9)
    assert values.day("2019-09-09") == dt.date(2019, 9, 9)
    assert values.day("") is None
    with pytest.raises(ValueError, match="2019"):
        values.day("en 2019")


def test_coordinates_stay_on_earth():
    assert values.coordinates("49.18, -0.36") == (49.18, -0.36)
    with pytest.raises(ValueError, match="149"):
        values.coordinates("149.18, -0.36")


def test_themes_are_kept_once_whatever_their_case():
    assert values.themes("Beaux-Arts;Beaux-arts; Histoire ;") == ["Beaux-Arts", "Histoire"]


def test_a_line_without_name_or_town_says_what_is_missing():
    assert (
        "manque" in values.read_cells({"town": "Rouen"}).problem
        or values.read_cells({"town": "Rouen"}).problem
    )
    assert "musée X" in values.read_cells({"official_name": "musée X", "town": " "}).problem


def test_a_value_that_cannot_be_read_warns_and_is_left_as_it_was():
    reading = values.read_cells(
        {"official_name": "musée X", "town": "Caen", "website": "néant", "coordinates": "ici"}
    )

    assert reading.problem == ""
    assert "website" not in reading.values
    assert "latitude" not in reading.values
    assert len(reading.warnings) == 2
    assert "néant" in reading.warnings[0]


def test_a_postal_place_is_left_out_of_the_address():
    reading = values.read_cells(
        {
            "official_name": "X",
            "town": "Caen",
            "street": "1 rue Basse",
            "place": "BP 6261 Caen cedex 4",
        }
    )

    assert reading.values["address"] == "1 rue Basse"
