import pytest

from dentelle.catalogue.formats import safe_xml
from dentelle.catalogue.formats.base import FormatError
from dentelle.catalogue.formats.tests.files import read, write

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<lido:lidoWrap xmlns:lido="http://www.lido-schema.org">'
RECORD = """<lido:lido>
 <lido:lidoRecID lido:type="local">{reference}</lido:lidoRecID>
 <lido:objectPublishedID>https://musee.example/ark:/12345/abc12</lido:objectPublishedID>
 <lido:descriptiveMetadata xml:lang="fr">{described}</lido:descriptiveMetadata>
 <lido:administrativeMetadata xml:lang="fr">{administered}</lido:administrativeMetadata>
</lido:lido>"""


def lido(tmp_path, described="", administered="", reference="M1"):
    text = RECORD.format(reference=reference, described=described, administered=administered)
    _sounding, rows = read(write(tmp_path, f"{HEAD}{text}</lido:lidoWrap>", name="a.xml"))
    (row,) = rows
    return row


def test_what_an_object_is_and_is_called(tmp_path):
    row = lido(
        tmp_path,
        "<lido:objectClassificationWrap>"
        "<lido:objectWorkTypeWrap><lido:objectWorkType><lido:term xml:lang='en'>plate</lido:term>"
        "<lido:term xml:lang='fr'>assiette</lido:term></lido:objectWorkType></lido:objectWorkTypeWrap>"
        "<lido:classificationWrap><lido:classification lido:type='europeana:type'><lido:term>IMAGE</lido:term></lido:classification>"
        "<lido:classification><lido:term>céramique</lido:term></lido:classification></lido:classificationWrap>"
        "</lido:objectClassificationWrap><lido:objectIdentificationWrap><lido:titleWrap><lido:titleSet>"
        "<lido:appellationValue lido:pref='alternate'>Plat</lido:appellationValue>"
        "<lido:appellationValue lido:pref='preferred'>Assiette au coq</lido:appellationValue>"
        "</lido:titleSet></lido:titleWrap>"
        "<lido:inscriptionsWrap><lido:inscriptions><lido:inscriptionTranscription>Rouen 1725</lido:inscriptionTranscription>"
        "<lido:inscriptionDescription><lido:descriptiveNoteValue>au revers</lido:descriptiveNoteValue></lido:inscriptionDescription>"
        "</lido:inscriptions></lido:inscriptionsWrap>"
        "<lido:repositoryWrap><lido:repositorySet><lido:repositoryName><lido:legalBodyID>https://pop.example/museo/M0729</lido:legalBodyID>"
        "<lido:legalBodyName><lido:appellationValue>musée de la Céramique</lido:appellationValue></lido:legalBodyName></lido:repositoryName>"
        "<lido:workID>C. 12</lido:workID><lido:workID>985.1</lido:workID>"
        "<lido:repositoryLocation><lido:namePlaceSet><lido:appellationValue>Rouen</lido:appellationValue></lido:namePlaceSet></lido:repositoryLocation>"
        "</lido:repositorySet><lido:repositorySet lido:type='former'><lido:workID>OLD</lido:workID></lido:repositorySet></lido:repositoryWrap>"
        "<lido:objectDescriptionWrap><lido:objectDescriptionSet><lido:descriptiveNoteValue> Un coq.\n  Deux fleurs. </lido:descriptiveNoteValue></lido:objectDescriptionSet></lido:objectDescriptionWrap>"
        "<lido:objectMeasurementsWrap><lido:objectMeasurementsSet><lido:objectMeasurements><lido:measurementsSet>"
        "<lido:measurementType>diamètre</lido:measurementType><lido:measurementUnit>cm</lido:measurementUnit><lido:measurementValue>24,5</lido:measurementValue>"
        "</lido:measurementsSet></lido:objectMeasurements></lido:objectMeasurementsSet></lido:objectMeasurementsWrap>"
        "</lido:objectIdentificationWrap>",
    )

    assert row.values == {
        "REF": "M1",
        "ARK": "ark:/12345/abc12",
        "DENO": "assiette",
        "DOMN": "céramique",
        "TITR": "Assiette au coq",
        "INSC": "Rouen 1725 (au revers)",
        "MUSEO": "M0729",
        "LOCA": "Rouen ; musée de la Céramique",
        "INV": "C. 12 ; 985.1",
        "DESC": "Un coq.\nDeux fleurs.",
        "DIMS": "diamètre 24,5 cm",
    }
    assert row.warnings == ()


