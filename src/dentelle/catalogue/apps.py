from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "dentelle.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from datetime import timedelta

        from dentelle.catalogue import indexing, receivers, showing, tasks
        from dentelle.catalogue.actions import retention
        from dentelle.core import ticks
        from dentelle.media import guards
        from dentelle.search import indexes

        indexes.register(indexing.SOURCE)
        guards.register(showing.may_be_seen)
        receivers.connect()
        ticks.register("lapse-rights", tasks.lapse_rights)
        ticks.register(
            "forget-staging",
            lambda now: retention.forget_staging(now=now),
            every=timedelta(days=1),
        )
