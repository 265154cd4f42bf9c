from django.db import migrations, models
from django.db.models import Max


def know_past_decisions(apps, schema_editor):
    """Pictures whose rights a person has set were decided then."""
    Image = apps.get_model("media", "Image")
    Entry = apps.get_model("publishing", "HistoryEntry")
    decided = (
        Entry.objects.filter(
            verb="set_rights", content_type__app_label="media", content_type__model="image"
        )
        .values_list("object_id")
        .annotate(Max("at"))
    )
    for number, at in decided:
        Image.objects.filter(pk=number, rights_decided_at=None).update(rights_decided_at=at)


class Migration(migrations.Migration):
    dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("media", "0002_rights"),
        ("publishing", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="image",
            name="lapse_told",
            field=models.BooleanField(
                default=False, verbose_name="the index knows that the rights lapsed"
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="proposed",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="what its records say of its rights"
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("lapse_told", False), ("until__isnull", False)),
                fields=["until"],
                name="image_lapsing",
            ),
        ),
        migrations.RunPython(know_past_decisions, migrations.RunPython.noop),
    ]
