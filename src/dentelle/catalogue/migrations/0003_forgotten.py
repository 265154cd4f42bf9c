from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0002_makers_died"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="forgotten_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="rows and files let go"),
        ),
    ]
