from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0005_deposited"),
        ("museums", "0003_by_hand"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="record",
            index=models.Index(condition=models.Q(("flags", []), _negated=True), fields=["museum"], name="record_flagged"),
        ),
    ]
