"""Who decides a file, and on which day it can have been decided."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from decretal.casework import decisions, transfers
from decretal.casework.decisions import decide
from decretal.casework.deployment import Mode, deployment
from decretal.casework.models import CaseFile, EntryKind, File
from decretal.errors import EntryError, NoRightError
from decretal.offices.models import Office

from .conftest import As

VISITOR = "send back"


def on(day: int, month: int = 12) -> datetime.date:
    return datetime.date(1961, month, day)


@pytest.fixture
def visitor(case: dict[str, CaseFile]) -> File:
    """Its facts were established on 29 November, the first entry is of that day."""
    return File.objects.get(number=case["0006"].number)


def moved(by: As, file: File, to: str) -> None:
    office = Office.objects.get(code=to)
    transfers.send(by("tonghua.decider"), file, office, on=on(18), because="Relatives.")
    transfers.accept(by(f"{to}.decider"), file, on=on(19))


def test_the_office_that_holds_the_file_or_one_above_it_decides(by: As, visitor: File) -> None:
    (entry,) = decide(by("tonghua.decider"), visitor, VISITOR, on=on(19))
    assert entry.kind == EntryKind.DECISION


def test_an_office_that_held_the_file_decides_it_no_more(by: As, visitor: File) -> None:
    moved(by, visitor, "yanbian")
    length = File.objects.get(pk=visitor.pk).length
    with pytest.raises(NoRightError, match="is held by Yanbian Prefectural Committee"):
        decide(by("tonghua.decider"), visitor, VISITOR, on=on(19))
    assert File.objects.get(pk=visitor.pk).length == length


def test_an_office_to_which_the_file_is_on_its_way_does_not_decide_it_yet(
    by: As, visitor: File
) -> None:
    tonghua, yanbian = (Office.objects.get(code=code) for code in ("tonghua", "yanbian"))
    moved(by, visitor, "yanbian")
    transfers.send(by("yanbian.decider"), visitor, tonghua, on=on(20), because="They moved.")
    with pytest.raises(NoRightError, match="accept the file first"):
        decide(by("tonghua.decider"), visitor, VISITOR, on=on(20))
    transfers.accept(by("tonghua.decider"), visitor, on=on(20))
    assert decide(by("tonghua.decider"), visitor, VISITOR, on=on(20))
    assert yanbian != tonghua


def test_an_office_that_held_a_file_does_not_send_it_on(by: As, case: dict[str, CaseFile]) -> None:
    file = File.objects.get(number=case["0024"].number)  # Public Security accepted it
    fad = Office.objects.get(code="fad")
    with pytest.raises(NoRightError, match="is held by Public Security Department"):
        transfers.send(by("tonghua.decider"), file, fad, on=on(20), because="There.")


@pytest.mark.parametrize(("day", "month"), [(24, 11), (1, 1)])
def test_nothing_was_decided_by_the_order_before_it_was_in_force(
    by: As, visitor: File, day: int, month: int
) -> None:
    with pytest.raises(EntryError, match="in force since 1961-11-25"):
        decide(by("tonghua.decider"), visitor, VISITOR, on=on(day, month))


@pytest.mark.parametrize("day", [25, 28])
def test_nothing_was_decided_before_anything_stood_in_the_file(
    by: As, visitor: File, day: int
) -> None:
    with pytest.raises(EntryError, match="nothing stands in CHANGBAI-C-1961-0006 before"):
        decide(by("tonghua.decider"), visitor, VISITOR, on=on(day, 11), reason="So.")


def test_on_the_first_day_of_the_file_it_can_be_decided(by: As, visitor: File) -> None:
    assert decide(by("tonghua.decider"), visitor, VISITOR, on=on(29, 11))


@pytest.mark.parametrize("day", [11, 12])
def test_a_decision_as_the_order_says_is_not_of_a_day_on_which_it_did_not_say_so_yet(
    by: As, case: dict[str, CaseFile], day: int
) -> None:
    """The third refusal, by which the order lists the person, is of 12 December."""
    file = File.objects.get(number=case["0007"].number)
    if day < 12:
        with pytest.raises(EntryError, match='did not say "exception list"'):
            decide(by("tonghua.decider"), file, "exception list", on=on(day))
    else:
        assert decide(by("tonghua.decider"), file, "exception list", on=on(day))


def test_a_study_takes_in_what_was_decided_in_files_that_were_opened_elsewhere(
    by: As, visitor: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = replace(deployment(), mode=Mode.STUDY)
    monkeypatch.setattr(decisions, "deployment", lambda: study)
    assert decide(by("tonghua.decider"), visitor, VISITOR, on=on(26, 11), reason="As it was.")
    with pytest.raises(EntryError, match="in force since"):
        decide(by("tonghua.decider"), visitor, VISITOR, on=on(24, 11), reason="As it was.")
