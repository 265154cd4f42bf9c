"""The fields of a record: one table, from which display, publication and checks all read.

Tags are those of the Joconde exports; they name fields everywhere, whatever format a record came
in. Source: the ministry's export specification and minimum record (Service des musées de France)
and the field list of its import platform. A tag that is not in the table is never public.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dentelle.catalogue.derivation import disclosure

Kind = Literal["text", "terms", "agents", "date", "dimensions", "code", "link"]

GROUPS: Mapping[str, str | Promise] = {
    "identity": _("Identification"),
    "making": _("Making"),
    "matter": _("Materials and dimensions"),
    "subject": _("Subject and inscriptions"),
    "use": _("Use and origin"),
    "story": _("Description and history"),
    "keeping": _("Ownership and place"),
    "links": _("Links and credits"),
    "notice": _("About this record"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `split` holds the characters that separate its terms in vocabulary checks.

    `public` puts it on the whitelist; `never` marks what must not leave the museum even if a
    setting or a template asks for it. `repeated` says that `;` separates several values.
    """

    tag: str
    label: str | Promise
    group: str = ""
    public: bool = False
    never: bool = False
    kind: Kind = "text"
    split: str = ""
    repeated: bool = False


def _shown(
    tag: str, label: str | Promise, group: str, kind: Kind = "text", split: str = ""
) -> Field:
    repeated = bool(split) or kind in {"agents", "terms", "date"}
    return Field(
        tag=tag, label=label, group=group, public=True, kind=kind, split=split, repeated=repeated
    )


def _kept(tag: str, label: str | Promise, *, kind: Kind = "text") -> Field:
    return Field(tag=tag, label=label, kind=kind)


def _never(tag: str, label: str | Promise) -> Field:
    return Field(tag=tag, label=label, never=True)


_TERMS = "(),;"

# In the order of the notice. Split rules: those of the ministry's import platform.
_TABLE = (
    _shown("DOMN", _("Domain"), "identity", "terms", _TERMS),
    _shown("DENO", _("Object type"), "identity", "terms", _TERMS),
    _shown("APPL", _("Vernacular name"), "identity"),
    _shown("TITR", _("Title"), "identity"),
    _shown("INV", _("Inventory number, other numbers"), "identity", "code"),
    _shown("AUTR", _("Maker"), "making", "agents", ",;"),
    _shown("PAUT", _("Details on the maker"), "making"),
    _shown("ATTR", _("Former attributions"), "making"),
    _shown("ECOL", _("School, country"), "making", "terms", _TERMS),
    _shown("PERI", _("Period of making"), "making", "date", _TERMS),
    _shown("MILL", _("Year of making"), "making", "date"),
    _shown("EPOQ", _("Era, style, movement"), "making", "terms", _TERMS),
    _shown("PEOC", _("Period of the original copied"), "making", "date", _TERMS),
    _shown("LIEUX", _("Place of making or use"), "making", "terms", _TERMS),
    _shown("PLIEUX", _("Details on the place of making or use"), "making"),
    _shown("GENE", _("Stage of creation"), "making", "terms", _TERMS),
    _shown("TECH", _("Materials and techniques"), "matter", "terms", _TERMS),
    _shown("DIMS", _("Dimensions"), "matter", "dimensions"),
    _shown("REPR", _("Subject shown"), "subject", "terms", "(),;:"),
    _shown("PREP", _("Details on the subject"), "subject"),
    _shown("DREP", _("Date of the subject"), "subject"),
    _shown("SREP", _("Source of the subject"), "subject", "terms", _TERMS),
    _shown("INSC", _("Inscriptions"), "subject", "terms", _TERMS),
    _shown("PINS", _("Details on the inscriptions"), "subject"),
    _shown("ONOM", _("Names on the object"), "subject", "terms"),
    _shown("UTIL", _("Use"), "use", "terms", _TERMS),
    _shown("PUTI", _("Details on the use"), "use"),
    _shown("PERU", _("Period of use"), "use", "date", _TERMS),
    _shown("MILU", _("Year of use"), "use", "date"),
    _shown("DECV", _("Discovery, collecting"), "use", "terms", _TERMS),
    _shown("GEOHI", _("Historical geography"), "use", "terms"),
    _shown("DESC", _("Description"), "story"),
    _shown("HIST", _("History"), "story"),
    _shown("COMM", _("Comments"), "story"),
    _shown("EXPO", _("Exhibitions"), "story"),
    _shown("BIBL", _("Bibliography"), "story"),
    _shown("STAT", _("Legal status"), "keeping", "terms", _TERMS),
    _shown("DACQ", _("Acquisition date"), "keeping", "date"),
    _shown("LOCA", _("Location"), "keeping", "terms", _TERMS),
    _shown("DEPO", _("Deposited at"), "keeping", "terms", _TERMS),
    _shown("DDPT", _("Deposit date"), "keeping", "date"),
    _shown("MANQUANT", _("Particular situation"), "keeping", "terms"),
    _shown("MANQUANT_COM", _("Details on the situation"), "keeping"),
    _shown("PHOT", _("Photograph credit"), "links"),
    _shown("COPY", _("Copyright notice"), "links"),
    _shown("WWW", _("Related site"), "links", "link"),
    _shown("LVID", _("Video"), "links", "link"),
    _shown("RETIF", _("Record at the INHA"), "links", "link"),
    _shown("LARC", _("Record in the Arcade database"), "links", "link"),
    _shown("REFMER", _("Mérimée records"), "links", "code"),
    _shown("REFPAL", _("Palissy records"), "links", "code"),
    _shown("REFMEM", _("Mémoire records"), "links", "code"),
    _shown("REF", _("Reference"), "notice", "code"),
    _shown("DMIS", pgettext_lazy("record", "Created on"), "notice", "code"),
    _shown("DMAJ", pgettext_lazy("record", "Updated on"), "notice", "code"),
    # Kept, not shown: told elsewhere on the page, or of use to machines alone.
    _kept("MUSEO", _("Muséofile code"), kind="code"),
    _kept("ARK", _("Permanent identifier"), kind="code"),
    _kept("LABEL", _("“Musée de France” label")),
    _kept("REFIM", _("Picture files"), kind="code"),
    # What Flora says of the pictures: read for their rights (see `catalogue.pictures`).
    _kept("DROITS", _("Rights stated on the shots")),
    _kept("JOCONDE", _("May go to the national database")),
    _kept("MSGCOM", _("Reproduction order link"), kind="link"),
    _kept("LOCA2", _("Country, region, town")),
    _kept("DESY", _("Date of making before 1995")),
    _kept("REFMIS", _("Update reference"), kind="code"),
    # Former deposits are free text that names streets, offices and now and then a seller.
    _kept("ADPT", _("Former deposits")),
    _never("ETAT", _("Condition")),
    _never("APTN", _("Former owners")),
    _never("COOR", _("Coordinator")),
    _never("REDA", _("Writer of the record")),
    _never("PDEC", _("Details on the discovery")),
    _never("NSDA", _("Site number, coordinates")),
    _never("CONTACT", _("Contact of the museum")),
    _never("DATION", _("Dation")),
    # Not Joconde tags: names under which a spreadsheet mapping may keep what stays inside.
    _never("DONATEUR", _("Donor, testator or seller")),
    _never("PRIX", _("Price")),
    _never("VALEUR", _("Insurance value")),
    _never("EMPLACEMENT", _("Storage location")),
    _never("RECOLEMENT", _("Ten-year physical check")),
    _never("MOUVEMENTS", _("Loans and movements")),
)

