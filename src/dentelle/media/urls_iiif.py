"""Addresses of the image services; manifests and collections have theirs in `interop`."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter

from dentelle.media.iiif import views


class Version(IntConverter):
    """A version of the Image API that is answered."""

    regex = "[23]"


class Key(StringConverter):
    """The key of a picture."""

    regex = "[-a-zA-Z0-9_]{1,64}"


register_converter(Version, "iiif_version")
register_converter(Key, "iiif_key")

app_name = "iiif"
_BASE = "<iiif_version:version>/<iiif_key:key>"
urlpatterns = [
    path(_BASE, views.base, name="base"),
    path(f"{_BASE}/", views.base, name="base-slash"),
    path(f"{_BASE}/info.json", views.info, name="info"),
    path(f"{_BASE}/allowed", views.allowed, name="allowed"),
    path(f"{_BASE}/<str:region>/<str:size>/<str:rotation>/<str:name>", views.image, name="image"),
]
