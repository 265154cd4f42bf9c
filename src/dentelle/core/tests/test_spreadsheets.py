import csv
import io
import tracemalloc
import zipfile
from collections import deque
from datetime import UTC, date, datetime

import pytest
from lxml import etree
from odf import teletype
from odf.opendocument import load
from odf.table import TableCell, TableRow

from dentelle.core.spreadsheets import as_csv, as_ods, harmless

HEADINGS = ["Titre", "Rang", "Jour", "Vu à"]
ROWS = [
    ["Dentelle ; « point d’Alençon »", 12, date(2026, 5, 23), datetime(2026, 5, 23, 9, 5, tzinfo=UTC)],
    ["=1+1", -3.5, None, None],
]  # fmt: skip


def csv_of(headings, rows):
    return b"".join(as_csv(headings, rows))


def ods_of(headings, rows, title="Liste"):
    return io.BytesIO(b"".join(as_ods(headings, rows, title=title)))


def cells_of(document):
    """Return the rows of an ODS file as odfpy reads them: the kind of each cell, and its text."""
    return [
        [
            (cell.getAttribute("valuetype"), teletype.extractText(cell))
            for cell in row.getElementsByType(TableCell)
        ]
        for row in load(document).spreadsheet.getElementsByType(TableRow)
    ]


def part_of(document, name):
    with zipfile.ZipFile(document) as archive:
        return etree.fromstring(archive.read(name))


def test_csv_is_what_a_french_excel_opens():
    assert csv_of(HEADINGS, ROWS).decode() == (
        "\ufeffTitre;Rang;Jour;Vu à\r\n"
        '"Dentelle ; « point d’Alençon »";12;2026-05-23;2026-05-23 09:05\r\n'
        "'=1+1;-3,5;;\r\n"
    )


@pytest.mark.parametrize("cell", ("=1", "+1", "-1", "@x", "\t=1", "\n=1", " =1", "\uff1d1"))
def test_a_text_that_looks_like_a_formula_is_marked_as_text(cell):
    assert harmless(cell) == f"'{cell}"


def test_a_number_below_zero_is_no_formula():
    assert csv_of(["n"], [[-5]]).endswith(b"\r\n-5\r\n")


def test_an_ods_file_says_first_and_plainly_what_it_is():
    content = ods_of(HEADINGS, ROWS).getvalue()

    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    assert content[30 : 38 + len(kind)] == b"mimetype" + kind
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        first = archive.infolist()[0]
    assert (first.compress_type, first.extra) == (zipfile.ZIP_STORED, b"")
    assert first.flag_bits == 0  # its size is before it, not behind


def test_each_cell_of_an_ods_file_has_its_kind():
    [headings, one, two] = cells_of(ods_of(HEADINGS, ROWS))

    assert headings == [("string", heading) for heading in HEADINGS]
    assert one == [
        ("string", "Dentelle ; « point d’Alençon »"),
        ("float", "12"),
        ("date", "23/05/2026"),
        ("date", "23/05/2026 09:05"),
    ]
    assert two == [("string", "=1+1"), ("float", "-3.5"), (None, ""), (None, "")]


def test_no_cell_of_an_ods_file_is_a_formula():
    content = part_of(ods_of(["a"], [[f"{sign}1"] for sign in "=+-@"]), "content.xml")

    assert not content.xpath("//@*[local-name()='formula']")


def test_spaces_and_lines_are_kept_and_what_xml_cannot_hold_is_left_out():
    document = ods_of(["a"], [["  deux  mots \r\nsuite\x00\x0b & <b>\tfin"]])

    content = part_of(document, "content.xml")
    space = {"text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0"}
    assert len(content.xpath("//text:p", namespaces=space)) == 3  # the heading, and two lines
    assert cells_of(document)[1] == [("string", "  deux  mots suite & <b> fin")]


def test_the_headings_are_bold_frozen_and_repeated_and_the_table_can_be_filtered():
    document = ods_of(HEADINGS, ROWS, title="Tout l’agenda")

    content, settings = part_of(document, "content.xml"), part_of(document, "settings.xml")
    space = content.nsmap
    assert content.xpath("count(//table:table-header-rows/table:table-row)", namespaces=space) == 1
    [style] = content.xpath("//style:style[@style:name='heading']", namespaces=space)
    assert style.xpath(".//@fo:font-weight", namespaces=space) == ["bold"]
    [target] = content.xpath("//@table:target-range-address", namespaces=space)
    assert target == "'Tout l’agenda'.A1:'Tout l’agenda'.D3"
    said = {item.get(f"{{{item.nsmap['config']}}}name"): item.text for item in settings.iter()}
    assert (said["VerticalSplitMode"], said["VerticalSplitPosition"]) == ("2", "1")
    assert settings.nsmap["ooo"] == "http://openoffice.org/2004/office"


def test_columns_are_as_wide_as_what_they_hold_within_reason():
    rows = [["x" * 400, "court", "x" * 20]] * 10
    content = part_of(ods_of(["Résumé", "a", "Inventaire"], rows), "content.xml")

    assert content.xpath("//@style:column-width", namespaces=content.nsmap) == [
        "8.0cm", "2.2cm", "4.6cm",
    ]  # fmt: skip


def test_a_sheet_is_named_as_every_spreadsheet_takes_it():
    content = part_of(ods_of(["a"], [], title="Lu : [à relire] / l'été " + "x" * 40), "content.xml")

    [name] = content.xpath("//table:table/@table:name", namespaces=content.nsmap)
    assert name == "Lu    à relire    l été xxxxxxx"
    assert len(name) == 31


def test_columns_beyond_the_alphabet_have_two_letters():
    content = part_of(ods_of([str(n) for n in range(28)], [range(28)]), "content.xml")

    [target] = content.xpath("//@table:target-range-address", namespaces=content.nsmap)
    assert target.endswith(".AB2")


def rows_counted(many, taken):
    for number in range(many):
        taken.append(number)
        yield [f"Atelier {number}", number, date(2026, 5, 23)]


@pytest.mark.parametrize("write", (as_csv, lambda *table: as_ods(*table, title="Liste")))
def test_a_file_is_sent_while_its_rows_are_read(write):
    taken = []
    parts = write(["a", "b", "c"], rows_counted(20_000, taken))

    next(parts)

    assert len(taken) < 20_000
    assert sum(len(part) for part in parts) > 100_000
    assert len(taken) == 20_000


def peak(write, many):
    tracemalloc.start()
    try:
        for _part in write(["a", "b", "c"], rows_counted(many, deque(maxlen=1))):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("write", (as_csv, lambda *table: as_ods(*table, title="Liste")))
def test_five_times_as_many_rows_take_no_more_memory(write):
    peak(write, 10)  # what is made once

    # Held, the rows between the two would be several megabytes.
    assert peak(write, 20_000) < peak(write, 4_000) + 250_000


def test_a_table_of_nothing_has_its_headings():
    assert cells_of(ods_of(["Titre"], [])) == [[("string", "Titre")]]
    rows = list(csv.reader(io.StringIO(csv_of(["Titre"], []).decode("utf-8-sig")), delimiter=";"))
    assert rows == [["Titre"]]
