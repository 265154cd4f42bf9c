from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "dentelle.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from dentelle.core import ticks
        from dentelle.jobs import receivers, tasks
        from dentelle.jobs.shares import KIND
        from dentelle.publishing import shares
        from dentelle.ui.navigation import Link, register

        register(
            Link(place="network", label=_("Jobs and internships"), name="jobs:offers", rank=30)
        )
        receivers.connect()
        shares.register(KIND)
        ticks.register("jobs-hours", tasks.open_and_close)
