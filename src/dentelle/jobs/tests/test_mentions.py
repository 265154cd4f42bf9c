"""What an offer must say, kind by kind; no database is asked."""

import pytest

from dentelle.jobs.mentions import missing
from dentelle.jobs.models import Offer
from dentelle.jobs.tests.factories import DEADLINE, values_of_offer
from dentelle.museums.models import Museum

TODAY = DEADLINE.replace(day=2)


def fields(**more):
    """Return the fields an offer must fill, and those it had better fill."""
    offer = Offer(museum=Museum(town="Aubrive"), **values_of_offer(**more))
    found = missing(offer, today=TODAY)
    assert all(mention.said.endswith((".", ":")) for mention in found)
    return (
        {mention.field for mention in found if mention.needed},
        {mention.field for mention in found if not mention.needed},
    )


INTERNSHIP = {"kind": "internship", "has_agreement": True, "duration": 2}
CIVIC = {"kind": "civic", "duration": 8, "apply_url": "https://example.org"}


@pytest.mark.parametrize(
    ("said", "needed"),
    (
        ({}, set()),
        ({"summary": ""}, {"summary"}),
        ({"missions": ""}, {"missions"}),
        ({"apply_email": ""}, {"apply_url"}),
        ({"apply_email": "", "apply_address": "Mairie, 1 place du Port"}, set()),
        ({"deadline": None}, {"deadline"}),
        ({"deadline": None, "kind": "seasonal"}, set()),
        ({"deadline": TODAY}, set()),
        ({"deadline": TODAY.replace(year=2027)}, set()),
        ({"deadline": TODAY.replace(year=2206)}, {"deadline"}),
        ({"deadline": TODAY.replace(day=1)}, {"deadline"}),
        ({"contract": "permanent"}, set()),
        ({"contract": "tenured"}, {"category", "grade", "profile"}),
        ({"contract": "public", "category": "B", "grade": "Assistant", "profile": "Bac + 2"}, set()),
        (INTERNSHIP, set()),
        (INTERNSHIP | {"has_agreement": False}, {"has_agreement"}),
        (INTERNSHIP | {"duration": None}, {"duration"}),
        (INTERNSHIP | {"duration": 3}, {"pay"}),
        (INTERNSHIP | {"duration": 3, "pay": "Au minimum légal"}, set()),
        (INTERNSHIP | {"duration": 8, "duration_unit": "weeks"}, set()),
        (INTERNSHIP | {"duration": 9, "duration_unit": "weeks"}, {"pay"}),
        (INTERNSHIP | {"duration": 44, "duration_unit": "days"}, set()),
        (INTERNSHIP | {"duration": 45, "duration_unit": "days"}, {"pay"}),
        (INTERNSHIP | {"duration": 6, "pay": "Oui"}, set()),
        (INTERNSHIP | {"duration": 7, "pay": "Oui"}, {"duration"}),
        (CIVIC, set()),
        (CIVIC | {"duration": None}, {"duration"}),
        (CIVIC | {"duration": 26, "duration_unit": "weeks"}, set()),
        (CIVIC | {"duration": 5}, {"duration"}),
        (CIVIC | {"duration": 2, "duration_unit": "years"}, {"duration"}),
        ({"kind": "apprenticeship"}, set()),
        ({"kind": "volunteering", "deadline": None}, set()),
    ),
)  # fmt: skip
def test_what_may_not_be_left(said, needed):
    assert fields(**said)[0] == needed


@pytest.mark.parametrize(
    ("said", "advised"),
    (
        ({}, {"contract", "hours", "pay", "start_date"}),
        ({"contract": "permanent", "hours": "full", "pay": "1 900 €", "start_note": "dès que possible"}, set()),
        ({"kind": "volunteering", "deadline": None}, {"deadline"}),
        ({"kind": "apprenticeship"}, {"profile", "duration"}),
        (INTERNSHIP, set()),
        (INTERNSHIP | {"is_open_to_all": False}, {"is_open_to_all"}),
        (CIVIC | {"apply_url": ""}, {"official_number"}),
    ),
)  # fmt: skip
def test_what_had_better_be_said(said, advised):
    assert fields(**said)[1] == advised


@pytest.mark.parametrize(
    ("title", "names_both"),
    (
        ("Médiateur H/F", True),
        ("Médiateur (f/h)", True),
        ("Chargé·e de collections", True),
        ("Chargé(e) des publics", True),
        ("Médiateur/trice", True),
        ("Médiatrice ou médiateur", True),
        ("Médiateur", False),
        ("Chargé de la conservation et des publics", False),
    ),
)
def test_a_title_names_both_sexes(title, names_both):
    assert ("title" not in fields(**INTERNSHIP, title=title)[1]) is names_both


@pytest.mark.parametrize(
    ("kind", "profile", "pointed"),
    (
        ("post", "Jeune homme sérieux", True),
        ("post", "Âge maximum : 35 ans", True),
        ("post", "Moins de 30 ans", True),
        ("post", "Plus de 10 ans d’expérience", False),
        ("post", "Nationalité française exigée", True),
        ("post", "Bonne présentation", True),
        ("post", "Goût du travail avec le public", False),
        ("civic", "Avoir moins de 26 ans", False),
        ("apprenticeship", "Avoir moins de 30 ans", False),
    ),
)
def test_words_that_leave_people_out_are_pointed_at_and_refuse_nothing(kind, profile, pointed):
    needed, advised = fields(**{**CIVIC, "kind": kind, "profile": profile})

    assert needed == set()
    assert ("profile" in advised) is pointed
