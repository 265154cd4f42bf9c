import datetime as dt
import zipfile

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.table.reader import Table
from dentelle.catalogue.formats.table.suggest import suggest
from dentelle.catalogue.formats.tests.files import read, write


def workbook(tmp_path, *rows, shapes=(), before=()):
    book = Workbook()
    sheet = book.active
    for title in before:
        sheet.title = title
        sheet = book.create_sheet("Données")
    for row in rows:
        sheet.append(row)
    for place, shape in shapes:
        sheet[place].number_format = shape
    path = tmp_path / "inventaire.xlsx"
    book.save(path)
    return path


def document(tmp_path, rows):
    """Write an ODS. A cell is a text, or (value type, value, text shown)."""
    book = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="Feuille1")
    for cells in rows:
        row = TableRow()
        for cell in cells:
            row.addElement(_cell(cell))
        sheet.addElement(row)
    book.spreadsheet.addElement(sheet)
    path = tmp_path / "inventaire.ods"
    book.save(path)
    return path


def _cell(cell):
    kind, value, shown = cell if isinstance(cell, tuple) else ("string", None, cell)
    options = {"datevalue": value} if kind == "date" else {"value": value}
    made = TableCell(valuetype=kind, **{k: v for k, v in options.items() if v is not None})
    for line in shown.split("\n") if shown else ():
        made.addElement(P(text=line))
    return made


@pytest.mark.parametrize(
    ("heading", "tag"),
    (
        ("N° inventaire", "INV"),
        ("N° d’inventaire", "INV"),
        ("Inventaire", "INV"),
        ("Accession number", "INV"),
        ("Titre", "TITR"),
        ("Titre (fr)", "TITR"),
        ("Title", "TITR"),
        ("Auteur(s)", "AUTR"),
        ("Artist", "AUTR"),
        ("Technique", "TECH"),
        ("Matériaux / techniques", "TECH"),
        ("Dimensions (cm)", "DIMS"),
        ("Domaine", "DOMN"),
        ("Désignation", "DENO"),
        ("Datation", "MILL"),
        ("Siècle", "PERI"),
        ("Nom du fichier image", "REFIM"),
        ("Identifiant", "REF"),
        ("Département", ""),
        ("Code_postal", ""),
        ("Rayonnage", ""),
    ),
)
def test_columns_are_proposed_a_field(heading, tag):
    assert suggest([heading]) == {heading: tag}


def test_a_field_is_proposed_once_but_dimensions_may_stand_in_several_columns():
    assert suggest(["Titre", "Intitulé", "Hauteur", "Largeur"]) == {
        "Titre": "TITR",
        "Intitulé": "",
        "Hauteur": "DIMS",
        "Largeur": "DIMS",
    }


def test_a_saved_mapping_wins_and_leaves_out_the_rest(tmp_path):
    path = write(tmp_path, "Numéro;Libellé;Titre\n1;Un pot;inconnu\n", name="i.csv")

    sounding, (row,) = read(path, {"Numéro": "REF", "Libellé": "TITR"})

    assert row.values == {"REF": "1", "TITR": "Un pot"}
    assert "not be read: Titre" in sounding.doubts[0]


def test_the_inventory_number_stands_for_the_reference_and_it_is_said(tmp_path):
    path = write(
        tmp_path, "N° inventaire;Titre\n2004.1.1;Pot\n;Sans\n2004.1.2;A\n2004.1.2;B\n", name="i.csv"
    )

    sounding, rows = read(path)

    assert rows[0].values == {"REF": "2004.1.1", "INV": "2004.1.1", "TITR": "Pot"}
    assert "neither reference nor inventory number" in rows[1].problem
    assert ["lines 4, 5" in row.problem for row in rows[2:]] == [True, True]
    assert "the inventory number stands for it" in sounding.doubts[-1]


def test_columns_joined_into_dimensions_keep_their_heading(tmp_path):
    path = write(tmp_path, "Identifiant;Hauteur;Largeur\n1;12 cm;\n2;3 cm;4 cm\n", name="i.csv")

    _sounding, rows = read(path)

    assert [row.values["DIMS"] for row in rows] == ["Hauteur 12 cm", "Hauteur 3 cm ; Largeur 4 cm"]


def test_headings_may_stand_under_a_title_and_repeat_or_lack_a_name(tmp_path):
    path = write(
        tmp_path, "Inventaire du musée;;;\n;;;\nIdentifiant;Note;Note;\n1;a;b;c\n", name="i.csv"
    )

    sounding, (row,) = read(path)

    assert sounding.headings == ("Identifiant", "Note", "Note (2)")
    assert row.line == 4


