from urllib.parse import quote_plus, urlencode

import pytest

from dentelle.catalogue import selections
from dentelle.catalogue.selections import Entry, Selection


@pytest.fixture(autouse=True)
def authority(settings):
    settings.ARK_NAAN = "99999"


def made(*names, title="", notes=None):
    notes = notes or {}
    entries = tuple(Entry(ark=f"99999/{name}", note=notes.get(name, "")) for name in names)
    return Selection(entries=entries, title=title)


def test_a_list_comes_back_from_its_address_in_its_order():
    selection = made(
        "d1bbb",
        "d1aaa",
        title="Faïences & « barques »",
        notes={"d1aaa": "À voir\nde près ; 50 % ?"},
    )

    query = selections.write(selection)

    assert selections.read(query) == selection
    assert query.startswith(
        "titre=Fa%C3%AFences+%26+%C2%AB+barques+%C2%BB&o=d1bbb&o=d1aaa&n=%C3%80"
    )
    assert selections.write(selections.read(query)) == query
    assert selections.is_canonical(query, selection)


def test_an_object_of_another_authority_keeps_its_number():
    selection = selections.read("o=12148/btv1b&o=d1aaa&o=99999/d1bbb")

    assert selection.arks == ("12148/btv1b", "99999/d1aaa", "99999/d1bbb")
    assert selections.write(selection) == "o=12148/btv1b&o=d1aaa&o=d1bbb"


def test_a_note_belongs_to_the_object_before_it():
    selection = selections.read("n=perdue&o=d1aaa&o=d1bbb&n=la+seconde&titre=Ma+liste")

    assert [entry.note for entry in selection.entries] == ["", "la seconde"]
    assert selection.title == "Ma liste"


def test_an_object_twice_in_an_address_is_once_in_the_list():
    assert selections.read("o=d1aaa&o=d1bbb&o=d1aaa&n=encore").arks == (
        "99999/d1aaa",
        "99999/d1bbb",
    )


def test_a_note_left_empty_by_a_form_says_nothing():
    selection = selections.read("titre=&o=d1aaa&n=&o=d1bbb&n=")

    assert selection == made("d1aaa", "d1bbb")
    assert not selections.is_canonical("titre=&o=d1aaa&n=&o=d1bbb&n=", selection)
    assert selections.is_canonical("o=d1aaa&o=d1bbb", selection)


@pytest.mark.parametrize(
    "text",
    (
        "d1abc", "99999/d1abc", "ark:/99999/d1abc", "ark:99999/d1abc", " https://example.org/ark:/99999/d1abc?liste=x#cite ",
        "http://localhost/en/ark:/99999/d1abc/",
    ),
)  # fmt: skip
def test_an_object_is_named_in_every_way_people_paste_it(text):
    assert selections.ark_of(text) == "99999/d1abc"


@pytest.mark.parametrize(
    "text",
    ("", "../etc/passwd", "a b", "https://example.org/x", "<b>", "=1+1", "é", "x" * 90, "o/o/o"),
)
def test_what_names_no_object_is_left_out(text):
    assert selections.ark_of(text) == ""
    assert selections.read(f"o={quote_plus(text)}&n=note").entries == ()


def test_a_list_stops_at_a_hundred_and_counts_what_is_beyond():
    selection = selections.read("&".join(f"o=d1{n:03}&n=note+{n}" for n in range(130)))

    assert len(selection.entries) == selections.MOST
    assert selection.cut == 30
    assert selection.entries[-1] == Entry(ark="99999/d1099", note="note 99")
    assert selections.add(selection, "99999/d1zzz").arks == selection.arks


def test_more_parameters_than_any_list_has_are_not_read():
    assert selections.read("&".join("o=d1aaa" for _ in range(5000))) == Selection()


def test_texts_are_tidy_bounded_and_shortening_is_told():
    said = {
        "titre": "t" * 200,
        "o": "d1aaa",
        "n": "  l’une\r\n\r\n l’autre\x00\u202e ",
    }
    selection = selections.read(f"{urlencode(said)}&o=d1bbb&n={'a' * 400}")

    assert len(selection.title) == selections.LONGEST_TITLE
    assert len(selection.entries[1].note) == selections.LONGEST_NOTE
    assert selection.entries[0].note == "l’une\nl’autre"
    assert selection.is_shortened


def test_an_address_is_never_too_long_to_be_followed():
    wanted = [(f"99999/d1{n:04}", "é" * 280) for n in range(100)]

    selection = selections.bounded("é" * 120, wanted)

    assert len(selections.write(selection)) <= selections.LONGEST_ADDRESS
    assert len(selection.entries) == 100
    assert selection.entries[0].note
    assert selection.is_shortened


def test_objects_with_the_longest_names_are_left_out_when_the_address_cannot_hold_them():
    wanted = [(f"1234567890/{n:03}{'x' * 67}", "vu") for n in range(100)]

    selection = selections.bounded("Liste", wanted)

    assert len(selections.write(selection)) <= selections.LONGEST_ADDRESS
    assert len(selection.entries) + selection.cut == 100
    assert 70 < len(selection.entries) < 100
    assert selection.title == "Liste"


def test_objects_are_added_moved_and_removed():
    selection = selections.add(made("d1aaa", "d1bbb"), "99999/d1ccc")

    assert selections.add(selection, "99999/d1aaa") == selection
    assert selections.move(selection, "99999/d1ccc", -1) == made("d1aaa", "d1ccc", "d1bbb")
    assert selections.move(selection, "99999/d1aaa", -1) == selection
    assert selections.move(selection, "99999/d1ccc", 1) == selection
    assert selections.move(selection, "99999/d1zzz", 1) == selection
    assert selections.remove(selection, "99999/d1bbb") == made("d1aaa", "d1ccc")
