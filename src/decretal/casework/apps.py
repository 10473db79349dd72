"""The Django application of casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Files, entries and the procedure."""

    name = "decretal.casework"
    label = "casework"
    verbose_name = "Casework"
    default_auto_field = "django.db.models.BigAutoField"
