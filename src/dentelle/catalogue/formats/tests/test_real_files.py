"""Real files made by others: read whole, or refused with a sentence."""

import csv
import json
import resource

import pytest

from dentelle.catalogue.formats import registry
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.encoding import sound_text
from dentelle.catalogue.formats.tests.files import read
from tests.shared import shared_data

DATA = shared_data()
JOCONDE = DATA / "joconde"
TAGGED = sorted(JOCONDE.glob("ajout-pilote-normandie/*/*.TXT"))


def identify(path):
    return path.name


@pytest.mark.parametrize("path", TAGGED, ids=identify)
def test_each_deposit_of_normandy_is_read_whole(path):
    content = path.read_text(encoding="utf-8")

    sounding, rows = read(path)

    assert (sounding.format, sounding.encoding, sounding.line_ends) == (
        "joconde_tagged",
        "utf-8",
        "CRLF",
    )
    assert [row.problem for row in rows] == [""] * content.count("\n//")
    lines = content.splitlines()
    assert all(lines[row.line - 1] == "REF" for row in rows)
    assert all(lines[row.line] == row.values["REF"] for row in rows)


def test_the_deposits_are_149_records_of_20_museums():
    found = [row.values for path in TAGGED for row in read(path)[1]]

    assert (len(found), len({values["MUSEO"] for values in found})) == (149, 20)


@pytest.mark.parametrize("code", ("M0655", "M0658", "M0672"))
def test_folded_windows_files_say_the_same_as_the_plain_ones(code):
    (plain,) = JOCONDE.glob(f"ajout-pilote-normandie/J_{code}-*/*.TXT")

    sounding, folded = read(JOCONDE / "ajout-pilote-legacy-cp1252" / f"{code}_legacy.txt")

    assert sounding.encoding == "cp1252"
    assert [as_windows(row.values) for row in folded] == [
        as_windows(row.values) for row in read(plain)[1]
    ]


def as_windows(values):
    """Return texts as CP1252 can hold them: what control characters stood for."""
    return {
        tag: text.encode("latin-1", "ignore").decode("cp1252", "ignore")
        if any("\x80" <= c <= "\x9f" for c in text)
        else text
        for tag, text in values.items()
    }


def test_the_extract_of_2018_says_what_its_cells_say():
    path = JOCONDE / "joconde-extrait_set-A.csv"
    with path.open(encoding="utf-8", newline="") as source:
        expected = list(csv.DictReader(source))

    sounding, rows = read(path)

    assert sounding.format == "joconde_csv"
    assert len(rows) == 1652
    assert not any(row.problem for row in rows)
    left_out = {heading for heading, tag in sounding.columns.items() if not tag}
    assert left_out == {"ville", "geolocalisation_ville"}
    for row, cells in zip(rows, expected, strict=True):
        for heading, tag in sounding.columns.items():
            assert not tag or row.values[tag] == cells[heading].strip()


@pytest.mark.parametrize(
    ("name", "count", "doubtful"),
    (
        ("labelled-pop-tests/joconde-valid-UTF-8.txt", 3, False),
        ("labelled-pop-tests/joconde-valid-ISO-8859-1.txt", 3, False),
        ("labelled-pop-tests/joconde-valid-UTF-8-warnings.txt", 1, False),
        ("labelled-pop-tests/joconde-invalid-UTF-8.txt", 1, True),
        ("labelled-pop-tests/mnr-valid-UTF-8.csv", 1, True),
        ("labelled-inside-csv_M0354.csv", 2, False),
    ),
)
def test_the_ministrys_own_test_files_are_read(name, count, doubtful):
    _sounding, rows = read(JOCONDE / name)

    assert [row.problem for row in rows] == [""] * count
    assert any("Missing or empty" in said for row in rows for said in row.warnings) == doubtful


def test_the_ministrys_list_of_fields_is_a_sheet_that_opens():
    found = registry.detect(
        JOCONDE / "field-dictionary/liste_champs_joconde_etiquettes_vdef_20220516.ods"
    )

    assert found.name == "table"
    assert found.sound(
        JOCONDE / "field-dictionary/liste_champs_joconde_etiquettes_vdef_20220516.ods"
    ).headings


