from django.db import migrations, models

from dentelle.core.text import fold

_SAID = ("title", "short_title", "summary", "description", "place_name", "place_town", "organisers")


def find(apps, schema_editor):
    """Give the events that are there the words they are found by."""
    Event = apps.get_model("agenda", "Event")
    for event in Event.objects.prefetch_related("museums").iterator(chunk_size=500):
        said = [getattr(event, name) for name in _SAID]
        for museum in event.museums.all():
            said += [museum.official_name, museum.usual_name, museum.town]
        event.words = fold(" ".join(filter(None, said)))
        event.save(update_fields=["words"])


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="words",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(find, migrations.RunPython.noop),
    ]
