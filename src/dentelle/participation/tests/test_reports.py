import datetime as dt

import pytest
from django.core.management import call_command

from dentelle.catalogue.tests.factories import RecordFactory
from dentelle.museums.tests.factories import MuseumFactory
from dentelle.participation.actions import (
    RecordNotPublicError,
    close_report,
    forget_addresses,
    report_error,
)
from dentelle.participation.models import ErrorReport
from dentelle.participation.queries import open_reports
from dentelle.publishing.enums import State

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)


def test_a_report_is_kept_and_waits_for_its_museum():
    record = RecordFactory()

    report = report_error(record=record, message=" La date est fausse. ", field="MILL", now=NOW)

    assert report.message == "La date est fausse."
    assert list(open_reports(record.museum)) == [report]
    assert not open_reports(MuseumFactory()).exists()


def test_the_same_words_are_kept_once_an_hour():
    record = RecordFactory()
    first = report_error(record=record, message="La date est fausse.", now=NOW)

    soon = report_error(
        record=record, message="La date est fausse.", now=NOW + dt.timedelta(minutes=5)
    )
    later = report_error(
        record=record, message="La date est fausse.", now=NOW + dt.timedelta(hours=2)
    )

    assert soon == first
    assert later != first
    assert ErrorReport.objects.count() == 2


def test_nobody_reports_on_what_nobody_sees():
    for record in (
        RecordFactory(state=State.WITHDRAWN),
        RecordFactory(museum=MuseumFactory(publishes_collections=False)),
    ):
        with pytest.raises(RecordNotPublicError):
            report_error(record=record, message="La date est fausse.", now=NOW)


def test_a_report_dealt_with_waits_no_more_and_keeps_its_first_date():
    report = report_error(record=RecordFactory(), message="La date est fausse.", now=NOW)

    close_report(report=report, now=NOW)
    close_report(report=report, now=NOW + dt.timedelta(days=1))

    assert report.handled_at == NOW
    assert not open_reports().exists()


def test_waiting_reports_are_read_in_one_query(django_assert_num_queries):
    for count in (1, 3):
        for number in range(count):
            report_error(record=RecordFactory(), message=f"Phrase {count} {number}", now=NOW)
        with django_assert_num_queries(1):
            assert all(str(report.record.museum) for report in open_reports())


def test_an_address_is_forgotten_a_year_after_the_answer(capsys):
    values = {"record": RecordFactory(), "email": "camille@example.org", "now": NOW}
    answered = report_error(message="La date est fausse.", **values)
    waiting = report_error(message="Le lieu est faux.", **values)
    close_report(report=answered, now=NOW)

    assert forget_addresses(now=NOW + dt.timedelta(days=364)) == 0
    assert forget_addresses(now=NOW + dt.timedelta(days=366)) == 1
    answered.refresh_from_db()
    waiting.refresh_from_db()
    assert (answered.email, waiting.email) == ("", "camille@example.org")
    assert answered.message == "La date est fausse."

    call_command("forget_addresses")
    assert "0" in capsys.readouterr().out
