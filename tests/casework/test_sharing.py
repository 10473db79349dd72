"""With whom a file is shared is what its entries say, and can be made anew from them."""

from __future__ import annotations

import datetime

from decretal.casework import guidance, transfers
from decretal.casework.models import CaseFile, File, Shared
from decretal.casework.verifying import rebuild
from decretal.offices.models import Office

from .conftest import As

DAY = datetime.date(1961, 12, 18)
PERMISSION = "permission of the Provincial Committee"
SENT = "list sent to the provincial Foreign Affairs Office"
REPORTED = "list reported to the Consulate General"
Rows = set[tuple[str, str, str]]


def shared() -> Rows:
    rows = Shared.objects.select_related("file", "office")
    return {(row.file.number, row.office.code, row.because) for row in rows}


def of(number: str) -> set[tuple[str, str]]:
    return {(office, because) for file, office, because in shared() if file == number}


def test_rows_that_are_lost_are_made_anew_from_the_entries(case: dict[str, CaseFile]) -> None:
    before = shared()
    days = set(Shared.objects.values_list("file", "office", "since"))
    assert of("TONGHUA-L-1961-0001") == {("fao", SENT), ("consulate", REPORTED)}
    assert of("TONGHUA-L-1961-0003") == {("fao", SENT)}
    assert of("CHANGBAI-Q-1961-0001") == {("tonghua", "a request for guidance")}
    assert of(case["0024"].number) == {
        ("jilin", PERMISSION),
        ("security", "transfer on its way"),
        ("tonghua", "held before a transfer"),
        ("changbai", "held before a transfer"),
    }
    assert of(case["0025"].number) == {("jilin", PERMISSION), ("fad", "transfer on its way")}
    Shared.objects.all().delete()
    rebuild()
    assert shared() == before
    assert set(Shared.objects.values_list("file", "office", "since")) == days


def test_rows_that_no_entry_bears_out_are_gone_after_a_rebuild(case: dict[str, CaseFile]) -> None:
    before = shared()
    Shared.objects.create(
        file=case["0001"].file,
        office=Office.objects.get(code="yanbian"),
        because="somebody wrote it into the table",
        since=DAY,
    )
    Shared.objects.filter(office__code="jilin").update(because="something else")
    rebuild()
    assert shared() == before


def test_an_office_that_returns_a_file_sees_it_no_more(by: As, case: dict[str, CaseFile]) -> None:
    file = File.objects.get(number=case["0025"].number)
    transfers.give_back(by("fad.decider"), file, on=DAY, reason="It is for others.")
    assert of(file.number) == {("jilin", PERMISSION)}


def test_an_office_that_held_a_file_sees_it_still_when_it_returns_it_later(
    by: As, case: dict[str, CaseFile]
) -> None:
    file = File.objects.get(number=case["0006"].number)
    tonghua, yanbian = (Office.objects.get(code=code) for code in ("tonghua", "yanbian"))
    transfers.send(by("tonghua.decider"), file, yanbian, on=DAY, because="Relatives.")
    transfers.accept(by("yanbian.decider"), file, on=DAY)
    transfers.send(by("yanbian.decider"), file, tonghua, on=DAY, because="They moved.")
    transfers.accept(by("tonghua.decider"), file, on=DAY)
    transfers.send(by("tonghua.decider"), file, yanbian, on=DAY, because="Back again.")
    transfers.give_back(by("yanbian.decider"), file, on=DAY, reason="They are gone.")
    assert "yanbian" in {office for office, _ in of(file.number)}
    before = shared()
    rebuild()
    assert shared() == before


def test_a_request_that_was_passed_on_is_seen_where_it_lay(by: As) -> None:
    file = File.objects.get(number="CHANGBAI-Q-1961-0001")
    guidance.pass_on(by("tonghua.decider"), file, "We would wait.")
    guidance.return_(by("jilin.decider"), file, "Say more.")
    assert {office for office, _ in of(file.number)} == {"tonghua", "jilin"}
