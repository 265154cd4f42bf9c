"""Give a record a picture that somebody deposits at the desk."""

from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dentelle.accounts.models import User
from dentelle.catalogue.actions import indexing
from dentelle.catalogue.actions.proposing import Proposals
from dentelle.catalogue.derivation import inventory
from dentelle.catalogue.formats.images import base_name, base_names
from dentelle.catalogue.models import Record, RecordImage
from dentelle.catalogue.signals import pictures_changed
from dentelle.media.models import Image
from dentelle.museums.models import Museum
from dentelle.publishing import actions as publishing
from dentelle.publishing.enums import State

_MOST_LOOKED_AT = 50
_AFTER = 1000  # rank from which pictures deposited stand: imports count theirs from 0


class NoRecordError(Exception):
    """No record, or several, answer to a number or a name; the message says which and what to do."""


def record_for(*, museum: Museum, about: str = "", name: str = "") -> Record:
    """Return the record a picture shows: by the reference or number given, else by the file's name.

    A name is what the museum's records say of their pictures (REFIM), else an inventory number with
    or without the number of the shot: `2004.9.12_2.jpg`.

    Raises:
        NoRecordError: none answers, or several do.
    """
    records = Record.objects.filter(museum=museum).exclude(state=State.DRAFT)
    asked = about.strip()
    found = _numbered(records, asked) if asked else _named(records, name)
    if len(found) == 1:
        return found[0]
    raise NoRecordError(_refusal(len(found), asked, name))


def _refusal(count: int, asked: str, name: str) -> str:
    if count > 1:
        said = ngettext(
            "%(count)s object answers to “%(asked)s”. Give its reference.",
            "%(count)s objects answer to “%(asked)s”. Give the reference of the one it shows.",
            count,
        )
        return said % {"count": count, "asked": asked or name}
    if asked:
        return _(
            "No object of this museum has the number “%(asked)s”. Check it in the list of records."
        ) % {"asked": asked}
    return _(
        "No object of this museum is recognised by “%(name)s”. Give its inventory number or reference."
    ) % {"name": name}


def _numbered(records: QuerySet[Record], asked: str) -> list[Record]:
    exact = list(records.filter(reference=asked)[:2])
    key = inventory.key(asked)
    return exact or (list(records.filter(inventory_key=key)[:2]) if key else [])


def _named(records: QuerySet[Record], name: str) -> list[Record]:
    base = base_name(name)
    told = records.filter(fields__REFIM__icontains=base)[:_MOST_LOOKED_AT]
    found = [each for each in told if base in base_names(each.fields.get("REFIM", ""))]
    if found:
        return found
    stem = PurePath(base).stem
    stems = dict.fromkeys((stem, stem.rpartition("_")[0], stem.rpartition("-")[0]))
    keys = [key for each in stems if each and (key := inventory.key(each))]
    matching = Q(inventory_key__in=keys) | Q(reference__iexact=stem)
    by_key = list(records.filter(matching)[:_MOST_LOOKED_AT])
    for key in keys:
        if exact := [each for each in by_key if each.inventory_key == key]:
            return exact
    return by_key


@transaction.atomic
def attach_picture(*, record: Record, image: Image, actor: User | None, now: datetime) -> bool:
    """Show a picture last among those of a record; say whether it was not there already.

    Imports, which give a record the pictures that its row names, leave this one.
    """
    last = RecordImage.objects.filter(record=record).aggregate(last=Max("rank"))["last"]
    rank = max(_AFTER, (last or 0) + 1)
    _link, created = RecordImage.objects.get_or_create(
        record=record, image=image, defaults={"rank": rank, "deposited": True}
    )
    if created:
        publishing.record_history(
            subject=record, verb="attach_picture", actor=actor, now=now,
            after={"image": image.key, "name": image.original_name},
        )  # fmt: skip
        proposals = Proposals()  # what the record says of its pictures holds for this one too
        proposals.add(record.pk, record.fields)
        proposals.keep(now=now)
        indexing.changed([record.pk])
        transaction.on_commit(lambda: pictures_changed.send(Record, record_ids=[record.pk]))
    return created
