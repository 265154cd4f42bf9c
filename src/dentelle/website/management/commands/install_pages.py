from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from dentelle.website.actions import install_pages


class Command(BaseCommand):
    """Create the website's first pages."""

    help = "Create the help, legal and information pages that are missing; those there are stay as they are."

    def handle(self, **options: Any) -> None:
        made = install_pages(now=timezone.now(), network_name=settings.NETWORK_NAME)
        if not options["verbosity"]:
            return
        names = ", ".join(f"/{slug}/" for slug in made)
        self.stdout.write(
            _("Pages made: %(pages)s") % {"pages": names or _("none, all were there")}
        )
