from django.apps import AppConfig


class MuseumsConfig(AppConfig):
    name = "dentelle.museums"
    label = "museums"
    default_auto_field = "django.db.models.BigAutoField"
