"""By what lists and findings find their telegrams; ``sights`` fills it after migrating."""

import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def sort_the_in_trays(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """What is due is sorted by its day, and the rest stands last."""
    del editor
    trays = apps.get_model("registry", "InTray").objects
    trays.exclude(due_on=None).update(sorted_on=models.F("due_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("offices", "0002_tokens_and_failed_sign_ins"),
        ("registry", "0003_keys"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Brief",
            fields=[
                (
                    "telegram",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        db_constraint=False,
                        related_name="brief",
                        serialize=False,
                        to="registry.telegram",
                    ),
                ),
                ("said", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Heading",
            fields=[
                (
                    "telegram",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        db_constraint=False,
                        related_name="heading",
                        serialize=False,
                        to="registry.telegram",
                    ),
                ),
                ("words", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Sight",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("way", models.CharField(max_length=10)),
                ("series", models.CharField(blank=True, max_length=40)),
                ("year", models.PositiveIntegerField()),
                ("matter", models.CharField(blank=True, max_length=60)),
                ("state", models.CharField(blank=True, max_length=10)),
                ("is_held", models.BooleanField(default=False)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="intray",
            name="tray_office",
        ),
        migrations.AddField(
            model_name="intray",
            name="sorted_on",
            field=models.DateField(default=datetime.date(9999, 12, 31)),
        ),
        migrations.RunPython(sort_the_in_trays, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="intray",
            index=models.Index(
                fields=["office", "rank", "sorted_on", "telegram"], name="tray_office"
            ),
        ),
        migrations.AddIndex(
            model_name="telegram",
            index=models.Index(fields=["office", "number"], name="telegram_office_number"),
        ),
        migrations.AddIndex(
            model_name="telegram",
            index=models.Index(fields=["office", "dated"], name="telegram_office_dated"),
        ),
        migrations.AddField(
            model_name="sight",
            name="of",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offices.office",
            ),
        ),
        migrations.AddField(
            model_name="sight",
            name="office",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="offices.office",
            ),
        ),
        migrations.AddField(
            model_name="sight",
            name="telegram",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                db_constraint=False,
                related_name="sights",
                to="registry.telegram",
            ),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "of", "telegram"], name="sight_of"),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "way", "telegram"], name="sight_way"),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "series", "telegram"], name="sight_series"),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "year", "telegram"], name="sight_year"),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "matter", "telegram"], name="sight_matter"),
        ),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(fields=["office", "state", "telegram"], name="sight_state"),
        ),
        migrations.AddConstraint(
            model_name="sight",
            constraint=models.UniqueConstraint(fields=("office", "telegram"), name="one_sight"),
        ),
    ]
