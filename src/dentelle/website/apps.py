from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "dentelle.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the pages every network needs in the footer and in the sitemap; follow people's roles."""
        from dentelle.portal.queries import sitemap
        from dentelle.ui.navigation import Link, register
        from dentelle.website import receivers
        from dentelle.website.queries import addresses

        labels = (
            ("collections", "a-propos-des-donnees", _("About the data")),
            ("collections", "credits-et-reutilisation", _("Credits and reuse")),
            ("network", "aide", _("Help")),
            ("network", "mentions-legales", _("Legal notice")),
            ("network", "donnees-personnelles", _("Personal data")),
            ("network", "accessibilite", _("Accessibility: not audited, hence not conformant")),
        )
        for rank, (place, slug, label) in enumerate(labels, start=60):
            register(
                Link(
                    place=place,  # type: ignore[arg-type]  # one of Place
                    label=label,
                    name="wagtail_serve",
                    args=(f"{slug}/",),
                    rank=rank,
                )
            )
        sitemap.register(addresses)
        receivers.connect()
