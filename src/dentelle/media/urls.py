"""Addresses of pictures."""

from django.urls.resolvers import URLPattern

app_name = "media"
urlpatterns: list[URLPattern] = []