def event(kind, inside):
    return f"<lido:eventWrap><lido:eventSet><lido:event><lido:eventType><lido:term>{kind}</lido:term></lido:eventType>{inside}</lido:event></lido:eventSet></lido:eventWrap>"


def actor(name, *, role="", doubt="", life=""):
    return (
        "<lido:eventActor><lido:actorInRole><lido:actor><lido:nameActorSet>"
        f"<lido:appellationValue>{name}</lido:appellationValue></lido:nameActorSet>{life}</lido:actor>"
        + (f"<lido:roleActor><lido:term>{role}</lido:term></lido:roleActor>" if role else "")
        + (
            f"<lido:attributionQualifierActor>{doubt}</lido:attributionQualifierActor>"
            if doubt
            else ""
        )
        + "</lido:actorInRole></lido:eventActor>"
    )


@pytest.mark.parametrize(
    "kind",
    ("Production", "création", "Herstellung", "http://terminology.lido-schema.org/lido00007"),
)
def test_how_it_was_made_keeps_every_doubt(tmp_path, kind):
    life = "<lido:vitalDatesActor><lido:earliestDate>1672</lido:earliestDate><lido:latestDate>1739</lido:latestDate></lido:vitalDatesActor>"
    row = lido(
        tmp_path,
        event(
            kind,
            actor("GUILLIBAUD Jean", role="faïencier", doubt="attribué à", life=life)
            + actor("POTERAT")
            + "<lido:eventDate><lido:date><lido:earliestDate>1720</lido:earliestDate><lido:latestDate>1740</lido:latestDate></lido:date></lido:eventDate>"
            "<lido:periodName><lido:term>18e siècle</lido:term></lido:periodName>"
            "<lido:culture><lido:term>rocaille</lido:term></lido:culture>"
            "<lido:eventPlace><lido:place><lido:namePlaceSet><lido:appellationValue>Rouen</lido:appellationValue></lido:namePlaceSet>"
            "<lido:partOfPlace><lido:namePlaceSet><lido:appellationValue>Normandie</lido:appellationValue></lido:namePlaceSet></lido:partOfPlace></lido:place></lido:eventPlace>"
            "<lido:eventMaterialsTech><lido:materialsTech><lido:termMaterialsTech><lido:term>faïence</lido:term></lido:termMaterialsTech>"
            "<lido:termMaterialsTech><lido:term>grand feu</lido:term></lido:termMaterialsTech></lido:materialsTech></lido:eventMaterialsTech>",
        ),
    )

    made = {
        tag: row.values[tag] for tag in ("AUTR", "PAUT", "MILL", "PERI", "EPOQ", "LIEUX", "TECH")
    }
    assert made == {
        "AUTR": "GUILLIBAUD Jean (faïencier, attribué à) ; POTERAT",
        "PAUT": "GUILLIBAUD Jean : 1672 ; 1739",
        "MILL": "1720 entre ; 1740 et",
        "PERI": "18e siècle",
        "EPOQ": "rocaille",
        "LIEUX": "Rouen, Normandie",
        "TECH": "faïence ; grand feu",
    }


def test_what_is_displayed_wins_over_what_is_computed(tmp_path):
    row = lido(
        tmp_path,
        event(
            "Production",
            "<lido:eventActor><lido:displayActorInRole>atelier rouennais</lido:displayActorInRole></lido:eventActor>"
            "<lido:eventDate><lido:displayDate>vers 1725</lido:displayDate><lido:date><lido:earliestDate>1720</lido:earliestDate></lido:date></lido:eventDate>"
            "<lido:eventPlace><lido:displayPlace>Rouen (?)</lido:displayPlace></lido:eventPlace>"
            "<lido:eventMaterialsTech><lido:displayMaterialsTech>faïence</lido:displayMaterialsTech></lido:eventMaterialsTech>",
        ),
    )

    assert [row.values[tag] for tag in ("AUTR", "MILL", "LIEUX", "TECH")] == [
        "atelier rouennais",
        "vers 1725",
        "Rouen (?)",
        "faïence",
    ]


def test_a_date_of_one_year_or_of_zeros(tmp_path):
    dated = "<lido:eventDate><lido:date><lido:earliestDate>{}</lido:earliestDate><lido:latestDate>{}</lido:latestDate></lido:date></lido:eventDate>"

    assert lido(tmp_path, event("Production", dated.format(1725, 1725))).values["MILL"] == "1725"
    assert "MILL" not in lido(tmp_path, event("Production", dated.format(0, 0))).values


