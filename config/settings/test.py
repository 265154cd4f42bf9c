"""Settings of the test run: nothing outside a temporary folder, tasks run at once."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_FOLDER = Path(tempfile.mkdtemp(prefix="dentelle-test-"))
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["DENTELLE_DATA_DIR"] = str(_FOLDER)
os.environ.setdefault("DENTELLE_SECRET_KEY", "only-for-tests")

from config.settings.base import *  # noqa: E402

if "DENTELLE_DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": str(_FOLDER / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": ["default", "index", "imports", "pictures"],
    }
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["*"]
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True
SEARCH_COST_PER_MINUTE = 100_000
PREPARE_PICTURES = False  # tests that want it ask for it: each picture is a second of processor
