from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "dentelle.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the portal's pages in the header and the footer of every page."""
        from dentelle.ui.navigation import Link, register

        register(
            Link(place="header", label=_("Collections"), name="portal:search", rank=10),
            Link(
                place="collections",
                label=_("Search the collections"),
                name="portal:search",
                rank=10,
            ),
            Link(place="collections", label=_("Advanced search"), name="portal:advanced", rank=20),
            Link(place="header", label=_("Museums"), name="portal:museums", rank=20),
            Link(place="network", label=_("The museums"), name="portal:museums", rank=10),
        )
