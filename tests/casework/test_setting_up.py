"""Offices and people from a file: made once, changed again, nobody lost, mistakes told."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from decretal.casework.law import law
from decretal.errors import DeploymentError
from decretal.offices.models import Office, User
from decretal.offices.setting_up import Made, set_up

DAY = datetime.date(1961, 12, 20)
WRITTEN = """
offices:
  - code: linjiang
    name: Linjiang County
    authority: local authorities
    under: tonghua
    acts for:
      - {authority: Tonghua Regional Committee, acts: [investigation]}
    people:
      - {name: linjiang.clerk, family name: So, given name: Na-mu, roles: [clerk, registrar]}
"""


def make(folder: Path, written: str) -> Made:
    path = folder / "offices.yaml"
    path.write_text(written, encoding="utf-8")
    return set_up(path, law().authorities, list(law().outcomes), DAY)


def test_an_office_with_its_people_is_made(tmp_path: Path, people: Mapping[str, User]) -> None:
    del people
    made = make(tmp_path, WRITTEN)
    office = Office.objects.get(code="linjiang")
    assert made.offices == ["Linjiang County"]
    assert office.is_under(Office.objects.get(code="tonghua"))
    assert law().may_do(office, "investigation")
    assert not law().may_do(office, "hand-over")
    user = User.objects.get(username="linjiang.clerk")
    assert user.check_password(made.passwords["linjiang.clerk"])
    assert {str(role) for role in user.roles} == {"clerk", "registrar"}


def test_a_second_run_changes_and_loses_nobody(tmp_path: Path, people: Mapping[str, User]) -> None:
    before = len(people)
    make(tmp_path, WRITTEN)
    again = make(tmp_path, WRITTEN.replace("[clerk, registrar]", "[auditor]"))
    assert (again.offices, again.passwords) == ([], {})
    assert again.changed == ["linjiang.clerk is auditor now"]
    closed = make(tmp_path, WRITTEN.replace("roles: [clerk, registrar]", "active: no"))
    assert "linjiang.clerk is closed now" in closed.changed
    assert User.objects.count() == before + 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("offices:", "ofices:", "has no list of offices"),
        ("code: linjiang", "kode: linjiang", 'Did you mean "code"'),
        ("under: tonghua", "under: nowhere", "there is no such office"),
        ("authority: local authorities", "authority: local authority", "did you mean|Did you mean"),
        ("[investigation]", "[investigating]", "which the rulebook does not name"),
        ("[clerk, registrar]", "[chief]", 'has the role "chief"'),
        ("name: linjiang.clerk", "name: ''", 'does not say "name"'),
        ("code: linjiang", "code: lin/jiang", "Linjiang County"),
        ("offices:", "offices: [", "cannot be read"),
    ],
)
@pytest.mark.usefixtures("people")
def test_a_mistake_is_told_and_nothing_is_made(
    old: str, new: str, said: str, tmp_path: Path
) -> None:
    before = Office.objects.count(), User.objects.count()
    with pytest.raises(DeploymentError, match=said) as raised:
        make(tmp_path, WRITTEN.replace(old, new, 1))
    assert str(raised.value)
    assert (Office.objects.count(), User.objects.count()) == before
