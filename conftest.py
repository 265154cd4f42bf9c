"""What every test stands on."""

import pytest

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
