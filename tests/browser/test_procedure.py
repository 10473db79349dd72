"""Hand-over, lists, restoration, offences, long stayers: from office to office to the end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .people import People

Imported = dict[str, str]
REFUSALS = tuple((on, "refuses to return") for on in ("1961-12-14", "1961-12-16", "1961-12-18"))


def test_a_group_is_handed_over_for_all_and_closed_by_a_receipt(
    people: People, imported: Imported
) -> None:
    numbers = imported["G-01"], imported["G-02"]
    investigator, decider = people("changbai.investigator"), people("tonghua.decider")
    for number in numbers:
        investigator.persuades_again(number, ("1961-12-18", "agrees to return"))
        investigator.records(number, "recording of the name")
        decider.decides(number, "persuade and hand over")
    investigator.records(numbers[0], "investigation")

    clerk = people("tonghua.clerk")
    clerk.goes(f"cases/{numbers[0]}/")
    clerk.follows("Put the person into a group", within=clerk.section("can"))
    clerk.fills("What the office calls it", "The third of December")
    clerk.presses("Open the group")
    clerk.takes("Take people in", *numbers)
    members = clerk.section("members").locator("tbody tr")
    expect(members.filter(has_text=numbers[1])).to_contain_text("investigate the person")
    expect(members.filter(has_text=numbers[1]).locator(".overdue")).to_have_count(2)
    clerk.follows("Record the contact with the border representatives")
    clerk.main.locator("[name=with]").fill("The officer at the bridge; the names alone were said.")
    clerk.fills("Evidence", "Note of the talk.")
    clerk.presses("Record for all of them")
    clerk.presses("Fix the members", within=clerk.section("can"))
    clerk.reads("missing:", "nothing is missing for 1 of 2")
    group = clerk.page.url

    decider.page.goto(group)
    decider.follows("Record the hand-over")
    decider.reads("The hand-over cannot be recorded: something is missing.", numbers[1])
    investigator.records(numbers[1], "investigation")
    decider.page.reload()
    decider.fills("Where was it?", "The bridge at Changbai")
    decider.fills("Who received the people?", "The border representatives")
    decider.fills("Evidence", "The roll, signed by both sides.")
    decider.main.locator("[name=all]").check()
    decider.presses("Record the hand-over")
    decider.follows("Record the receipt")
    decider.fills("Who signed for the people?", "The officer of the other side")
    decider.fills("Under which number is it kept?", "Receipt 5 of 20 December 1961")
    decider.presses("Record, and close the group")
    decider.reads("Receipt 5 of 20 December 1961")
    for number in numbers:
        decider.goes(f"cases/{number}/")
        expect(decider.section("entries")).to_contain_text("hand-over")
        expect(decider.section("groups")).to_contain_text("The third of December")

    clerk.page.goto(group)
    clerk.presses("Issue: nominal roll")
    clerk.page.goto(group)
    clerk.follows("All papers of this group")
    href = clerk.main.locator("a[href$='.pdf']").first.get_attribute("href")
    assert href is not None
    paper = clerk.page.context.request.get(href)
    assert paper.body().startswith(b"%PDF")


@pytest.fixture(scope="module")
def answered(people: People, imported: Imported) -> str:
    """A list that went to the Consulate, which agrees for one and refuses for the other."""
    one, other = imported["L-01"], imported["L-02"]
    investigator, decider = people("changbai.investigator"), people("tonghua.decider")
    for number in (one, other):
        investigator.persuades_again(number, *REFUSALS)
        assert decider.verdict(number).startswith("exception list")
        decider.decides(number, "exception list")
    clerk = people("tonghua.clerk")
    clerk.goes(f"cases/{one}/")
    clerk.follows("Put the name on a list", within=clerk.section("can"))
    clerk.presses("Open a list")
    number = clerk.page.url.rstrip("/").rpartition("/")[2]
    clerk.takes("Put names on it", one, other)

    foreign = people("consulate.decider")
    assert foreign.page.goto(f"lists/{number}/").status == 404  # type: ignore[union-attr]
    for name, link in (
        ("tonghua.decider", "Send it"),
        ("fao.decider", "Report it to the Consulate General"),
    ):
        sender = people(name)
        if name == "fao.decider":
            sender.goes("")
            expect(sender.section("came")).to_contain_text("to report")
        sender.goes(f"lists/{number}/")
        sender.follows(link)
        sender.fills("Evidence", "The letter that went with it.")
        sender.main.locator("[name=all]").check()
        sender.presses("Record")

    foreign.goes("")
    assert foreign.heading == "Lists that were sent to you"
    foreign.follows(number)
    expect(foreign.main).not_to_contain_text("CHANGBAI-")
    foreign.follows("Answer")
    foreign.fills("Number and date of the letter, where one letter answers for all", "No. 77")
    for place, answer in (("1", "agrees"), ("2", "refuses")):
        foreign.main.locator(f'[name="answer:{place}"]').select_option(answer)
    foreign.presses("Record the answers")
    return number


def test_consent_opens_the_register_of_foreign_residents(
    people: People, imported: Imported, answered: str
) -> None:
    decider, number = people("tonghua.decider"), imported["L-01"]
    assert decider.verdict(number).startswith("foreign resident")
    decider.reads("What the order says has changed since this was decided", answered)
    decider.decides(number, "foreign resident")
    clerk = people("tonghua.clerk")
    clerk.goes("registers/residents/")
    row = clerk.main.locator("tr", has_text=number)
    expect(row).to_contain_text("No. 77")


def test_the_consulate_sees_lists_and_nothing_else(
    people: People, imported: Imported, answered: str
) -> None:
    foreign = people("consulate.clerk")
    foreign.goes(f"lists/{answered}/")
    # The register holds, for this office, the letters that went to it and came from it.
    assert foreign.page.locator("nav.ways a").all_inner_texts() == ["Lists", "Register"]
    for path in (f"cases/{imported['L-01']}/", "cases/", "order/", "groups/", "offices/"):
        answer = foreign.page.goto(path)
        assert answer is not None
        assert answer.status in (403, 404)


def test_a_refusal_is_a_silence_that_goes_up_to_the_ministry_and_comes_down_answered(
    people: People, imported: Imported, answered: str
) -> None:
    del answered
    number = imported["L-02"]
    clerk = people("changbai.clerk")
    assert clerk.verdict(number).startswith("silent")
    clerk.reads("The order is silent on this file: it waits for guidance.")
    clerk.follows("Draft a request for guidance", within=clerk.section("guidance"))
    clerk.reads("Changbai County → Tonghua Regional Committee → Jilin Provincial Committee")
    clerk.fills("What is asked, in a line", "What follows where the Consulate General refuses?")
    clerk.presses("Draft it")
    request = clerk.page.url
    for name in ("changbai.decider", "tonghua.decider", "jilin.decider"):
        passing = people(name)
        passing.goes("")
        expect(passing.section("came")).to_contain_text("for guidance")
        passing.page.goto(request)
        passing.fills("The opinion of your office", "We ask for an answer before winter.")
        passing.presses("Pass it on")
    ministry = people("mfa.decider")
    ministry.page.goto(request)
    ministry.fills("The guidance", "The name stays on the list, and Korea is asked again.")
    ministry.presses("Answer")
    for name in ("jilin.decider", "tonghua.decider", "changbai.decider"):
        noting = people(name)
        noting.page.goto(request)
        noting.presses("Take note of the answer")
        expect(noting.page.locator("#said")).to_contain_text("Your office has taken note.")
    clerk.goes(f"cases/{number}/")
    clerk.reads("The name stays on the list, and Korea is asked again.", "waits for decision")
    # The text is as silent as it was: a person decides, with the answer before them.
    decider = people("tonghua.decider")
    assert decider.verdict(number).startswith("silent")
    decider.follows("Decide", within=decider.section("can"))
    decider.reads("The name stays on the list")


def test_a_restoration_gets_a_number_in_its_register(people: People, imported: Imported) -> None:
    number = imported["R-01"]
    investigator, decider = people("changbai.investigator"), people("tonghua.decider")
    assert investigator.verdict(number).startswith("restore citizenship")
    investigator.records(number, "education of the person")
    decider.decides(number, "restore citizenship")
    decider.follows("restoration of citizenship", within=decider.section("registers"))
    decider.main.locator("[name=basis]").fill("The household register of Longjing, page 12.")
    decider.main.locator("[name=told]").fill("By the clerk, in Korean, with the paper in hand.")
    decider.fills("Evidence", "The register and the signed paper.")
    decider.presses("Record")
    decider.goes("registers/restorations/")
    expect(decider.main.locator("tr", has_text=number)).to_contain_text("Gu Da-quan")


def test_a_referral_of_an_offence_stands_beside_the_main_disposition(
    people: People, imported: Imported
) -> None:
    number = imported["O-01"]
    investigator = people("tonghua.investigator")
    verdict = investigator.verdict(number)
    assert verdict.startswith("persuade and hand over")
    assert "+ law on foreign offenders" in verdict
    duties = investigator.section("open").locator(".duties")
    expect(duties).to_contain_text("refer the offence under the law on foreign citizens")
    investigator.reads("law on foreign citizens who commit crimes in China", "open reference")
    investigator.records(
        number,
        "referral under the law on foreign offenders",
        details={"to": "The procuratorate of the prefecture"},
    )
    assert investigator.verdict(number) == verdict
    expect(duties).not_to_contain_text("refer the offence")
    expect(duties).to_contain_text("persuade the person to return")


def test_a_long_stayer_goes_with_permission_to_an_office_that_returns_or_accepts(
    people: People, imported: Imported
) -> None:
    number = imported["T-01"]
    sender, province = people("tonghua.decider"), people("jilin.decider")
    receiver = people("security.decider")
    assert sender.verdict(number).startswith("transfer")
    sender.reads("Report on the Handling", "open reference")
    sender.decides(number, "transfer")
    sender.reads("The transfer waits:")
    sender.follows("Ask for the permission", within=sender.section("transfers"))
    sender.fills("What is asked, and on what it rests", "Four years here; determined to stay.")
    sender.presses("Ask")

    province.goes("")
    expect(province.section("came")).to_contain_text("to grant or refuse")
    province.goes("transfers/")
    row = province.section("asked").locator("tr", has_text=number)
    province.follows("Grant or refuse", within=row)
    province.chooses("granted")
    province.fills("Evidence", "Permission No. 12 of the committee.")
    province.presses("Record")

    for answer in ("return", "accept"):
        sender.goes(f"cases/{number}/")
        sender.follows("Transfer, as was decided", within=sender.section("transfers"))
        sender.main.locator("[name=to]").select_option("security")
        sender.fills("Because", "The Provincial Committee permits it.")
        sender.fills("Evidence", "The covering letter.")
        sender.presses("Send")
        receiver.goes("")
        expect(receiver.section("came")).to_contain_text("to accept or return")
        receiver.goes(f"cases/{number}/")
        receiver.follows("Accept or return", within=receiver.section("transfers"))
        receiver.main.locator(f'[name=answer][value="{answer}"]').check()
        receiver.main.locator("[name=reason]").fill("The permission is not enclosed.")
        receiver.presses("Record")
        if answer == "return":
            sender.goes(f"cases/{number}/")
            sender.reads("The permission is not enclosed.", "held by Changbai County")
    receiver.goes(f"cases/{number}/")
    receiver.reads("held by Public Security Department")
