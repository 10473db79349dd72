"""Setting up offices and people from a file, again and again.

Owns the file's form. What is in it is made, or brought to what the file says; what is not
in it is left as it is, for nobody vanishes from a record. New people get a password of
their own, which is told once.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from decretal.errors import DeploymentError
from decretal.offices.models import Delegation, Office, Posting, Role, User
from decretal.spelling import closest, quoted

_OFFICE_KEYS: Final = ("code", "name", "authority", "state", "under", "acts for", "people")
_PERSON_KEYS: Final = ("name", "family name", "given name", "roles", "active")
_DELEGATION_KEYS: Final = ("authority", "acts", "since", "note")


@dataclass(slots=True)
class Made:
    """What was made: offices, and people with the passwords that they sign in with first."""

    offices: list[str] = field(default_factory=list)
    passwords: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)


def set_up(
    path: Path, authorities: Sequence[str], acts: Sequence[str], today: datetime.date
) -> Made:
    """Make what a file says, all or nothing.

    ``authorities`` and ``acts`` are those of the rulebook. Raises DeploymentError with
    the first thing that is wrong.
    """
    said = _read(path)
    made = Made()
    with transaction.atomic():
        for each in _items(said, "offices", path):
            _check(each, _OFFICE_KEYS, "an office", path)
            office = _office(each, authorities, made, path)
            for delegation in _items(each, "acts for", path):
                _check(delegation, _DELEGATION_KEYS, f"{office}, acts for", path)
                _delegate(office, delegation, authorities, acts, today, path)
            for person in _items(each, "people", path):
                _check(person, _PERSON_KEYS, f"{office}, people", path)
                _person(office, person, made, path)
    return made


def _read(path: Path) -> Mapping[str, Any]:
    import yaml

    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise DeploymentError(f"{path} cannot be read: {error}", advice="Correct it.") from None
    if not isinstance(said, dict) or not isinstance(said.get("offices"), list):
        raise DeploymentError(
            f"{path} has no list of offices.", advice="See docs/deployment.md for its form."
        )
    return said


def _items(said: Mapping[str, Any], key: str, path: Path) -> Iterable[Mapping[str, Any]]:
    found = said.get(key) or []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise DeploymentError(f"{path}: {key} is no list of tables.", advice="Write - key: value.")
    return found


def _check(said: Mapping[str, Any], keys: Sequence[str], where: str, path: Path) -> None:
    for key in said:
        if key not in keys:
            near = closest(str(key), keys)
            raise DeploymentError(
                f'{path}: {where} has "{key}", which is no key.',
                advice=f'Did you mean "{near}"?'
                if near
                else f"Its keys are {quoted(keys, 'and')}.",
            )


def _text(said: Mapping[str, Any], key: str, where: str, path: Path) -> str:
    value = str(said.get(key) or "").strip()
    if not value:
        raise DeploymentError(f'{path}: {where} does not say "{key}".', advice="Add it.")
    return value


def _office(said: Mapping[str, Any], authorities: Sequence[str], made: Made, path: Path) -> Office:
    code = _text(said, "code", "an office", path)
    name = _text(said, "name", f"the office {code}", path)
    authority = str(said.get("authority") or "")
    if authority and authority not in authorities:
        near = closest(authority, authorities)
        raise DeploymentError(
            f'{path}: {name} is "{authority}", which the rulebook does not name.',
            advice=f'Did you mean "{near}"?' if near else f"It names {quoted(authorities, 'and')}.",
        )
    above = None
    if said.get("under"):
        above = Office.objects.filter(code=said["under"]).first()
        if above is None:
            raise DeploymentError(
                f'{path}: {name} is under "{said["under"]}", and there is no such office.',
                advice="Write the code of an office that stands before it.",
            )
    office = Office.objects.filter(code=code).first()
    if office is None:
        office = Office(code=code)
        made.offices.append(name)
    office.name, office.authority, office.parent = name, authority, above
    office.state = str(said.get("state") or "")
    try:
        office.full_clean(exclude=["path"])
    except ValidationError as error:
        raise DeploymentError(f"{path}: {name}: {'; '.join(error.messages)}", advice="") from None
    office.save()
    return office


def _delegate(
    office: Office,
    said: Mapping[str, Any],
    authorities: Sequence[str],
    acts: Sequence[str],
    today: datetime.date,
    path: Path,
) -> None:
    authority = _text(said, "authority", f"{office}, acts for", path)
    named = [str(act) for act in said.get("acts") or [""]]
    for name, known in ((authority, authorities), *((act, acts) for act in named if act)):
        if name not in known:
            near = closest(name, known)
            raise DeploymentError(
                f'{path}: {office} acts for "{name}", which the rulebook does not name.',
                advice=f'Did you mean "{near}"?' if near else "Write it as the rulebook does.",
            )
    since = said.get("since") or today
    if not isinstance(since, datetime.date):
        raise DeploymentError(f'{path}: since "{since}" is no day.', advice="Write 1961-11-26.")
    for act in named:
        Delegation.objects.update_or_create(
            office=office,
            authority=authority,
            act=act,
            defaults={"since": since, "note": str(said.get("note") or "")[:500]},
        )


def _person(office: Office, said: Mapping[str, Any], made: Made, path: Path) -> None:
    name = _text(said, "name", f"{office}, people", path)
    roles = [str(role) for role in said.get("roles") or []]
    for role in roles:
        if role not in Role.values:
            raise DeploymentError(
                f'{path}: {name} has the role "{role}".',
                advice=f"The roles are {quoted(Role.values, 'and')}.",
            )
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User(username=name)
        made.passwords[name] = secrets.token_urlsafe(12)
        user.set_password(made.passwords[name])
    elif user.office_id != office.pk:
        made.changed.append(f"{name} is in {office} now")
    user.office = office
    user.last_name = str(said.get("given name") or user.last_name)
    user.first_name = str(said.get("family name") or user.first_name)
    is_active = said.get("active", True) is not False
    if user.pk is not None and user.is_active is not is_active:
        made.changed.append(f"{name} is {'open' if is_active else 'closed'} now")
    user.is_active = is_active
    try:
        user.full_clean(exclude=["password"])
    except ValidationError as error:
        raise DeploymentError(f"{path}: {name}: {'; '.join(error.messages)}", advice="") from None
    user.save()
    before = {posting.role for posting in user.postings.all()}
    if before != set(roles):
        if before:
            made.changed.append(f"{name} is {', '.join(roles) or 'nothing'} now")
        user.postings.all().delete()
        Posting.objects.bulk_create([Posting(user=user, role=role) for role in roles])
