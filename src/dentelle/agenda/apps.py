from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    name = "dentelle.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from datetime import timedelta

        from dentelle.agenda import receivers, showing, tasks
        from dentelle.agenda.shares import KIND
        from dentelle.core import ticks
        from dentelle.media import guards
        from dentelle.publishing import shares
        from dentelle.ui.navigation import Link, register

        register(
            Link(place="header", label=_("Agenda"), name="agenda:agenda", rank=30),
            Link(place="network", label=_("Agenda"), name="agenda:agenda", rank=20),
        )
        receivers.connect()
        shares.register(KIND)
        guards.register(showing.may_be_seen)
        ticks.register("agenda-hours", tasks.open_and_close)
        ticks.register("agenda-feeds", tasks.fetch_feeds)
        ticks.register("agenda-checks", tasks.forget_checks, every=timedelta(days=1))
        ticks.register("agenda-repetitions", tasks.carry_on, every=timedelta(days=1))
