"""From intake to a decision: what is asked, what persuasion counts, who decides."""

from __future__ import annotations

from playwright.sync_api import expect

from .people import People


def test_an_investigation_asks_only_for_what_still_matters(people: People) -> None:
    clerk, investigator = people("changbai.clerk"), people("changbai.investigator")
    number = clerk.opens("솔내음", "Sol Nae-ŭm", born="1933")
    investigator.goes(f"cases/{number}/")
    assert investigator.asked()[0] == "determination"  # it decides the most
    assert "spouse" not in investigator.asked()
    first = investigator.section("questions").locator("li").first
    expect(first).to_contain_text("outside the directive")  # it says what an answer leads to
    investigator.follows("Establish: determination", within=investigator.section("can"))
    investigator.chooses("Korean citizen")
    investigator.fills("Evidence", "Statement of the person.")
    investigator.presses("Record")
    assert "determination" not in investigator.asked()
    investigator.establishes(
        number, has_papers="no", crossed_on="1961-10-03", came_to_visit_relatives="yes"
    )
    # Who crossed in 1961 is no long stayer, whatever they are determined to do.
    assert "determined not to return" not in investigator.asked()
    assert "crossed on" not in investigator.asked()
    investigator.establishes(number, offence_in_China="no")
    assert investigator.verdict(number).startswith("send back")
    investigator.reads("I.2", "tell the person that crossing so was not right")


def test_a_person_outside_the_order_is_asked_nothing_more(people: People) -> None:
    number = people("changbai.clerk").opens("Iwa Jezioro", born="1930")
    investigator = people("changbai.investigator")
    investigator.establishes(number, determination="other", offence_in_China="no")
    assert investigator.verdict(number).startswith("outside")
    assert investigator.asked() == []


def test_evidence_is_asked_for_before_a_fact_is_taken(people: People) -> None:
    number = people("changbai.clerk").opens("들국화", born="1940")
    investigator = people("changbai.investigator")
    investigator.goes(f"cases/{number}/fact/spouse/")
    investigator.chooses("none")
    investigator.main.get_by_role("button", name="Record").click()
    assert investigator.page.url.endswith("/fact/spouse/")  # the browser itself says so
    investigator.fills("Evidence", "   ")
    investigator.main.get_by_role("button", name="Record").click()
    investigator.reads("without evidence")


def test_at_the_third_refusal_nothing_happens_until_a_person_decides(people: People) -> None:
    clerk, investigator = people("changbai.clerk"), people("changbai.investigator")
    number = clerk.opens("은하수", "Ŭn Ha-su", born="1936")
    investigator.establishes(
        number,
        determination="Korean citizen",
        has_papers="no",
        crossed_on="1961-09-01",
        came_to_visit_relatives="no",
        spouse="Chinese citizen of Korean nationality",
        offence_in_China="no",
    )
    for count, on in enumerate(("1961-12-15", "1961-12-17", "1961-12-19"), start=1):
        assert investigator.verdict(number).startswith("persuade and hand over")
        investigator.persuades(number, on, "refuses to return")
        row = investigator.section("facts").locator("tr", has_text="persuasion attempts")
        expect(row).to_contain_text(f"{count}counted from acts")
    assert investigator.verdict(number).startswith("exception list")
    investigator.reads("Nobody has decided yet.", "3 attempts; 3 count")
    assert investigator.page.locator(".decided").count() == 0
    investigator.follows("The attempts, and what made each answer free")
    investigator.reads("nothing was promised", "Nothing happens by itself", "3 of 3 attempts count")

    decider = people("tonghua.decider")
    decider.goes("cases/?waits=decision")
    decider.reads(number)
    decider.decides(number, "exception list")
    decider.reads("Decided:", "exception list — Gu Da-quan, Tonghua Regional Committee")


def test_an_attempt_without_what_made_it_free_is_not_taken(people: People) -> None:
    number = people("changbai.clerk").opens("물안개", born="1931")
    investigator = people("changbai.investigator")
    investigator.goes(f"cases/{number}/persuasion/")
    for key in ("held by", "language", "interpreter", "explained"):
        investigator.main.locator(f'[name="detail:{key}"]').fill("said")
    investigator.main.locator('[name="detail:voluntary"]').fill(" ")
    investigator.chooses("refuses to return")
    investigator.main.get_by_role("button", name="Record the attempt").click()
    investigator.reads("does not say")
    assert investigator.page.locator("[role=alert], .error").count()


def test_a_decision_departs_only_with_a_reason_and_both_stand_in_the_file(people: People) -> None:
    number = people("changbai.clerk").opens("달맞이", "Tal Maji", born="1925")
    people("changbai.investigator").establishes(
        number,
        determination="Korean citizen",
        has_papers="no",
        crossed_on="1961-10-10",
        came_to_visit_relatives="no",
        spouse="none",
        offence_in_China="no",
    )
    decider = people("tonghua.decider")
    decider.goes(f"cases/{number}/decision/")
    decider.main.locator('input[value="send back"]').check()
    decider.main.get_by_role("button", name="Decide").click()
    decider.reads("reason")
    assert decider.page.locator("[role=alert], .error").count()
    decider.decides(number, "send back", "The person is ill and asks to go home at once.")
    decider.reads("departs", "asks to go home at once", "persuade and hand over")
    decider.goes("overdue/")
    decider.reads(number, "asks to go home at once")


def test_a_file_shows_what_was_known_on_a_day(people: People) -> None:
    auditor = people("tonghua.auditor")
    auditor.goes("cases/CHANGBAI-C-1961-0007/")
    auditor.page.get_by_label("As known on").fill("1961-11-20")
    auditor.presses("Show")
    auditor.reads("The file as it was known on 20 November 1961")
    assert auditor.section("can").count() == 0
    auditor.follows("Back to now")
    auditor.reads("Decided:")


def test_an_entry_is_corrected_by_a_further_entry(people: People) -> None:
    clerk = people("changbai.clerk")
    number = clerk.opens("늘푸른", born="1939")
    clerk.section("entries").get_by_role("link", name="Correct entry 4").click()
    clerk.main.locator("[name=name]").nth(1).fill("Nŭl P'u-rŭn")
    clerk.fills("Reason", "The romanised name was left out.")
    clerk.presses("Record the correction")
    clerk.reads("Nŭl P'u-rŭn", "Corrected by entry 5: The romanised name was left out.")
    assert number in clerk.heading


def test_the_second_of_two_people_is_told_what_has_changed(people: People) -> None:
    number = people("changbai.clerk").opens("두메꽃", born="1941")
    first, second = people("changbai.clerk"), people("changbai.investigator")
    for each in (first, second):
        each.goes(f"cases/{number}/")
    first.fills("Note", "Seen at the reception house.")
    first.presses("Record", within=first.section("note"))
    second.fills("Note", "Asked about relatives.")
    second.presses("Record", within=second.section("note"))
    second.reads("has changed since you opened it", "Paek Un-san")
    second.goes(f"cases/{number}/")
    second.reads("Seen at the reception house.")
    expect(second.main).not_to_contain_text("Asked about relatives.")
