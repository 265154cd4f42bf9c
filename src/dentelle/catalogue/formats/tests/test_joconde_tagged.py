import pytest

from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.joconde_tagged import records
from dentelle.catalogue.formats.joconde_tagged.reader import JocondeTagged
from dentelle.catalogue.formats.tests.files import read, tagged, write


def only(tmp_path, text, **options):
    _sounding, rows = read(write(tmp_path, text, **options))
    (row,) = rows
    return row


def test_a_record_is_its_tags_and_values_in_order(tmp_path):
    row = only(
        tmp_path,
        "REF\r\n000PE020938\r\nDOMN\r\npeinture ; dessin\r\nINV\r\nD.1\r\nSTAT\r\ndon\r\n//\r\n",
    )

    assert list(row.values.items()) == [
        ("REF", "000PE020938"),
        ("DOMN", "peinture ; dessin"),
        ("INV", "D.1"),
        ("STAT", "don"),
    ]
    assert (row.line, row.problem, row.warnings) == (1, "", ())


@pytest.mark.parametrize("end", ("\r\n", "\n", "\r"))
def test_any_line_end_gives_the_same_records_and_lines(tmp_path, end):
    text = tagged({"REF": "A1"}, {"REF": "A2", "TITR": "Été"}, end=end)

    sounding, rows = read(write(tmp_path, text))

    assert sounding.line_ends == {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}[end]
    assert [(row.line, row.values["REF"]) for row in rows] == [(1, "A1"), (10, "A2")]


def test_mixed_line_ends_are_named_and_read(tmp_path):
    sounding, rows = read(write(tmp_path, tagged({"REF": "A1"}) + tagged({"REF": "A2"}, end="\n")))

    assert sounding.line_ends == "mixed"
    assert [row.values["REF"] for row in rows] == ["A1", "A2"]


def test_windows_text_keeps_its_oe_euro_and_apostrophe(tmp_path):
    path = write(tmp_path, tagged({"TITR": "L’œuvre à 3 €"}), encoding="cp1252")

    sounding, rows = read(path)

    assert sounding.encoding == "cp1252"
    assert sounding.samples == ("L’œuvre à 3 €",)
    assert rows[0].values["TITR"] == "L’œuvre à 3 €"


def test_the_last_record_may_lack_its_end(tmp_path):
    _sounding, rows = read(
        write(tmp_path, tagged({"REF": "A1"}, {"REF": "A2"}).removesuffix("//\r\n"))
    )

    assert [row.values["REF"] for row in rows] == ["A1", "A2"]


@pytest.mark.parametrize("end", ("\r\n", "\n"))
def test_a_folded_line_is_unfolded_without_its_hyphen(tmp_path, end):
    row = only(tmp_path, tagged({"REPR": f"paysage (mer, -{end}voilier)"}, end=end))

    assert row.values["REPR"] == "paysage (mer, voilier)"
    assert row.warnings == ()


def test_a_true_hyphen_at_a_line_end_is_kept_and_said(tmp_path):
    row = only(tmp_path, tagged({"TITR": "La porte-\r\nfenêtre"}))

    assert row.values["TITR"] == "La porte-fenêtre"
    assert "TITR ends with a hyphen" in row.warnings[0]


def test_a_dash_between_two_years_survives_folding(tmp_path):
    row = only(tmp_path, tagged({"MILL": "1840 -\r\n1850"}))

    assert row.values["MILL"] == "1840 - 1850"
    assert len(row.warnings) == 1


def test_a_value_over_several_lines_keeps_them(tmp_path):
    assert only(tmp_path, tagged({"DESC": "Un.\r\nDeux."})).values["DESC"] == "Un.\nDeux."


def test_line_break_marks_stay_as_they_are(tmp_path):
    assert only(tmp_path, tagged({"HIST": "Un#Deux##Trois"})).values["HIST"] == "Un#Deux##Trois"


@pytest.mark.parametrize("text", ("TITR\r\nAUTR\r\nMonet\r\n", "TITR\r\n\r\nAUTR\r\nMonet\r\n"))
def test_an_empty_field_is_there_and_empty_an_absent_one_is_not(tmp_path, text):
    row = only(tmp_path, tagged({}).replace("DOMN", text + "DOMN"))

    assert row.values["TITR"] == ""
    assert row.values["AUTR"] == "Monet"
    assert "DENO" not in row.values


def test_an_empty_field_may_be_the_last(tmp_path):
    assert only(tmp_path, tagged({}).replace("//", "TITR\r\n//")).values["TITR"] == ""


def test_a_title_that_is_a_tag_name_is_told_by_the_real_tag(tmp_path):
    row = only(tmp_path, tagged({"TITR": "ETAT", "AUTR": "Monet", "ETAT": "bon"}))

    assert row.values["TITR"] == "ETAT"
    assert row.values["ETAT"] == "bon"
    assert "“ETAT” is a tag’s name" in row.warnings[0]


def test_a_title_that_is_a_tag_name_and_a_word_is_a_title(tmp_path):
    row = only(tmp_path, tagged({"TITR": "IMAGE", "AUTR": "Monet"}))

    assert row.values["TITR"] == "IMAGE"
    assert "IMAGE" not in row.values
    assert len(row.warnings) == 1


