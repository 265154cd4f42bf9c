"""Sheets to print, read back as a reader of PDF reads them."""

import re
from io import BytesIO

import pytest
import pyvips
from django.utils import translation
from pypdf import PdfReader

from dentelle.catalogue.fields import PUBLIC_TAGS
from dentelle.media import store
from dentelle.media.enums import Licence, Use
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.portal import sheets
from dentelle.portal.queries.record import page
from dentelle.portal.sheets import compiler
from dentelle.portal.sheets.content import Files, subject
from dentelle.portal.tests.objects import ObjectFactory, hang

pytestmark = pytest.mark.django_db
NETWORK = "Réseau des musées d’essai"
HOSTILE = '#eval("1+1") #read("/etc/passwd") $x^2$ \\ *gras* _ital_ `code` @ref <lab> // fin'


@pytest.fixture(autouse=True)
def drawers(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"


def photographed(record, **values):
    """Give a record a picture whose pyramid is written."""
    link = hang(record, **values)
    pyramid = store.pyramid_path(link.image.key)
    pyramid.parent.mkdir(parents=True, exist_ok=True)
    drawing = pyvips.Image.black(1600, 1000, bands=3)
    drawing.tiffsave(str(pyramid), tile=True, pyramid=True, compression="jpeg")
    return link.image


def made(record, **values):
    return sheets.objects([page(record)], network=NETWORK, **values)


def read(sheet):
    reader = PdfReader(BytesIO(sheet.content))
    return reader, " ".join("\n".join(one.extract_text() for one in reader.pages).split())


def tags(reader):
    """Every kind of tag of the structure, and the alternative texts."""
    kinds, alternatives, seen = set(), [], set()
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop().get_object()
        if id(node) in seen or not hasattr(node, "get"):
            continue
        seen.add(id(node))
        kinds.add(str(node.get("/S", "")))
        if "/Alt" in node:
            alternatives.append(str(node["/Alt"]))
        below = node.get("/K", [])
        below = below.get_object() if hasattr(below, "get_object") else below
        waiting += [one for one in (below if isinstance(below, list) else [below]) if not isinstance(one, int)]  # fmt: skip
    return kinds, alternatives


def test_a_sheet_is_tagged_titled_and_in_its_language():
    record = ObjectFactory(fields={"TITR": "Bateaux", "TECH": "huile ; toile", "INV": "2004.3.12"})
    photographed(record)

    reader, text = read(made(record))

    kinds, alternatives = tags(reader)
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "fr"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title == "Bateaux de pêche"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/P", "/Figure"} <= kinds
    assert len(alternatives) == 2  # the picture, the QR code
    assert all(alternatives)
    for words in ("Bateaux de pêche", "2004.3.12", "© Photo Demo", NETWORK, f"/ark:/{record.ark}"):
        assert words in text


def test_a_sheet_in_english_says_so():
    record = ObjectFactory()
    with translation.override("en"):
        reader, text = read(made(record))

    assert reader.trailer["/Root"]["/Lang"] == "en"
    assert "The record" in text


@pytest.mark.parametrize(
    ("uses", "figures"),
    (
        ([Use.SHOW, Use.ZOOM, Use.PRINT], 2),
        ([Use.SHOW, Use.ZOOM, Use.DOWNLOAD], 1),
        ([Use.SHOW], 1),
    ),
)
def test_the_picture_stands_on_the_sheet_only_when_it_may_be_printed(uses, figures):
    record = ObjectFactory()
    image = photographed(record)
    image.uses = uses
    image.save()

    reader, _text = read(made(record))

    assert len(tags(reader)[1]) == figures


@pytest.mark.parametrize("licence", Licence.values)
def test_nothing_is_printed_that_the_licence_does_not_grant(licence):
    record = ObjectFactory()
    photographed(record, licence=licence)
    free = {
        Licence.PUBLIC_DOMAIN,
        Licence.LICENCE_OUVERTE,
        Licence.CC_BY,
        Licence.CC_BY_SA,
    }

    assert (subject(page(record), Files())["picture"] is not None) == (licence in free)


def test_words_of_a_record_are_never_read_as_markup():
    fields = {"TITR": HOSTILE, "DESC": HOSTILE, "AUTR": HOSTILE}
    record = ObjectFactory(title=HOSTILE, fields=fields, maker_line=HOSTILE)

    _reader, text = read(made(record))

    assert text.count('#eval("1+1")') >= 3
    assert "root:" not in text
    assert "*gras*" in text


def test_a_template_that_reads_elsewhere_is_stopped(tmp_path, monkeypatch):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "house.typ").write_text("")
    (templates / "out.typ").write_text('#read("../../../etc/passwd")')
    monkeypatch.setattr(compiler, "TEMPLATES", templates)

    with pytest.raises(sheets.SheetError):
        compiler.make(compiler.Sheet(template="out.typ", data={"timestamp": 0}, files={}))


