from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import ngettext

from dentelle.participation.actions import forget_addresses


class Command(BaseCommand):
    """Erase addresses the public gave, when they have served."""

    help = (
        "Erase the e-mail addresses of error reports dealt with more than a year ago; run it daily."
    )

    def handle(self, **options: Any) -> None:  # noqa: ARG002
        count = forget_addresses(now=timezone.now())
        sentence = ngettext("%(count)d address erased.", "%(count)d addresses erased.", count)
        self.stdout.write(sentence % {"count": count})
