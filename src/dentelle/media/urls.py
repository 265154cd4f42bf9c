"""Addresses of pictures."""

from django.urls import path

from dentelle.media import views

app_name = "media"
urlpatterns = [
    path("<slug:key>/<int:width>.webp", views.rendition, name="rendition"),
    path("<slug:key>/<int:width>.<slug:kind>", views.rendition, name="rendition-as"),
]
