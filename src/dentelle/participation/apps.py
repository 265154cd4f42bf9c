from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    name = "dentelle.participation"
    label = "participation"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from datetime import timedelta

        from dentelle.core import ticks
        from dentelle.participation import actions

        ticks.register(
            "forget-addresses",
            lambda now: actions.forget_addresses(now=now),
            every=timedelta(days=1),
        )
