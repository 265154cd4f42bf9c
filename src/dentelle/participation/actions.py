"""What the public writes, kept for the museum."""

from datetime import datetime, timedelta

from django.db import transaction

from dentelle.catalogue.models import Record
from dentelle.participation.models import ErrorReport

_SAME_WITHIN = timedelta(hours=1)
_ADDRESS_KEPT = timedelta(days=365)  # what the form and the page on personal data promise


class RecordNotPublicError(Exception):
    """The record is not public: nobody may report on what nobody may see."""


@transaction.atomic
def report_error(
    *,
    record: Record,
    message: str,
    now: datetime,
    field: str = "",
    evidence: str = "",
    email: str = "",
) -> ErrorReport:
    """Keep what a visitor says is wrong in a record; the same words within the hour are kept once.

    There is no actor: visitors have no account.

    Raises:
        RecordNotPublicError: the record is not public.
    """
    if not Record.objects.public().filter(pk=record.pk).exists():
        raise RecordNotPublicError(record.ark)
    message = message.strip()
    earlier = ErrorReport.objects.filter(
        record=record, field=field, message=message, created_at__gte=now - _SAME_WITHIN
    ).first()
    return earlier or ErrorReport.objects.create(
        record=record,
        field=field,
        message=message,
        evidence=evidence.strip(),
        email=email.strip(),
        created_at=now,
    )


@transaction.atomic
def close_report(*, report: ErrorReport, now: datetime) -> None:
    """Say that the museum has dealt with a report; a second call changes nothing."""
    ErrorReport.objects.filter(pk=report.pk, handled_at__isnull=True).update(handled_at=now)
    report.refresh_from_db(fields=["handled_at"])


def forget_addresses(*, now: datetime) -> int:
    """Erase the e-mail addresses of reports dealt with more than a year ago; return how many."""
    old = ErrorReport.objects.filter(handled_at__lt=now - _ADDRESS_KEPT).exclude(email="")
    return old.update(email="")
