"""Findings of diplomatics, each worked out by hand from a small invented telegram."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from decretal.registry.check import check_together
from decretal.registry.read import read_bytes
from decretal.registry.telegram import Finding

PAGE = (Path(__file__).parents[2] / "docs" / "telegrams.md").read_text(encoding="utf-8")

# Everything that is odd about the telegram of 1961, in an invented one.
ODD = """\
Telegram Received, Ministry of Harbours

Cable Precedence: Priority

Received at Linhe Station

Foreign [Ministry] Received Telegram No. (61) C Bo-1022

To the Upper Ford Committee, copying the Lower Ford Committee:

Telegram of October 3rd received, reply as follows:

1. Boats are to be counted.
2. Boats that leak are to be mended.

To this end:

1. Pitch is to be bought.

Linhe Committee

October 12, 1961

Linhe Document No. (71) 88

Distribution: Harbours, Timber (4), Pitch Office and Rope Office, Trade (2)

One copy retrained for files, total of 10 copies

Approved on the 15th, at 0900. Copied at 1300. Received at 1022
"""


def findings(text: str) -> list[Finding]:
    return list(read_bytes(text.encode()).findings)


def codes(text: str) -> list[str]:
    return [finding.code for finding in findings(text)]


def one(code: str, text: str) -> Finding:
    found = [finding for finding in findings(text) if finding.code == code]
    assert len(found) == 1, [str(finding) for finding in findings(text)]
    return found[0]


def test_everything_odd_about_a_telegram_is_found_and_nothing_else() -> None:
    assert sorted(codes(ODD)) == [
        "T101",
        "T110",
        "T120",
        "T130",
        "T131",
        "T133",
        "T140",
        "T170",
    ]


def test_copies_add_up_only_if_an_unmarked_entry_is_one_and_two_offices_are_two() -> None:
    # 1 + 4 + 2 + 2 = 9 sent, and 1 kept.
    found = one("T101", ODD)
    assert "9 sent and 1 kept make 10" in found.message
    assert '"Pitch Office and Rope Office" counts two' in found.message
    assert found.readings == (
        'An entry without a count counts one and "Pitch Office and Rope Office" counts two and'
        " the copy kept counts in: 9 sent and 1 kept make 10, as the text says.",
        'An entry without a count counts one and "Pitch Office and Rope Office" counts one and'
        " the copy kept counts in: 8 sent and 1 kept make 9, not 10.",
        'An entry without a count counts one and "Pitch Office and Rope Office" counts one and'
        " the copy kept counts not in: 8 copies, not 10.",
        'An entry without a count counts one and "Pitch Office and Rope Office" counts two and'
        " the copy kept counts not in: 9 copies, not 10.",
    )
    assert found.span.words.startswith("Harbours, Timber (4)")
    assert found.span.words.endswith("total of 10 copies")


FOOT = "To the Harbour Office:\n\nLet them land.\n\nHarbour Ministry\nMay 5, 1961\n\n"


@pytest.mark.parametrize(("total", "code"), [(2, "T102"), (3, "T101"), (4, "T101"), (5, "T102")])
def test_copies_of_two_and_an_unmarked_entry_with_one_kept_make_three_or_four(
    total: int, code: str
) -> None:
    text = f"{FOOT}Distribution: Guard (2), Customs\nOne copy retained for files, total of {total}"
    assert code in codes(text + " copies\n")


def test_copies_that_are_all_counted_and_add_up_are_no_finding() -> None:
    text = f"{FOOT}Distribution: Guard (2), Customs (1)\nOne copy retained for files, total of 4"
    assert codes(text + " copies\n") == []


def test_a_total_without_counts_adds_up_if_every_entry_is_one() -> None:
    text = f"{FOOT}Distribution: Guard, Customs, Port\nTotal of 3 copies\n"
    assert "3 sent make 3" in one("T101", text).message


def test_the_year_in_a_number_is_not_that_of_the_date() -> None:
    found = one("T110", ODD)
    assert found.message == (
        'The number "Linhe Document No. (71) 88" has the year 71, and the telegram is dated'
        " October 12, 1961."
    )
    assert found.span.words == "Linhe Document No. (71) 88"
    assert 'as in "Foreign [Ministry] Received Telegram No. (61) C Bo-1022"' in found.readings[1]


def test_numbers_of_different_years_without_a_date_to_hold_them_against() -> None:
    text = "Received Telegram No. (61) 5\n\nTo the Harbour Office:\n\nYes.\n\nGuard No. (62) 6\n"
    assert "T110" in codes(text)


def test_a_time_repeats_the_digits_of_a_number() -> None:
    found = one("T120", ODD)
    assert found.span.words == "Received at 1022"
    assert "C Bo-1022" in found.message


def test_times_go_back_and_the_readings_say_when_they_do_not() -> None:
    found = one("T130", ODD)
    assert "approved 09:00, copied 13:00, received 10:22" in found.message
    assert found.readings[0] == (
        "If all are of one day (the 15th), the order was: approved 09:00, received 10:22,"
        " copied 13:00."
    )


@pytest.mark.parametrize(("second", "odd"), [("0859", True), ("0900", False), ("0901", False)])
def test_a_time_is_out_of_order_only_if_it_is_earlier(second: str, odd: bool) -> None:
    assert ("T130" in codes(f"{FOOT}Approved at 0900. Copied at {second}.\n")) == odd


def test_a_day_without_a_month_stays_one() -> None:
    found = one("T131", ODD)
    assert found.message == '"Approved on the 15th, at 0900" gives the day 15 and no month.'
    assert found.readings[0] == (
        "If it is of the month of the date (October 12, 1961), it is 3 days later."
    )


@pytest.mark.parametrize(("day", "odd"), [("4", True), ("5", False), ("6", False)])
def test_a_telegram_is_not_received_before_its_date(day: str, odd: bool) -> None:
    assert ("T132" in codes(f"{FOOT}Received on May {day}, 1961 at 0900.\n")) == odd


@pytest.mark.parametrize(("day", "odd"), [("4", False), ("5", False), ("6", True)])
def test_a_telegram_is_approved_up_to_its_date(day: str, odd: bool) -> None:
    assert ("T133" in codes(f"{FOOT}Approved on May {day}, 1961 at 0900.\n")) == odd
    assert ("T133" in codes(f"{FOOT}Approved on the {day}th at 0900.\n")) == odd


def test_two_lists_that_each_begin_at_one() -> None:
    found = one("T140", ODD)
    assert found.message.startswith("Two lists each begin at 1: here they are I.1 to I.2, II.1.")


LETTER = "To the Harbour Office:\n\n"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("1. One.\n\n2. Two.\n\n3. Three.\n", []),
        ("1. One.\n\n3. Three.\n", ["T141"]),
        ("1. One.\n\n2. Two.\n\n2. Two.\n", ["T142"]),
        ("2. Two.\n\n3. Three.\n", ["T141"]),
        ("One.\n\n2. Two.\n\n3. Three.\n", []),
        ("(i) One.\n\n(ii) Two.\n\n(iv) Four.\n", ["T141"]),
        ("a) One.\n\nb) Two.\n\nc) Three.\n", []),
    ],
)
def test_numbers_of_a_list_go_on_one_by_one(body: str, wanted: list[str]) -> None:
    assert [code for code in codes(LETTER + body) if code.startswith("T14")] == wanted


def test_retrained_stands_where_such_a_telegram_has_retained() -> None:
    found = one("T170", ODD)
    assert found.span.words == "retrained"
    assert found.message == '"retrained" stands where such a telegram has "retained".'


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Novmber 5, 1961", "T170"),
        ("Apri1 5, 1961", "T171"),
        ("the the boats came.", "T172"),
        ("They should be all be fed.", "T172"),
    ],
)
def test_slips_in_dates_and_words_are_told(line: str, code: str) -> None:
    assert code in codes(f"{LETTER}Let them land.\n\n{line}\n")


def test_words_that_are_no_slips_are_left_alone() -> None:
    text = "Priority\n\nTo the Harbour Office:\n\nThat that is so had had its day. Let them be.\n"
    assert codes(text) == []


def test_a_date_whose_day_may_be_its_month_is_told() -> None:
    assert "T180" in codes(f"{LETTER}Let them land.\n\nHarbour Ministry\n5/6/61\n")
    assert "T180" not in codes(f"{LETTER}Let them land.\n\nHarbour Ministry\n15/6/61\n")


def test_what_is_no_telegram_is_told() -> None:
    assert codes("there was a boat and then there was none of it left at all.\n") == ["T003"]


def numbered(number: int, *, year: int = 61, answers: str = "") -> str:
    return f"Received Telegram No. ({year}) B Xi-{number}\n\nTo the Port Office:\n\n{answers}Yes.\n"


def together(*texts: str) -> list[str]:
    readings = [read_bytes(text.encode(), name=str(n)) for n, text in enumerate(texts)]
    return [finding.code for finding in check_together(readings)]


def test_a_series_has_no_gaps_and_no_number_twice() -> None:
    assert together(numbered(1), numbered(2), numbered(3)) == []
    assert together(numbered(1), numbered(3)) == ["T150"]
    assert together(numbered(1), numbered(1)) == ["T151"]
    # A series begins anew each year.
    assert together(numbered(1), numbered(1, year=62)) == []


def test_a_telegram_that_is_answered_is_looked_up() -> None:
    answer = numbered(2, answers="Your telegram No. 1 received.\n\n")
    assert together(answer) == ["T152"]
    assert together(numbered(1), answer) == []


def test_every_code_is_on_the_page_and_every_code_on_the_page_exists() -> None:
    folder = Path(__file__).parents[2] / "src" / "decretal" / "registry" / "check"
    made = {
        code
        for path in folder.glob("*.py")
        for code in re.findall(r'"(T\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert made == set(re.findall(r"^\| (T\d{3}) \|", PAGE, re.MULTILINE))


def test_no_finding_corrects_the_text() -> None:
    reading = read_bytes(ODD.encode())
    assert reading.received.raw == ODD.encode()
    assert reading.retained is not None
    assert "retrained" in reading.retained.text
    assert [number.year for number in reading.numbers if number.role == "issuing"] == [1971]
