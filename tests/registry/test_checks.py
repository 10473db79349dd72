"""Findings of diplomatics, each worked out by hand from a small invented telegram."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from decretal.registry.check import check_together
from decretal.registry.check.kinds import KINDS
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


@pytest.mark.parametrize(
    ("first", "second", "odd"),
    [
        ("in 1961", "in November 1961", False),
        ("in November 1961", "in October 1961", True),
        ("in November 1961", "on November 3, 1961", False),
        ("on --11", "on --11-03", False),
        ("on --11", "on --10-03", True),
        ("on --11-03", "in 1961", False),
        ("on --01", "on --12", False),
    ],
)
def test_dates_are_compared_as_far_as_they_are_precise(first: str, second: str, odd: bool) -> None:
    form = (
        f"Date: none\n\nText:\n\nNets.\n\nEnd of text\n\nHandling:\n    Approved {first}, at 0900\n"
    )
    text = f"{form}    Sent {second}, at 0901\n".replace(" in ", " on ")
    assert [time.kind for time in read_bytes(text.encode()).times] == ["approved", "sent"]
    assert ("T130" in codes(text)) == odd


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
        " the copy kept does not count in: 8 copies, not 10.",
        'An entry without a count counts one and "Pitch Office and Rope Office" counts two and'
        " the copy kept does not count in: 9 copies, not 10.",
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


def test_of_three_entries_with_two_offices_any_may_count_two() -> None:
    # 3 entries; with one of them two, 4.
    entries = ", ".join(f"{name} Office and {name} Section" for name in ("Pitch", "Rope", "Sail"))
    for total, code in ((2, "T102"), (3, "T101"), (4, "T101"), (6, "T101"), (7, "T102")):
        assert code in codes(f"{FOOT}Distribution: {entries}\nTotal of {total} copies\n")


def test_what_the_entries_without_a_count_would_have_to_take_is_said() -> None:
    text = f"{FOOT}Distribution: Guard (2), Customs, Port\nOne copy retained for files, total of 40"
    assert one("T102", text + " copies\n").readings[-1] == (
        "For the 2 entries without a count 37 copies would be left."
    )


def test_the_year_in_a_number_is_not_that_of_the_date() -> None:
    found = one("T110", ODD)
    assert found.message == (
        'The number "Linhe Document No. (71) 88" has the year 71, and the telegram is dated'
        " October 12, 1961."
    )
    assert found.span.words == "Linhe Document No. (71) 88"
    assert 'as in "Foreign [Ministry] Received Telegram No. (61) C Bo-1022"' in found.readings[1]


@pytest.mark.parametrize(
    ("year", "day", "odd"),
    [
        ("62", "December 31, 1961", False),
        ("62", "November 30, 1961", True),
        ("63", "December 31, 1961", True),
        ("60", "December 31, 1961", True),
    ],
)
def test_a_telegram_of_december_may_be_received_under_a_number_of_the_next_year(
    year: str, day: str, odd: bool
) -> None:
    text = (
        f"Received Telegram No. ({year}) B 5\n\nTo the Port:\n\nYes.\n\nHarbour Ministry\n{day}\n"
    )
    assert ("T110" in codes(text)) == odd


def test_numbers_of_different_years_without_a_date_to_hold_them_against() -> None:
    text = "Received Telegram No. (61) 5\n\nTo the Harbour Office:\n\nYes.\n\nGuard No. (62) 6\n"
    assert "T110" in codes(text)


def test_a_time_repeats_the_digits_of_a_number() -> None:
    found = one("T120", ODD)
    assert found.span.words == "Received at 1022"
    assert "C Bo-1022" in found.message


@pytest.mark.parametrize(
    ("number", "time", "odd"),
    [("915", "0915", True), ("0915", "0915", True), ("15", "0015", False), ("1915", "0915", False)],
)
def test_a_number_of_three_digits_or_more_may_be_a_time(number: str, time: str, odd: bool) -> None:
    text = f"Received Telegram No. (61) B {number}\n\n{FOOT}Received at {time}.\n"
    assert ("T120" in codes(text)) == odd


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


@pytest.mark.parametrize(("second", "odd"), [("0859", False), ("0900", False), ("0901", True)])
def test_the_next_step_may_be_done_in_the_night_up_to_twelve_hours_later(
    second: str, odd: bool
) -> None:
    assert ("T130" in codes(f"{FOOT}Received at 2100. Copied at {second}.\n")) == odd


def test_a_step_before_the_one_it_rests_on_is_not_of_the_night() -> None:
    # What is copied was received: as they stand, receipt would come ten hours after copying.
    assert "T130" in codes(f"{FOOT}Copied at 2100. Received at 0700.\n")


@pytest.mark.parametrize(("day", "odd"), [("28th", True), ("29th", False), ("30th", False)])
def test_days_that_go_back_are_out_of_order(day: str, odd: bool) -> None:
    text = f"{FOOT}Approved on the 29th, at 0900. Received on the {day}, at 1000.\n"
    assert ("T130" in codes(text)) == odd


@pytest.mark.parametrize(("day", "odd"), [("14th", False), ("15th", False), ("16th", True)])
def test_a_day_less_by_half_a_month_is_rather_of_the_next_month(day: str, odd: bool) -> None:
    text = f"{FOOT}Approved on the 30th, at 0900. Received on the {day}, at 1000.\n"
    assert ("T130" in codes(text)) == odd


def test_a_form_that_names_the_days_may_have_its_cells_in_any_order() -> None:
    text = f"{FOOT}Received on May 6, 1961 at 0920. Approved on May 5, 1961 at 1800.\n"
    assert "T130" not in codes(text)


def test_going_back_over_the_end_of_a_year_is_told() -> None:
    text = f"{FOOT}Received on 2 January 1962 at 0920. Copied on 31 December 1961 at 1800.\n"
    assert "T130" in codes(text)


def test_a_day_without_a_month_stays_one() -> None:
    found = one("T131", ODD)
    assert found.message == '"Approved on the 15th, at 0900" gives the day 15 and no month.'
    assert found.readings[0] == (
        "If it is of the month of the date (October 12, 1961), it is 3 days later."
    )


def test_a_mark_of_repetition_stands_for_the_month() -> None:
    text = "To the Harbour Office:\n\nLet them land.\n\nSent 2nd May, 1952.\n"
    ditto = text + 'Received 3rd " " 17.05 hrs.\n'
    assert "T131" not in codes(ditto)
    assert "T131" in codes(text + "Received on the 3rd, at 17.05.\n")


def test_two_steps_in_one_phrase_have_one_day_without_a_month() -> None:
    text = f"{FOOT}Received on the 5th at 0900. Proofread and issued on the 6th at 1000.\n"
    assert codes(text).count("T131") == 2


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


@pytest.mark.parametrize(("second", "odd"), [("1. C.\n2. D.\n", True), ("a. C.\nb. D.\n", False)])
def test_a_list_of_letters_does_not_restart_one_of_numbers(second: str, odd: bool) -> None:
    text = f"{LETTER}1. A.\n2. B.\n\nTo this end:\n\n{second}\nHarbour Ministry\nMay 5, 1961\n"
    assert ("T140" in codes(text)) == odd


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
        ("He said:\n\n(i) One.\n\n(ii) Two.\n\n2. More.\n", []),
        ("He said:\n\n(a) One.\n\n(b) Two.\n\n2. More.\n", []),
        ("1. One.\n\n2. Two.\n\n4. Four.\n\n3. Three.\n\n5. Five.\n", ["T141", "T141"]),
        ("1. One.\n\n2. Two.\n\n2. Two.\n\n3. Three.\n", ["T142"]),
        ("1. One.\n\n2. Two.\n\n2. Two.\n\n2. Two.\n\n2. Two.\n", ["T142"]),
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
        ("The boats came to the\nthe harbour.", "T172"),
        ("No. 6 of 196O came.", "T171"),
        ("Recieved at 0900. Approved on the 5th.", "T170"),
        ("Coppied on the 29th, at 1430.", "T170"),
        ("Total of 27 copeis", "T170"),
        ("It came at O915 hours.", "T171"),
    ],
)
def test_slips_in_dates_and_words_are_told(line: str, code: str) -> None:
    assert code in codes(f"{LETTER}Let them land.\n\n{line}\n")


def test_words_that_are_no_slips_are_left_alone() -> None:
    text = "Priority\n\nTo the Harbour Office:\n\nThat that is so had had its day. Let them be.\n"
    assert codes(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "References: none",
        "Subjects: boats",
        "Copies: two",
        "Urgently: no",
        "Reprinted: never",
        "Arrived at 0900, Relieved at 1000.",
        "The Council1 and the Department of State5 agreed.",
        "Total of 27 people",
        "What will be will be done.",
        "It must be and be seen.",
        "5 Oktober 1961",
        "Their number is O2.",
    ],
)
def test_other_words_of_the_same_stem_and_other_languages_are_no_slips(line: str) -> None:
    assert codes(f"{LETTER}Let them land.\n\n{line}\n") == []


def test_the_mark_of_a_footnote_is_no_digit_in_a_word() -> None:
    head = (
        "Telegram From the Mission at Kessel to the Department of State1\n\nKessel, May 5, 1961\n"
    )
    note = "1 Source: Central Files, 600.0012/1-963. Confidential."
    assert "T171" not in codes(f"{head}\nLet them land.\n\n{note}\n")
    assert "T171" in codes(f"{LETTER}Let the consu1 land.\n")


@pytest.mark.parametrize(("times", "told"), [(19, 19), (20, 20), (21, 21), (22, 21)])
def test_of_many_slips_the_first_twenty_are_told_and_how_many_more_there_are(
    times: int, told: int
) -> None:
    found = [each for each in findings(LETTER + "the the boats. " * times) if each.code == "T172"]
    assert len(found) == told
    assert ("There are 2 such from here." in found[-1].message) == (times == 22)


def test_a_date_whose_day_may_be_its_month_is_told() -> None:
    assert "T180" in codes(f"{LETTER}Let them land.\n\nHarbour Ministry\n5/6/61\n")
    assert "T180" not in codes(f"{LETTER}Let them land.\n\nHarbour Ministry\n15/6/61\n")
    assert "T180" in codes(f"{LETTER}Your telegram No. 4 of 5/6/61 received.\n\nLet them land.\n")


def test_a_date_that_is_taken_from_when_it_was_sent_has_its_month() -> None:
    text = f"{LETTER}Let them land.\n\nSent on 5 June 1961 at 0900.\n"
    assert read_bytes(text.encode()).date is not None
    assert "T180" not in codes(text)


@pytest.mark.parametrize(
    ("date", "odd"),
    [
        ("February 28, 1961", False),
        ("February 29, 1961", True),
        ("February 29, 1960", False),
        ("February 29, 1900", True),
        ("30 February", True),
        ("April 30, 1961", False),
        ("April 31, 1961", True),
        ("31st of June", True),
        ("May 31, 1961", False),
        ("May 32, 1961", True),
        ("1961年4月30日", False),
        ("1961年4月31日", True),
        ("In February 30 boats came in", False),
        ("1030 hours, 12 Sep 45.", False),
        ("45 Jul.", False),
    ],
)
def test_a_day_that_its_month_does_not_have_is_told(date: str, odd: bool) -> None:
    text = f"{LETTER}Let them land.\n\nHarbour Ministry\n{date}\n"
    assert ("T181" in codes(text)) == odd


@pytest.mark.parametrize("code", [0x00, 0x08, 0x1B, 0x7F])
def test_characters_for_machines_are_told(code: int) -> None:
    found = one("T002", f"{LETTER}Let them{chr(code)}land.\n")
    assert f"U+{code:04X}" in found.message
    assert found.span.line == 3


@pytest.mark.parametrize("text", ["Page one.\fPage two.\n", "Let them land.\n\x1a", "A\tcolumn.\n"])
def test_what_parts_pages_and_columns_and_ends_old_files_is_no_finding(text: str) -> None:
    assert codes(LETTER + text) == []


def test_lines_are_counted_whatever_ends_them() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert one("T110", ODD.replace("\n", end)).span.line == 24


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


def issued(
    number: str, by: str, *, day: str = "May 5, 1961", answers: str = "", to: str = "Port Office"
) -> str:
    return f"To the {to}:\n\n{answers}Yes.\n\n{by}\n{day}\n\n{number}\n"


@pytest.mark.parametrize(("second", "wanted"), [(2, []), (3, ["T150"]), (51, ["T150"]), (52, [])])
def test_numbers_more_than_fifty_apart_are_of_a_series_that_is_not_at_hand(
    second: int, wanted: list[str]
) -> None:
    assert together(numbered(1), numbered(second)) == wanted


def test_a_series_without_a_year_begins_anew_in_that_of_the_date() -> None:
    first = issued("Guard Document No. 1", "Harbour Committee")
    later = issued("Guard Document No. 1", "Harbour Committee", day="May 5, 1962")
    assert together(first, first) == ["T151"]
    assert together(first, later) == []


def test_two_senders_may_count_in_series_of_one_name() -> None:
    one, two = "Harbour Committee", "Ford Committee"
    texts = [issued(f"Consular No. (61) {n}", by) for n in (1, 2) for by in (one, two)]
    assert together(*texts) == []
    # Each of them has a gap of its own.
    texts += [issued("Consular No. (61) 4", one)]
    assert together(*texts) == ["T150"]
    # One office may be written in two ways.
    texts = [issued("Consular No. (61) 1", one), issued("Consular No. (61) 2", f"{one} of Linhe")]
    assert together(*texts) == []


def test_numbers_without_the_name_of_a_series_are_of_who_gave_them() -> None:
    one, two = "Harbour Committee", "Ford Committee"
    assert together(issued("No. 1", one), issued("No. 3", one)) == ["T150"]
    assert together(issued("No. 1", one), issued("No. 1", two)) == []


def test_a_post_counts_in_one_series_whoever_signs() -> None:
    def wire(number: int, place: str, by: str) -> str:
        return f"{place}, May 5, 1961, 4 p.m.\n\n{number}. The boats came in today.\n\n{by}\n"

    first, second = wire(1149, "Kessel", "Thornbury"), wire(1151, "Kessel", "Lacey")
    assert together(first, second) == ["T150"]
    assert together(first, wire(1151, "Streslau", "Thornbury")) == []


def test_a_number_with_a_letter_stands_between_its_neighbours() -> None:
    texts = [issued(f"Guard Document No. (61) {n}", "Harbour Committee") for n in (1, 2, 2, 3)]
    readings = [read_bytes(text.encode(), name=str(n)) for n, text in enumerate(texts)]
    (number,) = readings[2].numbers
    assert [each.code for each in check_together(readings)] == ["T151"]
    readings[2] = replace(readings[2], numbers=(replace(number, number="2-A"),))
    assert list(check_together(readings)) == []
    # The same letter twice is a repetition.
    assert [each.code for each in check_together([*readings, readings[2]])] == ["T151"]


def test_the_same_file_twice_is_said_to_be() -> None:
    readings = [read_bytes(numbered(1).encode(), name=name) for name in "ab"]
    (found,) = check_together(readings)
    assert found.message.endswith("The two files are the same, byte by byte.")


@pytest.mark.parametrize(
    ("reference", "day", "wanted"),
    [
        ("Telegram of May 5th received", "May 5, 1961", []),
        ("Telegram of May 6th received", "May 5, 1961", ["T152"]),
        # It answers what came before it, within a year.
        ("Telegram of May 5th received", "May 5, 1959", ["T152"]),
        ("Telegram of May 5th received", "May 5, 1962", ["T152"]),
        # The month is not said: of the last two.
        ("Telegram of the 5th received", "May 5, 1961", []),
        ("Telegram of the 5th received", "March 5, 1961", ["T152"]),
        ("Your telegram No. 7 received", "May 5, 1961", []),
        ("Your telegram No. 8 received", "May 5, 1961", ["T152"]),
        ("Your telegram No. 7 of May 5 received", "May 5, 1961", []),
        ("Your telegram No. 7 of May 4 received", "May 5, 1961", ["T152"]),
        ("Your telegram (61) No. 7 received", "May 5, 1961", []),
        ("Your telegram (60) No. 7 received", "May 5, 1961", ["T152"]),
    ],
)
def test_a_reference_is_held_against_number_day_and_year(
    reference: str, day: str, wanted: list[str]
) -> None:
    asked = issued("Document No. (61) 7" if "1961" in day else "No. 7", "Port Office", day=day)
    answer = issued("", "Harbour Committee", day="May 20, 1961", answers=f"{reference}.\n\n")
    assert together(asked, answer) == wanted


def test_nobody_answers_a_telegram_of_his_own() -> None:
    own = issued("", "Harbour Committee", day="May 5, 1961")
    answer = issued(
        "", "Harbour Committee", day="May 20, 1961", answers="Telegram of May 5th received.\n\n"
    )
    assert together(own, answer) == ["T152"]


def test_a_telegram_is_no_answer_to_itself() -> None:
    answer = issued("No. 7", "Harbour Committee", answers="Your telegram No. 7 received.\n\n")
    assert together(answer) == ["T152"]


def test_a_number_of_another_day_is_shown_beside_the_reference() -> None:
    asked = issued("No. 7", "Port Office")
    answer = issued("", "Ford Committee", answers="Your telegram No. 7 of May 1 received.\n\n")
    readings = [
        read_bytes(text.encode(), name=name) for name, text in (("a", asked), ("b", answer))
    ]
    (found,) = check_together(readings)
    assert found.readings == (
        'That number stands on another telegram: "No. 7", of May 5, 1961 (a:8:1).',
    )


def test_every_code_is_on_the_page_and_every_code_on_the_page_exists() -> None:
    folder = Path(__file__).parents[2] / "src" / "decretal" / "registry" / "check"
    made = {
        code
        for path in folder.glob("*.py")
        if path.name != "kinds.py"
        for code in re.findall(r'"(T\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert made == set(re.findall(r"^\| (T\d{3}) \|", PAGE, re.MULTILINE))
    assert made == set(KINDS)


def test_no_finding_corrects_the_text() -> None:
    reading = read_bytes(ODD.encode())
    assert reading.received.raw == ODD.encode()
    assert reading.retained is not None
    assert "retrained" in reading.retained.text
    assert [number.year for number in reading.numbers if number.role == "issuing"] == [1971]
