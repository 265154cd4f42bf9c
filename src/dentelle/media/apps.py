from datetime import timedelta

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "dentelle.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dentelle.core import ticks
        from dentelle.media import receivers, tasks

        receivers.connect()
        ticks.register("prepare-pictures", tasks.take_up, every=timedelta(days=1))
