"""What every test stands on."""

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from dentelle.search import engines


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path_factory):
    """Give each test its own files, pictures and index; the database forgets by itself."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    settings.SEARCH_DIR = folder / "index"
    engines.forget()
    yield folder
    engines.forget()


@pytest.fixture(autouse=True)
def kinds_known(request):
    """Read the content types before a test that may count its queries.

    The process keeps them, and a test that commits clears them: left to chance, the same page would
    ask once more after such a test than after another.
    """
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        request.getfixturevalue("db")
        ContentType.objects.get_for_models(*apps.get_models())
