"""Tables of which the database itself refuses to change or delete a row.

Owns the triggers, for SQLite and PostgreSQL. A migration that makes such a table has
``append_only("table")`` among its operations.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

_SAID: Final = "entries are neither changed nor deleted"


def append_only(table: str) -> RunPython:
    """A migration's operation that makes a table append-only."""

    def install(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        del apps
        for statement in _statements(table, editor.connection.vendor):
            editor.execute(statement)

    def remove(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
        del apps
        for operation in ("update", "delete"):
            on = f" ON {table}" if editor.connection.vendor == "postgresql" else ""
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{operation}{on}")

    return RunPython(install, remove)


def _statements(table: str, vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION decretal_append_only() RETURNS trigger AS $$ "
            f"BEGIN RAISE EXCEPTION '{_SAID}'; END; $$ LANGUAGE plpgsql",
            *(
                f"CREATE TRIGGER {table}_no_{operation} BEFORE {operation.upper()} ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION decretal_append_only()"
                for operation in ("update", "delete")
            ),
        ]
    return [
        f"CREATE TRIGGER {table}_no_{operation} BEFORE {operation.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{_SAID}'); END"
        for operation in ("update", "delete")
    ]
