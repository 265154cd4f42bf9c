import pytest
from django.http import QueryDict

from dentelle.portal.asked import Asked, read
from dentelle.portal.queries import tokens


def asked(query):
    return read(QueryDict(query))


def test_an_address_says_everything_and_is_written_back_the_same():
    query = (
        "q=barque&mots-titre=plage&musee=port&domaine=dessin&domaine=peinture&dans-lieu=rou"
        "&de=1700&a=1900&tri=titre&vue=liste&page=3"
    )

    assert QueryDict(query).urlencode().split("&") == [
        f"{name}={value}" for name, value in asked(query).pairs()
    ]


@pytest.mark.parametrize(
    "garbage",
    (
        "page=0",
        "page=-4",
        "page=one",
        "page=%00",
        "de=abc&a=",
        "tri=prix",
        "vue=../../etc",
        "musee=&domaine=%20",
        "inconnu=1&q=",
        "de=²",
        "page=٣x",
    ),
)
def test_what_cannot_be_read_is_left_out(garbage):
    assert asked(garbage).pairs() == []


def test_texts_and_choices_are_bounded():
    long = asked("q=" + "a" * 5000 + "".join(f"&domaine=d{n:03}" for n in range(100)))

    assert len(long.text) == 300
    assert len(long.chosen["domain"]) == 20


def test_control_characters_do_not_reach_a_search():
    assert asked("q=a%00b%0Ac%E2%80%8Bd").text == "a b c d"


def test_years_given_backwards_are_put_in_order():
    found = asked("de=1900&a=1700")

    assert (found.year_from, found.year_to) == (1700, 1900)


def test_the_order_by_default_is_not_written():
    assert asked("q=mer&tri=pertinence").pairs() == [("q", "mer")]
    assert asked("tri=accrochage").pairs() == []
    assert asked("tri=nouveautes").sort == "nouveautes"
    assert asked("tri=pertinence").sort == "pertinence"


def test_taking_a_value_off_goes_back_to_the_first_page():
    found = asked("domaine=dessin&domaine=peinture&page=4").without("domain", "dessin")

    assert found.pairs() == [("domaine", "peinture")]


def test_a_token_says_the_search_and_the_place_in_it():
    search = Asked(text="l’été", chosen={"museum": ("port",)}, page=3)

    known = tokens.parse(tokens.write(search, 57))

    assert known == (search.at(1), 57)


@pytest.mark.parametrize("token", ("", "!!", "bWVy", "MD9xPW1lcg", "w6k", "a" * 5000, "Mj8%3D"))
def test_a_token_that_is_none_of_ours_names_no_place(token):
    assert tokens.parse(token) is None
