import datetime as dt
import io
import json

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from dentelle.core.writing import ChangedMeanwhileError
from dentelle.museums import actions
from dentelle.museums.models import Museum
from dentelle.museums.sheets.base import SheetError
from dentelle.museums.signals import museums_changed
from dentelle.museums.tests.factories import MuseumFactory
from tests.shared import shared_data

pytestmark = pytest.mark.django_db
REGISTER = (
    "Identifiant|Nom_officiel|Adresse|Ville|Departement|Region|URL|Domaine_thematique|Coordonnees\n"
    '"M0001-B"|"musée de la Mer"|"quai Nord"|"Valmont"|"Aubrive"|"Ouest"|"www.mer.example"|"Histoire;Beaux-arts"|"49.2, -0.4"\n'
    '"M0002"|"maison du Verre"|""|"Orbec"|"Aubrive"|"Ouest"|""|""|""\n'
    '"M0003"|"musée du Sel"|""|"Ailleurs"|"Autre"|"Est"|""|""|""\n'
)
NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)


def import_museums(**how):
    return actions.import_museums(now=NOW, **how)


@pytest.fixture
def file(tmp_path):
    def write(content, name="musees.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


def test_the_register_creates_museums_with_code_article_and_address(file):
    report = import_museums(path=file(REGISTER), region="ouest")

    assert [report.count(name) for name in ("created", "left_out", "refused")] == [2, 1, 0]
    museum = Museum.objects.get(museofile="M0001-B")
    assert museum.slug == "musee-de-la-mer-valmont"
    assert museum.article == "le"
    assert museum.website == "https://www.mer.example"
    assert museum.themes == ["Histoire", "Beaux-arts"]
    assert (museum.latitude, museum.longitude) == (49.2, -0.4)
    assert not museum.publishes_collections
    assert Museum.objects.get(museofile="M0002").article == "la"


def test_the_same_file_twice_changes_nothing(file):
    import_museums(path=file(REGISTER))
    again = import_museums(path=file(REGISTER))

    assert again.count("unchanged") == 3
    assert again.count("updated") == 0


def test_a_dry_run_says_what_would_change_and_writes_nothing(file):
    import_museums(path=file(REGISTER))
    changed = REGISTER.replace("quai Nord", "quai Sud")

    report = import_museums(path=file(changed), dry_run=True)

    (line,) = [line for line in report.lines if line.outcome == "updated"]
    assert line.changes == (("address", "quai Nord", "quai Sud"),)
    assert line.line == 2
    assert Museum.objects.get(museofile="M0001-B").address == "quai Nord"


def test_a_permanent_name_never_changes_with_the_name(file):
    import_museums(path=file(REGISTER))

    import_museums(path=file(REGISTER.replace("musée de la Mer", "musée des Marins")))

    museum = Museum.objects.get(museofile="M0001-B")
    assert museum.official_name == "musée des Marins"
    assert museum.slug == "musee-de-la-mer-valmont"


def test_the_register_neither_erases_nor_overwrites_what_the_network_wrote(file):
    MuseumFactory(
        museofile="M0001-B",
        official_name="musée de la Mer",
        town="Valmont",
        phone="01",
        website="https://network.example",
        joined_date=dt.date(2019, 9, 9),
    )

    import_museums(path=file(REGISTER.replace('"www.mer.example"', '""')))
    museum = Museum.objects.get(museofile="M0001-B")
    assert museum.website == "https://network.example"

    import_museums(path=file(REGISTER))
    museum.refresh_from_db()
    assert museum.website == "https://network.example"
    assert museum.joined_date == dt.date(2019, 9, 9)


def test_the_older_field_names_are_read(file):
    content = "REF|NOMOFF|ADRL1_M|CP_M|VILLE_M|DPT|REGION|URL_M|TEL_M|DOMPAL\nM9|musée Vieux|1 rue|14000|Caen|Calvados|N|vieux.example|02|Histoire\n"

    import_museums(path=file(content))

    museum = Museum.objects.get()
    assert (museum.museofile, museum.address, museum.postcode, museum.town) == (
        "M9",
        "1 rue",
        "14000",
        "Caen",
    )
    assert museum.website == "https://vieux.example"


def test_in_the_networks_spreadsheet_an_empty_cell_erases_and_an_absent_column_keeps(file):
    MuseumFactory(
        slug="mer", official_name="musée de la Mer", town="Valmont", phone="01", access="Bus 3"
    )

    report = import_museums(path=file("Nom officiel;Ville;Téléphone\nmusée de la Mer;Valmont;\n"))

    museum = Museum.objects.get()
    assert report.lines[0].changes == (("phone", "01", ""),)
    assert (museum.phone, museum.access) == ("", "Bus 3")


def test_a_workbook_is_read_with_its_dates_and_its_yes(tmp_path):
    book = Workbook()
    book.active.append(
        ["Nom usuel", "Article", "Ville", "Date d'adhésion", "Publie ses collections", "Notes"]
    )
    book.active.append(["MuMa", "le", "Le Port", dt.date(2019, 9, 9), "oui", "x"])
    path = tmp_path / "musees.xlsx"
    book.save(path)

    report = import_museums(path=path)

    museum = Museum.objects.get()
    assert (museum.name, museum.official_name, museum.article) == ("MuMa", "MuMa", "le")
    assert museum.joined_date == dt.date(2019, 9, 9)
    assert museum.publishes_collections
    assert report.ignored == ("Notes",)


def test_an_opendocument_spreadsheet_is_read(tmp_path):
    from odf.opendocument import OpenDocumentSpreadsheet  # noqa: PLC0415 -- slow import
    from odf.table import Table, TableCell, TableRow  # noqa: PLC0415 -- slow import
    from odf.text import P  # noqa: PLC0415 -- slow import

    document, table = OpenDocumentSpreadsheet(), Table(name="Musées")
    for line in (("Nom officiel", "Ville"), ("musée du Sel", "Valmont")):
        row = TableRow()
        for value in line:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "musees.ods"))

    import_museums(path=tmp_path / "musees.ods")

    assert Museum.objects.get().slug == "musee-du-sel-valmont"


