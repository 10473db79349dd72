"""Entries and the log are neither changed nor deleted: the database refuses it."""

from django.db import migrations

from decretal.offices.append_only import append_only


class Migration(migrations.Migration):
    """The triggers."""

    dependencies = (("casework", "0002_initial"),)
    operations = (append_only("casework_entry"), append_only("casework_logline"))
