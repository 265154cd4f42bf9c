"""No code but the media room's opens a file of the store, while every public place is walked.

Python tells of each file it opens (PEP 578); what C libraries open by themselves is held by
`test_house`, which lets no other room import them.
"""

import sys
from collections import Counter
from pathlib import Path

import pytest

from dentelle.media.rules import Rights
from dentelle.museums.enums import UncheckedPictures
from tests.test_rights_matrix import TABLE, decide, hung, places

__all__ = ["hung"]  # a fixture
pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[1]
HOUSE = f"{ROOT / 'src/dentelle'}/"
_watched: list = []  # the folder and the counter, while something is watched


def _told(event, arguments):
    """Note which of our files opened one of the store: the innermost of the house on the stack."""
    if event != "open" or not _watched:
        return
    folder, opened = _watched
    path = arguments[0]
    if isinstance(path, (str, bytes, Path)) and str(path).startswith(folder):
        frame = sys._getframe()
        while frame is not None and not frame.f_code.co_filename.startswith(HOUSE):
            frame = frame.f_back
        source = frame.f_code.co_filename.removeprefix(HOUSE) if frame else "outside"
        opened[source] += 1


sys.addaudithook(
    _told
)  # for the life of the process: it costs a comparison where nothing is watched


@pytest.fixture
def opened(settings):
    """Count the files of the store opened by each of our own files."""
    counter = Counter()
    _watched[:] = [str(settings.MEDIA_ROOT), counter]
    yield counter
    _watched.clear()


def test_the_watch_sees_a_room_that_opens_a_picture_itself(opened, settings):
    file = Path(settings.MEDIA_ROOT) / "renditions" / "x.webp"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"x")
    opened.clear()

    code = compile("open(path).close()", f"{HOUSE}portal/sly.py", "exec")
    exec(code, {"path": str(file)})  # noqa: S102 -- a sly module, written here

    assert opened == {"portal/sly.py": 1}


def test_only_the_media_room_opens_files_of_the_store(client, hung, opened):
    record, image, museum = hung
    every: Rights = TABLE["public domain"][0]
    decide(image, museum, every, policy=UncheckedPictures.SMALL, days=None)
    opened.clear()

    answers = [client.get(place.path, follow=True) for place in places(record, image, museum)]
    sent = sum(len(b"".join(answer)) for answer in answers)

    assert sent > 0
    assert sum(opened.values()) >= 15  # renditions, tiles, downloads: it was seen
    assert {name for name in opened if not name.startswith("media/")} == set()
