"""The pages of groups, lists, transfers, registers and persuasion, as several offices see them."""

from __future__ import annotations

import datetime
import re
import secrets
from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from decretal.casework import groups, lists, transfers
from decretal.casework.decisions import decide
from decretal.casework.intake import open_case
from decretal.casework.law import law
from decretal.casework.models import CaseFile, File, Group, NameList, Transfer
from decretal.casework.record import Request
from decretal.offices.models import Office, User

from .conftest import SignedIn

pytestmark = pytest.mark.django_db

DAY = datetime.date(1961, 12, 18)
TODAY = datetime.date(1961, 12, 20)


@pytest.fixture
def by(people: Mapping[str, User]) -> Callable[[str], Request]:
    return lambda name: Request(people[name])


@pytest.fixture
def number(people: Mapping[str, User]) -> Callable[[str], str]:
    del people
    return lambda end: CaseFile.objects.get(number__endswith=f"-C-1961-{end}").number


def shown(client: Client, route: str, *arguments: str, status: int = 200) -> str:
    answer = client.get(reverse(route, args=arguments))
    assert answer.status_code == status
    return answer.content.decode()


def sent(
    client: Client,
    route: str,
    *arguments: str,
    status: int = 302,
    form: Mapping[str, object] | None = None,
    **said: object,
) -> str:
    """Send a form; ``form`` has the fields whose names are no names of Python."""
    fields = {"key": secrets.token_hex(16), "happened_on": "1961-12-18", **(form or {}), **said}
    answer = client.post(reverse(route, args=arguments), fields)
    assert answer.status_code == status, answer.content.decode()
    return answer.content.decode()


# groups ----------------------------------------------------------------------------


def test_a_group_is_walked_from_its_opening_to_the_receipt(
    signed_in: SignedIn, number: Callable[[str], str]
) -> None:
    clerk, decider = signed_in("tonghua.clerk"), signed_in("tonghua.decider")
    assert "Open the group" in shown(clerk, "groups")
    sent(clerk, "open-group", called="The third of December")
    group = Group.objects.get(called="The third of December").number
    members = [number(end) for end in ("0003", "0004", "0005")]
    assert all(each in shown(clerk, "add-to-group", group) for each in members)
    sent(clerk, "add-to-group", group, file=members)
    page = shown(clerk, "group", group)
    assert "nothing is missing for 2 of 3" in page
    assert "not done: contact the border defence representatives" in page
    sent(clerk, "contact-for-group", group, form={"with": "The representatives; names alone."})
    sent(clerk, "fix-group", group)
    page = shown(decider, "hand-over", group)
    assert "All 3 people were handed over" in page
    sent(decider, "hand-over", group, place="The bridge", to="The representatives")
    sent(decider, "receipt", group, by="The officer", reference="No. 7")
    assert "received, and closed" in shown(decider, "group", group)
    assert group in shown(decider, "case", members[0])