def test_a_heading_without_a_name_is_called_by_its_letter(tmp_path):
    sounding, _rows = read(write(tmp_path, "Identifiant;;Titre\n1;x;T\n", name="i.csv"))

    assert sounding.headings == ("Identifiant", "[B]", "Titre")


def test_a_table_without_headings_is_doubted(tmp_path):
    sounding = Table().sound(write(tmp_path, "1,2,3\n4,5,6\n", name="i.csv"))

    assert "lack its row of column names" in sounding.doubts[0]


def test_without_any_identifier_nothing_is_read(tmp_path):
    path = write(tmp_path, "couleur,forme\nbleu,rond\n", name="i.csv")

    assert "choose the one" in Table().sound(path).doubts[-1]
    with pytest.raises(FormatError, match="choose the one"):
        read(path)


def test_a_workbook_gives_texts_as_they_are_seen(tmp_path):
    path = workbook(
        tmp_path,
        ["Identifiant", "N° inventaire", "Titre", "Datation", "Dimensions", "Note"],
        ["00012", 985, "Pot", dt.datetime(1885, 5, 13), 12.5, True],  # noqa: DTZ001 -- a sheet has no zone
        [7, 12.0, "Assiette", dt.datetime(1885, 5, 13, 10, 30), 0.1, None],  # noqa: DTZ001 -- the same
        shapes=(("A3", "00000"),),
    )

    names = ("Identifiant", "N° inventaire", "Titre", "Datation", "Dimensions", "Note")
    fields = ("REF", "INV", "TITR", "MILL", "DIMS", "COMM")
    _sounding, rows = read(path, dict(zip(names, fields, strict=True)))

    assert rows[0].values == {
        "REF": "00012",
        "INV": "985",
        "TITR": "Pot",
        "MILL": "1885-05-13",
        "DIMS": "12.5",
        "COMM": "VRAI",
    }
    assert rows[1].values == {
        "REF": "00007",
        "INV": "12",
        "TITR": "Assiette",
        "MILL": "1885-05-13 10:30:00",
        "DIMS": "0.1",
    }
    assert [row.line for row in rows] == [2, 3]


def test_the_first_filled_sheet_is_read_and_the_others_are_said(tmp_path):
    path = workbook(tmp_path, ["Identifiant", "Titre"], ["1", "Pot"], before=("Vide",))

    sounding, (row,) = read(path)

    assert row.values["TITR"] == "Pot"
    assert "Vide, Données" in sounding.doubts[-1]


def test_an_open_document_gives_texts_as_they_are_seen(tmp_path):
    path = document(
        tmp_path,
        (
            ("Identifiant", "Titre", "Datation", "Dimensions", "Note"),
            (
                ("float", "12", "00012"),
                "Pot\nen grès",
                ("date", "1885-05-13", "13/05/85"),
                ("float", "12", "12,0"),
                "",
            ),
            ("", "", "", "", ""),
            ("A2", "Assiette", "vers 1900", ("float", "1.25", "1,3"), "x"),
        ),
    )

    sounding, rows = read(path)

    assert sounding.headings == ("Identifiant", "Titre", "Datation", "Dimensions", "Note")
    assert rows[0].values == {
        "REF": "00012",
        "TITR": "Pot\nen grès",
        "MILL": "1885-05-13",
        "DIMS": "12",
    }
    assert rows[1].values["DIMS"] == "1.25"
    assert [row.line for row in rows] == [2, 4]


