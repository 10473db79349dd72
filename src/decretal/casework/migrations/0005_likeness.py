"""Pairs of files that may be of one person, as they were proposed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    dependencies = (("casework", "0004_paper"),)

    operations = (
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("probability", models.FloatField(verbose_name="probability")),
                ("weight", models.FloatField(verbose_name="weight")),
                ("compared", models.JSONField(default=list)),
                ("proposed_on", models.DateField(verbose_name="proposed on")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("merged", "merged into the other"),
                            ("merges", "holds what the other held"),
                            ("apart", "kept apart"),
                            ("undone", "undone"),
                        ],
                        max_length=10,
                        verbose_name="verdict",
                    ),
                ),
                (
                    "left",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.file",
                    ),
                ),
                (
                    "right",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="casework.file",
                    ),
                ),
            ],
            options={
                "verbose_name": "likeness",
                "ordering": ("-weight", "pk"),
                "indexes": [models.Index(fields=["verdict", "-weight"], name="likeness_verdict")],
                "constraints": [
                    models.UniqueConstraint(fields=("left", "right"), name="one_likeness_a_pair")
                ],
            },
        ),
    )
