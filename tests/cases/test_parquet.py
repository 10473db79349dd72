"""Cases in Parquet files."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.cases.conftest import Read

from decretal import Case, RecordedAct, Rejected
from decretal.errors import DecretalError, NoCaseColumnError, WrongKindError


def parquet(columns: Mapping[str, Any]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(dict(columns)), stream, row_group_size=1_000)
    return stream.getvalue()


def test_columns_of_each_type_are_read(read: Read) -> None:
    content = parquet(
        {
            "case": ["A-1", "A-2"],
            "kind_of_passenger": pa.array(["visitor", None]).dictionary_encode(),
            "has_a_ticket": [True, None],
            "crossed_on": [date(1960, 12, 31), None],
            "crossings": pa.array([3, None], pa.int32()),
            "fare": pa.array([Decimal("2.50"), None], pa.decimal128(6, 2)),
            "ship": ["Star", ""],
            "waited": pa.array([timedelta(hours=1), None], pa.duration("s")),
        }
    )
    first, second = read(content, "cases.parquet")
    assert isinstance(first, Case)
    assert isinstance(second, Case)
    assert first.facts == {
        "kind of passenger": "visitor",
        "has a ticket": True,
        "crossed on": date(1960, 12, 31),
        "crossings": Decimal(3),
        "fare": Decimal("2.5"),
        "ship": "Star",
        "waited": timedelta(hours=1),
    }
    assert second.facts == {}
    assert (first.row, second.row) == (1, 2)


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC"])
def test_a_midnight_is_its_day(read: Read, unit: str, zone: str | None) -> None:
    days = pa.array([datetime(1960, 12, 31)], pa.timestamp(unit, zone))
    (case,) = read(parquet({"case": ["A-1"], "crossed on": days}), "cases.parquet")
    assert isinstance(case, Case)
    assert case.facts == {"crossed on": date(1960, 12, 31)}


def test_a_time_of_day_is_rejected(read: Read) -> None:
    days = pa.array([-1_000], pa.timestamp("ns"))
    (bad,) = read(parquet({"case": ["A-1"], "crossed on": days}), "cases.parquet")
    assert isinstance(bad, Rejected)
    assert "without a time of day" in bad.expected


def test_a_day_beyond_the_calendar_spoils_its_row_only(read: Read) -> None:
    days = pa.array([0, 10_000_000, 1], pa.int32()).cast(pa.date32())
    content = parquet({"case": ["1", "2", "3"], "crossed on": days})
    first, second, third = read(content, "cases.parquet")
    assert isinstance(first, Case)
    assert isinstance(second, Rejected)
    assert isinstance(third, Case)
    assert (second.row, second.column) == (2, "crossed on")


def test_what_is_not_a_number_is_rejected(read: Read) -> None:
    rows = read(parquet({"case": [1, 2], "fare": [2.5, float("nan")]}), "cases.parquet")
    assert [isinstance(row, Case) for row in rows] == [True, False]


def test_acts_and_dated_facts_are_read_from_their_structures(read: Read) -> None:
    content = parquet(
        {
            "case": ["A-1"],
            "acts": [[{"act": "warning", "on": date(1960, 5, 1), "outcome": None}]],
            "fare": [{"value": 2, "on": date(1960, 5, 2)}],
        }
    )
    (case,) = read(content, "cases.parquet")
    assert isinstance(case, Case)
    assert case.acts == (RecordedAct("warning", date(1960, 5, 1)),)
    assert (case.facts, case.established) == ({"fare": Decimal(2)}, {"fare": date(1960, 5, 2)})


def test_many_rows_are_read_in_batches(read: Read) -> None:
    content = parquet({"case": list(range(10_000)), "crossings": [n % 5 for n in range(10_000)]})
    rows = read(content, "cases.parquet")
    assert [row.id for row in rows] == [str(n) for n in range(10_000)]


def test_a_file_without_a_column_of_cases_is_an_error(read: Read) -> None:
    with pytest.raises(NoCaseColumnError):
        read(parquet({"fare": [1]}), "cases.parquet")


WHOLE = parquet({"case": [str(n) for n in range(5_000)]})


@pytest.mark.parametrize(
    "content",
    [b"case,fare\n", b"PAR1", b"PAR1" + bytes(1000), WHOLE[:-8], WHOLE[: len(WHOLE) // 2]],
)
def test_what_is_no_parquet_file_is_an_error(read: Read, content: bytes) -> None:
    with pytest.raises(WrongKindError):
        read(content, "cases.parquet")


def test_a_damaged_page_is_an_error(read: Read) -> None:
    damaged = WHOLE[:100] + bytes(200) + WHOLE[300:]
    with pytest.raises(DecretalError):
        read(damaged, "cases.parquet")
