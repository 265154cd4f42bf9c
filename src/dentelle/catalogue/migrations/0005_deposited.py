from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0004_states"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordimage",
            name="deposited",
            field=models.BooleanField(default=False, verbose_name="deposited at the desk: imports leave it"),
        ),
    ]
