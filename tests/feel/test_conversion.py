"""Conversion functions: dates, times, durations, numbers and text from one another."""

from __future__ import annotations

import pytest
from tests.feel.told import is_null_with_a_note, told

from decretal.feel import evaluate

# reading and writing ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1961-11-25", "1961-11-25"),
        ("0001-01-01", "0001-01-01"),
        ("0000-02-29", "0000-02-29"),
        ("-0044-03-15", "-0044-03-15"),
        ("12500-01-01", "12500-01-01"),
        ("999999999-12-31", "999999999-12-31"),
        ("-999999999-01-01", "-999999999-01-01"),
        ("2000-02-29", "2000-02-29"),
    ],
)
def test_a_date_is_read_and_written(text: str, written: str) -> None:
    assert evaluate("string(date(t))", {"t": text}).value == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1961",
        "1961-11",
        "61-11-25",
        "961-11-25",
        "01961-11-25",
        "+1961-11-25",
        "1961-1-25",
        "1961-13-01",
        "1961-00-01",
        "1961-11-31",
        "1961-11-00",
        "1900-02-29",
        "1961-02-29",
        "1000000000-01-01",
        "1961-11-25Z",
        "1961-11-25T00:00:00",
        " 1961-11-25",
        "1961-11-25\n",
        "1961/11/25",
        "١٩٦١-١١-٢٥",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert is_null_with_a_note("date(t)", t=text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("09:15:00", "09:15:00"),
        ("00:00:00", "00:00:00"),
        ("23:59:59.999999999", "23:59:59.999999999"),
        ("09:15:00.500", "09:15:00.5"),
        ("09:15:00.1234567899", "09:15:00.123456789"),
        ("09:15:00Z", "09:15:00Z"),
        ("09:15:00z", "09:15:00Z"),
        ("09:15:00+00:00", "09:15:00Z"),
        ("09:15:00-00:00", "09:15:00Z"),
        ("09:15:00+08:00", "09:15:00+08:00"),
        ("09:15:00-03:30", "09:15:00-03:30"),
        ("09:15:00+08:05:43", "09:15:00+08:05:43"),
        ("09:15:00@Asia/Shanghai", "09:15:00@Asia/Shanghai"),
        ("09:15:00@Etc/UTC", "09:15:00@Etc/UTC"),
        ("24:00:00", "00:00:00"),
    ],
)
def test_a_time_is_read_and_written(text: str, written: str) -> None:
    assert evaluate("string(time(t))", {"t": text}).value == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9:15:00",
        "09:15",
        "09:15:0",
        "24:00:01",
        "25:00:00",
        "09:60:00",
        "09:15:60",
        "09:15:00.",
        "T09:15:00",
        "09:15:00+8:00",
        "09:15:00+19:00",
        "09:15:00+08:60",
        "09:15:00+08:00@Asia/Shanghai",
        "09:15:00@Nowhere/Town",
        "09:15:00@",
        "09:15:00@../Shanghai",
        "1961-11-25",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert is_null_with_a_note("time(t)", t=text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1961-11-29T09:15:00", "1961-11-29T09:15:00"),
        ("1961-11-29", "1961-11-29T00:00:00"),
        ("1961-11-29Z", "1961-11-29T00:00:00Z"),
        ("1961-11-29+08:00", "1961-11-29T00:00:00+08:00"),
        ("1961-12-31T24:00:00", "1962-01-01T00:00:00"),
        ("-0500-01-01T00:00:00.5-01:00", "-0500-01-01T00:00:00.5-01:00"),
        ("1961-11-29T09:15:00@Asia/Shanghai", "1961-11-29T09:15:00@Asia/Shanghai"),
    ],
)
def test_a_moment_is_read_and_written(text: str, written: str) -> None:
    assert evaluate("string(date and time(t))", {"t": text}).value == written


@pytest.mark.parametrize(
    "text",
    [
        "09:15:00",
        "1961-11-29T",
        "1961-11-29 09:15:00",
        "1961-11-29T09:15",
        "1961-11-31T09:15:00",
        "1961-11-29T24:00:01",
        "61-11-29T09:15:00",
        "999999999-12-31T24:00:00",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert is_null_with_a_note("date and time(t)", t=text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("P1Y", "P1Y"),
        ("P14M", "P1Y2M"),
        ("P0Y", "P0M"),
        ("-P25M", "-P2Y1M"),
        ("P3D", "P3D"),
        ("PT36H", "P1DT12H"),
        ("PT90M", "PT1H30M"),
        ("PT61.5S", "PT1M1.5S"),
        ("PT0.S", "PT0S"),
        ("P0D", "PT0S"),
        ("-P0D", "PT0S"),
        ("-P1DT1S", "-P1DT1S"),
        ("PT0.000000001S", "PT0.000000001S"),
        ("P1DT24H60M60S", "P2DT1H1M"),
    ],
)
def test_a_duration_is_read_and_written(text: str, written: str) -> None:
    assert evaluate("string(duration(t))", {"t": text}).value == written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "PT",
        "P1",
        "1D",
        "P1DT",
        "P1Y1D",
        "P1YT1H",
        "P1M1D",
        "PT1.5H",
        "P1.5D",
        "P-1D",
        "+P1D",
        "PT1S1M",
        "P1W",
        "p1d",
        "PT.5S",
    ],
)
def test_what_is_no_duration(text: str) -> None:
    assert is_null_with_a_note("duration(t)", t=text)


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ('@"1961-11-25"', "date"),
        ('@"09:15:00"', "time"),
        ('@"09:15:00@Asia/Shanghai"', "time"),
        ('@"1961-11-25T09:15:00"', "date and time"),
        ('@"1961-11-25T09:15:00@Asia/Tokyo"', "date and time"),
        ('@"P1Y"', "years and months duration"),
        ('@"-PT1H"', "days and time duration"),
    ],
)
def test_an_at_literal_is_whatever_its_text_is(expression: str, kind: str) -> None:
    assert told(f"{expression} instance of {kind}") == "true"


