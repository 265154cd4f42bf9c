import pytest

from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.joconde_csv.columns import recognise
from dentelle.catalogue.formats.joconde_csv.reader import JocondeCsv
from dentelle.catalogue.formats.tests.files import read, write

TAGS = "REF;DOMN;INV;STAT;TITR"


def table(tmp_path, *lines, **options):
    return read(write(tmp_path, "\r\n".join(lines) + "\r\n", name="export.csv", **options))


@pytest.mark.parametrize("separator", (";", ",", "|", "\t"))
def test_tags_are_headings_with_any_separator(tmp_path, separator):
    lines = (line.replace(";", separator) for line in (TAGS, "A1;peinture;1;don;Été"))

    sounding, (row,) = table(tmp_path, *lines)

    assert (sounding.format, sounding.separator) == ("joconde_csv", separator)
    assert row.values == {"REF": "A1", "DOMN": "peinture", "INV": "1", "STAT": "don", "TITR": "Été"}
    assert (row.line, row.warnings) == (2, ())


def test_names_of_the_api_in_lower_case_are_headings(tmp_path):
    _sounding, (row,) = table(tmp_path, TAGS.lower(), "A1;peinture;1;don;Titre")

    assert row.values["TITR"] == "Titre"


@pytest.mark.parametrize(
    ("heading", "tag"),
    (
        ("Numéro_de_l'objet", "INV"),
        ("ID-notice", "REF"),
        ("Lieu_de_conservation", "LOCA"),
        ("Identifiant_Museofile", "MUSEO"),
        ("Reference", "REF"),
        ("Numero_inventaire", "INV"),
        ("Precisions_sur_l_auteur", "PAUT"),
        ("Lieu_de_creation_utilisation", "LIEUX"),
        ("Sujet_Represente", "REPR"),
        ("Manquant commentaires", "MANQUANT_COM"),
        ("Code_Museofile", "MUSEO"),
        ("Date_de_creation", "DMIS"),
        ("Matériaux-techniques", "TECH"),
        ("Période de l’original copié", "PEOC"),
        ("titr", "TITR"),
        ("Nom_officiel_musee", ""),
        ("geolocalisation_ville", ""),
    ),
)
def test_headings_of_every_year_are_known(heading, tag):
    assert recognise([heading]) == {heading: tag}


def test_the_first_of_two_headings_for_one_field_has_it():
    assert recognise(["Titre", "TITR"]) == {"Titre": "TITR", "TITR": ""}


def test_columns_nobody_knows_are_named_and_those_meant_to_be_left_out_are_not(tmp_path):
    sounding, _rows = table(tmp_path, TAGS + ";Rayon;Ville", "A1;peinture;1;don;T;B3;Caen")

    assert sounding.doubts == ("Columns that were not recognised and will not be read: Rayon.",)


def test_a_column_chosen_by_a_person_wins(tmp_path):
    path = write(tmp_path, TAGS + ";Rayon\nA1;peinture;1;don;T;un mot\n", name="export.csv")

    _sounding, (row,) = read(path, {"Rayon": "COMM"})

    assert row.values["COMM"] == "un mot"


def test_zeros_lost_to_a_spreadsheet_come_back_with_a_warning(tmp_path):
    _sounding, rows = table(tmp_path, TAGS, "1610014032;d;1;don;", "000PE020938;d;2;don;")

    assert [row.values["REF"] for row in rows] == ["01610014032", "000PE020938"]
    assert "zeros were put back" in rows[0].warnings[0]
    assert rows[1].warnings == ()


def test_references_equal_once_padded_are_both_refused(tmp_path):
    _sounding, rows = table(tmp_path, TAGS, "1610014032;d;1;don;", "01610014032;d;2;don;")

    assert ["lines 2, 3" in row.problem for row in rows] == [True, True]
    assert [row.values for row in rows] == [{"REF": "01610014032"}] * 2


def test_a_reference_ruined_by_a_spreadsheet_is_refused(tmp_path):
    _sounding, (row,) = table(tmp_path, TAGS, "1,61E+09;d;1;don;")

    assert "was ruined by a spreadsheet" in row.problem