def test_spaces_breaks_and_notes_inside_an_open_document(tmp_path):
    path = tmp_path / "inventaire.ods"
    content = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
      <office:body><office:spreadsheet><table:table table:name="Vide"><table:table-row table:number-rows-repeated="1048576">
      <table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
      <table:table table:name="B"><table:table-row><table:table-cell><text:p>Identifiant</text:p></table:table-cell>
      <table:table-cell/><table:table-cell><text:p>Titre</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>
      <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
      <table:table-row><table:table-cell table:number-columns-repeated="2"><text:p>A1</text:p></table:table-cell>
      <table:table-cell><office:annotation><text:p>vu</text:p></office:annotation><text:p>Un<office:annotation><text:p>vu</text:p></office:annotation><text:s text:c="2"/><text:span>pot</text:span><text:line-break/>rond<text:tab/>!</text:p></table:table-cell></table:table-row>
      </table:table><table:table table:name="C"><table:table-row><table:table-cell><text:p>autre</text:p></table:table-cell></table:table-row></table:table>
      </office:spreadsheet></office:body></office:document-content>"""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", content)

    sounding, (row,) = read(path)

    assert sounding.headings == ("Identifiant", "[B]", "Titre")
    assert row.values == {"REF": "A1", "TITR": "Un  pot\nrond\t!"}
    assert row.line == 5


ODS_ROW = '<t:table-row xmlns:t="urn:oasis:names:tc:opendocument:xmlns:table:1.0" t:number-rows-repeated="{}"/>'


def test_an_open_document_with_no_rows_in_its_sheets_is_refused(tmp_path):
    with pytest.raises(FormatError, match="table is empty"):
        read(zipped(tmp_path / "a.ods", content=ODS_ROW.format("2")))


def test_a_moment_of_the_day_a_long_number_and_empty_ends_of_rows(tmp_path):
    path = workbook(
        tmp_path,
        ["Identifiant", "Datation", "Note", None],
        [12345678901234567890, dt.time(10, 30), "x", ""],
        [None, None, "sans"],
    )

    _sounding, rows = read(path, {"Identifiant": "REF", "Datation": "MILL", "Note": "COMM"})

    assert rows[0].values == {"REF": "1.23456789012346e+19", "MILL": "10:30:00", "COMM": "x"}
    assert rows[1].original == " |  | sans"


def test_a_number_without_its_value_is_read_as_it_is_shown(tmp_path):
    path = document(
        tmp_path,
        (
            ("Identifiant", "Dimensions"),
            ("A1", ("float", None, "12,5")),
            ("A2", ("float", "1", "")),
        ),
    )

    _sounding, rows = read(path)

    assert [row.values["DIMS"] for row in rows] == ["12,5", "1"]


def test_a_reference_too_long_is_refused(tmp_path):
    path = write(tmp_path, "Identifiant;Titre\n" + "9" * 81 + ";T\n", name="i.csv")

    _sounding, (row,) = read(path)

    assert "longer than 80 characters" in row.problem
    assert row.values == {}


def test_lone_bytes_in_headings_are_shown_and_the_column_still_read(tmp_path):
    content = (
        "Identifiant;Libellé\n".encode().replace(b"\xc3\xa9", b"\xe9")
        + "A1;Été à Étretat où né\n".encode()
    )

    sounding, (row,) = read(
        write(tmp_path, content, name="i.csv"), {"Identifiant": "REF", "Libell\\xe9": "TITR"}
    )

    assert sounding.headings == ("Identifiant", "Libell\\xe9")
    assert row.values["TITR"] == "Été à Étretat où né"


def zipped(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return path


@pytest.mark.parametrize(
    ("name", "parts", "said"),
    (
        ("a.xlsx", {"xl__workbook": "<oops"}, "damaged or locked"),
        ("a.ods", {"content": "<oops"}, "broken at line 1"),
        ("a.ods", {"content": ODS_ROW.format("two")}, "damaged or locked"),
        ("a.xlsx", {"xl__workbook": "<a/>", "xl__x": "<b/>"}, "damaged or locked"),
        ("a.ods", {"content": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "declares XML entities"),
        ("a.xlsx", {"xl__workbook": "<!DOCTYPE x><x/>"}, "declares XML entities"),
        ("a.ods", {"content": b" " * 60_000_000}, "unpacks beyond measure"),
    ),
)
def test_hostile_spreadsheets_are_refused(tmp_path, name, parts, said):
    with pytest.raises(FormatError, match=said):
        read(zipped(tmp_path / name, **parts))


def test_a_truncated_workbook_is_refused(tmp_path):
    path = workbook(tmp_path, ["Identifiant", "Titre"], ["1", "Pot"])
    path.write_bytes(path.read_bytes()[:1500])

    with pytest.raises(FormatError, match="damaged or locked"):
        read(path)


def test_an_empty_workbook_is_refused(tmp_path):
    with pytest.raises(FormatError, match="table is empty"):
        read(workbook(tmp_path))


def test_a_zip_of_something_else_is_refused(tmp_path):
    with pytest.raises(FormatError, match="not text: it looks like ZIP"):
        read(zipped(tmp_path / "a.docx", word__document="<x/>"))


@pytest.mark.parametrize("place", (60, 90, 300))
def test_a_workbook_with_a_spoilt_part_is_refused(tmp_path, place):
    path = workbook(tmp_path, ["Identifiant", "Titre"], ["1", "Pot"])
    content = bytearray(path.read_bytes())
    content[place : place + 40] = b"\xff" * 40
    path.write_bytes(bytes(content))

    with pytest.raises(FormatError, match="damaged or locked"):
        read(path)


def test_an_archive_of_a_version_nobody_knows_is_refused(tmp_path):
    path = workbook(tmp_path, ["Identifiant", "Titre"], ["1", "Pot"])
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + 6] = 224
    path.write_bytes(bytes(content))

    with pytest.raises(FormatError, match="damaged or locked"):
        read(path)
