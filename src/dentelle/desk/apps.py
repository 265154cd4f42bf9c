from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "dentelle.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Answer what was asked while nobody listened, and remind people of what waits."""
        from datetime import timedelta

        from dentelle.core import ticks
        from dentelle.desk import tasks

        ticks.register("links", tasks.answer_forgotten)
        ticks.register("reminders", tasks.remind, every=timedelta(hours=1))