FIELDS: Mapping[str, Field] = {field.tag: field for field in _TABLE}
PUBLIC_TAGS = frozenset(field.tag for field in _TABLE if field.public)
NEVER_TAGS = frozenset(field.tag for field in _TABLE if field.never)

# Made by the ministry's platform from other data; an import leaves them out.
GENERATED_TAGS = frozenset(
    {"PRODUCTEUR", "BASE", "CONTIENT_IMAGE", "CONTACT", "REGION", "DPT", "VILLE_M", "NOMOFF"}
    | {"POP_COORDONNEES", "POP_CONTIENT_GEOLOCALISATION", "POP_FLAGS", "POP_IMPORT", "POP_ARETE"}
    | {"IMG", "VIDEO", "IMAGE", "DIFFU", "TOUT", "TICO", "RANG", "LABO", "MOSA", "HISTORIQUE"}
)

# A record that lacks one of these is refused by the ministry's platform.
REQUIRED_TAGS = ("REF", "MUSEO", "DOMN", "INV", "STAT")


def label(tag: str) -> str:
    """Return the field's name in the reader's language, or the tag itself when it is unknown."""
    known = FIELDS.get(tag)
    return str(known.label) if known else tag


def public_text(tag: str, text: str) -> str:
    """Return what may be shown of a field: nothing for one off the whitelist, flagged passages cut.

    Line breaks (`#` in the exports) come out as newlines.
    """
    if tag not in PUBLIC_TAGS or not text:
        return ""
    return disclosure.disclose(tag, text)


def public_fields(fields: Mapping[str, str]) -> list[tuple[Field, str]]:
    """Return the fields that may be shown with their text, in the order of the notice."""
    texts = ((field, public_text(field.tag, fields.get(field.tag, ""))) for field in _TABLE)
    return [(field, text) for field, text in texts if text]
