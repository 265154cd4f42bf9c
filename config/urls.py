"""Every address of the house; each room names its own."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("images/", include("dentelle.media.urls")),
    path("iiif/", include("dentelle.media.urls_iiif")),
    path("iiif/", include("dentelle.interop.urls")),
    path("", include("dentelle.portal.urls_machine")),
    # Wagtail's screens speak the language of their reader's profile: one address, and one way in.
    path(
        "bureau/pages/login/",
        RedirectView.as_view(pattern_name="desk:sign-in", query_string=True),
    ),
    path("bureau/pages/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("bureau/", include("dentelle.desk.urls")),
        path("", include("dentelle.agenda.urls")),
        path("", include("dentelle.jobs.urls")),
        path("", include("dentelle.portal.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
handler400 = "dentelle.portal.views.errors.unreadable"
handler403 = "dentelle.portal.views.errors.forbidden"
handler404 = "dentelle.portal.views.errors.not_found"
handler500 = "dentelle.portal.views.errors.server_error"
