"""The pages on which two files are held side by side, merged, kept apart and parted again."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.urls import reverse
from tests.web.conftest import SignedIn

from decretal.casework import likenesses, merging
from decretal.casework.duplicates import Compared
from decretal.casework.entries import fact
from decretal.casework.intake import open_case
from decretal.casework.models import CaseFile, Entry, EntryKind, File, LogLine
from decretal.casework.record import Request, record
from decretal.offices.models import User
from decretal.web.pages import duplicates

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(people: Mapping[str, User]) -> tuple[File, File]:
    clerk = Request(people["changbai.clerk"])
    return (
        open_case(clerk, ["김철수"], born="1932-05-07", sex="male", home="회령"),
        open_case(clerk, ["Kim Ch'ŏl-su"], born="1932", sex="male", home="Hoeryŏng"),
    )


def beside(pair: tuple[File, File]) -> str:
    return reverse("duplicate", args=[file.number for file in pair])


def judge(pair: tuple[File, File]) -> str:
    return reverse("judge-duplicate", args=[file.number for file in pair])


def form(pair: tuple[File, File], do: str, **more: object) -> dict[str, object]:
    said = {"do": do, "reason": "The same scar.", "key": f"key of {do}"}
    return {**said, "seen": pair[0].length, "seen_right": pair[1].length, **more}


def test_comparing_all_files_leads_to_the_pairs_with_what_speaks_for_them(
    pair: tuple[File, File], signed_in: SignedIn
) -> None:
    client = signed_in("changbai.investigator")
    shown = client.post(reverse("look-for-duplicates"), follow=True).content.decode()
    assert "1 pair is alike" in shown
    assert pair[0].number in shown
    assert pair[1].number in shown
    assert "Names: sounding alike" in shown
    assert beside(pair) in shown


def test_where_nothing_is_alike_the_page_says_what_to_do(signed_in: SignedIn) -> None:
    shown = signed_in("changbai.investigator").get(reverse("duplicates")).content.decode()
    assert "Compare all files to look again" in shown


def test_more_files_than_a_page_waits_for_are_compared_by_the_command(
    signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicates, "MOST_AT_ONCE", 2)
    answer = signed_in("changbai.investigator").post(reverse("look-for-duplicates"))
    assert answer.status_code == 422
    assert "decretal duplicates" in answer.content.decode()


def test_two_numbers_lead_to_the_two_files_side_by_side(
    pair: tuple[File, File], signed_in: SignedIn
) -> None:
    asked = {"left": pair[0].number, "right": f" {pair[1].number} "}
    answer = signed_in("changbai.clerk").get(reverse("pair"), asked)
    assert answer.headers["Location"] == beside(pair)


def test_two_files_stand_side_by_side_with_each_fields_agreement_and_weight(
    pair: tuple[File, File], signed_in: SignedIn
) -> None:
    shown = signed_in("changbai.investigator").get(beside(pair)).content.decode()
    assert "Kim Ch&#x27;ŏl-su" in shown
    assert "sounding alike" in shown
    assert "times likelier" in shown
    assert "in part or in another script" in shown
    assert "Merge" in shown
    assert "Keep apart" in shown


def test_who_may_not_merge_sees_no_form(pair: tuple[File, File], signed_in: SignedIn) -> None:
    shown = signed_in("changbai.clerk").get(beside(pair)).content.decode()
    assert "Keep apart" not in shown


def test_reading_two_files_side_by_side_is_logged_for_both(
    pair: tuple[File, File], signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    signed_in("changbai.clerk").get(beside(pair))
    read = LogLine.objects.filter(happening="read", user=people["changbai.clerk"])
    assert set(read.values_list("subject", flat=True)) == {file.number for file in pair}


@pytest.mark.parametrize("goes_on", [0, 1])
def test_merging_leads_to_the_file_that_goes_on_and_the_other_leads_there(
    pair: tuple[File, File], signed_in: SignedIn, goes_on: int
) -> None:
    client = signed_in("changbai.investigator")
    into, merged = pair[goes_on], pair[1 - goes_on]
    answer = client.post(judge(pair), form(pair, "merge", goes_on=into.number))
    assert answer.headers["Location"] == reverse("case", args=[into.number])
    assert merging.leads_to(merged) == into.number
    shown = client.get(reverse("case", args=[merged.number])).content.decode()
    assert f'was merged into <a href="{reverse("case", args=[into.number])}">' in shown
    assert "merged into the other" in shown


def test_what_is_ticked_is_taken_over_from_the_file_that_is_merged_only(
    pair: tuple[File, File], signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    first, again = pair
    said = form(pair, "merge", goes_on=first.number)
    for file in pair:
        found = fact("has papers", "no", evidence="None was shown.")
        (entry,) = record(Request(people["changbai.investigator"]), file, [found])
        said[f"take:{file.number}"] = [entry.sequence]
    said |= {"seen": first.length, "seen_right": again.length}
    signed_in("changbai.investigator").post(judge(pair), said)
    taken = [entry.payload for entry in first.entries.all() if "taken from" in entry.payload]
    assert [payload.get("entry there") for payload in taken] == [None, again.length]
    assert {payload["taken from"] for payload in taken} == {again.number}


def test_keeping_apart_and_undoing_are_said_on_the_page(
    pair: tuple[File, File], signed_in: SignedIn
) -> None:
    client = signed_in("changbai.decider")
    shown = client.post(judge(pair), form(pair, "apart"), follow=True).content.decode()
    assert "kept apart" in shown
    assert "The same scar." in shown
    decided = client.get(reverse("duplicates"), {"shown": "decided"}).content.decode()
    assert pair[0].number in decided
    for file in pair:
        file.refresh_from_db()
    shown = client.post(judge(pair), form(pair, "undo"), follow=True).content.decode()
    assert "It is undone" in shown
    assert "They are of one person" in shown


def test_a_double_click_records_once(pair: tuple[File, File], signed_in: SignedIn) -> None:
    client = signed_in("changbai.investigator")
    for _ in range(2):
        answer = client.post(judge(pair), form(pair, "merge", goes_on=pair[0].number))
        assert answer.status_code == 302
    assert Entry.objects.filter(kind=EntryKind.IDENTITY).count() == 2


@pytest.mark.parametrize(
    ("changed", "status", "told"),
    [
        ({"reason": " "}, 422, "No reason is given"),
        ({"goes_on": ""}, 422, "which of the two files goes on"),
        ({"goes_on": "CHANGBAI-C-1961-0001"}, 422, "which of the two files goes on"),
        ({"do": "delete"}, 422, "Nothing was asked for"),
        ({"seen": "1"}, 409, "has changed since you opened it"),
        ({"seen_right": "1"}, 409, "has changed since you opened it"),
    ],
)
def test_what_cannot_be_recorded_is_said_and_nothing_is(
    pair: tuple[File, File],
    signed_in: SignedIn,
    changed: dict[str, object],
    status: int,
    told: str,
) -> None:
    said = {**form(pair, "merge", goes_on=pair[0].number), **changed}
    answer = signed_in("changbai.investigator").post(judge(pair), said)
    assert answer.status_code == status
    assert told in answer.content.decode()
    assert not Entry.objects.filter(kind=EntryKind.IDENTITY).exists()


@pytest.mark.parametrize("taken", ["x", "-1", "9999", "1" * 40])
def test_an_entry_that_is_not_there_is_not_taken_over(
    pair: tuple[File, File], signed_in: SignedIn, taken: str
) -> None:
    said = form(pair, "merge", goes_on=pair[0].number, **{f"take:{pair[1].number}": taken})
    answer = signed_in("changbai.investigator").post(judge(pair), said)
    assert answer.status_code == 422
    assert not Entry.objects.filter(kind=EntryKind.IDENTITY).exists()


def test_files_that_one_does_not_see_are_not_there(
    pair: tuple[File, File], signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    elsewhere = open_case(Request(people["yanbian.clerk"]), ["김철수"], born="1932")
    client = signed_in("changbai.investigator")
    for left, right in ((pair[0], elsewhere), (elsewhere, pair[0])):
        assert client.get(beside((left, right))).status_code == 404
        assert client.post(judge((left, right)), form(pair, "apart")).status_code == 404
        asked = {"left": left.number, "right": right.number}
        assert client.get(reverse("pair"), asked).status_code == 404


@pytest.mark.parametrize("who", ["changbai.clerk", "changbai.registrar", "tonghua.auditor"])
def test_others_than_investigators_and_deciders_may_not_decide_or_compare_all(
    pair: tuple[File, File], signed_in: SignedIn, who: str
) -> None:
    client = signed_in(who)
    assert client.post(judge(pair), form(pair, "apart")).status_code == 403
    assert client.post(reverse("look-for-duplicates")).status_code == 403
    assert client.get(reverse("duplicates")).status_code == 200


def test_an_office_of_another_state_sees_nothing_of_it(
    pair: tuple[File, File], signed_in: SignedIn
) -> None:
    client = signed_in("consulate.decider")
    for address in (reverse("duplicates"), beside(pair), reverse("pair")):
        assert client.get(address).status_code == 403


def test_markup_in_a_name_stays_text(signed_in: SignedIn, people: Mapping[str, User]) -> None:
    clerk = Request(people["changbai.clerk"])
    names = ["<script>alert(1)</script> 김철수"]
    made = open_case(clerk, names, born="1932"), open_case(clerk, names, born="1932")
    likenesses.look(people["changbai.investigator"])
    client = signed_in("changbai.investigator")
    for address in (reverse("duplicates"), beside(made)):
        shown = client.get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in shown
        assert "<script>alert(1)" not in shown


def test_a_file_says_which_others_may_be_of_the_same_person(
    pair: tuple[File, File], signed_in: SignedIn, people: Mapping[str, User]
) -> None:
    likenesses.look(people["changbai.investigator"])
    shown = signed_in("changbai.clerk").get(reverse("case", args=[pair[0].number]))
    assert "May be of the same person" in shown.content.decode()
    assert pair[1].number in shown.content.decode()


def test_the_list_asks_the_database_no_more_for_many_pairs(
    people: Mapping[str, User],
    signed_in: SignedIn,
    django_assert_max_num_queries: Callable[[int], object],
) -> None:
    clerk = Request(people["changbai.clerk"])
    client = signed_in("changbai.investigator")
    for name in ("김철수", "박영호"):
        for _ in range(3):
            open_case(clerk, [name], born="1932", home="회령")
        likenesses.look(people["changbai.investigator"])
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
            assert client.get(reverse("duplicates")).status_code == 200
    assert CaseFile.objects.count() > 6


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (0.0, "says nothing"),
        (0.1, "says nothing"),
        (1.0, "2.0 times likelier"),
        (-1.0, "2.0 times less likely"),
        (3.0, "8.0 times likelier"),
        (10.0, "1,000 times likelier"),
        (5.1, "34 times likelier"),
    ],
)
def test_a_weight_is_said_in_words(weight: float, words: str) -> None:
    assert duplicates.in_words(Compared("sex", "same", weight)) == words
