"""Papers, tables, saved views, duplicates, terms and what is overdue over the API."""

from __future__ import annotations

import datetime
import hashlib
import threading
from collections.abc import Callable, Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from decretal.casework import import_jobs
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, File, Term
from decretal.casework.models.papers import Paper
from decretal.casework.record import Request
from decretal.offices.models import User

from .test_api import Program, read, told

pytestmark = pytest.mark.django_db

Of = Callable[[str], Program]


@pytest.fixture
def of(people: Mapping[str, User]) -> Of:
    return lambda name: Program(people[name])


# papers ------------------------------------------------------------------------------


def test_a_paper_is_issued_once_and_comes_byte_by_byte(of: Of, case: dict[str, CaseFile]) -> None:
    clerk = of("changbai.clerk")
    number = case["0003"].number
    where = f"/papers/of/{number}"
    assert read(clerk.get(where))["kinds"] == ["case file", "decision notice"]
    headers = {"Idempotency_Key": "one", "If_Match": clerk.get(f"/cases/{number}")["ETag"]}
    first = read(clerk.post(where, {"kind": "case file"}, **headers), 201)
    again = read(clerk.post(where, {"kind": "case file"}, **headers), 201)
    assert first == again
    assert Paper.objects.filter(file__number=number).count() == 1
    pdf = clerk.get(f"/papers/{first['number']}/as/pdf").content
    assert hashlib.sha256(pdf).hexdigest() == first["sha256"]
    assert pdf.startswith(b"%PDF")
    assert told(clerk.get(f"/papers/{first['number']}/as/csv"))["code"] == "E600"
    assert told(clerk.get(f"/papers/{first['number']}/as/doc"))["code"] == "E600"
    assert first["number"] in [each["number"] for each in read(clerk.get("/papers"))["items"]]
    assert read(clerk.get("/papers", kind="nominal roll"))["items"] == []


def test_a_paper_of_what_nobody_decided_and_of_an_unknown_kind_is_refused(
    of: Of, case: dict[str, CaseFile]
) -> None:
    clerk, where = of("changbai.clerk"), f"/papers/of/{case['0001'].number}"
    assert told(clerk.post(where, {"kind": "decision notice"}))["status"] == 422
    assert told(clerk.post(where, {"kind": "passport"}))["status"] == 422
    assert not Paper.objects.filter(file__number=case["0001"].number).exists()


def test_a_paper_that_was_changed_is_not_handed_out(
    of: Of, case: dict[str, CaseFile], people: Mapping[str, User]
) -> None:
    file = case["0001"].file
    made = Paper.objects.create(
        number="CHANGBAI-CF-1961-0099", kind="case file", office=file.office, file=file,
        length=file.length, head=file.head, made_by=people["changbai.clerk"],
        made_on=datetime.date(1961, 12, 18), made_at=timezone.now(), pdf=b"%PDF another",
        sha256=hashlib.sha256(b"%PDF").hexdigest(),
    )  # fmt: skip
    answer = of("changbai.clerk").get(f"/papers/{made.number}/as/pdf")
    assert answer.status_code >= 400
    assert told(answer)["code"] == "E606"