def test_an_at_literal_of_anything_else_is_null() -> None:
    assert is_null_with_a_note('@"tomorrow"')
    assert is_null_with_a_note('@""')


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("date(1961, 11, 25)", '@"1961-11-25"'),
        ("date(-1, 1, 1)", '@"-0001-01-01"'),
        ('date(date("1961-11-25"))', '@"1961-11-25"'),
        ('date(date and time("1961-11-25T23:30:00-05:00"))', '@"1961-11-25"'),
        ("time(9, 15, 0)", '@"09:15:00"'),
        ("time(9, 15, 0.25, null)", '@"09:15:00.25"'),
        ('time(9, 15, 0, duration("PT8H"))', '@"09:15:00+08:00"'),
        ('time(9, 15, 0, duration("-PT3H30M"))', '@"09:15:00-03:30"'),
        ('time(date and time("1961-11-25T09:15:00Z"))', '@"09:15:00Z"'),
        ('time(date("1961-11-25"))', '@"00:00:00Z"'),
        ('date and time(date("1961-11-25"), time("09:15:00Z"))', '@"1961-11-25T09:15:00Z"'),
        (
            'date and time(@"1961-11-25T01:00:00@Asia/Tokyo", @"09:15:00")',
            '@"1961-11-25T09:15:00"',
        ),
        ('date and time(date("1961-11-25"))', '@"1961-11-25T00:00:00Z"'),
        ('duration(duration("P1D"))', '@"P1D"'),
        ('years and months duration(@"1960-03-15", @"1961-11-25")', '@"P1Y8M"'),
        ('years and months duration(@"1960-03-15", @"1961-03-14")', '@"P11M"'),
        ('years and months duration(@"1961-03-15", @"1960-03-15")', '@"-P1Y"'),
        ('years and months duration(@"1961-03-15", @"1960-03-16")', '@"-P11M"'),
        ('years and months duration(@"1961-01-31", @"1961-02-28")', '@"P0M"'),
        ('years and months duration(@"1961-01-01T23:00:00", @"1961-02-01")', '@"P1M"'),
        ('string(date("1961-11-25"))', '"1961-11-25"'),
        ("string(null)", "null"),
        ("string(1.50)", '"1.50"'),
        ("string(1e3)", '"1000"'),
        ("string(true)", '"true"'),
        ('string("a")', '"a"'),
        ('string([1, "a", null])', r'"[1, \"a\", null]"'),
        ("string({a: [2..3]})", '"{a: [2..3]}"'),
        ('number("1.234,5", ".", ",")', "1234.5"),
        ('number("1 234.5", " ", ".")', "1234.5"),
        ('number("-12", null, null)', "-12"),
        ('number("12")', "12"),
        ('number(from: "1,5", decimal separator: ",")', "1.5"),
    ],
)
def test_conversions(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        "date(1961, 2, 29)",
        "date(1961, 13, 1)",
        "date(1000000000, 1, 1)",
        "date(1961.5, 1, 1)",
        "date(1961, 11)",
        "date(year: 1961, month: 11)",
        "date(null)",
        "date(61)",
        "time(24, 0, 0)",
        "time(9, 60, 0)",
        "time(9, 0, 60)",
        "time(9, 0, -1)",
        'time(9, 0, 0, duration("PT19H"))',
        'time(9, 0, 0, duration("P1Y"))',
        "time(9, 0)",
        "date and time(null, null)",
        'date and time(@"1961-11-25", null)',
        'date and time("1961-11-25", "09:00:00")',
        "duration(1)",
        'years and months duration(@"1961-11-25")',
        'years and months duration("1961-11-25", "1962-11-25")',
        'number("1,5", ",", ",")',
        'number("1,5", ";", ".")',
        'number("1.5", ",", ",")',
        'number("1.5", null, ",")',
        'number("one")',
        'number("")',
        'number("1 000")',
        "string()",
    ],
)
def test_conversions_outside_their_domain(expression: str) -> None:
    assert is_null_with_a_note(expression)
