from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dentelle.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
