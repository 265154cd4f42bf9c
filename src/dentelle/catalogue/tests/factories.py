from datetime import UTC, datetime

import factory

from dentelle.accounts.models import User
from dentelle.catalogue.actions import apply_run, approve_run, read_run, start_run
from dentelle.catalogue.models import ImportRun, Record
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.publishing.enums import State

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"personne-{n}")


class RecordFactory(factory.django.DjangoModelFactory):
    """A public record; give `fields` and what is derived as the test needs it."""

    class Meta:
        model = Record

    state = State.PUBLIC
    museum = factory.SubFactory(MuseumFactory)
    reference = factory.Sequence(lambda n: f"{n:011d}")
    ark = factory.Sequence(lambda n: f"99999/f{n}")
    fields = factory.LazyAttribute(lambda record: {"REF": record.reference})
    title = "Assiette"
    created_at = NOW
    updated_at = NOW


class ImportRunFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ImportRun

    created_at = NOW


def imported(*files, now=NOW, actor=None, despite=False, **given):
    """Load files from beginning to end and return the run."""
    run = start_run(files=list(files), actor=actor, now=now, **given)
    read_run(run=run, now=now)
    approve_run(run=run, actor=actor, now=now, despite=despite)
    apply_run(run=run, now=now)
    return run