def test_what_is_missing_stands_where_the_hand_over_would(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    members = [number("0004"), number("0005")]
    file = groups.open_group(by("tonghua.clerk"), "Two", members)
    groups.fix(by("tonghua.clerk"), file)
    decider = signed_in("tonghua.decider")
    page = shown(decider, "hand-over", file.number)
    assert "not done: contact" in page
    assert "were handed over; I" not in page
    said = sent(decider, "hand-over", file.number, status=422, place="x", to="y")
    assert f"{members[1]}: not done: contact" in said


@pytest.mark.parametrize(
    ("who", "status"),
    [("changbai.clerk", 404), ("jilin.clerk", 200), ("yanbian.clerk", 404), ("fao.decider", 404),
     ("consulate.decider", 403)],
)  # fmt: skip
def test_a_group_is_shown_to_its_office_and_those_above(
    who: str, status: int, signed_in: SignedIn, by: Callable[[str], Request]
) -> None:
    file = groups.open_group(by("tonghua.clerk"), "Ours")
    shown(signed_in(who), "group", file.number, status=status)


def test_without_groups_the_page_says_what_to_do(signed_in: SignedIn) -> None:
    assert "A group is put together from files" in shown(signed_in("yanbian.clerk"), "groups")


# lists -----------------------------------------------------------------------------


def a_reported_list(by: Callable[[str], Request], number: Callable[[str], str]) -> File:
    file = lists.open_list(by("tonghua.clerk"), [number("0007"), number("0008")])
    lists.send(by("tonghua.decider"), file, on=DAY)
    lists.report(by("fao.decider"), file, on=DAY)
    return file


def test_a_list_is_walked_from_its_opening_to_the_register(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    clerk, decider = signed_in("tonghua.clerk"), signed_in("tonghua.decider")
    sent(clerk, "open-list")
    name = NameList.objects.latest("pk").number
    sent(clerk, "add-to-list", name, file=[number("0007"), number("0008")])
    sent(decider, "send-list", name)
    fao = signed_in("fao.decider")
    assert name in shown(fao, "lists")
    assert "learns these names" in shown(fao, "report-list", name)
    sent(fao, "report-list", name)
    consulate = signed_in("consulate.decider")
    assert consulate.get("/").headers["Location"] == reverse("lists")
    assert name in shown(consulate, "lists")
    assert "버들꽃" in shown(consulate, "answer-list", name)
    given = {"answer:1": "agrees", "answer:2": "no answer yet", "reference": "Note 12"}
    sent(consulate, "answer-list", name, form=given)
    page = shown(decider, "list", name)
    assert "Note 12" in page
    assert "1 without an answer" in page
    decide(by("tonghua.decider"), File.objects.get(number=number("0007")), "foreign resident",
           on=DAY)  # fmt: skip
    page = shown(clerk, "residents")
    assert number("0007") in page
    assert "agrees 18 Dec 1961, Note 12" in page


def test_the_consulate_sees_names_and_nothing_else(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    name = a_reported_list(by, number).number
    consulate = signed_in("consulate.decider")
    pages = [
        shown(consulate, "lists"),
        shown(consulate, "list", name),
        shown(consulate, "answer-list", name),
        shown(consulate, "papers-of-file", name),
        shown(consulate, "papers"),
    ]
    for page in pages:
        assert not re.search(r"CHANGBAI|Changbai|Hyesan|1934|married|refuses to return|I\.3", page)
    assert "버들꽃" in pages[1]


@pytest.mark.parametrize("route", ["cases", "groups", "transfers", "residents", "restorations"])
def test_other_pages_are_shut_to_the_consulate(route: str, signed_in: SignedIn) -> None:
    shown(signed_in("consulate.decider"), route, status=403)


def test_the_consulate_finds_no_list_that_was_not_reported(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    file = lists.open_list(by("tonghua.clerk"), [number("0007")])
    lists.send(by("tonghua.decider"), file, on=DAY)
    consulate = signed_in("consulate.decider")
    shown(consulate, "list", file.number, status=404)
    assert file.number not in shown(consulate, "lists")
    sent(consulate, "answer-list", file.number, status=404, form={"answer:1": "agrees"})


def test_the_foreign_affairs_office_sees_names_and_no_files(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    page = shown(signed_in("fao.decider"), "list", a_reported_list(by, number).number)
    assert "버들꽃" in page
    assert "CHANGBAI-C" not in page


def test_a_duty_in_a_file_that_is_not_seen_names_nobody(signed_in: SignedIn) -> None:
    page = shown(signed_in("fao.decider"), "home")
    assert "report the list to the Korean Consulate General" in page
    assert "a file that is held elsewhere" in page
    assert not re.search(r"CHANGBAI-C|버들꽃", page)


def test_a_list_is_superseded_from_its_page(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    old = a_reported_list(by, number).number
    decider = signed_in("tonghua.decider")
    sent(decider, "supersede-list", old, reason="One was released.", without=[number("0007")])
    new = NameList.objects.get(supersedes=old)
    assert new.size == 1
    assert "superseded" in shown(signed_in("consulate.clerk"), "list", old)
    assert old in shown(decider, "list", new.number)


def test_an_answer_of_nonsense_is_refused(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    name = a_reported_list(by, number).number
    consulate = signed_in("consulate.decider")
    sent(consulate, "answer-list", name, status=422, form={"answer:x": "agrees"})
    sent(consulate, "answer-list", name, status=422, form={"answer:1": "perhaps"})
    sent(signed_in("consulate.clerk"), "answer-list", name, status=403, form={"answer:1": "agrees"})


# transfers, registers, persuasion --------------------------------------------------


def test_a_long_stayer_is_walked_from_the_permission_to_acceptance(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    stayer = number("0011")
    tonghua, jilin = signed_in("tonghua.decider"), signed_in("jilin.decider")
    page = shown(tonghua, "case", stayer)
    assert "Report on the Handling of Korean Illegal" in page
    assert "Ask for the permission" in page
    sent(tonghua, "ask-permission", stayer, because="Here since 1958.")
    assert "Grant or refuse" in shown(jilin, "transfers")
    sent(jilin, "act", stayer, "permission of the Provincial Committee", outcome="granted")
    decide(by("tonghua.decider"), File.objects.get(number=stayer), "transfer", on=DAY)
    assert "Yanbian" not in shown(tonghua, "send-file", stayer)
    sent(tonghua, "send-file", stayer, to="security", because="As permitted.")
    security = signed_in("security.decider")
    assert stayer in shown(security, "transfers")
    assert stayer in shown(tonghua, "transfers")
    sent(security, "answer-transfer", stayer, answer="accept")
    assert Transfer.objects.get(case__number=stayer).state == "accepted"
    assert "held by Public Security Department" in shown(tonghua, "case", stayer)


def test_a_returned_file_shows_its_reason_and_no_name_to_who_returned_it(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    file = File.objects.get(number=number("0002"))
    to = Office.objects.get(code="yanbian")
    transfers.send(by("changbai.decider"), file, to, on=DAY, because="The family is there.")
    yanbian = signed_in("yanbian.decider")
    sent(yanbian, "answer-transfer", file.number, answer="return", reason="No family is here.")
    for who in ("yanbian.decider", "changbai.decider"):
        assert "No family is here." in shown(signed_in(who), "transfers")
    assert "금강돌" not in shown(yanbian, "transfers")
    shown(yanbian, "case", file.number, status=404)


def test_a_restoration_is_recorded_from_the_file_and_registered(
    signed_in: SignedIn, number: Callable[[str], str]
) -> None:
    decider, member = signed_in("tonghua.decider"), number("0009")
    assert reverse("restoration", args=[member]) in shown(decider, "case", member)
    assert "Also open in this file" in shown(decider, "restoration", member)
    sent(decider, "restoration", member, basis="The register of 1948.", told="In Korean.")
    assert "TONGHUA-R-1961-0002" in shown(decider, "restorations")
    assert "TONGHUA-R-1961-0002" in shown(decider, "case", member)


def test_the_attempts_stand_with_what_made_each_answer_free(
    signed_in: SignedIn, number: Callable[[str], str]
) -> None:
    investigator, file = signed_in("changbai.investigator"), number("0007")
    page = shown(investigator, "persuasion", file)
    assert "3 of 3 attempts count" in page
    assert page.count("nothing was promised") == 3
    assert "each recorded attempt" in page
    details = law().procedure.details["attempt at persuasion"]
    said = {f"detail:{key}": "said" for key in details}
    sent(investigator, "attempt-at-persuasion", file, outcome="no answer", form=said)
    assert "4 of 4 attempts count" in shown(investigator, "persuasion", file)
    said.pop("detail:voluntary")
    page = sent(
        investigator, "attempt-at-persuasion", file, status=422, outcome="no answer", form=said
    )
    assert "voluntary" in page


# many rows -------------------------------------------------------------------------


def decided(by: Callable[[str], Request], count: int) -> list[str]:
    numbers = []
    for each in range(count):
        file = open_case(by("changbai.clerk"), [f"사람{each}"])
        for name in ("persuade and hand over", "exception list"):
            decide(by("tonghua.decider"), file, name, on=TODAY, reason="A test.")
        numbers.append(file.number)
    return numbers


def test_queries_of_the_pages_do_not_grow_with_their_rows(
    signed_in: SignedIn,
    by: Callable[[str], Request],
    number: Callable[[str], str],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    clerk = signed_in("tonghua.clerk")
    few = lists.open_list(by("tonghua.clerk"), decided(by, 2))
    many = lists.open_list(by("tonghua.clerk"), decided(by, 20))
    small = groups.open_group(by("tonghua.clerk"), "Small", [number("0003")])
    more = []
    for _ in range(12):
        file = open_case(by("changbai.clerk"), ["사람"])
        decide(by("tonghua.decider"), file, "persuade and hand over", on=TODAY, reason="So.")
        more.append(file.number)
    large = groups.open_group(by("tonghua.clerk"), "Large", more)

    def queries(route: str, *arguments: str) -> int:
        with django_assert_max_num_queries(40) as counted:
            shown(clerk, route, *arguments)
        return len(counted)

    assert queries("list", few.number) == queries("list", many.number)
    assert queries("group", small.number) == queries("group", large.number)
    assert queries("lists") <= 10
    assert queries("groups") <= 10
    assert queries("transfers") <= 10
    assert queries("residents") <= 10


def test_a_repeated_form_records_once(
    signed_in: SignedIn, number: Callable[[str], str], by: Callable[[str], Request]
) -> None:
    name = a_reported_list(by, number).number
    consulate = signed_in("consulate.decider")
    for _ in range(2):
        sent(consulate, "answer-list", name, key="k", form={"answer:1": "agrees", "reference": "N"})
    file = File.objects.get(number=name)
    assert file.entries.filter(kind="answer").count() == 1