def test_the_rest_of_its_life_is_read_or_said(tmp_path):
    date = "<lido:eventDate><lido:displayDate>1985</lido:displayDate></lido:eventDate>"
    place = "<lido:eventPlace><lido:displayPlace>Caen</lido:displayPlace></lido:eventPlace>"

    row = lido(
        tmp_path,
        event("Finding", place + date)
        + event("Acquisition", date)
        + event("Use", "<lido:eventMethod><lido:term>repas</lido:term></lido:eventMethod>" + date)
        + event("Restoration", date)
        + "<lido:objectRelationWrap><lido:relatedWorksWrap><lido:relatedWorkSet/></lido:relatedWorksWrap></lido:objectRelationWrap>",
    )

    assert row.values["DECV"] == "Caen ; 1985"
    assert (row.values["DACQ"], row.values["UTIL"], row.values["MILU"]) == ("1985", "repas", "1985")
    assert row.warnings == (
        "Events that were not read: Restoration.",
        "Parts that were not read: relatedWorksWrap.",
    )


def test_subjects_are_words_names_and_places(tmp_path):
    subject = (
        "<lido:subjectConcept><lido:term>coq</lido:term></lido:subjectConcept>"
        "<lido:subjectActor><lido:actor><lido:nameActorSet><lido:appellationValue>Rollon</lido:appellationValue></lido:nameActorSet></lido:actor></lido:subjectActor>"
        "<lido:subjectPlace><lido:displayPlace>Rouen</lido:displayPlace></lido:subjectPlace>"
    )
    row = lido(
        tmp_path,
        f"<lido:objectRelationWrap><lido:subjectWrap><lido:subjectSet><lido:subject>{subject}</lido:subject></lido:subjectSet>"
        "<lido:subjectSet><lido:displaySubject>fleurs</lido:displaySubject></lido:subjectSet></lido:subjectWrap></lido:objectRelationWrap>",
    )

    assert row.values["REPR"] == "coq ; Rollon ; Rouen ; fleurs"


def test_rights_links_dates_and_pictures(tmp_path):
    row = lido(
        tmp_path,
        administered="<lido:rightsWorkWrap><lido:rightsWorkSet><lido:rightsType><lido:term>domaine public</lido:term></lido:rightsType></lido:rightsWorkSet></lido:rightsWorkWrap>"
        "<lido:recordWrap><lido:recordID>77</lido:recordID><lido:recordInfoSet><lido:recordInfoLink>https://musee.example/77</lido:recordInfoLink>"
        "<lido:recordMetadataDate lido:type='creation date'>2009-05-11 / Une Personne</lido:recordMetadataDate></lido:recordInfoSet></lido:recordWrap>"
        "<lido:resourceWrap><lido:resourceSet><lido:resourceRepresentation><lido:linkResource>https://musee.example/i/M1_7_P.JPG?size=small</lido:linkResource></lido:resourceRepresentation>"
        "<lido:rightsResource><lido:creditLine>© Atelier photo</lido:creditLine></lido:rightsResource></lido:resourceSet></lido:resourceWrap>",
    )

    assert row.values["COPY"] == "domaine public"
    assert (row.values["WWW"], row.values["DMIS"]) == ("https://musee.example/77", "2009-05-11")
    assert row.values["PHOT"] == "© Atelier photo"
    assert row.images == ("7.jpg",)


def test_the_records_own_identifier_unless_it_is_an_endless_address(tmp_path):
    own = "<lido:recordWrap><lido:recordID>77</lido:recordID></lido:recordWrap>"

    assert lido(tmp_path, administered=own).values["REF"] == "M1"
    assert lido(tmp_path, administered=own, reference="").values["REF"] == "77"
    assert lido(tmp_path, administered=own, reference="u" * 200).values["REF"] == "77"


def test_a_record_without_identifier_is_refused_with_what_it_says(tmp_path):
    row = lido(tmp_path, event("Production", actor("POTERAT")), reference="")

    assert "No reference" in row.problem
    assert "appellationValue: POTERAT" in row.original


def test_records_of_one_identifier_are_all_refused(tmp_path):
    one = RECORD.format(reference="M1", described="", administered="")

    _sounding, rows = read(
        write(tmp_path, f"{HEAD}{one}{one.replace('M1', 'M2')}{one}</lido:lidoWrap>")
    )

    assert [bool(row.problem) for row in rows] == [True, False, True]
    assert "lines 1, 3" in rows[0].problem


def oai(*records, token=""):
    inside = "".join(f"<record>{record}</record>" for record in records)
    return (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/" xmlns:lido="http://www.lido-schema.org">'
        f"<ListRecords>{inside}<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"
    )


