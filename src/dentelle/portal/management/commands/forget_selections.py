from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from dentelle.portal.actions.sharing import forget_selections


class Command(BaseCommand):
    """Erase the lists visitors shared, when the day they were promised has come."""

    help = (
        "Erase the shared lists whose day has passed; their addresses answer that for one more "
        "year, then are forgotten too. Run it daily."
    )

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        done = forget_selections(now=timezone.now())
        sentence = ngettext("%(count)d list erased.", "%(count)d lists erased.", done.emptied)
        self.stdout.write(sentence % {"count": done.emptied})
