from datetime import timedelta

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "dentelle.media"
    label = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.conf import settings

        from dentelle.core import ticks
        from dentelle.media import receivers, tasks

        receivers.connect()
        if settings.PREPARE_PICTURES:
            ticks.register("prepare-pictures", tasks.take_up, every=timedelta(days=1))