def test_two_tags_in_a_row_that_are_no_words_are_two_empty_fields(tmp_path):
    row = only(tmp_path, tagged({}).replace("//", "APPL\r\nTITR\r\nPERI\r\n19e siècle\r\n//"))

    assert (row.values["APPL"], row.values["TITR"]) == ("", "")


def test_a_tag_that_comes_twice_refuses_the_record_with_both_lines(tmp_path):
    row = only(tmp_path, tagged({"TITR": "Un"}).replace("//", "TITR\r\nDeux\r\n//"))

    assert "TITR comes twice in this record, on lines 9 and 11" in row.problem
    assert "Deux" in row.original
    assert row.values == {"REF": "01610014032"}


def test_a_missing_end_is_found_by_the_next_reference(tmp_path):
    text = tagged({"REF": "A1"}).replace("//\r\n", "") + tagged({"REF": "A2"})

    _sounding, rows = read(write(tmp_path, text))

    assert [(row.values["REF"], row.line) for row in rows] == [("A1", 1), ("A2", 9)]
    assert "No “//” line" in rows[0].warnings[0]


def test_records_of_one_reference_are_all_refused_with_their_lines(tmp_path):
    text = tagged({"REF": "A1"}, {"REF": "A2"}, {"REF": "A1"})

    _sounding, rows = read(write(tmp_path, text))

    assert [bool(row.problem) for row in rows] == [True, False, True]
    assert "A1 is used by several records of this file (lines 1, 19)" in rows[0].problem
    assert rows[2].line == 19


@pytest.mark.parametrize("reference", ("", "9" * 81))
def test_a_record_without_a_usable_reference_is_refused(tmp_path, reference):
    text = tagged({"REF": reference}, {"REF": "A2"})

    _sounding, rows = read(write(tmp_path, text))

    assert [bool(row.problem) for row in rows] == [True, False]
    assert "peinture" in rows[0].original


def test_what_the_ministry_requires_is_only_said(tmp_path):
    row = only(tmp_path, "REF\r\nA1\r\nTITR\r\nSans statut\r\n//\r\n")

    assert row.problem == ""
    assert "DOMN, INV, STAT" in row.warnings[0]


def test_text_before_the_first_tag_refuses_the_record_and_is_kept(tmp_path):
    _sounding, rows = read(write(tmp_path, "Export du 3 mai\r\n" + tagged({}, {"REF": "A2"})))

    assert "“Export du 3 mai” was found" in rows[0].problem
    assert "Export du 3 mai" in rows[0].original
    assert rows[1].values["REF"] == "A2"


def test_blank_lines_around_records_are_nothing(tmp_path):
    text = "\r\n\r\n" + tagged({"REF": "A1"}) + "\r\n" + tagged({"REF": "A2"}) + "\r\n \r\n"

    _sounding, rows = read(write(tmp_path, text))

    assert [(row.line, row.values["REF"]) for row in rows] == [(3, "A1"), (13, "A2")]


def test_a_tag_nobody_knows_is_kept_and_doubted_when_it_comes_back(tmp_path):
    text = tagged({"REF": "A1", "ZONE": "nord"}, {"REF": "A2", "ZONE": "sud"})

    sounding, rows = read(write(tmp_path, text))

    assert [row.values["ZONE"] for row in rows] == ["nord", "sud"]
    assert "ZONE" in sounding.doubts[0]
    assert sounding.columns["ZONE"] == "ZONE"


def test_a_single_word_in_capitals_is_text_with_a_warning(tmp_path):
    row = only(tmp_path, tagged({"DESC": "Le mot\r\nPARIS\r\nest gravé."}))

    assert row.values["DESC"] == "Le mot\nPARIS\nest gravé."
    assert "“PARIS” looks like a tag" in row.warnings[0]


def test_a_title_in_capitals_is_a_title(tmp_path):
    row = only(tmp_path, tagged({"TITR": "MENU"}))

    assert row.values["TITR"] == "MENU"
    assert row.warnings == ()


def test_a_line_that_only_starts_with_the_end_mark_belongs_to_its_value(tmp_path):
    text = tagged({"REF": "A1", "WWW": "voir\r\n//musee.example/1"}, {"REF": "A2"})

    _sounding, rows = read(write(tmp_path, text))

    assert rows[0].values["WWW"] == "voir\n//musee.example/1"
    assert rows[1].line == 13


def test_the_end_mark_may_be_followed_by_spaces(tmp_path):
    text = tagged({"REF": "A1"}, {"REF": "A2"}).replace("//", "//  ")

    _sounding, rows = read(write(tmp_path, text))

    assert [row.values["REF"] for row in rows] == ["A1", "A2"]


def test_cutting_does_not_depend_on_where_the_blocks_fall(tmp_path, monkeypatch):
    text = tagged(*({"REF": f"A{n}", "WWW": "x\r\n//y"} for n in range(9))) + "//"
    path = write(tmp_path, text)
    sounding, whole = read(path)

    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr("dentelle.catalogue.formats.encoding.BLOCK", size)
        found = JocondeTagged().read(path, sounding)
        assert [row for row, _done in found] == whole