@pytest.mark.parametrize("path", sorted((DATA / "lido").glob("*.xml")), ids=identify)
def test_each_lido_sample_is_read(path):
    _sounding, rows = read(path)

    good = [row.values for row in rows if not row.problem]
    assert bool(good) == (path.name != "LIDO-invalid.xml")
    assert all(values["REF"] and values["TITR"] for values in good)
    assert all(not row.problem or "No reference" in row.problem for row in rows)


def test_a_harvest_of_coins_is_read_and_its_sequel_said():
    sounding, rows = read(DATA / "oai-pmh/kenom-ListRecords-lido-20-records.xml")

    assert [row.problem for row in rows] == [""] * 20
    assert all(row.values["INV"] and row.values["LOCA"] and row.values["DIMS"] for row in rows)
    assert "more records follow" in sounding.doubts[-1]


HOSTILE = [
    *sorted((DATA / "malformed").glob("csvkit/*.csv")),
    *sorted((DATA / "malformed").glob("encodings/*")),
    *sorted((DATA / "malformed").glob("xml/*")),
    *sorted((DATA / "oai-pmh").glob("*/**/*.xml")),
    *sorted((DATA / "joconde").glob("spec/*.pdf")),
    *[path for path in sorted((DATA / "images").glob("malformed/**/*")) if path.is_file()][:20],
]


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_whatever_is_thrown_at_it_answers_with_a_sentence(path):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        sounding, rows = read(path)
    except FormatError as error:
        said = [str(error)]
    else:
        said = [*sounding.doubts, *(row.problem for row in rows if row.problem)]
        assert said or all(row.values["REF"] for row in rows)

    assert all(len(sentence) > 30 and sentence[-1] in ".)" for sentence in said)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


@pytest.mark.parametrize("path", sorted((DATA / "malformed/xml").glob("*.xml")), ids=identify)
def test_no_xml_bomb_is_opened(path):
    with pytest.raises(FormatError, match=r"DOCTYPE|no LIDO record"):
        read(path)


def with_crlf(text):
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "path", sorted((DATA / "malformed/csv-spectrum/csvs").glob("*.csv")), ids=identify
)
def test_the_spectrum_of_csv_is_read_as_its_authors_say(path):
    expected = json.loads(
        (path.parents[1] / "json" / f"{path.stem}.json").read_text(encoding="utf-8")
    )
    lines = expected if isinstance(expected, list) else [expected]
    first, *others = lines[0]

    _sounding, rows = read(path, {first: "REF", **{name: name for name in others}})

    # The copy at hand was checked out with plain line ends, which its authors' answers have not.
    found = [{tag: with_crlf(text) for tag, text in row.values.items()} for row in rows]
    for values, line in zip(found, lines, strict=True):
        # The telephone number of one file was changed in its answer only.
        assert (
            values.pop("REF") == with_crlf(line.pop(first)) or path.stem == "location_coordinates"
        )
        assert values == {name: with_crlf(text) for name, text in line.items()}


@pytest.mark.parametrize(
    ("name", "encoding", "last"),
    (
        ("test_latin1.csv", "cp1252", "©"),
        ("test_utf8.csv", "utf-8", "ʤ"),
        ("test_utf8_bom.csv", "utf-8-sig", "ʤ"),
        ("test_utf16_big.csv", "utf-16", "ʤ"),
        ("test_utf16_little.csv", "utf-16", "ʤ"),
    ),
)
def test_small_tables_in_each_encoding(name, encoding, last):
    path = DATA / "malformed/csvkit" / name
    first, _second, third = registry.detect(path).sound(path).headings

    sounding, rows = read(path, {first: "REF", third: "TITR"})

    assert sounding.encoding == encoding
    assert rows[-1].values["TITR"] == last


@pytest.mark.parametrize("name", ("sample-french.txt", "sample-french-1.txt"))
def test_french_text_is_decoded_from_any_encoding(name):
    found = sound_text(DATA / "malformed/encodings" / name)

    assert (
        "NÉ LE 15 JANVIER 1622, MORT LE 17 FÉVRIER 1673" in found.head or "écrivains" in found.head
    )
