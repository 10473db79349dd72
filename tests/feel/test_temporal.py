"""Dates, times, moments and durations: parts, arithmetic, order, calendar, zones."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.feel.told import is_null_with_a_note, told

from decretal.feel import Date, DateTime, Time, evaluate
from decretal.feel.temporal.calendar import date_of, day_number, is_leap, week_of_year, weekday
from decretal.feel.temporal.zones import offset_at_instant, standard_offset

# parts ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('@"1961-11-25".year', "1961"),
        ('@"1961-11-25".month', "11"),
        ('@"1961-11-25".day', "25"),
        ('@"1961-11-25".weekday', "6"),
        ('@"-0044-03-15".year', "-44"),
        ('@"1961-11-29T14:30:05.25".hour', "14"),
        ('@"1961-11-29T14:30:05.25".minute', "30"),
        ('@"1961-11-29T14:30:05.25".second', "5.25"),
        ('@"1961-11-29T14:30:05".weekday', "3"),
        ('@"1961-11-29T14:30:05".time offset', "null"),
        ('@"1961-11-29T14:30:05".timezone', "null"),
        ('@"1961-11-29T14:30:05Z".time offset', '@"PT0S"'),
        ('@"1961-11-29T14:30:05-03:30".time offset', '@"-PT3H30M"'),
        ('@"2020-07-01T00:00:00@Europe/Paris".time offset', '@"PT2H"'),
        ('@"2020-12-01T00:00:00@Europe/Paris".time offset', '@"PT1H"'),
        ('@"2020-12-01T00:00:00@Europe/Paris".timezone', '"Europe/Paris"'),
        ('@"14:30:05+08:00".hour', "14"),
        ('@"14:30:05+08:00".time offset', '@"PT8H"'),
        ('@"14:30:05@Europe/Paris".time offset', '@"PT1H"'),
        ('@"14:30:05@Australia/Sydney".time offset', '@"PT10H"'),
        ('@"14:30:05@Europe/Paris".timezone', '"Europe/Paris"'),
        ('@"P2Y5M".years', "2"),
        ('@"P2Y5M".months', "5"),
        ('@"-P2Y5M".months', "-5"),
        ('@"P3DT4H5M6.5S".days', "3"),
        ('@"P3DT4H5M6.5S".hours', "4"),
        ('@"P3DT4H5M6.5S".minutes', "5"),
        ('@"P3DT4H5M6.5S".seconds', "6.5"),
        ('@"-PT25H".days', "-1"),
        ('@"-PT25H".hours', "-1"),
        ('@"P1DT1H".value', "90000"),
        ('@"P1Y1M".value', "13"),
        ('@"01:01:01".value', "3661"),
        ('@"1970-01-02".value', "86400"),
        ('@"1970-01-01T01:00:00+01:00".value', "0"),
    ],
)
def test_parts(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        '@"1961-11-25".hour',
        '@"1961-11-25".week',
        '@"14:30:05".day',
        '@"P1Y".days',
        '@"P1D".months',
        '"1961-11-25".year',
        "(5).year",
        "null.year",
    ],
)
def test_parts_that_a_value_has_not(expression: str) -> None:
    assert is_null_with_a_note(expression)


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('day of year(@"1961-01-01")', "1"),
        ('day of year(@"1961-12-31")', "365"),
        ('day of year(@"1960-12-31T10:00:00")', "366"),
        ('day of week(@"1961-11-25")', '"Saturday"'),
        ('day of week(date: @"1961-11-27T00:00:00")', '"Monday"'),
        ('month of year(@"1961-11-25")', '"November"'),
        ('week of year(@"1961-01-01")', "52"),
        ('week of year(@"1961-01-02")', "1"),
        ('week of year(@"2020-12-31")', "53"),
        ('week of year(@"2018-12-31")', "1"),
    ],
)
def test_the_place_of_a_day_in_the_calendar(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize("name", ["day of year", "day of week", "month of year", "week of year"])
@pytest.mark.parametrize("arguments", ["null", "", '"1961-11-25"', '@"10:00:00"', "d: null"])
def test_only_a_date_has_a_place_in_the_calendar(name: str, arguments: str) -> None:
    assert is_null_with_a_note(f"{name}({arguments})")


# arithmetic ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ('@"1961-11-25" + @"P1D"', '@"1961-11-26"'),
        ('@"P1D" + @"1961-11-25"', '@"1961-11-26"'),
        ('@"1961-11-25" - @"P25D"', '@"1961-10-31"'),
        ('@"1961-11-25" + @"PT23H"', '@"1961-11-25"'),
        ('@"1961-11-25" + @"PT24H"', '@"1961-11-26"'),
        ('@"1961-11-25" - @"PT1S"', '@"1961-11-24"'),
        ('@"1961-11-25" + @"P2M"', '@"1962-01-25"'),
        ('@"1961-01-31" + @"P1M"', '@"1961-02-28"'),
        ('@"1960-01-31" + @"P1M"', '@"1960-02-29"'),
        ('@"1960-02-29" + @"P1Y"', '@"1961-02-28"'),
        ('@"1961-03-31" - @"P1M"', '@"1961-02-28"'),
        ('@"0001-01-01" - @"P1Y"', '@"0000-01-01"'),
        ('@"1961-11-25" - @"1961-11-15"', '@"P10D"'),
        ('@"1961-11-15" - @"1961-11-25"', '@"-P10D"'),
        ('@"1961-11-25T10:00:00" + @"PT15H"', '@"1961-11-26T01:00:00"'),
        ('@"1961-11-25T10:00:00+08:00" - @"P1D"', '@"1961-11-24T10:00:00+08:00"'),
        ('@"1961-11-25T10:00:00" + @"P1M"', '@"1961-12-25T10:00:00"'),
        ('@"1961-11-25T10:00:00" - @"1961-11-25T09:15:00"', '@"PT45M"'),
        ('@"1961-11-25T10:00:00+08:00" - @"1961-11-25T02:00:00Z"', '@"PT0S"'),
        ('@"1961-11-25" - @"1961-11-24T12:00:00Z"', '@"PT12H"'),
        ('@"10:00:00" + @"PT15H"', '@"01:00:00"'),
        ('@"01:00:00+08:00" - @"PT2H"', '@"23:00:00+08:00"'),
        ('@"10:00:00" + @"P7D"', '@"10:00:00"'),
        ('@"10:00:00" - @"11:30:00"', '@"-PT1H30M"'),
        ('@"10:00:00+08:00" - @"01:00:00Z"', '@"PT1H"'),
        ('@"P1Y" + @"P3M"', '@"P1Y3M"'),
        ('@"P1Y" - @"P13M"', '@"-P1M"'),
        ('@"P1D" + @"PT1H"', '@"P1DT1H"'),
        ('@"PT1H" - @"PT2H"', '@"-PT1H"'),
        ('-@"P1DT1H"', '@"-P1DT1H"'),
        ('-@"-P3M"', '@"P3M"'),
        ('@"P1D" * 1.5', '@"P1DT12H"'),
        ('3 * @"PT20M"', '@"PT1H"'),
        ('@"P5M" * 1.5', '@"P7M"'),
        ('@"P5M" * -1.5', '@"-P7M"'),
        ('@"P1D" / 4', '@"PT6H"'),
        ('@"P1Y" / 5', '@"P2M"'),
        ('@"P1D" / @"PT6H"', "4"),
        ('@"P1Y" / @"P5M"', "2.4"),
        # In Paris the clocks went forward at 2:00 on 29 March 2020, back at 3:00 on 25 October.
        (
            '@"2020-03-29T01:30:00@Europe/Paris" + @"PT1H"',
            '@"2020-03-29T03:30:00@Europe/Paris"',
        ),
        (
            '@"2020-03-28T12:00:00@Europe/Paris" + @"P1D"',
            '@"2020-03-29T13:00:00@Europe/Paris"',
        ),
        (
            '@"2020-10-25T12:00:00@Europe/Paris" - @"2020-10-24T12:00:00@Europe/Paris"',
            '@"P1DT1H"',
        ),
        # Beyond the years of datetime the rules of the last year go on.
        ('@"12020-07-01T00:00:00@Europe/Paris".time offset', '@"PT2H"'),
    ],
)
def test_calculating_with_time(expression: str, value: str) -> None:
    assert told(expression) == value


@pytest.mark.parametrize(
    "expression",
    [
        '@"1961-11-25" + @"1961-11-25"',
        '@"1961-11-25" + 1',
        '1 + @"P1D"',
        '@"P1D" - @"1961-11-25"',
        '@"P1D" + @"P1M"',
        '@"P1D" * @"P1D"',
        '@"P1D" / 0',
        '@"P1D" / @"PT0S"',
        '@"P1D" / @"P1M"',
        '5 / @"P1D"',
        '@"10:00:00" + @"P1M"',
        '@"10:00:00" - @"1961-11-25"',
        '@"10:00:00Z" - @"10:00:00"',
        '@"1961-11-25T10:00:00Z" - @"1961-11-25T10:00:00"',
        '@"1961-11-25T10:00:00" - @"1961-11-25"',
        '-@"1961-11-25"',
        '@"999999999-12-31" + @"P1D"',
        '@"-999999999-01-01" - @"P1M"',
        '@"999999999-12-31T23:59:59" + @"PT1S"',
        '@"P99999999999999999999Y" * 1e30',
        '"1961" - @"P1D"',
    ],
)
def test_what_has_no_sum_difference_product_or_quotient(expression: str) -> None:
    assert is_null_with_a_note(expression)


# order, equality, identity ----------------------------------------------------------------


@pytest.mark.parametrize(
    "expression",
    [
        '@"1960-12-31" < @"1961-01-01"',
        '@"-0001-01-01" < @"0001-01-01"',
        '@"09:15:00" < @"09:15:00.1"',
        '@"09:00:00+08:00" < @"02:00:00Z"',
        '@"09:00:00+08:00" = @"01:00:00Z"',
        '@"09:00:00" = @"09:00:00Z"',
        '@"09:00:00" < @"09:00:01+08:00"',
        '@"09:00:00@Europe/Paris" = @"08:00:00Z"',
        '@"1961-11-25T10:00:00+08:00" = @"1961-11-25T02:00:00Z"',
        '@"1961-11-25T10:00:00" = @"1961-11-25T10:00:00+08:00"',
        '@"1961-11-25T10:00:00" <= @"1961-11-25T10:00:00+08:00"',
        '@"2020-07-01T12:00:00@Europe/Paris" = @"2020-07-01T10:00:00Z"',
        '@"2020-07-01T12:00:00@Europe/Paris" != @"2020-07-01T12:00:00@Asia/Tokyo"',
        'date and time("1961-11-25") = @"1961-11-25T00:00:00"',
        '@"P1Y" = @"P12M"',
        '@"P1Y" < @"P13M"',
        '@"P1D" = @"PT24H"',
        '@"-P1D" < @"PT0S"',
        'is(@"09:00:00Z", @"09:00:00+00:00")',
        'not(is(@"09:00:00Z", @"10:00:00+01:00"))',
        'not(is(@"09:00:00", @"09:00:00Z"))',
        'not(is(@"09:00:00@Etc/UTC", @"09:00:00Z"))',
        'is(@"P1D", @"PT24H")',
        'not(is(@"1961-11-25", @"1961-11-25T00:00:00"))',
    ],
)
def test_order_equality_identity(expression: str) -> None:
    assert told(expression) == "true"


@pytest.mark.parametrize(
    "expression",
    [
        '@"1961-11-25" = "1961-11-25"',
        '@"1961-11-25" < @"1961-11-25T10:00:00"',
        '@"P1Y" = @"P365D"',
        '@"P1Y" < @"P1D"',
        '@"09:00:00" < @"1961-11-25"',
        '@"P1D" > 0',
        'null < @"1961-11-25"',
    ],
)
def test_unlike_kinds_have_no_order(expression: str) -> None:
    assert is_null_with_a_note(expression)


# the calendar and the zones, against Python's ---------------------------------------------


@given(st.dates())
def test_the_calendar_is_pythons(day: datetime.date) -> None:
    number = day.toordinal() - datetime.date(1970, 1, 1).toordinal()
    assert day_number(day.year, day.month, day.day) == number
    assert date_of(number) == (day.year, day.month, day.day)
    assert weekday(number) == day.isoweekday()
    assert week_of_year(day.year, day.month, day.day) == day.isocalendar().week
    assert Date(day.year, day.month, day.day).day_of_year == day.timetuple().tm_yday


@given(st.integers(-(10**12), 10**12))
def test_a_day_number_and_its_date_belong_together(number: int) -> None:
    assert day_number(*date_of(number)) == number


def test_leap_years() -> None:
    leap = [y for y in (-4, -1, 0, 4, 100, 1900, 1960, 1961, 2000, 2100, 2400) if is_leap(y)]
    assert leap == [-4, 0, 4, 1960, 2000, 2400]


ZONES = ("Europe/Paris", "Asia/Shanghai", "America/St_Johns", "Australia/Lord_Howe")


@given(
    st.datetimes(datetime.datetime(1800, 1, 1), datetime.datetime(2200, 1, 1)),
    st.sampled_from(ZONES),
)
def test_a_moment_in_a_zone_is_pythons(moment: datetime.datetime, zone: str) -> None:
    aware = moment.replace(tzinfo=ZoneInfo(zone))
    ours = evaluate("m", {"m": aware}).value
    assert isinstance(ours, DateTime)
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    assert (
        ours.instant
        == (aware.astimezone(datetime.UTC) - epoch) // datetime.timedelta(microseconds=1) * 1000
    )
    back = DateTime.of_instant(ours.instant, None, zone)
    assert back.instant == ours.instant


def test_zones_beyond_the_years_of_python() -> None:
    summer = day_number(50_000, 7, 1) * 86_400
    assert offset_at_instant("Europe/Paris", summer) == 7200
    assert offset_at_instant("Europe/Paris", -(10**15)) == 561  # local mean time: 9 min 21 s
    assert standard_offset("Asia/Shanghai") == 8 * 3600


def test_a_moment_that_does_not_exist_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="no day 30"):
        Date(1961, 2, 30)
    with pytest.raises(ValueError, match="no time"):
        Time(24, 0, 0)
    with pytest.raises(ValueError, match="not both"):
        Time(9, 0, 0, offset=0, zone="Etc/UTC")
    with pytest.raises(ValueError, match="no time zone"):
        Time(9, 0, 0, zone="Nowhere")


def test_now_and_today_ask_the_clock() -> None:
    at = datetime.datetime(
        1961, 11, 25, 9, 15, tzinfo=datetime.timezone(datetime.timedelta(hours=8))
    )
    result = evaluate("[string(now()), string(today())]", clock=lambda: at)
    assert result.value == ["1961-11-25T09:15:00+08:00", "1961-11-25"]
    assert told("now() instance of date and time and today() instance of date") == "true"
    assert is_null_with_a_note("today(1)")
