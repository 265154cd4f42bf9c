from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="record",
            name="makers_died",
            field=models.SmallIntegerField(
                blank=True, null=True, verbose_name="year the last of its makers died, when sure"
            ),
        ),
    ]
