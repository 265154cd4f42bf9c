"""The tags that may head a value in a Joconde deposit file, and what a record of one must have.

Source: the field lists of the ministry's import platform (Joconde and MNR), its export
specification of 25 March 2024, and tags met in older exports.
"""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _


def _tags(text: str) -> frozenset[str]:
    return frozenset(text.split())


JOCONDE = _tags(
    """
    REF REFMIS MANQUANT MANQUANT_COM ADPT APPL APTN ATTR AUTR BIBL COMM COOR COPY DACQ DATA DATION
    DDPT DECV DENO DEPO DESC DESY DIFFU DIMS DMAJ DMIS DOMN DREP ECOL EPOQ ETAT EXPO GENE GEOHI HIST
    IMAGE IMG INSC INV LABEL LABO LARC LIEUX LOCA LOCA2 LOCA3 LVID MILL MILU MOSA MSGCOM MUSEO NSDA
    ONOM PAUT PDAT PDEC PEOC PERI PERU PHOT PINS PLIEUX PREP PUTI RANG REDA REFIM REFMEM REFMER
    REFPAL REPR RETIF SREP STAT TECH TICO TITR TOUT UTIL VIDEO WWW
    """
)
# The platform makes these itself: an export may hold them, nothing is read from them.
GENERATED = _tags(
    """
    PRODUCTEUR BASE CONTIENT_IMAGE POP_COORDONNEES POP_CONTIENT_GEOLOCALISATION POP_FLAGS
    POP_IMPORT CONTACT REGION DPT VILLE_M NOMOFF HISTORIQUE
    """
)
# Fields that only the notices of works recovered after 1945 have.
MNR = _tags(
    """
    NET ATIT PTIT MARQ OBSE PROV HIST2 HIST3 HIST4 SALLES CARTELS SCLE STYL AATT AUTI CATE NOTE
    REDC NUMS SUITE NOTE2 RESUME HISTORIQUE
    """
)
# Not the ministry’s: the permanent identifier a record was already published under.
LOCAL = frozenset({"ARK"})
KNOWN = JOCONDE | GENERATED | MNR | LOCAL
# Tags that are also words a museum writes alone on a line, in capitals, as a title or a name.
WORDS = _tags("ETAT LABEL IMAGE VIDEO CONTACT BASE REGION DATION RANG NOTE SUITE SALLES")

LONGEST_REFERENCE = 80  # characters
# The ministry refuses a record without these; here only REF is needed, the rest is said.
EXPECTED = ("DOMN", "INV", "STAT")


class Missing:
    """Sentences on the expected fields a record lacks, worded once for each set of fields."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {(): ()}

    def warnings(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Return the warning on the fields missing or empty in `values`; none when all are there."""
        lacking = tuple(tag for tag in EXPECTED if not values.get(tag))
        if lacking not in self._known:
            self._known[lacking] = (missing_sentence(lacking),)
        return self._known[lacking]


def missing_sentence(tags: Iterable[str]) -> str:
    """Return the sentence that names expected fields a record lacks."""
    return _("Missing or empty: %(fields)s. The ministry’s platform would refuse this record.") % {
        "fields": ", ".join(tags)
    }


def no_reference() -> str:
    """Return the sentence that refuses a record without a reference."""
    return _(
        "No reference (REF) in this record: without one it cannot be found again at the next "
        "import. Give each record a permanent identifier in the export."
    )


def reference_problem(reference: str) -> str:
    """Return why a reference cannot be one, or nothing."""
    if not reference:
        return no_reference()
    if len(reference) <= LONGEST_REFERENCE:
        return ""
    return _(
        "The reference “%(start)s…” is longer than %(most)d characters: give a shorter one."
    ) % {
        "start": reference[:40],
        "most": LONGEST_REFERENCE,
    }


def known_reference(reference: str) -> dict[str, str]:
    """Return the values a refused record can carry: its reference, when it has a usable one."""
    return {} if reference_problem(reference) else {"REF": reference}


def damaged_text() -> str:
    """Return the sentence that refuses a record with bytes that are not text."""
    return _(
        "This record holds bytes that cannot be read in the file’s encoding. Correct it in the "
        "software it comes from, or export the file again in UTF-8."
    )
