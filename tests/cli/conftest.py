"""The command line on an invented ferry order: in this process, and as it is installed."""

from __future__ import annotations

import io
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from decretal.cli import main

FERRY = """\
# Order on the ferry

```yaml
directive: ferry
title: Order of the Harbour Office on passengers of the ferry
issued by: Harbour Office
issued on: 1930-05-01
in force from: 1930-05-01
rank: local directive
source:
  ¶1: the ferry
```

## Whom it is about

```yaml
scope: kind of passenger in ("resident", "visitor")
source: {¶2.1: Whoever takes the ferry}
```

```yaml
- fact: kind of passenger
  question: Does the passenger live on the island?
  type: string
  values: [resident, visitor, crew]
  source: {¶2.1: Whoever takes the ferry}
- fact: has a ticket
  question: Was a ticket shown?
  type: boolean
  source: {¶2.2: with a ticket}
- fact: crossings
  question: How often has the passenger crossed this month?
  type: number
  whole: yes
  minimum: 0
  maximum: 100
  source: {¶3.1: ten times}
- fact: asked on
  question: On which day did the passenger ask?
  type: date
  source: {¶3.1: in winter}
```

## 1 — Admission

```yaml
- disposition: admit
  source: {¶2.2: is admitted}
- disposition: turn away
  source: {¶2.3: is turned away}
- disposition: a free crossing
  source: {¶3.1: goes free}
- rule: 1.a
  if: has a ticket
  then: admit
  source: {¶2.2: with a ticket}
- rule: 1.b
  if: not(has a ticket)
  then: turn away
  source: {¶2.3: without one}
```

## 2 — Those who cross often

```yaml
- rule: 2.a
  if: crossings >= 10
  in addition: a free crossing
  source: {¶3.1: ten times}
- rule: 2.b
  if: crossings >= 10 and kind of passenger = "resident" and residents without a ticket = "admitted"
  then: admit
  exception to: 1.b
  source: {¶3.1: ten times}
- interpretation: residents without a ticket
  question: Does a free crossing need a ticket?
  options:
    turned away: The text makes no exception for them.
    admitted: Whoever goes free needs no ticket.
  default: turned away
  source: {¶3.1: goes free}
- act: warning
  outcomes: [heeded, ignored]
  source: {¶3.2: is warned}
- act: report
  source: {¶3.3: reported}
- authority: Harbour Office
  source: {¶3.3: the harbour}
- obligation: warn the passenger
  bearer: Harbour Office
  follows: 1.b
  done by: warning
  source: {¶3.2: is warned}
- prohibition: carry the passenger
  bearer: Harbour Office
  follows: 1.b
  until: warning
  source: {¶2.3: is turned away}
- permission: report the passenger
  bearer: Harbour Office
  follows: 1.b
  source: {¶3.3: reported}
```
"""

SOURCE = """\
Order on the ferry

Whoever takes the ferry is asked for a ticket. Whoever comes with a ticket is admitted. \
Whoever comes without one is turned away.

Whoever crosses ten times in winter goes free. Whoever argues is warned. \
A second time it is reported to the harbour.
"""

CASES = """\
case,kind of passenger,has a ticket,crossings,asked on
F-1,resident,yes,3,1930-06-01
F-2,visitor,no,12,1930-06-02
F-3,visitor,,4,
F-4,crew,yes,1,1930-06-03
"""


@dataclass(frozen=True)
class Run:
    """What a command did."""

    status: int
    out: str
    err: str


Here: TypeAlias = Callable[..., Run]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the ferry order, its source and some cases, to work in."""
    (tmp_path / "ferry").mkdir()
    (tmp_path / "ferry" / "rulebook.md").write_text(FERRY)
    (tmp_path / "source.txt").write_text(SOURCE)
    (tmp_path / "cases.csv").write_text(CASES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def decretal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Here:
    """Run a command in this process."""

    def run(*arguments: str, given: bytes = b"") -> Run:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        status = main(list(arguments))
        out, err = capsys.readouterr()
        return Run(status, out, err)

    return run


COMMAND = Path(sysconfig.get_path("scripts")) / "decretal"


@pytest.fixture
def installed(folder: Path) -> Here:
    """Run the command as it is installed."""

    def run(
        *arguments: str, given: bytes = b"", env: Mapping[str, str] | None = None, limit: float = 60
    ) -> Run:
        done = subprocess.run(
            [COMMAND, *arguments],
            input=given,
            capture_output=True,
            timeout=limit,
            env=env,
            check=False,
        )
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
