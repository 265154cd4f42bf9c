from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dentelle.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