def test_a_harvest_is_read_its_deletions_and_its_sequel_said(tmp_path):
    record = RECORD.format(reference="M1", described="", administered="")
    gone = "<header status='deleted'><identifier>oai:musee:9</identifier></header>"
    kept = f"<header><identifier>oai:musee:1</identifier></header><metadata>{record}</metadata>"

    sounding, rows = read(write(tmp_path, oai(kept, gone, token="next")))

    assert [row.line for row in rows] == [1, 2]
    assert (rows[0].values["REF"], rows[1].original) == ("M1", "oai:musee:9")
    assert "an import never deletes" in rows[1].problem
    assert "more records follow" in sounding.doubts[0]


def test_the_last_part_of_a_harvest_is_not_doubted(tmp_path):
    record = RECORD.format(reference="M1", described="", administered="")

    sounding, _rows = read(write(tmp_path, oai(f"<metadata>{record}</metadata>")))

    assert sounding.doubts == ()


def test_a_servers_refusal_is_not_records(tmp_path):
    text = '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch">none</error></OAI-PMH>'

    with pytest.raises(FormatError, match="noRecordsMatch: none"):
        read(write(tmp_path, text))


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "hostile",
    (
        BOMB,
        '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/evil.dtd">',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
        "<!-- " + "x" * 70_000 + " -->" + BOMB,
    ),
)
def test_a_document_type_is_refused_before_anything_is_read(tmp_path, hostile):
    record = RECORD.format(reference="&b;", described="", administered="")
    text = hostile + HEAD.partition("\n")[2] + record + "</lido:lidoWrap>"

    with pytest.raises(FormatError, match=r"DOCTYPE|is broken"):
        read(write(tmp_path, text))


def test_an_entity_without_a_document_type_breaks_the_file(tmp_path):
    record = RECORD.format(reference="&b;", described="", administered="")

    with pytest.raises(FormatError, match="is broken"):
        read(write(tmp_path, f"{HEAD}{record}</lido:lidoWrap>"))


def test_xml_that_breaks_off_is_refused_with_its_line(tmp_path):
    record = RECORD.format(reference="M1", described="", administered="")

    with pytest.raises(FormatError, match="is broken at line 7"):
        read(write(tmp_path, HEAD + record[:-5]))


def test_a_text_without_end_is_refused(tmp_path):
    record = RECORD.format(reference="M1", described="x" * 11_000_000, administered="")

    with pytest.raises(FormatError, match="is broken"):
        read(write(tmp_path, HEAD + record))


def test_a_record_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(safe_xml, "_LONGEST", 100_000)
    record = RECORD.format(reference="M1", described="<a>b</a>" * 50_000, administered="")

    with pytest.raises(FormatError, match="longer than 32 MB"):
        read(write(tmp_path, HEAD + record))


@pytest.mark.parametrize(
    "text", ("<?pi x?><a/>", "<html><body>Bonjour</body></html>", "<!-- c --><a/>")
)
def test_other_xml_is_refused(tmp_path, text):
    with pytest.raises(FormatError, match="holds no LIDO record"):
        read(write(tmp_path, text))


def test_a_skos_concept_of_lido_1_1_gives_its_label(tmp_path):
    row = lido(
        tmp_path,
        "<lido:objectClassificationWrap><lido:objectWorkTypeWrap><lido:objectWorkType>"
        "<skos:Concept xmlns:skos='http://www.w3.org/2004/02/skos/core#'><skos:prefLabel xml:lang='en'>plate</skos:prefLabel>"
        "<skos:prefLabel xml:lang='fr'>assiette</skos:prefLabel></skos:Concept></lido:objectWorkType></lido:objectWorkTypeWrap></lido:objectClassificationWrap>",
    )

    assert row.values["DENO"] == "assiette"


def test_a_refusal_in_the_middle_of_a_harvest_ruins_it(tmp_path):
    record = RECORD.format(reference="M1", described="", administered="")

    with pytest.raises(FormatError, match="badResumptionToken"):
        read(
            write(tmp_path, oai(f"<metadata>{record}</metadata><error code='badResumptionToken'/>"))
        )


def test_an_actor_without_name_is_displayed_and_a_subject_without_words_is_nothing(tmp_path):
    row = lido(
        tmp_path,
        event(
            "Production",
            "<lido:eventActor><lido:displayActorInRole>anonyme</lido:displayActorInRole><lido:actorInRole/></lido:eventActor>",
        ),
    )

    assert row.values["AUTR"] == "anonyme"
