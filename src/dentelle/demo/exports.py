"""Files as the museums' software would export them: tagged text of several habits, CSV, XLSX, LIDO."""

import csv
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from textwrap import wrap
from xml.sax.saxutils import escape

import xlsxwriter

from dentelle.demo.notices.base import Fields

_WIDTH = 78
Rows = Iterable[Fields]
# The photographers' own spreadsheet: their headings, and the fields they are.
HEADINGS = {
    "Référence": "REF", "N° inventaire": "INV", "Domaine": "DOMN", "Type": "DENO", "Titre ou légende": "TITR", "Photographe": "AUTR",
    "Vie du photographe": "PAUT", "Époque": "PERI", "Date": "MILL", "Procédé": "TECH", "Format": "DIMS", "Ce qu’on voit": "REPR",
    "Inscriptions": "INSC", "Texte lu": "PINS", "Lieu": "LIEUX", "Remarques": "COMM", "Statut": "STAT", "Entrée": "DACQ",
    "Conservé à": "LOCA", "Crédit": "PHOT", "Fichiers image": "REFIM", "État": "ETAT", "Ancien propriétaire": "APTN", "Fiche créée le": "DMIS",
}  # fmt: skip


def _tagged(rows: Rows, end: str, fold: bool) -> Iterable[str]:  # noqa: FBT001 -- old software folds its lines
    for fields in rows:
        for tag, value in fields.items():
            yield tag + end
            yield (_folded(value, end) if fold and len(value) > _WIDTH else value) + end
        yield f"//{end}"


def _folded(value: str, end: str) -> str:
    lines = wrap(value, _WIDTH, break_long_words=False, break_on_hyphens=False)
    return f" -{end}".join(lines)


def tagged(path: Path, rows: Rows) -> None:
    """Write UTF-8, CRLF, as the ministry asks."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_tagged(rows, "\r\n", fold=False))


def tagged_cp1252(path: Path, rows: Rows) -> None:
    """Write Windows text, long lines folded, as software of the nineties does."""
    with path.open("w", encoding="cp1252", newline="") as file:
        file.writelines(_tagged(rows, "\r\n", fold=True))


def tagged_lf(path: Path, rows: Rows) -> None:
    """Write UTF-8 with plain line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(_tagged(rows, "\n", fold=False))


_COLUMNS = [
    "REF",
    "MUSEO",
    "DOMN",
    "INV",
    "STAT",
    "DENO",
    "APPL",
    "TITR",
    "AUTR",
    "PAUT",
    "ATTR",
    "ECOL",
    "PERI",
    "MILL",
    "EPOQ",
    "TECH",
    "DIMS",
    "LIEUX",
    "REPR",
    "INSC",
    "PINS",
    "UTIL",
    "PERU",
    "DECV",
    "GENE",
    "DESC",
    "HIST",
    "COMM",
    "DACQ",
    "APTN",
    "ETAT",
    "LOCA",
    "PHOT",
    "REFIM",
    "DMIS",
]


def table(path: Path, rows: Rows) -> None:
    """Write a CSV whose headings are the tags, separated by semicolons."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        writer.writerows([fields.get(tag, "") for tag in _COLUMNS] for fields in rows)


def workbook(path: Path, rows: Rows) -> None:
    """Write a workbook under headings of the museum's own."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"created": datetime(2024, 3, 1, tzinfo=UTC)})
    sheet = book.add_worksheet("Inventaire")
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(0, column, heading)
    tags = list(HEADINGS.values())
    for line, fields in enumerate(rows, 1):
        for column, tag in enumerate(tags):
            if tag in fields:
                sheet.write_string(line, column, fields[tag])
    book.close()


def _term(name: str, value: str) -> str:
    return f"<lido:{name}><lido:term>{escape(value)}</lido:term></lido:{name}>"


def _name(value: str) -> str:
    return f"<lido:appellationValue>{escape(value)}</lido:appellationValue>"


def _making(fields: Fields) -> str:
    parts = []
    if "AUTR" in fields:
        life = (
            f"<lido:vitalDatesActor><lido:displayDate>{escape(fields['PAUT'])}</lido:displayDate></lido:vitalDatesActor>"
            if "PAUT" in fields
            else ""
        )
        parts.append(
            f"<lido:eventActor><lido:displayActorInRole>{escape(fields['AUTR'])}</lido:displayActorInRole><lido:actorInRole><lido:actor><lido:nameActorSet>{_name(fields['AUTR'])}</lido:nameActorSet>{life}</lido:actor></lido:actorInRole></lido:eventActor>"
        )
    if date := fields.get("MILL") or fields.get("PERI"):
        parts.append(
            f"<lido:eventDate><lido:displayDate>{escape(date)}</lido:displayDate></lido:eventDate>"
        )
    if "LIEUX" in fields:
        parts.append(
            f"<lido:eventPlace><lido:displayPlace>{escape(fields['LIEUX'])}</lido:displayPlace></lido:eventPlace>"
        )
    parts.append(
        f"<lido:eventMaterialsTech><lido:displayMaterialsTech>{escape(fields['TECH'])}</lido:displayMaterialsTech></lido:eventMaterialsTech>"
    )
    return f"<lido:eventSet><lido:event>{_term('eventType', 'Production')}{''.join(parts)}</lido:event></lido:eventSet>"


