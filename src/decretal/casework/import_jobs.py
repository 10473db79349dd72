"""Imports that run beside the pages: looked through, then taken in, with their progress.

Owns the folder of an import in the deployment's home, with the table as it came and what
became of it. Whether it was imported is asked of the entries and of nothing else, so a
server that is killed leaves no doubt.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from decretal.cases.formats.opening import format_by_ending
from decretal.cases.rejects import Rejected
from decretal.casework.deployment import deployment
from decretal.casework.importing import look_through, take_in
from decretal.casework.models import Entry
from decretal.casework.record import Request
from decretal.errors import DecretalError, EntryError, UnforeseenError
from decretal.offices.models import User

MOST_BYTES: Final = 200 * 1024 * 1024
_STALE: Final = 60.0
_NAME: Final = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Job:
    """An import as it stands.

    ``state`` is "looking", "looked", "taking", "taken", "failed" or "interrupted";
    ``fraction`` is between 0 and 1 where it is known.
    """

    name: str
    table: str
    state: str
    done: int = 0
    fraction: float | None = None
    ready: int = 0
    rejected: int = 0
    first: list[Mapping[str, object]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    error: str = ""

    @property
    def is_under_way(self) -> bool:
        """Whether it is still running."""
        return self.state in ("looking", "taking")


def begin(user: User, upload: UploadedFile[bytes]) -> str:
    """Keep an uploaded table and look it through beside the page; gives the import's name.

    Raises EntryError for a table that is too big, UnknownFormatError for what is no table
    by its name.
    """
    given = Path(str(upload.name or "table")).name[:100]
    if upload.size is None or upload.size > MOST_BYTES:
        raise EntryError(
            f"The table is larger than {MOST_BYTES // 1024 // 1024} MB.",
            advice="Import it with the command: decretal import.",
        )
    format_by_ending(Path(given))
    name = secrets.token_hex(16)
    folder = _folder(name)
    folder.mkdir(parents=True, mode=0o700)
    table = folder / f"table{Path(given).suffix.lower()}"
    with table.open("wb") as file:
        for chunk in upload.chunks():
            file.write(chunk)
    _write(name, {"table": given, "user": user.pk, "path": table.name, "state": "looking"})
    _beside(name, lambda: _look(user, name, table))
    return name


def go_on(user: User, name: str, *, leave_rejected: bool) -> None:
    """Take in a table that was looked through; going on twice imports once."""
    said = _said(user, name)
    if said["state"] != "looked":
        return
    _change(name, state="taking", done=0, fraction=0.0)
    table = _folder(name) / str(said["path"])
    _beside(name, lambda: _take(user, name, table, leave_rejected))


def job(user: User, name: str) -> Job:
    """An import of somebody; raises EntryError where there is none of that name."""
    said = _said(user, name)
    state = str(said["state"])
    if Entry.objects.filter(key=_key(name)).exists():
        state = "taken"
    elif state in ("looking", "taking") and time.time() - _touched(name) > _STALE:
        state = "interrupted"
    known = {key: said[key] for key in Job.__dataclass_fields__ if key in said}
    return Job(**{**known, "name": name, "state": state})  # type: ignore[arg-type]


def rejects_of(user: User, name: str) -> Path | None:
    """The file of rejected rows of an import, if it has any."""
    _said(user, name)
    path = _folder(name) / "rejects.csv"
    return path if path.exists() else None


def _look(user: User, name: str, table: Path) -> None:
    found = look_through(Request(user), table, progress=_reporting(name))
    if found.problems:
        _write_rejects(name, found.problems)
    _change(
        name,
        state="looked",
        ready=found.ready,
        rejected=found.rejected,
        first=[
            {"number": each.number, "names": list(each.names), "facts": each.facts}
            for each in found.first
        ],
        problems=_told(found.problems),
    )


def _take(user: User, name: str, table: Path, leave_rejected: bool) -> None:
    opened, rejected = take_in(
        Request(user, _key(name)),
        table,
        leave_rejected=leave_rejected,
        progress=_reporting(name),
    )
    if rejected:
        _write_rejects(name, rejected)
    _change(name, state="taken", done=opened, rejected=len(rejected))


def _told(problems: Iterable[Rejected]) -> list[str]:
    return [f"row {each.row} {'; '.join(map(str, each.problems))}" for each in problems][:50]


def _write_rejects(name: str, rejected: Iterable[Rejected]) -> None:
    from decretal.cases.write import RejectsFile

    with RejectsFile(_folder(name) / "rejects.csv") as file:
        for each in rejected:
            file.add(each)


def _reporting(name: str) -> Callable[[int, float | None], None]:
    last = [0.0]

    def progress(done: int, fraction: float | None) -> None:
        if time.monotonic() - last[0] > 0.5:
            last[0] = time.monotonic()
            _change(name, done=done, fraction=fraction)

    return progress


def _beside(name: str, work: Callable[[], None]) -> None:
    def run() -> None:
        try:
            work()
        except DecretalError as error:
            _change(name, state="failed", error=str(error))
        except Exception:
            fault = UnforeseenError("Decretal has a fault, and nothing was imported.")
            _change(name, state="failed", error=str(fault))
            raise
        finally:
            connection.close()

    threading.Thread(target=run, name=f"import {name[:8]}", daemon=True).start()


def _key(name: str) -> str:
    return f"import-{name}"


def _folder(name: str) -> Path:
    return deployment().home / "imports" / name


def _touched(name: str) -> float:
    return (_folder(name) / "status.json").stat().st_mtime


def _said(user: User, name: str) -> dict[str, object]:
    path = _folder(name) / "status.json"
    if not _NAME.fullmatch(name) or not path.exists():
        raise EntryError("There is no such import.", advice="Begin one anew.")
    said: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    if said.get("user") != user.pk:
        raise EntryError("There is no such import.", advice="Begin one anew.")
    return said


def _change(name: str, **changed: object) -> None:
    path = _folder(name) / "status.json"
    _write(name, {**json.loads(path.read_text(encoding="utf-8")), **changed})


def _write(name: str, said: Mapping[str, object]) -> None:
    path = _folder(name) / "status.json"
    part = path.with_suffix(f".{threading.get_ident()}.part")
    part.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    os.replace(part, path)
