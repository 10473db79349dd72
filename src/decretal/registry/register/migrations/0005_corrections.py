"""What a telegram was taken to mean can be corrected, beside what stood before."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from decretal.offices.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0004_views_of_the_register"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField(verbose_name="what is corrected")),
                ("rank", models.PositiveSmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("on", models.DateField(verbose_name="on")),
                ("entered_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "telegram",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="registry.telegram",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="registry.precedenceterm",
                    ),
                ),
            ],
            options={"ordering": ("id",)},
        ),
        append_only("registry_correction"),
    ]
