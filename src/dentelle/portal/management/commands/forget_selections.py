from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import ngettext

from dentelle.portal.actions.sharing import forget_one, forget_selections


class Command(BaseCommand):
    """Erase the lists visitors shared, when the day they were promised has come."""

    help = (
        "Erase the shared lists whose day has passed; their addresses answer that for one more "
        "year, then are forgotten too. Run it daily."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--link", default="", help="Erase this one list now, whatever its day: its address."
        )

    def handle(self, **options: Any) -> None:
        """Erase, and say how many."""
        link = str(options["link"])
        count = (
            forget_one(token=link.rstrip("/").rpartition("/")[2])
            if link
            else forget_selections(now=timezone.now()).emptied
        )
        sentence = ngettext("%(count)d list erased.", "%(count)d lists erased.", count)
        self.stdout.write(sentence % {"count": count})
