"""The Django application of the offices."""

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    """Offices and their people."""

    name = "decretal.offices"
    label = "offices"
    verbose_name = "Offices"
    default_auto_field = "django.db.models.BigAutoField"
