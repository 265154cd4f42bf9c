"""What a robot may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

# A filtered search is one of billions of pages; the sitemap names each object once.
_RULES = """\
User-agent: *
Disallow: /bureau/
Disallow: /en/bureau/
Disallow: /collections/suggestions
Disallow: /en/collections/suggestions
Disallow: /comparer/
Disallow: /en/comparer/
Disallow: /selection/?
Disallow: /en/selection/?
Disallow: /*selection/imprimer/
Disallow: /*selection/diaporama/
Disallow: /*selection/cartels.pdf
Disallow: /*selection.
Disallow: /*?*liste=
Disallow: /*/dossier.zip
Disallow: /*/fiche.pdf
Disallow: /*/cartel.pdf
Disallow: /collections/?
Disallow: /en/collections/?
Disallow: /collections.json?
Disallow: /en/collections.json?
Disallow: /agenda/*?
Disallow: /en/agenda/*?
Disallow: /agenda.ics?
Disallow: /agenda.atom?
Disallow: /agenda.rss?
Disallow: /agenda.json?
Disallow: /en/agenda.ics?
Disallow: /en/agenda.atom?
Disallow: /en/agenda.rss?
Disallow: /en/agenda.json?
Disallow: /offres/?
Disallow: /en/offres/?
Disallow: /offres.atom?
Disallow: /offres.rss?
Disallow: /offres.json?
Disallow: /en/offres.atom?
Disallow: /en/offres.rss?
Disallow: /en/offres.json?
Disallow: /iiif/collection/search
Disallow: /iiif/collection/selection
"""


def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Answer robots.txt: every page but the desk and the search's combinations."""
    try:
        sitemap = f"\nSitemap: {settings.SITE_URL}{reverse('machine:sitemap')}\n"
    except NoReverseMatch:
        sitemap = ""
    return HttpResponse(_RULES + sitemap, content_type="text/plain; charset=utf-8")
