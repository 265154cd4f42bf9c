"""Public addresses of the collections."""

from django.urls.resolvers import URLPattern

app_name = "portal"
urlpatterns: list[URLPattern] = []
