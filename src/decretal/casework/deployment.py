"""What a deployment declares of itself: its mode, its folder, its database, its day.

Owns the environment variables and their mistakes. Django's settings are made from it
in ``casework.settings``.

| variable | holds |
| --- | --- |
| ``DECRETAL_HOME`` | the folder of the data, ``decretal-home`` where none is named |
| ``DECRETAL_DATABASE`` | ``postgresql://user:password@host:port/name``; SQLite without it |
| ``DECRETAL_MODE`` | ``study``, ``training`` or ``live``; there is no default |
| ``DECRETAL_DAY`` | the day on which a study or a training takes place; today without it |
| ``DECRETAL_RULEBOOK`` | the folder of the rulebook |
| ``DECRETAL_READINGS`` | readings that are not the default, ``NAME=OPTION; NAME=OPTION`` |
| ``DECRETAL_HOSTS`` | names under which the pages are served, ``localhost,127.0.0.1`` without it |
| ``DECRETAL_HTTPS`` | ``yes`` where the pages are served over HTTPS only |
| ``DECRETAL_SECRET_KEY`` | the key that signs sessions; made once in the home without it |
"""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from decretal.errors import DeploymentError

_EXAMPLE = "postgresql://decretal:password@localhost:5432/decretal"


class Mode(Enum):
    """What a deployment is for."""

    STUDY = "study"
    TRAINING = "training"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Deployment:
    """A deployment; ``day`` is None where its day is today."""

    mode: Mode
    home: Path
    rulebook: Path
    database: str = ""
    day: datetime.date | None = None
    readings: Mapping[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    https: bool = False
    secret_key: str = ""

    def today(self) -> datetime.date:
        """The day on which what happens here is recorded."""
        return self.day or datetime.date.today()


@cache
def deployment() -> Deployment:
    """The deployment that the environment declares; read once.

    Raises DeploymentError for what is missing or wrong.
    """
    return declared(os.environ)


def declared(environment: Mapping[str, str]) -> Deployment:
    """The deployment that these variables declare."""
    mode = _mode(environment.get("DECRETAL_MODE", ""))
    home = Path(environment.get("DECRETAL_HOME", "decretal-home")).absolute()
    return Deployment(
        mode=mode,
        home=home,
        rulebook=Path(environment.get("DECRETAL_RULEBOOK", "rulebooks/jilin-1961")).absolute(),
        database=environment.get("DECRETAL_DATABASE", ""),
        day=_day(environment.get("DECRETAL_DAY", ""), mode),
        readings=_readings(environment.get("DECRETAL_READINGS", "")),
        hosts=_hosts(environment.get("DECRETAL_HOSTS", "")),
        https=environment.get("DECRETAL_HTTPS", "").lower() in ("yes", "true", "1"),
        secret_key=environment.get("DECRETAL_SECRET_KEY", ""),
    )


def secret_key(where: Deployment) -> str:
    """The key that signs sessions: the one declared, or one made once in the home."""
    if where.secret_key:
        return where.secret_key
    path = where.home / "secret-key"
    if not path.exists():
        where.home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(60))
    return path.read_text(encoding="ascii").strip()


def database(where: Deployment) -> dict[str, object]:
    """The settings of Django for the database."""
    if not where.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(where.home / "decretal.sqlite3"),
            # Writers wait for each other instead of failing; what was acknowledged
            # is on the disk (synchronous = FULL).
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    parts = urlsplit(where.database)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise DeploymentError(
            "DECRETAL_DATABASE is no address of a PostgreSQL database.",
            advice=f"Write it as {_EXAMPLE}, or leave it out for SQLite.",
        )
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(options.pop("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def _mode(written: str) -> Mode:
    try:
        return Mode(written.strip().lower())
    except ValueError:
        found = f'DECRETAL_MODE is "{written}"' if written else "DECRETAL_MODE is not set"
        raise DeploymentError(
            f"{found}; a deployment declares itself study, training or live.",
            advice="Set it: study for closed files of the past, training for invented ones, "
            "live for people who may be living.",
        ) from None


def _day(written: str, mode: Mode) -> datetime.date | None:
    if not written.strip():
        return None
    if mode is Mode.LIVE:
        raise DeploymentError(
            "DECRETAL_DAY is set in live mode, where the day is today.",
            advice="Leave it out, or declare a study or a training.",
        )
    try:
        return datetime.date.fromisoformat(written.strip())
    except ValueError:
        raise DeploymentError(
            f'DECRETAL_DAY is "{written}", and that is no day.',
            advice="Write it as 1961-12-20.",
        ) from None


def _readings(written: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in written.split(";"))):
        name, sign, option = each.partition("=")
        if not sign:
            raise DeploymentError(
                f'DECRETAL_READINGS holds "{each}", which names no option.',
                advice='Write NAME=OPTION, several with "; " between them.',
            )
        found[name.strip()] = option.strip()
    return found


def _hosts(written: str) -> tuple[str, ...]:
    found = tuple(filter(None, (part.strip() for part in written.split(","))))
    return found or ("localhost", "127.0.0.1", "[::1]")
