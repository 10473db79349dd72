"""The Django application of the register."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Registered telegrams and their copies."""

    name = "decretal.registry.register"
    label = "registry"
    verbose_name = "Register of correspondence"
    default_auto_field = "django.db.models.BigAutoField"
