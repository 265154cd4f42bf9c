"""The WSGI application granian serves: the short route of tiles, then Django."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
# One process a core serves: a cut that took several threads would take them from other visitors.
os.environ.setdefault("VIPS_CONCURRENCY", "1")

from django.core.wsgi import get_wsgi_application

_django = get_wsgi_application()

from dentelle.media.iiif import tiles  # noqa: E402 -- rooms are read once Django is set up

application = tiles.Route(_django)
