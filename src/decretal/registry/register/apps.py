"""The Django application of the register."""

from __future__ import annotations

from typing import Final

from django.apps import AppConfig
from django.db.migrations import Migration
from django.db.models.signals import post_migrate

_MADE_BY: Final = ("registry", "0004_views_of_the_register")
"""The migration after which the views are filled; it has no models of its own to do it."""


class RegisterConfig(AppConfig):
    """Registered telegrams and their copies."""

    name = "decretal.registry.register"
    label = "registry"
    verbose_name = "Register of correspondence"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the views of the register where the tables or the offices change under them."""
        from decretal.offices.models import moved
        from decretal.registry.register import sights

        def fill(plan: list[tuple[Migration, bool]], **_: object) -> None:
            if any((m.app_label, m.name) == _MADE_BY and not undone for m, undone in plan):
                sights.rebuild_where_missing()

        post_migrate.connect(fill, sender=self, weak=False)
        moved.connect(lambda **_: sights.rebuild(), weak=False)