@pytest.mark.parametrize(
    ("content", "line"),
    (
        (REGISTER.replace('"Orbec"|', ""), 3),
        (REGISTER.replace('"maison du Verre"', '"maison du "Verre"'), 3),
        (REGISTER.replace('"Ailleurs"', '"Ailleurs'), 4),
        ("Colonne|Autre\n1|2\n", 1),
        ("", 0),
        (REGISTER.encode().replace(b"Verre", b"Ver\x00re"), 3),
        (REGISTER.encode().replace(b"Verre", b"Ver\x81re"), 3),
    ),
)
def test_a_ruined_file_is_refused_whole_with_its_line(file, content, line):
    with pytest.raises(SheetError) as refusal:
        import_museums(path=file(content))

    assert refusal.value.line == line
    assert len(str(refusal.value)) > 15
    assert not Museum.objects.exists()


def test_a_damaged_workbook_is_refused(file):
    for name in ("musees.xlsx", "musees.ods"):
        with pytest.raises(SheetError):
            import_museums(path=file(b"PK\x03\x04 cut short", name=name))


def test_an_old_single_byte_file_is_read_with_its_accents(file):
    report = import_museums(
        path=file("Nom officiel;Ville\nmusée d’Œuvres;Orléans\n", encoding="cp1252")
    )

    assert report.encoding == "cp1252"
    assert Museum.objects.get().official_name == "musée d’Œuvres"


def test_a_museum_twice_in_the_file_is_refused_the_second_time(file):
    report = import_museums(path=file("Nom officiel;Ville\nmusée X;Caen\nMUSEE X;caen\n"))

    assert report.count("refused") == 1
    assert "2" in report.lines[1].reason
    assert Museum.objects.count() == 1


