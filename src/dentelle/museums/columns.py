"""Headings of the files museums come in, and the field each of them is."""

from dentelle.core.text import fold

# Headings folded, underscores read as spaces. The first group is Muséofile's (2025 file, then POP's tags).
_HEADINGS = {
    "museofile": "identifiant|ref|museofile|code museofile|code du musee|identifiant museofile",
    "official_name": "nom officiel|nom officiel du musee|nomoff",
    "usual_name": "nom usuel|nom d'usage|nom usage|nomusage|nom|nom du musee",
    "short_name": "nom court|nom abrege|sigle",
    "article": "article",
    "slug": "adresse permanente|identifiant permanent|slug",
    "street": "adresse|adrl1 m|rue|adresse postale",
    "place": "lieu|lieu m|complement d'adresse",
    "postcode": "code postal|cp m|cp",
    "town": "ville|ville m|commune",
    "department": "departement|dpt",
    "region": "region",
    "website": "url|url m|site|site web|site internet",
    "phone": "telephone|tel m|tel",
    "contact_email": "contact generique|courriel|adresse electronique|e-mail|email|mel",
    "themes": "domaine thematique|dompal|themes du musee|thematiques|domaines",
    "presentation": "presentation",
    "asset": "atout",
    "history": "histoire|hist",
    "access": "acces|venir",
    "opening": "ouverture|horaires|horaires d'ouverture",
    "prices": "tarifs|tarif|prix|prix d'entree",
    "coordinates": "coordonnees|geolocalisation|pop coordonnees",
    "latitude": "latitude",
    "longitude": "longitude",
    "joined_date": "date d'adhesion|date d'entree|membre depuis",
    "left_date": "date de sortie|date de depart|membre jusqu'au",
    "publishes_collections": "publie ses collections|collections en ligne|publication",
}
_FIELDS = {heading: field for field, line in _HEADINGS.items() for heading in line.split("|")}
# Any one of these sets names a file of the national register.
_REGISTER = ({"identifiant", "nom officiel", "domaine thematique"}, {"ref", "nomoff"})


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: `Nom_officiel` → `nom officiel`."""
    return fold(heading.replace("_", " "))


def fields_of(headings: tuple[str, ...]) -> dict[int, str]:
    """Return the field of each column, by position; columns that are not ours are left out.

    When two columns claim the same field, the first wins.
    """
    found: dict[int, str] = {}
    for position, heading in enumerate(headings):
        field = _FIELDS.get(heading_key(heading))
        if field and field not in found.values():
            found[position] = field
    return found


def is_register(headings: tuple[str, ...]) -> bool:
    """Say whether the headings are those of the national register (Muséofile)."""
    keys = {heading_key(heading) for heading in headings}
    return any(wanted <= keys for wanted in _REGISTER)
