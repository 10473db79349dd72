"""The chain of what was registered, made for all that stands in the register already."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from decretal.offices.append_only import append_only
from decretal.registry.register.chained import fill


def chain_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    del editor
    fill(lambda table: apps.get_model("registry", table))


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_register")]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("chain", models.CharField(max_length=140)),
                ("sequence", models.PositiveIntegerField()),
                ("table", models.CharField(max_length=40)),
                ("row", models.BigIntegerField()),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "ordering": ("chain", "sequence"),
                "constraints": [
                    models.UniqueConstraint(fields=("chain", "sequence"), name="one_link_a_place")
                ],
            },
        ),
        append_only("registry_link"),
        migrations.RunPython(chain_all, migrations.RunPython.noop),
    ]