def test_two_museums_of_one_name_in_two_towns_are_two(file):
    import_museums(path=file("Nom officiel;Ville\nmusée municipal;Vire\nmusée municipal;Eu\n"))

    assert sorted(Museum.objects.values_list("slug", flat=True)) == [
        "musee-municipal-eu",
        "musee-municipal-vire",
    ]


def test_those_who_listen_are_told_after_the_commit(file, django_capture_on_commit_callbacks):
    told = []

    def listen(museum_ids, fields, **kwargs):
        told.extend(museum_ids)
        assert fields == {}

    museums_changed.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            import_museums(path=file(REGISTER))
    finally:
        museums_changed.disconnect(listen)

    assert sorted(told) == sorted(Museum.objects.values_list("pk", flat=True))


def test_the_command_answers_in_json_and_refuses_with_a_line(file):
    out = io.StringIO()
    call_command("import_museums", str(file(REGISTER)), "--json", "--dry-run", stdout=out)
    answer = json.loads(out.getvalue())
    assert (answer["created"], answer["dry_run"]) == (3, True)

    with pytest.raises(CommandError, match="3"):
        call_command("import_museums", str(file(REGISTER.replace('"Orbec"|', ""))))


def test_the_command_says_each_change_to_a_person(file):
    call_command("import_museums", str(file(REGISTER)), stdout=io.StringIO())
    out = io.StringIO()

    call_command("import_museums", str(file(REGISTER.replace("quai Nord", "quai Sud"))), stdout=out)

    assert "quai Nord → quai Sud" in out.getvalue()


def test_the_whole_register_is_read():
    report = import_museums(path=shared_data("museofile", "museofile-2025-pipe.csv"))

    assert report.count("created") == 1222
    assert report.count("refused") == 0
    assert Museum.objects.filter(region="Normandie").count() == 90
    alencon = Museum.objects.get(museofile="M0694")
    assert alencon.slug == "musee-des-beaux-arts-et-de-la-dentelle-alencon"
    assert alencon.website == "https://museedentelle.cu-alencon.fr/"
    (warned,) = [line for line in report.lines if line.warnings]
    assert "html#" in warned.warnings[0]


def test_the_register_keeps_one_region_and_publishing():
    path = shared_data("museofile", "museofile-2025-pipe.csv")

    report = import_museums(path=path, region="Normandie", publishing=True)

    assert report.count("created") == 90
    assert Museum.objects.publishing().count() == 90


def written_here(museum, **values):
    actions.edit_museum(museum=museum, values=values, seen=museum.version, actor=None, now=NOW)
    museum.refresh_from_db()


def test_the_register_keeps_what_a_museum_wrote_by_hand_even_emptied_and_says_so(file):
    import_museums(path=file(REGISTER))
    museum = Museum.objects.get(museofile="M0001-B")
    written_here(museum, address="2, quai Sud", website="")

    report = import_museums(path=file(REGISTER.replace("musée de la Mer", "musée des Marins")))

    line = report.lines[0]
    assert [name for name, _before, _after in line.changes] == ["official_name"]
    assert set(line.kept) == {
        ("address", "2, quai Sud", "quai Nord"),
        ("website", "", "https://www.mer.example"),
    }
    museum.refresh_from_db()
    assert (museum.official_name, museum.address, museum.website) == (
        "musée des Marins",
        "2, quai Sud",
        "",
    )


def test_the_networks_spreadsheet_keeps_what_was_written_by_hand_unless_it_is_told_otherwise(file):
    museum = MuseumFactory(
        slug="mer", official_name="musée de la Mer", town="Valmont", phone="01", opening="Le lundi."
    )
    written_here(museum, opening="Le samedi.")
    sheet = "Nom officiel;Ville;Téléphone;Horaires;Tarifs\nmusée de la Mer;Valmont;02;;7 €\n"

    kept = import_museums(path=file(sheet)).lines[0]
    assert kept.kept == (("opening", "Le samedi.", ""),)
    museum.refresh_from_db()
    assert (museum.phone, museum.prices, museum.opening) == ("02", "7 €", "Le samedi.")

    import_museums(path=file(sheet), over_hand=True)
    museum.refresh_from_db()
    assert (museum.opening, museum.locks) == ("", [])