# tables ------------------------------------------------------------------------------


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports run in the request: a test's transaction is its own thread's."""

    def run(name: str, work: Callable[[], None]) -> None:
        del name
        assert threading.current_thread() is threading.main_thread()
        work()

    monkeypatch.setattr(import_jobs, "_beside", run)


TABLE = "case,names,determination\nX-1,이름 하나,Korean citizen\nX-2,이름 둘,Korean citizen\n"


def give(program: Program, content: str, name: str = "table.csv") -> dict[str, object]:
    upload = SimpleUploadedFile(name, content.encode())
    found: dict[str, object] = read(program.upload("/imports", table=upload), 201)
    return found


@pytest.mark.usefixtures("at_once")
def test_a_table_is_looked_through_and_then_taken_in_once(of: Of) -> None:
    clerk = of("changbai.clerk")
    begun = give(clerk, TABLE)
    assert (begun["state"], begun["ready"], begun["rejected"]) == ("looked", 2, 0)
    assert not CaseFile.objects.filter(number__startswith="CHANGBAI-X-").exists()
    where = f"/imports/{begun['name']}"
    for _ in range(2):
        assert read(clerk.post(f"{where}/take", {}), 202)["state"] == "taken"
    assert read(clerk.get(where))["done"] == 2
    numbers = CaseFile.objects.filter(number__startswith="CHANGBAI-X-").values_list("number")
    assert sorted(number for (number,) in numbers) == ["CHANGBAI-X-1", "CHANGBAI-X-2"]
    assert told(of("tonghua.clerk").get(where))["code"] == "E605", "it is of whoever began it"


@pytest.mark.usefixtures("at_once")
def test_rejected_rows_are_told_and_nothing_is_taken_in(of: Of) -> None:
    clerk = of("changbai.clerk")
    begun = give(clerk, TABLE + "X-3,,Korean citizen\n")
    assert (begun["ready"], begun["rejected"]) == (2, 1)
    where = f"/imports/{begun['name']}"
    rejected = clerk.get(f"{where}/rejects")
    assert b"X-3" in b"".join(rejected.streaming_content)  # type: ignore[attr-defined]
    rejected.close()
    assert read(clerk.post(f"{where}/take", {"leave_rejected": True}), 202)["state"] == "taken"
    assert CaseFile.objects.filter(number__startswith="CHANGBAI-X-").count() == 2


def test_what_is_no_table_is_refused(of: Of) -> None:
    clerk = of("changbai.clerk")
    upload = SimpleUploadedFile("picture.png", b"\x89PNG")
    assert clerk.upload("/imports", table=upload).status_code in (400, 422)
    assert told(clerk.post("/imports", {}))["status"] == 422


# saved views -------------------------------------------------------------------------


def test_a_view_is_saved_and_removed_by_its_person_alone(of: Of) -> None:
    clerk, other = of("changbai.clerk"), of("changbai.decider")
    said = {"name": "waiting", "filters": {"waits": "decision", "nothing": "such"}}
    assert read(clerk.post("/views", said), 201)["filters"] == {"waits": "decision"}
    read(clerk.post("/views", {"name": "waiting", "filters": {"q": "강"}}), 201)
    assert read(clerk.get("/views")) == [{"name": "waiting", "filters": {"q": "강"}}]
    assert read(other.get("/views")) == []
    read(other.post("/views/remove", {"name": "waiting"}))
    assert len(read(clerk.get("/views"))) == 1
    assert read(clerk.post("/views/remove", {"name": "waiting"})) == []
    assert told(clerk.post("/views", {"name": ""}))["status"] == 422


# duplicates --------------------------------------------------------------------------


@pytest.fixture
def pair(people: Mapping[str, User]) -> tuple[File, File]:
    clerk = Request(people["changbai.clerk"])
    return (
        open_case(clerk, ["김철수"], born="1932-05-07", sex="male", home="회령"),
        open_case(clerk, ["Kim Ch'ŏl-su"], born="1932", sex="male", home="Hoeryŏng"),
    )


def test_a_pair_is_found_shown_merged_and_parted_again(of: Of, pair: tuple[File, File]) -> None:
    investigator = of("changbai.investigator")
    left, right = (each.number for each in pair)
    assert read(investigator.post("/duplicates/look", {}), 201)["pairs"] >= 1
    assert (left, right) in {
        (each["left"], each["right"]) for each in read(investigator.get("/duplicates"))["items"]
    }
    where = f"/duplicates/{left}/{right}"
    found = read(investigator.get(where))
    assert [each["number"] for each in found["sides"]] == [left, right]
    assert found["probability"] > 0.5
    seen = {each["number"]: each["length"] for each in found["sides"]}
    said = {"found": "merge", "goes_on": right, "reason": "The same scar.", "seen": seen}
    first = read(investigator.post(where, said, Idempotency_Key="one"), 201)
    again = read(investigator.post(where, said, Idempotency_Key="one"), 201)
    assert first["verdict"] == again["verdict"] == "merged"
    assert CaseFile.objects.get(number=left).merged_into == right
    stale = investigator.post(where, {**said, "found": "undo"})
    assert stale.status_code == 412
    now = {each["number"]: each["length"] for each in first["sides"]}
    undone = read(investigator.post(where, {**said, "found": "undo", "seen": now}), 201)
    assert undone["verdict"] == ""
    assert CaseFile.objects.get(number=left).merged_into == ""


def test_a_verdict_names_what_it_rests_on_and_who_goes_on(of: Of, pair: tuple[File, File]) -> None:
    investigator = of("changbai.investigator")
    left, right = (each.number for each in pair)
    where = f"/duplicates/{left}/{right}"
    lengths = {each.number: each.length for each in pair}
    for said in (
        {"found": "apart", "reason": "Other scars.", "seen": {left: lengths[left]}},
        {"found": "merge", "reason": "The same scar.", "seen": lengths},
        {"found": "merge", "reason": "So.", "goes_on": "NOBODY", "seen": lengths},
        {"found": "apart", "reason": " ", "seen": lengths},
    ):
        assert investigator.post(where, said).status_code == 422, said
    assert told(of("yanbian.clerk").get(where))["code"] == "E600"
    assert not File.objects.filter(number=left, entries__kind="identity").exists()


# terms, and what is overdue ----------------------------------------------------------


def test_a_term_is_the_offices_own_and_repeated_stands_once(of: Of) -> None:
    decider = of("tonghua.decider")
    said = {"matter": "decision", "days": 7, "reason": "So it is done here."}
    assert told(of("tonghua.clerk").post("/terms", said))["code"] == "E601"
    for _ in range(2):
        read(decider.post("/terms", said), 201)
    assert Term.objects.filter(office__code="tonghua", matter="decision").count() == 1
    (found,) = (
        each for each in read(decider.get("/terms"))["items"] if each["matter"] == "decision"
    )
    assert (found["office"], found["days"]) == ("tonghua", 7)
    assert told(decider.post("/terms", {**said, "days": 0}))["status"] == 422
    assert read(decider.post("/terms", {**said, "days": None}), 201)["days"] is None


def test_what_is_overdue_is_that_of_the_page(of: Of, case: dict[str, CaseFile]) -> None:
    found = read(of("tonghua.decider").get("/overdue"))
    waiting = {each["file"] for each in found["waiting"]}
    assert waiting == set(
        CaseFile.objects.filter(
            waits_for="decision", office__code__in=("tonghua", "changbai")
        ).values_list("number", flat=True)
    )
    for each in found["departing"]:
        assert each["reason"]
    assert set(found["duties"]) == {"count", "page", "pages", "items"}
