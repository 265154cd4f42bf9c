import codecs

import pytest

from dentelle.catalogue.formats import encoding
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.tests.files import read, tagged, write

ACCENTS = "Vue d’Étretat, l’œuvre à gauche, où « naît » le château"


@pytest.mark.parametrize(
    ("written", "named"),
    (
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
        ("mac_roman", "mac_roman"),
    ),
)
def test_each_encoding_is_found_and_read(tmp_path, written, named):
    path = write(tmp_path, tagged({"TITR": ACCENTS}), encoding=written)

    sounding, (row,) = read(path)

    assert sounding.encoding == named
    assert row.values["TITR"] == ACCENTS
    assert sounding.samples == (ACCENTS,)


def test_utf16_with_a_mark_of_either_order(tmp_path):
    content = codecs.BOM_UTF16_BE + tagged({"TITR": ACCENTS}).encode("utf-16-be")

    sounding, (row,) = read(write(tmp_path, content))

    assert (sounding.encoding, row.values["TITR"]) == ("utf-16", ACCENTS)


def test_dos_accents_are_read_and_doubted(tmp_path):
    path = write(tmp_path, tagged({"TITR": "Un pré, là-bas, près de la forêt"}), encoding="cp850")

    sounding, (row,) = read(path)

    assert (sounding.encoding, row.values["TITR"]) == ("cp850", "Un pré, là-bas, près de la forêt")
    assert "DOS" in sounding.doubts[0]


def test_latin1_is_read_as_windows_text_which_contains_it(tmp_path):
    sounding, (row,) = read(write(tmp_path, tagged({"TITR": "Été"}), encoding="latin-1"))

    assert (sounding.encoding, row.values["TITR"]) == ("cp1252", "Été")


def test_the_encoding_is_judged_on_the_whole_file(tmp_path):
    plain = tagged(*({"REF": f"A{n}", "DESC": "x" * 500} for n in range(1500)))
    content = plain.encode() + tagged({"REF": "Z", "TITR": "Été à Caen"}).encode("cp1252")

    sounding, rows = read(write(tmp_path, content))

    assert len(content) > encoding.BLOCK
    assert (sounding.encoding, rows[-1].values["TITR"]) == ("cp1252", "Été à Caen")
    assert sounding.samples == ("Été à Caen",)


@pytest.mark.parametrize("text", ("Ã©tude", "lâ€™art", "Vue \ufffd Caen", "le b½uf"))
def test_accents_damaged_before_are_doubted(tmp_path, text):
    sounding, _rows = read(write(tmp_path, tagged({"TITR": text})))

    assert "Accents seem to have been damaged" in sounding.doubts[0]


def test_a_half_is_not_a_damaged_accent(tmp_path):
    sounding, _rows = read(write(tmp_path, tagged({"DIMS": "3 ½ pouces, 2½"})))

    assert sounding.doubts == ()


def test_control_characters_that_stood_for_letters_are_doubted_and_kept(tmp_path):
    sounding, (row,) = read(write(tmp_path, tagged({"TITR": "L\u0092\u009cuvre"})))

    assert "badly converted to control characters" in sounding.doubts[0]
    assert row.values["TITR"] == "L\u0092\u009cuvre"


def test_a_foreign_encoding_is_doubted(tmp_path):
    path = write(
        tmp_path, tagged({"TITR": "\N{GREEK CAPITAL LETTER IOTA}ούλιος Βερν"}), encoding="iso8859-7"
    )

    sounding, _rows = read(path)

    assert "the encoding may be another one" in sounding.doubts[-1]


@pytest.mark.parametrize(
    ("content", "said"),
    (
        (b"", "empty"),
        (b"\r\n \r\n", "empty"),
        (b"%PDF-1.7\n...", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 60, "PNG"),
        (b"PK\x03\x04" + b"\0" * 60, "ZIP"),
        (bytes(range(256)) * 4, "control characters"),
        (b"a,b,c\n\x00,2,3\n", "control characters"),
    ),
)
def test_what_is_not_text_is_refused_with_its_kind(tmp_path, content, said):
    with pytest.raises(FormatError, match=said):
        encoding.sound_text(write(tmp_path, content))
    with pytest.raises(FormatError):
        read(write(tmp_path, content))


def test_text_made_readable_shows_each_byte():
    kept = b"caf\xe9 \x00".decode("ascii", "dentelle-keep-bytes")

    assert encoding.damaged(kept)
    assert encoding.readable(kept) == "caf\\xe9 ␀"
    assert encoding.readable("\ud800") == "�"
    assert encoding.readable("café") == "café"


def test_writing_never_uses_the_byte_keeper():
    with pytest.raises(UnicodeEncodeError):
        "é".encode("ascii", "dentelle-keep-bytes")
