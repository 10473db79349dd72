"""Papers as they were issued; the database refuses to change or delete one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from decretal.offices.append_only import append_only


class Migration(migrations.Migration):
    """The table and its triggers."""

    dependencies = (
        ("casework", "0003_append_only"),
        ("offices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, unique=True, verbose_name="number")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("nominal roll", "nominal roll"),
                            ("list of names", "list of names"),
                            ("case file", "case file"),
                            ("decision notice", "decision notice"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("length", models.PositiveIntegerField(verbose_name="entries")),
                ("head", models.CharField(max_length=64, verbose_name="hash of the last entry")),
                ("made_on", models.DateField(verbose_name="date")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("csv", models.BinaryField(default=bytes)),
                ("csv_sha256", models.CharField(blank=True, max_length=64)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="casework.file",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="offices.office",
                    ),
                ),
            ],
            options={"verbose_name": "paper", "ordering": ("-id",)},
        ),
        append_only("casework_paper"),
    )
