"""Map one LIDO record to the fields of a Joconde notice."""

import re
from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext as _

from dentelle.catalogue.formats import tags
from dentelle.catalogue.formats.base import Row
from dentelle.catalogue.formats.images import is_picture, short_name
from dentelle.catalogue.formats.lido import events
from dentelle.catalogue.formats.lido.words import (
    Element,
    attribute,
    best,
    best_text,
    children,
    concept,
    concepts,
    joined,
    lines,
    local,
    name,
    text,
    under,
)

_ARK = re.compile(r"ark:/?\d{5,}/\S+")
_MUSEOFILE = re.compile(r"M\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
# Wraps read by no function below, named in a warning when they are there.
_NOT_READ = ("relatedWorksWrap", "displayStateEditionWrap", "objectMaterialsTechWrap")


def read(record: Element, number: int) -> Row:
    """Return the row of a record, `number` its rank in the file; refused when it has no identifier."""
    values: events.Values = defaultdict(list)
    warnings: list[str] = []
    for part in children(record, "descriptiveMetadata"):
        _identification(part, values)
        _life(part, values, warnings)
        _not_read(part, warnings)
        values["REPR"].extend(_subjects(part))
    administration = list(children(record, "administrativeMetadata"))
    for part in administration:
        _administration(part, values)
    links = [link for part in administration for link in _pictures(part)]
    values["REF"].append(reference(record))
    values["ARK"].extend(_arks(record))
    values["IMG"].extend(links)
    fields = {tag: joined(texts) for tag, texts in values.items()}
    fields = {tag: value for tag, value in fields.items() if value}
    if problem := tags.reference_problem(fields.get("REF", "")):
        return Row(line=number, problem=problem, original=original(record))
    files = [link.partition("?")[0] for link in links]
    images = tuple(dict.fromkeys(short_name(file) for file in files if is_picture(file)))
    return Row(line=number, values=fields, images=images, warnings=tuple(dict.fromkeys(warnings)))


def original(record: Element, longest: int = 4000) -> str:
    """Return the beginning of what a record says, for a person who looks for it."""
    said = (f"{local(one)}: {text(one)}" for one in record.iter() if text(one))
    return "\n".join(said)[:longest] or f"<{local(record)}>"


def reference(record: Element) -> str:
    """Return the record's own identifier; the database's, which parts may share, when it has none.

    LIDO says `lidoRecID` is unique and lasting; some are addresses too long to be a reference.
    """
    own = next((text(one) for one in children(record, "lidoRecID") if text(one)), "")
    given = under(record, "administrativeMetadata", "recordWrap", "recordID")
    local_one = next((text(one) for one in given if text(one)), "")
    fits = own and len(own) <= tags.LONGEST_REFERENCE
    return own if fits else local_one or own


def _arks(record: Element) -> Iterator[str]:
    for identifier in children(record, "objectPublishedID", "lidoRecID"):
        if found := _ARK.search(text(identifier)):
            yield found[0]
            return


def _identification(part: Element, values: events.Values) -> None:
    for wrap in children(part, "objectClassificationWrap"):
        values["DENO"].append(concepts(under(wrap, "objectWorkTypeWrap", "objectWorkType")))
        kinds = under(wrap, "classificationWrap", "classification")
        values["DOMN"].append(concepts(one for one in kinds if "europeana" not in _kind(one)))
    for wrap in children(part, "objectIdentificationWrap"):
        values["TITR"].extend(_titles(wrap))
        values["INSC"].extend(_inscriptions(wrap))
        values["DESC"].extend(_descriptions(wrap))
        values["DIMS"].extend(_measurements(wrap))
        _keeping(wrap, values)


def _kind(element: Element) -> str:
    return attribute(element, "type").lower()


def _titles(wrap: Element) -> Iterator[str]:
    """Give the title of each set that has a preferred or plain one; the first of all when none has."""
    sets = [list(children(one, "appellationValue")) for one in under(wrap, "titleWrap", "titleSet")]
    kept = [best_text(values) for values in sets if values]
    plain = [best_text(values) for values in sets if any(not _alternate(v) for v in values)]
    yield from (plain or kept)[:1]
    yield from (title for title in plain[1:] if title)


def _alternate(value: Element) -> bool:
    return attribute(value, "pref").endswith(("alternate", "lido00170"))


def _inscriptions(wrap: Element) -> Iterator[str]:
    for one in under(wrap, "inscriptionsWrap", "inscriptions"):
        written = best_text(children(one, "inscriptionTranscription"))
        told = best_text(under(one, "inscriptionDescription", "descriptiveNoteValue"))
        yield f"{written} ({told})" if written and told else written or told


def _descriptions(wrap: Element) -> Iterator[str]:
    for one in under(wrap, "objectDescriptionWrap", "objectDescriptionSet"):
        yield lines(best(children(one, "descriptiveNoteValue")))


def _measurements(wrap: Element) -> Iterator[str]:
    for one in under(wrap, "objectMeasurementsWrap", "objectMeasurementsSet"):
        shown = joined(text(part) for part in children(one, "displayObjectMeasurements"))
        yield shown or joined(
            _measure(s) for s in under(one, "objectMeasurements", "measurementsSet")
        )


def _measure(measure: Element) -> str:
    """Return `height 58 mm`. A type or unit is a text, or a concept in LIDO 1.1."""
    kind, value, unit = (
        best_text(children(measure, part))
        or next((concept(one) for one in children(measure, part)), "")
        for part in ("measurementType", "measurementValue", "measurementUnit")
    )
    return " ".join(part for part in (kind, value, unit) if part) if value else ""


def _keeping(wrap: Element, values: events.Values) -> None:
    for one in under(wrap, "repositoryWrap", "repositorySet"):
        if "former" in _kind(one):
            continue
        town = next((name(place) for place in children(one, "repositoryLocation")), "")
        bodies = list(children(one, "repositoryName"))
        values["LOCA"].append(joined([town, *(name(body) for body in bodies)]))
        values["INV"].extend(text(number) for number in children(one, "workID"))
        for identifier in under(one, "repositoryName", "legalBodyID"):
            values["MUSEO"].extend(_MUSEOFILE.findall(text(identifier))[:1])


def _life(part: Element, values: events.Values, warnings: list[str]) -> None:
    found = [events.read(event, values) for event in under(part, "eventWrap", "eventSet", "event")]
    unread = [kind for kind in found if kind]
    if unread:
        warnings.append(
            _("Events that were not read: %(events)s.") % {"events": ", ".join(sorted(set(unread)))}
        )


def _not_read(part: Element, warnings: list[str]) -> None:
    found = sorted(
        {local(one) for one in part.iter("{*}*") if local(one) in _NOT_READ and len(one)}
    )
    if found:
        warnings.append(_("Parts that were not read: %(parts)s.") % {"parts": ", ".join(found)})


def _subjects(part: Element) -> Iterator[str]:
    for one in under(part, "objectRelationWrap", "subjectWrap", "subjectSet"):
        found = [_subject(subject) for subject in children(one, "subject")]
        yield joined(found) or best_text(children(one, "displaySubject"))


def _subject(subject: Element) -> str:
    """Return the words of a subject: notions, persons, places, objects, events."""
    words = [concept(one) for one in children(subject, "subjectConcept")]
    words.extend(name(one) for one in under(subject, "subjectActor", "actor"))
    words.extend(name(one) for one in under(subject, "subjectPlace", "place"))
    for kind in ("Actor", "Place", "Event", "Object"):
        words.extend(text(one) for one in under(subject, f"subject{kind}", f"display{kind}"))
    return joined(words)


def _administration(part: Element, values: events.Values) -> None:
    for rights in under(part, "rightsWorkWrap", "rightsWorkSet"):
        values["COPY"].append(_rights(rights))
    for wrap in children(part, "recordWrap"):
        for info in children(wrap, "recordInfoSet"):
            values["WWW"].extend(text(link) for link in children(info, "recordInfoLink"))
            for moment in children(info, "recordMetadataDate"):
                tag = "DMIS" if "creat" in _kind(moment) else "DMAJ"
                values[tag][:1] = _DAY.findall(text(moment))[:1]
    for rights in under(part, "resourceWrap", "resourceSet", "rightsResource"):
        values["PHOT"].append(_rights(rights))


def _rights(rights: Element) -> str:
    """Return the line to credit, else who holds the rights and of which type they are."""
    if line := best_text(children(rights, "creditLine")):
        return line
    holders = [name(one) for one in children(rights, "rightsHolder")]
    return joined([*holders, *(concept(one) for one in children(rights, "rightsType"))])


def _pictures(part: Element) -> Iterator[str]:
    """Give the address or file of each picture, once a resource: the largest is given last in LIDO."""
    for resource in under(part, "resourceWrap", "resourceSet"):
        links = [
            text(link)
            for link in under(resource, "resourceRepresentation", "linkResource")
            if text(link)
        ]
        yield from links[-1:]
