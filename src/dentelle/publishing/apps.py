from datetime import timedelta

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "dentelle.publishing"
    label = "publishing"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write accounts' decisions in the history, and have what waits leave."""
        from dentelle.core import ticks
        from dentelle.publishing import receivers
        from dentelle.publishing.outbox import mail, tasks, transports

        receivers.connect()
        transports.register(mail.KIND, mail.transport)
        ticks.register("outbox", tasks.deliver_due)
        ticks.register("outbox-forget", tasks.forget, every=timedelta(days=1))
