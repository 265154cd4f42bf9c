"""Letters ready to be pasted: what is answered to the person who asked for a withdrawal."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dentelle.catalogue.models import Record
from dentelle.media.models import Image


def withdrawal(image: Image, records: Sequence[Record], *, who: str, now: datetime) -> str:
    """Return the letter that answers a request of withdrawal, done or about to be."""
    done = localtime(image.withdrawn_at or now)
    said = {
        "object": "\n".join(_named(record) for record in records) or image.original_name,
        "day": date_format(done, "j F Y"),
        "hour": f"{done:%H:%M}",
        "who": who,
        "network": settings.WAGTAIL_SITE_NAME,
    }
    return (
        _(
            "Dear Sir or Madam,\n\n"
            "You asked us to withdraw the picture of:\n%(object)s\n\n"
            "It has been withdrawn from our site on %(day)s at %(hour)s: from the page of the object, "
            "the search, the large views, the downloads and the addresses that other sites read. "
            "The copies that stand between us and visitors are given up within a minute; search engines "
            "outside forget it at their next visit.\n\n"
            "The notice of the object stays on line without its picture, with the words “picture not "
            "available – rights”. The picture will not come back with an update of the collections.\n\n"
            "The reason of the withdrawal is kept in the history of the picture. If the rights were "
            "to be granted, in whole or for some uses, write to us: we would put it back.\n\n"
            "Yours faithfully,\n%(who)s"
        )
        % said
    )


def _named(record: Record) -> str:
    number = _("inv. %(number)s") % {"number": record.inventory_number}
    parts = [record.title, record.maker_line, number if record.inventory_number else ""]
    return "– " + ", ".join(part for part in (*parts, record.museum.name) if part)
