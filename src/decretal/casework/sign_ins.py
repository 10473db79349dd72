"""Signing in again and again: after some failures there is a wait, never a locked door.

Owns how long the wait is. It is counted in the database, so that all processes of a
server know of it: for a name at an address, so that nobody keeps somebody else out from
afar; for an address; and, far more patiently, for a name from wherever.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from decretal.offices.models import FailedSignIns

FREE: Final[Mapping[str, int]] = {"name at address": 5, "address": 30, "name": 50}
"""How many failures are free before the first wait."""

FIRST_WAIT: Final = datetime.timedelta(seconds=15)
LONGEST_WAIT: Final = datetime.timedelta(minutes=15)
FORGOTTEN_AFTER: Final = datetime.timedelta(hours=1)


def wait_for(name: str, address: str) -> int:
    """The seconds until somebody may try again; 0 where they may now."""
    now = timezone.now()
    kinds = _kinds(name, address)
    waits = [
        failed.last_at + _wait_after(failed.count, kinds[failed.of]) - now
        for failed in FailedSignIns.objects.filter(of__in=kinds)
        if now - failed.last_at < FORGOTTEN_AFTER
    ]
    return max(0, math.ceil(max((each.total_seconds() for each in waits), default=0)))


def failed(name: str, address: str) -> None:
    """Count a failure."""
    now = timezone.now()
    FailedSignIns.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    for of in _kinds(name, address):
        if FailedSignIns.objects.filter(of=of).update(count=F("count") + 1, last_at=now):
            continue
        try:
            with transaction.atomic():
                FailedSignIns.objects.create(of=of, count=1, last_at=now)
        except IntegrityError:  # another process was faster
            FailedSignIns.objects.filter(of=of).update(count=F("count") + 1, last_at=now)


def succeeded(name: str, address: str) -> None:
    """Forget the failures of a name at an address; those of the address stay."""
    found = [of for of, kind in _kinds(name, address).items() if kind == "name at address"]
    FailedSignIns.objects.filter(of__in=found).delete()


def _wait_after(count: int, kind: str) -> datetime.timedelta:
    beyond = count - FREE[kind]
    if beyond < 0:
        return datetime.timedelta()
    # Doubles with each further failure; ten doublings are longer than the longest wait.
    doublings = min(beyond, 10)
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << doublings))


def _kinds(name: str, address: str) -> dict[str, str]:
    """The kinds of what is counted, by the keyed hashes under which it is."""
    name = name.strip().casefold()[:150]
    said = {"name at address": f"{name}\n{address}", "address": address, "name": name}
    return {
        salted_hmac(f"sign-in {kind}", value, algorithm="sha256").hexdigest(): kind
        for kind, value in said.items()
    }
