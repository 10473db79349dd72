"""Backup and restore: all that a deployment keeps, in one file, for any database.

Owns the file's form: a ZIP with a manifest and a table of JSON lines for each model. It
is whole or not there. A restore fills an empty database, all or nothing, and then holds
every chain and the seal against the manifest.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction
from django.utils import timezone

from decretal.casework.deployment import deployment
from decretal.casework.verifying import verify
from decretal.errors import BackupError, BrokenChainError, OverwriteError, UnwritableFileError
from decretal.offices.models import Office
from decretal.offices.snapshot import snapshot
from decretal.registry.register import sights, tray
from decretal.registry.register.chained import fill
from decretal.registry.register.models import Link
from decretal.registry.register.projections import Sight

FORM: Final = 1
_APPS: Final = ("offices", "registry", "casework")
_AT_ONCE: Final = 1000
Progress = Callable[[int, float | None], None]


def kept() -> list[type[models.Model]]:
    """The models that are kept, each after those that it points to."""
    waiting = [model for app in _APPS for model in apps.get_app_config(app).get_models()]
    ordered: list[type[models.Model]] = []
    while waiting:
        ready = [
            model
            for model in waiting
            if not any(
                field.related_model in waiting and field.related_model is not model
                for field in model._meta.concrete_fields
                if field.is_relation
            )
        ]
        if not ready:
            raise BackupError("The tables point to each other in a circle.")
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def back_up(path: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Write a backup and give its manifest.

    Raises OverwriteError where the file is there already, and UnwritableFileError.
    """
    if path.exists():
        raise OverwriteError(f"{path} is there already.", advice="Name another file.")
    part = path.with_name(f".{path.name}.part")
    try:
        with snapshot():
            manifest = _write(part, progress)
        os.replace(part, path)
    except OSError as error:
        raise UnwritableFileError(
            f"{path} cannot be written: {error.strerror}.", advice="See whether there is room."
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return manifest


def _write(part: Path, progress: Progress | None) -> dict[str, Any]:
    tables: dict[str, dict[str, object]] = {}
    done = 0
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with (
        os.fdopen(descriptor, "wb") as file,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive,
    ):
        for model in kept():
            name = f"{model._meta.label_lower}.jsonl"
            digest, count = hashlib.sha256(), 0
            with archive.open(name, "w", force_zip64=True) as table:
                for line in _lines(model):
                    table.write(line)
                    digest.update(line)
                    count += 1
                    done += 1
                    if progress is not None and done % 1000 == 0:
                        progress(done, None)
            tables[name] = {"rows": count, "sha256": digest.hexdigest()}
        found = verify()
        manifest: dict[str, Any] = {
            "form": FORM,
            "made_at": timezone.now().isoformat(),
            "mode": deployment().mode.value,
            "files": found.files,
            "entries": found.entries,
            "telegrams": found.telegrams,
            "seal": found.seal,
            "broken": [str(each) for each in found.broken],
            "tables": tables,
        }
        archive.writestr("manifest.json", json.dumps(manifest, indent=2, ensure_ascii=False))
        archive.close()
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    order = ("path",) if model is Office else ("pk",)
    rows = model._default_manager.order_by(*order).iterator(chunk_size=_AT_ONCE)
    while chunk := list(islice(rows, _AT_ONCE)):
        written = serializers.serialize("jsonl", chunk, cls=_Exact)
        yield from (line.encode() for line in written.splitlines(keepends=True))


class _Exact(DjangoJSONEncoder):
    """Django's own, which cuts instants to milliseconds; the hashes cover microseconds."""

    def default(self, o: object) -> Any:
        """An instant, whole; anything else as Django has it."""
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


def restore(path: Path, progress: Progress | None = None) -> dict[str, Any]:
    """Fill an empty database from a backup, all or nothing, and verify it.

    Raises BackupError for what is no whole backup, or a database that is not empty, and
    BrokenChainError where what was restored does not come to the seal of the backup.
    """
    if Office.objects.exists():
        raise BackupError(
            "This database is not empty.", advice="Restore into a new DECRETAL_HOME or database."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive, path)
            with transaction.atomic():
                _read(archive, manifest, progress)
                _check(manifest)
                _set_sequences()
    except (OSError, zipfile.BadZipFile, KeyError, json.JSONDecodeError) as error:
        raise BackupError(
            f"{path} is no whole backup: {error}.", advice="Take another copy of it."
        ) from None
    return manifest


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    if manifest.get("form") != FORM:
        raise BackupError(
            f"{path} is a backup of the form {manifest.get('form')}, and this reads {FORM}.",
            advice="Use the version of Decretal that made it.",
        )
    if manifest["mode"] != deployment().mode.value:
        raise BackupError(
            f"{path} is of a deployment in {manifest['mode']} mode, and this one is in "
            f"{deployment().mode.value} mode.",
            advice="Declare the same mode: what is marked as a study or training stays so.",
        )
    return manifest


def _read(archive: zipfile.ZipFile, manifest: dict[str, Any], progress: Progress | None) -> None:
    done = 0
    total = sum(int(table["rows"]) for table in manifest["tables"].values()) or 1
    for name, table in manifest["tables"].items():
        digest = hashlib.sha256()
        with archive.open(name) as lines:
            while chunk := list(islice(lines, _AT_ONCE)):
                for line in chunk:
                    digest.update(line)
                rows = [each.object for each in serializers.deserialize("jsonl", b"".join(chunk))]
                type(rows[0])._default_manager.bulk_create(rows)
                done += len(rows)
                if progress is not None:
                    progress(done, done / total)
        if digest.hexdigest() != table["sha256"]:
            raise BackupError(f"{name} is damaged.", advice="Take another copy of the backup.")


def _check(manifest: dict[str, Any]) -> None:
    has_chain = f"{Link._meta.label_lower}.jsonl" in manifest["tables"]
    if not has_chain:  # it was made before the register had a chain
        fill(lambda table: apps.get_model("registry", table))
    if f"{Sight._meta.label_lower}.jsonl" not in manifest["tables"]:  # nor its lists
        tray.rebuild()
        sights.rebuild()
    found = verify()
    seal = found.seal if has_chain else found.seal_of_files
    if seal != manifest["seal"] or len(found.broken) > len(manifest["broken"]):
        raise BrokenChainError(
            "What was restored does not come to the seal of the backup. Nothing was restored.",
            advice="Take another copy of the backup.",
        )


def _set_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), kept())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
