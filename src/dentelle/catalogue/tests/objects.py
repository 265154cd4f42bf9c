"""Records, as derivation leaves them, for the tests of what shows them."""

import datetime as dt
from hashlib import blake2b

import factory
import orjson

from dentelle.catalogue.models import Record, RecordImage
from dentelle.media.enums import Licence
from dentelle.media.models import Image
from dentelle.media.rules import uses_of
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State

NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)


def agent(name, qualifier="", role="", *, doubtful=False):
    return {
        "name": name,
        "key": name.lower(),
        "role": role,
        "qualifier": qualifier,
        "doubtful": doubtful,
        "text": name,
        "others": [],
    }


class ObjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Record

    museum = factory.SubFactory(MuseumFactory)
    reference = factory.Sequence(lambda n: f"{n:011}")
    ark = factory.Sequence(lambda n: f"99999/d1{n:05}")
    fields = factory.LazyFunction(
        lambda: {"TITR": "Bateaux", "DOMN": "peinture", "INV": "2004.3.12"}
    )
    fields_hash = factory.LazyAttribute(
        lambda row: blake2b(orjson.dumps(row.fields), digest_size=16).hexdigest()
    )
    derived = factory.LazyFunction(lambda: {"title_origin": "TITR", "agents": [], "facets": {}})
    title = "Bateaux de pêche"
    domain = "peinture"
    inventory_number = "2004.3.12"
    state = State.PUBLIC
    created_at = NOW
    updated_at = NOW


def hang(record, *, licence=Licence.PUBLIC_DOMAIN, credit="© Photo Demo", rank=0):
    """Give a record a picture."""
    count = Image.objects.count()
    image = Image.objects.create(
        key=f"{count:024x}",
        original_name=f"{count}.jpg",
        path=f"{count}.jpg",
        mime="image/jpeg",
        width=1600,
        height=1000,
        size=1,
        tone="#335577",
        credit=credit,
        licence=licence,
        uses=uses_of(licence),
        state=State.PUBLIC,
        created_at=NOW,
    )
    return RecordImage.objects.create(record=record, image=image, rank=rank)
