"""Groups, lists of names, transfers, permissions asked for, and the register of restorations."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The projections of these steps, with their indexes."""

    dependencies = (
        ("casework", "0006_care_complaints_education_guidance"),
        ("offices", "0001_initial"),
    )

    operations = (
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="group",
                        serialize=False,
                        to="casework.file",
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="number")),
                ("called", models.CharField(blank=True, max_length=200, verbose_name="called")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("put together", "being put together"),
                            ("fixed", "fixed"),
                            ("handed over", "handed over"),
                            ("received", "received, and closed"),
                            ("dissolved", "dissolved"),
                        ],
                        db_index=True,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("size", models.PositiveIntegerField(default=0, verbose_name="people")),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("handed_over_on", models.DateField(null=True, verbose_name="handed over on")),
                ("received_on", models.DateField(null=True, verbose_name="received on")),
                ("touched_on", models.DateField(verbose_name="last entry")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="groups",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "group",
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("is_open", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group_places",
                        to="casework.casefile",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="casework.group",
                    ),
                ),
            ],
            options={
                "ordering": ("group", "place"),
            },
        ),
        migrations.CreateModel(
            name="NameList",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="name_list",
                        serialize=False,
                        to="casework.file",
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drawn up", "being drawn up"),
                            ("sent", "sent"),
                            ("reported", "reported"),
                            ("answered", "answered"),
                            ("superseded", "superseded"),
                        ],
                        db_index=True,
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("size", models.PositiveIntegerField(default=0, verbose_name="names")),
                (
                    "unanswered",
                    models.PositiveIntegerField(default=0, verbose_name="without an answer"),
                ),
                ("opened_on", models.DateField(verbose_name="opened on")),
                ("sent_on", models.DateField(null=True, verbose_name="sent on")),
                ("reported_on", models.DateField(null=True, verbose_name="reported on")),
                (
                    "content_hash",
                    models.CharField(blank=True, max_length=64, verbose_name="hash of the content"),
                ),
                (
                    "supersedes",
                    models.CharField(blank=True, max_length=60, verbose_name="supersedes"),
                ),
                (
                    "by_list",
                    models.CharField(blank=True, max_length=60, verbose_name="superseded by"),
                ),
                ("touched_on", models.DateField(verbose_name="last entry")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="name_lists",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "list of names",
            },
        ),
        migrations.CreateModel(
            name="ListedName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField()),
                ("names", models.JSONField(default=list)),
                ("answer", models.CharField(blank=True, max_length=60, verbose_name="answer")),
                ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=500, verbose_name="reference"),
                ),
                ("is_open", models.BooleanField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_places",
                        to="casework.casefile",
                    ),
                ),
                (
                    "name_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="listed",
                        to="casework.namelist",
                    ),
                ),
            ],
            options={
                "ordering": ("name_list", "place"),
            },
        ),
        migrations.CreateModel(
            name="PermissionAsked",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("asked_on", models.DateField(verbose_name="asked on")),
                ("because", models.CharField(blank=True, max_length=1000, verbose_name="because")),
                ("answer", models.CharField(blank=True, max_length=60, verbose_name="answer")),
                ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="permissions_asked",
                        to="casework.casefile",
                    ),
                ),
                (
                    "from_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions_out",
                        to="offices.office",
                    ),
                ),
                (
                    "to_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="permissions_in",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Restoration",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="restoration",
                        serialize=False,
                        to="casework.casefile",
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        max_length=80, unique=True, verbose_name="number in the register"
                    ),
                ),
                ("restored_on", models.DateField(verbose_name="restored on")),
                ("restored_by", models.CharField(max_length=200, verbose_name="restored by")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="restorations",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "ordering": ("-restored_on", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Transfer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "on its way"),
                            ("accepted", "accepted"),
                            ("returned", "returned"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="sent on")),
                ("because", models.CharField(blank=True, max_length=1000, verbose_name="because")),
                ("under_order", models.BooleanField(default=False)),
                ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                ("answer", models.CharField(blank=True, max_length=1000, verbose_name="answer")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="transfers",
                        to="casework.casefile",
                    ),
                ),
                (
                    "from_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_out",
                        to="offices.office",
                    ),
                ),
                (
                    "to_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers_in",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "ordering": ("-sent_on", "-pk"),
            },
        ),
        migrations.AddIndex(
            model_name="group",
            index=models.Index(fields=["office", "state", "-touched_on"], name="group_office"),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(fields=("group", "case"), name="once_in_a_group"),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)),
                fields=("case",),
                name="one_open_group_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="namelist",
            index=models.Index(fields=["office", "state", "-touched_on"], name="list_office"),
        ),
        migrations.AddConstraint(
            model_name="listedname",
            constraint=models.UniqueConstraint(fields=("name_list", "case"), name="once_on_a_list"),
        ),
        migrations.AddConstraint(
            model_name="listedname",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_open", True)),
                fields=("case",),
                name="one_open_list_a_person",
            ),
        ),
        migrations.AddIndex(
            model_name="permissionasked",
            index=models.Index(fields=["to_office", "answer"], name="permission_to"),
        ),
        migrations.AddConstraint(
            model_name="permissionasked",
            constraint=models.UniqueConstraint(fields=("case", "sequence"), name="asked_once"),
        ),
        migrations.AddIndex(
            model_name="restoration",
            index=models.Index(fields=["office", "-restored_on"], name="restoration_office"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["to_office", "state"], name="transfer_to"),
        ),
        migrations.AddIndex(
            model_name="transfer",
            index=models.Index(fields=["from_office", "state"], name="transfer_from"),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.UniqueConstraint(fields=("case", "sequence"), name="sent_once"),
        ),
    )
