"""The tables of the register, append-only but for the in-tray."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from decretal.offices.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("offices", "0002_tokens_and_failed_sign_ins"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Telegram",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(max_length=140, unique=True, verbose_name="mark")),
                (
                    "way",
                    models.CharField(
                        choices=[("incoming", "incoming"), ("outgoing", "outgoing")],
                        max_length=10,
                        verbose_name="way",
                    ),
                ),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="series")),
                ("year", models.PositiveIntegerField(verbose_name="year")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("sender", models.CharField(blank=True, max_length=300, verbose_name="from")),
                ("subject", models.CharField(blank=True, max_length=500, verbose_name="subject")),
                (
                    "precedence",
                    models.CharField(blank=True, max_length=100, verbose_name="precedence"),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="order of precedence")),
                ("due_on", models.DateField(null=True, verbose_name="due")),
                ("dated", models.CharField(blank=True, max_length=10, verbose_name="dated")),
                (
                    "sender_number",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="number of the sender"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("raw", models.BinaryField()),
                ("sha256", models.CharField(db_index=True, max_length=64, verbose_name="SHA-256")),
                ("found", models.JSONField(default=dict)),
                ("meant", models.JSONField(default=dict)),
                (
                    "matter",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="about"
                    ),
                ),
                (
                    "answers_text",
                    models.CharField(blank=True, max_length=500, verbose_name="answers"),
                ),
                ("registered_on", models.DateField(verbose_name="registered on")),
                ("registered_at", models.DateTimeField(verbose_name="registered at")),
                ("key", models.CharField(max_length=64, null=True, unique=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_by",
                        to="registry.telegram",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="telegrams",
                        to="offices.office",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sender_office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "sent_as",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_as",
                        to="registry.telegram",
                    ),
                ),
            ],
            options={
                "verbose_name": "telegram",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="PrecedenceTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField(verbose_name="precedence")),
                ("days", models.PositiveSmallIntegerField(null=True, verbose_name="days")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("declared_on", models.DateField(verbose_name="declared on")),
                ("entered_at", models.DateTimeField(verbose_name="entered at")),
                (
                    "declared_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="precedence_terms",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "term of a precedence",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Copy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="copy")),
                ("name", models.CharField(max_length=300, verbose_name="for")),
                ("is_kept", models.BooleanField(default=False, verbose_name="kept")),
                ("made_on", models.DateField(verbose_name="made on")),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "telegram",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="registry.telegram",
                    ),
                ),
            ],
            options={
                "ordering": ("telegram_id", "number"),
            },
        ),
        migrations.CreateModel(
            name="Handled",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("drafted", "drafted"),
                            ("approved", "approved"),
                            ("enciphered", "enciphered"),
                            ("sent", "sent"),
                            ("received", "received"),
                            ("deciphered", "deciphered"),
                            ("translated", "translated"),
                            ("transcribed", "transcribed"),
                            ("typed", "typed"),
                            ("proofread", "proofread"),
                            ("copied", "copied"),
                            ("printed", "printed"),
                            ("forwarded", "forwarded"),
                            ("filed", "filed"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("clock", models.CharField(blank=True, max_length=5, verbose_name="time")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
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
                        related_name="handled",
                        to="registry.telegram",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Cancellation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cancellation",
                        to="registry.telegram",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Addressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        choices=[
                            ("to", "for action"),
                            ("copied", "copied"),
                            ("reporting_to", "reporting to"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=300)),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "telegram",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addressees",
                        to="registry.telegram",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="telegram",
            name="term",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.precedenceterm",
            ),
        ),
        migrations.CreateModel(
            name="CopyMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=300, verbose_name="to")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
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
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="registry.copy",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "indexes": [models.Index(fields=["office", "copy"], name="move_office")],
            },
        ),
        migrations.CreateModel(
            name="InTray",
            fields=[
                (
                    "telegram",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="in_tray",
                        serialize=False,
                        to="registry.telegram",
                    ),
                ),
                ("rank", models.PositiveSmallIntegerField()),
                ("due_on", models.DateField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="in_tray",
                        to="offices.office",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(fields=["office", "telegram"], name="copy_office"),
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.UniqueConstraint(
                fields=("telegram", "number"), name="one_copy_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="copy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_kept", True)), fields=("telegram",), name="one_copy_is_kept"
            ),
        ),
        migrations.AddIndex(
            model_name="telegram",
            index=models.Index(
                fields=["office", "way", "year", "-id"], name="telegram_office_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="telegram",
            constraint=models.UniqueConstraint(
                fields=("office", "way", "series", "year", "number"), name="one_number_a_telegram"
            ),
        ),
        migrations.AddIndex(
            model_name="intray",
            index=models.Index(fields=["office", "rank", "due_on", "telegram"], name="tray_office"),
        ),
        append_only("registry_telegram"),
        append_only("registry_precedenceterm"),
        append_only("registry_addressee"),
        append_only("registry_handled"),
        append_only("registry_cancellation"),
        append_only("registry_copy"),
        append_only("registry_copymove"),
    ]