def test_a_compilation_that_does_not_end_is_stopped(tmp_path, monkeypatch):
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "house.typ").write_text("")
    (templates / "long.typ").write_text("#let n = 0\n#for i in range(1000000000) { n += 1 }")
    monkeypatch.setattr(compiler, "TEMPLATES", templates)
    monkeypatch.setattr(compiler, "_SECONDS", 1.0)

    with pytest.raises(sheets.SheetError):
        compiler.make(compiler.Sheet(template="long.typ", data={"timestamp": 0}, files={}))


def test_a_record_of_every_field_holds_on_two_pages():
    long = "Une phrase assez longue pour aller d’une ligne à la suivante. " * 6
    record = ObjectFactory(
        fields={tag: f"{tag}. {long}" for tag in PUBLIC_TAGS}, title="Tout " * 40
    )
    photographed(record)

    sheet = made(record)

    assert sheet.pages == 2
    assert "(suite sur la page de l’objet)" in read(sheet)[1]


def test_a_character_that_no_font_draws_is_told(monkeypatch):
    record = ObjectFactory(title="Vase \U0010fffd d’ailleurs", fields={"TITR": "Vase"})

    _reader, text = read(made(record))

    assert "Vase □ d’ailleurs" in text
    assert "□ remplace un caractère" in text


def test_a_sheet_is_made_once_until_something_changes(monkeypatch):
    record = ObjectFactory()
    image = photographed(record)
    first = made(record)
    runs = []
    monkeypatch.setattr(compiler, "_run", runs.append)

    assert made(record).content == first.content
    assert runs == []

    monkeypatch.undo()
    image.credit = "© Autre cliché"
    image.save()
    assert "© Autre cliché" in read(made(record))[1]


def test_labels_stand_eight_on_a_page_or_two():
    pages = [page(ObjectFactory(inventory_number=f"2004.3.{n}")) for n in range(9)]

    small = sheets.labels(pages, network=NETWORK)
    large = sheets.labels(pages[:4], size="large", network=NETWORK)

    assert (small.pages, large.pages) == (2, 2)
    text = read(small)[1]
    assert all(f"2004.3.{n}" in text for n in range(9))
    reader, _text = read(large)
    assert "/H2" in tags(reader)[0]


def test_a_visitor_s_list_keeps_its_order_and_notes():
    museum = MuseumFactory(official_name="musée du Port", town="Valmont")
    items = [(page(ObjectFactory(title=f"Objet {n}", museum=museum)), f"Note {n}") for n in (3, 1)]

    reader, text = read(
        sheets.selection("Mes marines", items, network=NETWORK, address="https://x.test/s/1")
    )

    assert reader.metadata.title == "Mes marines"
    assert re.search(r"Objet 3.*Note 3.*Objet 1.*Note 1", text)
    assert "https://x.test/s/1" in text


def test_sheets_of_several_objects_follow_each_other():
    pages = [page(ObjectFactory(title=f"Objet {n}")) for n in range(3)]

    sheet = sheets.objects(pages, network=NETWORK)

    assert sheet.pages == 3
    assert "Objet 0" in read(sheet)[1]


def test_the_same_objects_give_the_same_bytes(settings, tmp_path):
    record = ObjectFactory()
    first = made(record).content
    settings.DATA_DIR = tmp_path / "other"

    assert made(record).content == first
