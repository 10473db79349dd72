"""Care, reports of incidents, sessions of education, requests for guidance."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from decretal.offices.append_only import append_only


class Migration(migrations.Migration):
    """The tables."""

    dependencies = [
        ("casework", "0005_likeness"),
        ("offices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComplaintRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.file",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="GuidanceRequest",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="guidance",
                        serialize=False,
                        to="casework.file",
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="number")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("under way", "under way"),
                            ("answered", "answered"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("returned", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("gap", models.CharField(blank=True, max_length=64)),
                ("lies_since", models.DateField(verbose_name="there since")),
                ("drafted_on", models.DateField(verbose_name="drafted on")),
                ("answered_on", models.DateField(null=True, verbose_name="answered on")),
                ("members", models.PositiveIntegerField(default=0, verbose_name="files that wait")),
                (
                    "lies_at",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for guidance",
            },
        ),
        migrations.CreateModel(
            name="GuidanceMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guidance",
                        to="casework.casefile",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="waiting",
                        to="casework.guidancerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InCare",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="care",
                        serialize=False,
                        to="casework.casefile",
                    ),
                ),
                ("held_at", models.CharField(blank=True, max_length=200, verbose_name="held at")),
                ("held_since", models.DateField(null=True, verbose_name="held since")),
                (
                    "owed_since",
                    models.DateField(null=True, verbose_name="food and clothing owed since"),
                ),
                ("given_on", models.DateField(null=True, verbose_name="last given")),
                (
                    "given",
                    models.CharField(blank=True, max_length=500, verbose_name="what was given"),
                ),
                (
                    "given_by",
                    models.CharField(blank=True, max_length=200, verbose_name="who gave it"),
                ),
                ("counted_from", models.DateField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "person in care",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("day", models.DateField(verbose_name="day")),
                ("topic", models.CharField(max_length=500, verbose_name="on what")),
                ("held_by", models.CharField(max_length=200, verbose_name="held by")),
                (
                    "documents",
                    models.CharField(blank=True, max_length=2000, verbose_name="documents"),
                ),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="casework.file",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "session of education",
                "ordering": ("-day", "-sequence"),
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendances",
                        to="casework.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "matter",
                    models.CharField(
                        choices=[
                            ("care", "food and clothing: days from one giving to the next"),
                            (
                                "duty",
                                "an overdue duty: days before the office above is shown it too",
                            ),
                            ("decision", "a decision that waits: days from the last entry"),
                            ("complaint", "a report of an incident: days in which it is taken up"),
                        ],
                        max_length=20,
                        verbose_name="matter",
                    ),
                ),
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
                        related_name="terms",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "term of an office",
                "ordering": ("-id",),
            },
        ),
        migrations.CreateModel(
            name="Complaint",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="complaint",
                        serialize=False,
                        to="casework.file",
                    ),
                ),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="number")),
                ("withheld", models.BooleanField(default=False, verbose_name="name withheld")),
                (
                    "course",
                    models.CharField(
                        choices=[
                            ("reported", "reported"),
                            ("taken up", "taken up"),
                            ("found", "found"),
                            ("closed", "closed"),
                        ],
                        max_length=20,
                        verbose_name="course",
                    ),
                ),
                (
                    "finding",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("true", "it happened"),
                            ("not true", "it did not happen"),
                            ("not established", "it could not be established"),
                        ],
                        max_length=20,
                        verbose_name="finding",
                    ),
                ),
                ("reported_on", models.DateField(verbose_name="reported on")),
                ("taken_up_on", models.DateField(null=True, verbose_name="taken up on")),
                ("closed_on", models.DateField(null=True, verbose_name="closed on")),
                (
                    "accused",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "accused_office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="casework.file",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                        verbose_name="looked into by",
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "report of an incident",
                "indexes": [
                    models.Index(
                        fields=["office", "course", "reported_on"], name="complaint_office"
                    ),
                    models.Index(fields=["reporter", "reported_on"], name="complaint_reporter"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="gap",
                        serialize=False,
                        to="casework.casefile",
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("said", models.JSONField(default=dict)),
                ("asked", models.BooleanField(default=False, verbose_name="asked")),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offices.office",
                    ),
                ),
            ],
            options={
                "verbose_name": "gap",
                "indexes": [models.Index(fields=["office", "asked", "key"], name="gap_office_key")],
            },
        ),
        migrations.AddIndex(
            model_name="guidancerequest",
            index=models.Index(fields=["lies_at", "stage"], name="guidance_lies_at"),
        ),
        migrations.AddConstraint(
            model_name="guidancemember",
            constraint=models.UniqueConstraint(
                fields=("request", "case"), name="one_member_a_request"
            ),
        ),
        migrations.AddIndex(
            model_name="incare",
            index=models.Index(
                fields=["office", "counted_from", "case"], name="care_office_counted"
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["office", "-day"], name="session_office_day"),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.UniqueConstraint(
                fields=("file", "sequence"), name="one_session_an_entry"
            ),
        ),
        migrations.AddConstraint(
            model_name="attendance",
            constraint=models.UniqueConstraint(fields=("session", "user"), name="one_attendance"),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(
                fields=["office", "waits_for", "touched_on"], name="case_office_waits"
            ),
        ),
        migrations.AddIndex(
            model_name="casefile",
            index=models.Index(
                condition=models.Q(("departs", True)),
                fields=["office", "-decided_on"],
                name="case_departs",
            ),
        ),
        append_only("casework_term"),
        append_only("casework_complaintread"),
    ]
