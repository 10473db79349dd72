"""The key of a request: it records once, for the person whose request it was, and tells
nobody else what that was."""

from __future__ import annotations

import datetime

import pytest
from tests.casework.conftest import As

from decretal.casework import groups, lists
from decretal.casework.care import give
from decretal.casework.complaints import report
from decretal.casework.entries import Draft, fact
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, EntryKind, File, FileKind
from decretal.casework.models.care import InCare
from decretal.casework.record import record
from decretal.errors import EntryError
from decretal.offices.models import Office

DAY = datetime.date(1961, 12, 18)
KEY = "a-key-of-somebody"


def test_the_key_of_another_person_gives_nothing_and_records_nothing(
    case: dict[str, CaseFile], by: As
) -> None:
    file = case["0003"].file
    record(by("tonghua.investigator", KEY), file, [Draft(EntryKind.NOTE, {"text": "Mine."})])
    length = file.length
    for other in ("tonghua.clerk", "tonghua.auditor", "consulate.decider"):
        with pytest.raises(EntryError, match="used before"):
            record(by(other, KEY), file, [Draft(EntryKind.NOTE, {"text": "Yours."})])
    assert File.objects.get(pk=file.pk).length == length


def test_the_key_under_which_somebody_opened_a_file_opens_it_to_nobody_else(by: As) -> None:
    open_case(by("tonghua.clerk", KEY), ["김철수"])
    with pytest.raises(EntryError, match="used before"):
        open_case(by("changbai.clerk", KEY), ["Another"])
    groups.open_group(by("tonghua.clerk", "g"), "First")
    with pytest.raises(EntryError, match="used before"):
        groups.open_group(by("tonghua.decider", "g"), "Second")
    opened = lists.open_list(by("tonghua.clerk", "l"))
    assert lists.open_list(by("tonghua.clerk", "l")).pk == opened.pk
    with pytest.raises(EntryError, match="used before"):
        lists.open_list(by("tonghua.registrar", "l"))


def test_a_key_that_was_used_for_an_entry_opens_no_file(case: dict[str, CaseFile], by: As) -> None:
    draft = fact("determination", "Korean citizen", DAY, evidence="Papers.")
    record(by("changbai.investigator", KEY), case["0001"].file, [draft])
    with pytest.raises(EntryError, match="used before"):
        open_case(by("changbai.investigator", KEY), ["김철수"])
    office = Office.objects.get(code="changbai")
    with pytest.raises(EntryError, match="used before"):
        report(by("changbai.investigator", KEY), office=office, what="Shouted at.")
    assert not File.objects.filter(kind=FileKind.COMPLAINT, entries__key=KEY).exists()


def test_the_key_of_another_person_gives_no_care(by: As) -> None:
    held = InCare.objects.filter(office__code="changbai").select_related("case")
    number = held[0].case.number
    give(by("changbai.clerk", KEY), [number], given="Rice", given_by="Cadre Song", on=DAY)
    with pytest.raises(EntryError, match="used before"):
        give(by("changbai.investigator", KEY), [number], given="Rice", given_by="Me", on=DAY)
