import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0003_decisions"),
        ("museums", "0002_rights"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("distance", models.FloatField()),
                ("image", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="media.image")),
                ("other", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="media.image")),
            ],
            options={
                "indexes": [models.Index(fields=["distance"], name="likeness_distance")],
                "constraints": [models.UniqueConstraint(fields=("image", "other"), name="likeness_once")],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32, unique=True)),
                ("name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("about", models.CharField(blank=True, max_length=300, verbose_name="inventory number or reference")),
                ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                ("received", models.PositiveBigIntegerField(default=0, verbose_name="bytes received")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 announced")),
                ("begun_at", models.DateTimeField()),
                ("touched_at", models.DateTimeField(verbose_name="last part received")),
                ("image", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="media.image")),
                ("museum", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="museums.museum")),
                ("owner", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "indexes": [models.Index(fields=["owner", "touched_at"], name="upload_of_person")],
            },
        ),
    ]
