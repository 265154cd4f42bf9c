from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "dentelle.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget by itself what is kept for a time only."""
        from dentelle.accounts import tasks
        from dentelle.core import ticks

        ticks.register("accounts-forget", tasks.forget, every=timedelta(hours=6))
