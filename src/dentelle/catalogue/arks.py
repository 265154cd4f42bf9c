"""ARK names as people and machines write them, brought to the one a record has.

Source: draft-kunze-ark: hyphens are insignificant, `ark:NAAN/Name` and `ark:/NAAN/Name` are the
same identifier, and a trailing slash names nothing more.
"""

from django.conf import settings
from django.urls import reverse


def spellings(naan: str, name: str) -> list[str]:
    """Return the identifiers (`naan/name`) an address may stand for, the likeliest first."""
    exact = f"{naan}/{name}"
    plain = f"{naan}/{name.replace('-', '')}"
    return list(dict.fromkeys([exact, plain, plain.lower()]))


def parts(ark: str) -> tuple[str, str]:
    """Return the authority number and the name of `naan/name`."""
    naan, _, name = ark.partition("/")
    return naan, name


def permalink(ark: str) -> str:
    """Return the whole address of an object, without a language: the one to cite."""
    return f"{settings.SITE_URL}/ark:/{ark}"


def href(ark: str, view: str = "record") -> str:
    """Return the address of one of an object's pages in the page's language."""
    return reverse(f"portal:{view}", args=parts(ark))


def manifest(ark: str) -> str:
    """Return the whole address of an object's IIIF manifest.

    The authority number stands in it only when it is not this network's own.
    """
    naan, name = parts(ark)
    if naan == settings.ARK_NAAN:
        return f"{settings.SITE_URL}{reverse('interop:manifest', args=(name,))}"
    return f"{settings.SITE_URL}{reverse('interop:manifest-of', args=(naan, name))}"
