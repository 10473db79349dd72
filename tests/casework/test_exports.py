"""Exports: what one may see, as the list shows it, harmless, whole, and logged."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import tracemalloc
from collections.abc import Mapping
from typing import IO, cast

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.test import Client

from decretal.cases.formats import parquet
from decretal.casework import exports
from decretal.casework.exports import FORMATS, columns, export_cases
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, File, Happening, LogLine
from decretal.casework.record import Request
from decretal.errors import NoRightError, UnknownFormatError
from decretal.offices.models import Office, Posting, Role, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(db: None) -> User:
    del db
    office = Office(code="th", name="Committee of the Region")
    office.save()
    return _clerk("mei", office)


@pytest.fixture
def elsewhere(db: None) -> User:
    del db
    office = Office(code="yb", name="Committee of the Prefecture")
    office.save()
    return _clerk("elsewhere", office)


def _clerk(name: str, office: Office) -> User:
    user = User.objects.create_user(name, office=office)
    Posting.objects.create(user=user, role=Role.CLERK)
    Posting.objects.create(user=user, role=Role.INVESTIGATOR)
    return user


def rows(content: IO[bytes], format: str) -> list[Mapping[str, object]]:
    """The rows of a file as somebody reads them who opens it."""
    match format:
        case "csv":
            return list(csv.DictReader(io.StringIO(content.read().decode(), newline="")))
        case "xlsx":
            sheet = openpyxl.load_workbook(content).active
            assert sheet is not None
            names, *found = sheet.iter_rows(values_only=True)
            return [dict(zip(map(str, names), row, strict=True)) for row in found]
        case _:
            return cast("list[Mapping[str, object]]", pq.read_table(content).to_pylist())


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_has_what_the_list_shows(clerk: User, format: str) -> None:
    for name in ("김철수", "李明"):
        open_case(Request(clerk), [name, "Kim"], born="1932")
    made = export_cases(clerk, CaseFile.objects.order_by("number"), format)
    with made.content as content:
        found = rows(content, format)
    assert made.rows == len(found) == 2
    assert list(found[0]) == list(columns())
    names = found[0]["names"]
    assert names == (["김철수", "Kim"] if format == "parquet" else "김철수; Kim")
    assert found[1]["born"] == "1932"
    assert found[0]["status"] == "undetermined"
    assert found[0]["mark"] == "TRAINING with invented persons"


@pytest.mark.parametrize("format", FORMATS)
def test_an_export_holds_only_what_one_may_see(clerk: User, elsewhere: User, format: str) -> None:
    mine = open_case(Request(clerk), ["Kim"])
    theirs = open_case(Request(elsewhere), ["Li"])
    made = export_cases(elsewhere, CaseFile.objects.all(), format)
    with made.content as content:
        found = rows(content, format)
    assert [row["file"] for row in found] == [theirs.number]
    assert mine.number not in str(found)


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)"])
def test_a_formula_in_a_name_is_harmless(clerk: User, name: str) -> None:
    open_case(Request(clerk), [name])
    with export_cases(clerk, CaseFile.objects.all(), "csv").content as content:
        assert rows(content, "csv")[0]["names"] == f"'{name}"
    with export_cases(clerk, CaseFile.objects.all(), "xlsx").content as content:
        sheet = openpyxl.load_workbook(content).active
        assert sheet is not None
        cell = sheet.cell(2, columns().index("names") + 1)
        assert (cell.value, cell.data_type) == (name, "s")


def test_nothing_is_exported_for_those_without_the_right(clerk: User) -> None:
    assert clerk.office is not None
    idle = User.objects.create_user("idle", office=clerk.office)
    with pytest.raises(NoRightError, match="export what one may see"):
        export_cases(idle, CaseFile.objects.all(), "csv")
    assert LogLine.objects.filter(user=idle, happening=Happening.REFUSED).exists()


def test_a_format_that_is_none_is_refused(clerk: User) -> None:
    with pytest.raises(UnknownFormatError, match="csv, xlsx or parquet"):
        export_cases(clerk, CaseFile.objects.all(), "doc")


def test_the_log_says_who_exported_what_and_names_nobody(clerk: User) -> None:
    open_case(Request(clerk), ["김철수"])
    made = export_cases(
        clerk, CaseFile.objects.all(), "csv", filters={"q": "김철수", "status": "", "waits": "x"}
    )
    with made.content as content:
        sha256 = hashlib.sha256(content.read()).hexdigest()
    line = LogLine.objects.get(user=clerk, happening=Happening.EXPORTED)
    assert line.detail == f"1 case files as csv where q, waits=x; sha256 {sha256}"


def test_the_page_exports_what_its_filters_show(clerk: User) -> None:
    kim = open_case(Request(clerk), ["김철수"])
    open_case(Request(clerk), ["李明"])
    client = Client()
    client.force_login(clerk)
    shown = client.get("/cases/?q=Kim").content.decode()
    assert '"/exports/cases.csv?q=Kim"' in shown
    answer = client.get("/exports/cases.csv?q=Kim")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="case-files-')
    assert answer.headers["Cache-Control"] == "no-store"
    content = answer.getvalue()
    assert int(answer.headers["Content-Length"]) == len(content)
    assert [row["file"] for row in rows(io.BytesIO(content), "csv")] == [kim.number]


def test_a_page_of_an_unknown_format_says_so(clerk: User) -> None:
    client = Client()
    client.force_login(clerk)
    answer = client.get("/exports/cases.doc")
    assert answer.status_code == 400
    assert "is no format of an export" in answer.content.decode()


@pytest.mark.parametrize("format", FORMATS)
def test_memory_does_not_grow_with_the_rows(
    clerk: User, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "_ROWS_AT_ONCE", 100)
    monkeypatch.setattr(parquet, "_BATCH", 100)

    def peak(count: int) -> int:
        add(clerk, count)
        tracemalloc.start()
        try:
            export_cases(
                clerk, CaseFile.objects.filter(office=clerk.office), format
            ).content.close()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)  # what is loaded once
    first = peak(400)
    assert peak(2_000) < 1.3 * first


def add(clerk: User, count: int) -> None:
    """Rows of lists, for which nothing but the rows is needed."""
    assert clerk.office is not None
    start = File.objects.count()
    numbers = [f"TH-MANY-{place:06d}" for place in range(start, start + count)]
    File.objects.bulk_create(
        [File(kind="case", number=number, office=clerk.office) for number in numbers],
        batch_size=2_000,
    )
    day = datetime.date(1961, 12, 1)
    CaseFile.objects.bulk_create(
        [
            CaseFile(
                file_id=file.pk,
                number=file.number,
                office_id=clerk.office.pk,
                names=["김철수", "Kim Ch'ŏl-su"],
                status="decided",
                opened_on=day,
                touched_on=day,
            )
            for file in File.objects.filter(number__gte=numbers[0], number__lte=numbers[-1])
        ],
        batch_size=500,
    )
