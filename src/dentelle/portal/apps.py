from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "dentelle.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Put the portal's pages in the header and the footer of every page."""
        from datetime import timedelta

        from django.conf import settings

        from dentelle.core import ticks
        from dentelle.portal import tasks
        from dentelle.ui import pieces
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
            Link(place="collections", label=_("My selection"), name="portal:selection", rank=30),
            Link(place="header", label=_("Museums"), name="portal:museums", rank=20),
            Link(place="network", label=_("The museums"), name="portal:museums", rank=10),
        )
        pieces.register(
            pieces.Piece(
                template="portal/_carry.html",
                style="portal/selection/carry.css",
                script="portal/selection/carry.js",
                data={"naan": settings.ARK_NAAN},
            )
        )
        ticks.register("forget-selections", tasks.forget_selections, every=timedelta(days=1))