def test_records_in_the_cells_of_a_table_are_read(tmp_path):
    cell = tagged({"REF": "M1", "TITR": "MENU"}, end="\n").strip()
    text = f'Cote|Auteur|Export\n1.1|Dupont|"{cell}"\n1.2|Durand|"{cell.replace("M1", "M2")}"\n'

    sounding, rows = read(write(tmp_path, text, name="export.csv"))

    assert sounding.separator == "|"
    assert [(row.line, row.values["REF"]) for row in rows] == [(2, "M1"), (13, "M2")]
    assert "other columns are not read" in sounding.doubts[0]


def test_pictures_have_short_names_in_order(tmp_path):
    row = only(
        tmp_path, tagged({"REFIM": "M0161_16630_P.JPG,DS1,,16630.JPG;M0161_2_P.JPG,DS1,,2.JPG"})
    )

    assert row.images == ("16630.jpg", "2.jpg")


def test_a_bad_byte_far_in_the_file_refuses_its_record_alone(tmp_path):
    many = tagged(*({"REF": f"A{n}", "TITR": "Été à Honfleur"} for n in range(5000)))
    content = many.encode().replace(
        b"REF\r\nA4000\r\n", b"REF\r\nA4000\r\nAPPL\r\nbad \xff\xfe\r\n"
    )

    sounding, rows = read(write(tmp_path, content))

    refused = [row for row in rows if row.problem]
    assert sounding.encoding == "utf-8"
    assert "the first on line 44004" in sounding.doubts[0]
    assert [row.line for row in refused] == [44001]
    assert "\\xff\\xfe" in refused[0].original
    assert len(rows) == 5000


def test_null_characters_refuse_their_record_alone(tmp_path):
    text = tagged(*({"REF": f"A{n}", "DESC": "long texte " * 40} for n in range(20)))

    _sounding, rows = read(write(tmp_path, text.replace("A7\r\n", "A\x007\r\n")))

    assert [row.line for row in rows if row.problem] == [78]
    assert "A␀7" in next(row.original for row in rows if row.problem)


def test_a_file_that_never_ends_a_record_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(records, "LONGEST", 1000)
    path = write(tmp_path, "REF\r\nA1\r\nDESC\r\n" + "texte\r\n" * 500)

    with pytest.raises(FormatError, match="No end of record"):
        read(path)


def test_a_file_without_reference_lines_is_refused_by_name(tmp_path):
    with pytest.raises(FormatError, match="No REF line"):
        JocondeTagged().sound(write(tmp_path, "TITR\r\nUn titre\r\n//\r\n"))


def test_a_cell_whose_quote_never_closes_is_refused(tmp_path):
    text = 'Cote|Export\n1|"REF\nA1\n//"\n2|"REF\nA2\n' + "DESC\ntexte\n" * 20_000

    with pytest.raises(FormatError, match="No end of record"):
        read(write(tmp_path, text, name="export.csv"))


def test_a_damaged_record_still_says_which_it_is(tmp_path):
    text = tagged({"REF": "A1", "TITR": "a\x00b", "DESC": "long texte " * 100})

    _sounding, (row,) = read(write(tmp_path, text))

    assert row.problem
    assert row.values == {"REF": "A1"}


def test_a_tag_nobody_knows_before_the_first_refuses_the_record(tmp_path):
    _sounding, rows = read(
        write(tmp_path, "NOTICE\r\nUne\r\n" + tagged({"REF": "A1"}, {"REF": "A2"}))
    )

    assert "“NOTICE Une” was found" in " ".join(rows[0].problem.split())
    assert rows[0].values == {"REF": "A1"}
    assert rows[1].problem == ""


def test_values_joined_by_commas_are_left_as_they_are(tmp_path):
    text = "bois, sculpté, peint ; fer, forgé"

    assert only(tmp_path, tagged({"TECH": text})).values["TECH"] == text


def test_bad_bytes_are_counted_through_the_whole_file(tmp_path, monkeypatch):
    monkeypatch.setattr("dentelle.catalogue.formats.encoding.BLOCK", 4096)
    good = tagged(*({"REF": f"A{n}", "TITR": "Été à Honfleur"} for n in range(400)))
    content = good.encode().replace(b"A9\r\n", b"A9\xff\r\n").replace(b"A390\r\n", b"A390\xff\r\n")

    sounding, rows = read(write(tmp_path, content))

    assert "the first on line 101" in sounding.doubts[0]
    assert [row.line for row in rows if row.problem] == [100, 4291]


def test_a_damaged_reference_is_shown_with_its_bytes(tmp_path):
    content = tagged({"REF": "A1"}, {"REF": "A2", "TITR": "Été à Étretat"}).encode()

    _sounding, rows = read(write(tmp_path, content.replace(b"A1", b"A1\xff" + b"x" * 90)))

    assert "cannot be read in the file’s encoding" in rows[0].problem
    assert "A1\\xff" in rows[0].original