def test_a_row_without_reference_is_refused_with_its_text(tmp_path):
    _sounding, (row,) = table(tmp_path, TAGS, ";d;1;don;Sans")

    assert "No reference" in row.problem
    assert row.original == ";d;1;don;Sans"


def test_inner_separators_and_lines_stay_verbatim(tmp_path):
    _sounding, rows = table(
        tmp_path, TAGS, 'A1;"a ; b;c";1;don;"Un\nDeux ""dits"""', "A2;d;2;don;Trois"
    )

    assert rows[0].values["DOMN"] == "a ; b;c"
    assert rows[0].values["TITR"] == 'Un\nDeux "dits"'
    assert [row.line for row in rows] == [2, 4]


def test_a_row_too_long_is_refused_too_short_is_said(tmp_path):
    _sounding, rows = table(tmp_path, TAGS, "A1;d;1;don;T;en trop", "A2;d;2;don", "A3;d;3;don;T;;")

    assert "6 cells where there are 5 columns" in rows[0].problem
    assert rows[1].warnings == (
        "This row has fewer cells than there are columns: the missing ones were left as they were.",
    )
    assert "TITR" not in rows[1].values
    assert (rows[2].problem, rows[2].values["TITR"]) == ("", "T")


def test_empty_cells_erase_and_blank_rows_are_nothing(tmp_path):
    _sounding, rows = table(tmp_path, TAGS, "A1;d;1;don;", ";;;;", "", "A2;d;2;don;T")

    assert [(row.line, row.values["TITR"]) for row in rows] == [(2, ""), (5, "T")]


def test_a_quote_never_closed_refuses_the_file_with_its_line(tmp_path):
    path = write(
        tmp_path, TAGS + '\nA1;d;1;don;T\nA2;d;2;don;"ouvert\nA3;d;3;don;T\n', name="e.csv"
    )

    with pytest.raises(FormatError, match="quote opened in the row of line 3"):
        read(path)


def test_a_quote_never_closed_in_a_long_file_is_found_before_its_end(tmp_path):
    text = TAGS + '\nA0;d;1;don;"ouvert\n' + "A1;d;1;don;un texte\n" * 20_000

    with pytest.raises(FormatError, match="row of line 2"):
        read(write(tmp_path, text, name="e.csv"))


def test_a_line_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("dentelle.catalogue.formats.delimited._LONGEST_LINE", 5000)
    text = TAGS + "\nA1;d;1;don;" + "mot " * 5000

    with pytest.raises(FormatError, match="Line 2 has no end"):
        read(write(tmp_path, text, name="e.csv"))


def test_a_row_far_too_long_does_not_pass_for_the_headings(tmp_path):
    _sounding, rows = table(tmp_path, TAGS, "A1;d;1;don;T" + ";x" * 30, *["A2;d;2;don;T"])

    assert ["cells where" in row.problem for row in rows] == [True, False]


def test_bad_bytes_refuse_their_row_alone(tmp_path):
    good = "".join(f"A{n};d;1;don;Été à Caen\n" for n in range(50))
    content = (TAGS + "\n" + good).encode() + b"B1;d;1;don;\xe9t\xe9\n"

    _sounding, rows = read(write(tmp_path, content, name="e.csv"))

    assert [row.line for row in rows if row.problem] == [52]


def test_a_file_changed_after_it_was_sounded_is_refused(tmp_path):
    path = write(tmp_path, TAGS + "\nA1;d;1;don;T\n", name="e.csv")
    sounding = JocondeCsv().sound(path)
    path.write_text("REF;TITR\nA1;T\n")

    with pytest.raises(FormatError, match="changed since it was sounded"):
        list(JocondeCsv().read(path, sounding))


def test_a_table_without_reference_column_is_refused_by_name(tmp_path):
    with pytest.raises(FormatError, match="Columns found: DOMN, INV"):
        JocondeCsv().sound(write(tmp_path, "DOMN;INV\nd;1\n", name="e.csv"))