def test_the_register_may_not_be_told_to_write_over(file):
    with pytest.raises(SheetError):
        import_museums(path=file(REGISTER), over_hand=True)

    assert not Museum.objects.exists()


def test_an_import_is_a_version_with_its_line_of_history(file, told):
    import_museums(path=file(REGISTER))
    museum = Museum.objects.get(museofile="M0001-B")
    changed = REGISTER.replace("quai Nord", "quai Sud")

    assert [entry["verb"] for entry in told] == ["create"] * 3
    import_museums(path=file(changed))

    entry = told[-1]
    museum.refresh_from_db()
    assert (entry["subject"], entry["verb"], museum.version) == (museum, "import", 2)
    assert entry["before"] == {"address": "quai Nord", "version": 1}
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_museum(
            museum=museum, values={"address": "quai Est"}, seen=1, actor=None, now=NOW
        )


def test_the_command_says_what_it_kept(file):
    call_command("import_museums", str(file(REGISTER)), stdout=io.StringIO())
    written_here(Museum.objects.get(museofile="M0001-B"), address="2, quai Sud")
    out = io.StringIO()

    call_command("import_museums", str(file(REGISTER)), stdout=out)

    assert "2, quai Sud" in out.getvalue()
    assert "quai Nord" in out.getvalue()


def test_the_real_register_changes_nothing_of_what_a_museum_wrote():
    path = shared_data("museofile", "museofile-2025-pipe.csv")
    import_museums(path=path, region="Normandie")
    museum = Museum.objects.get(museofile="M0694")
    mine = {
        "usual_name": "La Dentelle", "address": "1, cour carrée", "postcode": "61001", "website": "", "phone": "",
        "presentation": "Des points et des fils.", "themes": ["Dentelle"], "latitude": 48.0, "longitude": 0.0,
    }  # fmt: skip
    written_here(museum, **mine)

    again = import_museums(path=path, region="Normandie")

    (line,) = [line for line in again.lines if line.slug == museum.slug]
    assert {name for name, _here, _there in line.kept} == {*mine} - {"usual_name"}
    assert (again.count("unchanged"), again.count("updated")) == (90, 0)
    museum.refresh_from_db()
    assert {name: getattr(museum, name) for name in mine} == mine


def test_the_permanent_name_of_a_line_is_kept_and_finds_its_museum_whatever_its_name(file):
    sheet = "Slug;Nom officiel;Ville\nle-mien;Musée de la Mer;Valmont\n"
    import_museums(path=file(sheet))
    assert Museum.objects.get().slug == "le-mien"

    again = import_museums(path=file(sheet.replace("Musée de la Mer", "Musée du Large")))

    assert again.count("updated") == 1
    assert Museum.objects.get().official_name == "Musée du Large"


def test_two_codes_are_two_museums_though_their_name_and_town_are_one(file):
    sheet = "Muséofile;Nom officiel;Ville\nM0001;Musée du Port;Valmont\n"
    import_museums(path=file(sheet))

    import_museums(path=file(sheet.replace("M0001", "M0002")))

    slugs = Museum.objects.order_by("museofile").values_list("slug", flat=True)
    assert list(slugs) == ["musee-du-port-valmont", "musee-du-port-valmont-2"]


def test_museums_are_told_to_publish_and_a_line_without_a_town_is_refused(file):
    sheet = "Nom officiel;Ville\nMusée du Port;Valmont\nMusée de nulle part;\n"

    report = import_museums(path=file(sheet), publishing=True)

    assert [report.count(name) for name in ("created", "refused")] == [1, 1]
    (refused,) = [line for line in report.lines if line.outcome == "refused"]
    assert refused.line == 3
    assert refused.reason
    assert Museum.objects.get().publishes_collections
