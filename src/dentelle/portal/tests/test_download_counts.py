"""What is taken away is counted by day, and nobody is."""

import datetime as dt

import pytest
from django.db import DatabaseError

from dentelle.media.models import Image
from dentelle.portal.actions import downloads as actions
from dentelle.portal.models import DownloadCount
from dentelle.portal.tests.taking import ARK, IMAGES, PAPERS, keep, lay, make_object, take

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folders(settings, tmp_path):
    lay(settings, tmp_path)


@pytest.fixture
def record():
    return make_object()


def counts():
    return {row.kind: row.count for row in DownloadCount.objects.all()}


def test_what_is_taken_is_counted_by_day_and_kind(client, record, tmp_path):
    keep(record, tmp_path)

    for path in (IMAGES[0], IMAGES[0], IMAGES[2], *PAPERS):
        assert take(client, path)[0].status_code == 200

    assert counts() == {"image-640": 2, "image-original": 1, "bundle": 1, "sheet": 1, "label": 1}


def test_headers_copies_still_held_refusals_and_broken_off_downloads_are_not_counted(
    client, record, tmp_path
):
    image = keep(record, tmp_path)
    for path in (IMAGES[0], *PAPERS):
        head = client.head(f"/ark:/{ARK}/{path}")
        assert head.status_code == 200
        assert head["ETag"]
        client.get(f"/ark:/{ARK}/{path}", headers={"if-none-match": head["ETag"]})
    broken_off = client.get(f"/ark:/{ARK}/dossier.zip")
    next(iter(broken_off.streaming_content))
    Image.objects.filter(pk=image.pk).update(uses=[])
    take(client, IMAGES[0])

    assert counts() == {}


def test_a_count_tells_nothing_of_who_took_it():
    names = {field.name for field in DownloadCount._meta.get_fields()}

    assert names == {"id", "record", "day", "kind", "count"}


def test_two_at_once_make_two(record):
    day = dt.date(2026, 5, 4)
    for _time in range(3):
        actions.count_download(record=record, kind="sheet", day=day)
    actions.count_download(record=record, kind="sheet", day=dt.date(2026, 5, 5))

    assert list(DownloadCount.objects.order_by("day").values_list("count", flat=True)) == [3, 1]


def test_a_day_begun_by_two_at_the_same_moment_loses_neither(record, monkeypatch):
    begin = actions._begin

    def late(*values):
        """Let the other one write between our looking and our writing."""
        assert begin(*values)
        return begin(*values)

    monkeypatch.setattr(actions, "_begin", late)

    actions.count_download(record=record, kind="sheet", day=dt.date(2026, 5, 4))

    assert counts() == {"sheet": 2}


def test_a_count_that_cannot_be_written_spoils_no_download(client, record, tmp_path, monkeypatch):
    keep(record, tmp_path)

    def fails(**values):
        raise DatabaseError("locked")

    monkeypatch.setattr("dentelle.portal.views.downloads.count_download", fails)

    response, content = take(client, IMAGES[0])

    assert response.status_code == 200
    assert content.endswith(b"\xff\xd9")