def _pictures(fields: Fields) -> str:
    names = [
        item.rpartition(",")[2].strip()
        for item in fields.get("REFIM", "").split(";")
        if item.strip()
    ]
    sets = "".join(
        f"<lido:resourceSet><lido:resourceRepresentation><lido:linkResource>https://vitrail.example/images/{name}</lido:linkResource></lido:resourceRepresentation><lido:rightsResource><lido:creditLine>{escape(fields['PHOT'])}</lido:creditLine></lido:rightsResource></lido:resourceSet>"
        for name in names
    )
    return f"<lido:resourceWrap>{sets}</lido:resourceWrap>" if sets else ""


def _identification(fields: Fields) -> str:
    parts = [
        f"<lido:titleWrap><lido:titleSet>{_name(fields.get('TITR', fields['DENO']))}</lido:titleSet></lido:titleWrap>"
    ]
    keeper = fields["LOCA"].replace(" ; ", ", ")
    parts.append(
        f'<lido:repositoryWrap><lido:repositorySet lido:type="current"><lido:repositoryName><lido:legalBodyName>{_name(keeper)}</lido:legalBodyName></lido:repositoryName><lido:workID lido:type="inventory number">{escape(fields["INV"])}</lido:workID></lido:repositorySet></lido:repositoryWrap>'
    )
    if "DESC" in fields:
        parts.append(
            f"<lido:objectDescriptionWrap><lido:objectDescriptionSet><lido:descriptiveNoteValue>{escape(fields['DESC'])}</lido:descriptiveNoteValue></lido:objectDescriptionSet></lido:objectDescriptionWrap>"
        )
    if "DIMS" in fields:
        parts.append(
            f"<lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:displayObjectMeasurements>{escape(fields['DIMS'])}</lido:displayObjectMeasurements></lido:objectMeasurementsSet></lido:objectMeasurementsWrap>"
        )
    return "".join(parts)


def _record(fields: Fields) -> str:
    subject = (
        f"<lido:objectRelationWrap><lido:subjectWrap><lido:subjectSet><lido:displaySubject>{escape(fields['REPR'])}</lido:displaySubject></lido:subjectSet></lido:subjectWrap></lido:objectRelationWrap>"
        if "REPR" in fields
        else ""
    )
    return (
        f'<lido:lido><lido:lidoRecID lido:type="local">{fields["REF"]}</lido:lidoRecID>'
        f'<lido:descriptiveMetadata xml:lang="fr"><lido:objectClassificationWrap><lido:objectWorkTypeWrap>{_term("objectWorkType", fields["DENO"])}</lido:objectWorkTypeWrap>'
        f"<lido:classificationWrap>{''.join(_term('classification', domain.strip()) for domain in fields['DOMN'].split(';'))}</lido:classificationWrap></lido:objectClassificationWrap>"
        f"<lido:objectIdentificationWrap>{_identification(fields)}</lido:objectIdentificationWrap>"
        f"<lido:eventWrap>{_making(fields)}</lido:eventWrap>{subject}</lido:descriptiveMetadata>"
        f'<lido:administrativeMetadata xml:lang="fr"><lido:rightsWorkWrap/><lido:recordWrap><lido:recordID lido:type="local">{fields["REF"]}</lido:recordID>{_term("recordType", "item")}'
        f"<lido:recordSource><lido:legalBodyName>{_name('musée du Vitrail et du Verre')}</lido:legalBodyName></lido:recordSource></lido:recordWrap>{_pictures(fields)}</lido:administrativeMetadata></lido:lido>\n"
    )


def lido(path: Path, rows: Rows) -> None:
    """Write LIDO 1.1."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<lido:lidoWrap xmlns:lido="http://www.lido-schema.org">\n'
        )
        file.writelines(_record(fields) for fields in rows)
        file.write("</lido:lidoWrap>\n")


WRITERS: dict[str, tuple[str, Callable[[Path, Rows], None]]] = {
    "tagged": (".txt", tagged),
    "tagged-cp1252": (".txt", tagged_cp1252),
    "tagged-lf": (".txt", tagged_lf),
    "csv": (".csv", table),
    "xlsx": (".xlsx", workbook),
    "lido": (".xml", lido),
}
