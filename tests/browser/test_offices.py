"""What an office does beside single cases: care, incidents, education, tables, papers."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import expect

from .people import People

Imported = dict[str, str]


def test_whoever_is_confined_and_refuses_is_owed_food_and_clothing(
    people: People, imported: Imported
) -> None:
    number = imported["C-01"]
    investigator, clerk = people("changbai.investigator"), people("changbai.clerk")
    investigator.records(
        number, "confinement", on="1961-12-10", details={"place": "Reception house, room 3"}
    )
    investigator.reads("confined at Reception house, room 3 since 10 Dec 1961")
    investigator.persuades_again(number, ("1961-12-12", "refuses to return"))
    clerk.goes("care/")
    row = clerk.main.locator("tr", has_text=number)
    expect(row).to_contain_text("never")
    expect(row).to_contain_text("II.3")
    row.get_by_role("checkbox").check()
    clerk.fills("What was given?", "A padded coat, and rice for a week")
    clerk.fills("Who gave it?", "The store of the county")
    clerk.fills("Evidence", "Receipt 9 of the store.")
    clerk.presses("Record for all who are marked")
    expect(clerk.main.locator("tr", has_text=number)).to_contain_text("padded coat")
    clerk.goes(f"cases/{number}/")
    expect(clerk.section("care")).to_contain_text("A padded coat, and rice for a week")


def test_a_report_of_rude_treatment_is_looked_into_where_the_accused_sees_nothing(
    people: People, imported: Imported
) -> None:
    reporter, accused = people("yanbian.clerk"), people("changbai.investigator")
    accused.goes("incidents/")
    before = accused.main.inner_text()
    reporter.goes("incidents/")
    reporter.follows("Report an incident")
    with reporter.page.expect_response(lambda answer: "lookers" in answer.url):
        reporter.fills_choice("Who did it", "user:changbai.investigator")
    reporter.fills("What happened, where, who was there", "He shouted at a man who had crossed.")
    reporter.chooses("Do not show my name to those who look into it")
    reporter.presses("Report")
    reporter.goes("incidents/")
    number = reporter.section("mine").locator("tbody a").first.inner_text()

    for name in ("changbai.investigator", "changbai.decider", "changbai.clerk"):
        person = people(name)
        answer = person.page.goto(f"incidents/{number}/")
        assert answer is not None
        assert answer.status == 404
        person.goes(f"cases/?q={number}")
        expect(person.main).not_to_contain_text(number)
    accused.goes("incidents/")
    assert accused.main.inner_text() == before

    looker = people("tonghua.investigator")
    looker.goes("")
    expect(looker.section("came")).to_contain_text("to look into")
    looker.goes(f"incidents/{number}/")
    expect(looker.main).not_to_contain_text("Pyo Ma-ru")
    looker.presses("Take it up")
    looker.main.locator("[name=who]").fill("The keeper of the reception house")
    looker.main.locator("[name=said]").fill("There was shouting on two evenings.")
    looker.presses("Record the hearing")
    looker.main.locator("[name=finding][value=true]").check()
    looker.main.locator("[name=reasons]").fill("Two people heard it alike.")
    looker.presses("Record the finding")
    looker.reads("Somebody who decides in your office closes it.")
    decider = people("tonghua.decider")
    decider.goes(f"incidents/{number}/")
    decider.main.locator("[name=done]").fill("He no longer speaks with those who are held.")
    decider.presses("Close")
    reporter.goes("incidents/")
    expect(reporter.section("mine")).to_contain_text("it happened")


def test_a_session_of_education_says_who_is_still_to_come(people: People) -> None:
    registrar = people("tonghua.registrar")
    registrar.goes("education/")
    row = registrar.section("to-come").locator("tr", has_text="Teng Xiao-pu")
    registrar.follows("Record a session")
    registrar.fills("On what", "Why returning people is said to matter")
    registrar.fills("Who held it", "Gu Da-quan")
    registrar.main.locator('[name=attended][value="tonghua.clerk"]').check()
    registrar.presses("Record")
    registrar.goes("education/")
    expect(registrar.section("sessions")).to_contain_text("Why returning people is said to matter")
    expect(row).not_to_contain_text("still to come")


def test_a_table_is_looked_through_and_then_imported_whole(people: People, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text(
        "case,names,crossed on,has papers\n"
        "I-01,바람개비,1961-10-02,no\n"
        "I-02,도토리,the day before yesterday,no\n"
        "I-03,=1+1,1961-10-03,no\n",
        encoding="utf-8",
    )
    clerk = people("changbai.clerk")
    clerk.looks_through(table)
    clerk.reads("2 rows can be imported.", "1 row is rejected.", "crossed on", "바람개비")
    clerk.chooses("Leave the rejected rows out; they can be corrected and given again")
    clerk.main.get_by_role("button", name="Import 2 files").click()
    clerk.reads("The table is imported.")
    clerk.goes("cases/?q=바람개비")
    clerk.reads("CHANGBAI-I-01")
    assert clerk.page.goto("cases/CHANGBAI-I-02/").status == 404  # type: ignore[union-attr]


def test_two_files_of_one_person_are_compared_merged_and_parted_again(
    people: People, imported: Imported
) -> None:
    one, other = imported["D-01"], imported["D-02"]
    investigator = people("changbai.investigator")
    investigator.goes("duplicates/")
    investigator.presses("Compare all files now")
    row = investigator.main.locator("tr", has_text=one).filter(has_text=other)
    row.get_by_role("link", name="Compare").click()
    investigator.reads("Names", "꽃다지")
    merge = investigator.section("merge")
    merge.locator(f'[name=goes_on][value="{one}"]').check()
    merge.locator("[name=reason]").fill("The same woman: she says so, and her brother does.")
    investigator.presses("Merge", within=merge)
    assert one in investigator.heading
    investigator.goes(f"cases/{other}/")
    investigator.reads("This file was merged into", one)
    investigator.goes(f"duplicates/{one}/{other}/")
    investigator.fills("Reason", "Her sister was taken for her.")
    investigator.presses("Undo", within=investigator.section("undo"))
    investigator.goes(f"cases/{other}/")
    expect(investigator.main).not_to_contain_text("This file was merged into")


def test_an_export_holds_what_the_filters_show_and_no_formula(
    people: People, tmp_path: Path
) -> None:
    clerk = people("changbai.clerk")
    clerk.goes("cases/?decided=exception list")
    count = clerk.main.locator("tbody tr").count()
    with clerk.page.expect_download() as download:
        clerk.follows("CSV")
    path = tmp_path / "export.csv"
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == count + 1
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_a_paper_of_a_case_file_is_numbered_and_downloaded(
    people: People, imported: Imported
) -> None:
    clerk = people("changbai.clerk")
    clerk.goes(f"cases/{imported['C-01']}/")
    clerk.presses("Issue: case file", within=clerk.section("papers"))
    clerk.goes(f"papers/of/{imported['C-01']}/")
    link = clerk.main.locator("a[href$='.pdf']").first
    assert link.inner_text().startswith("CHANGBAI-")
    paper = clerk.page.context.request.get(str(link.get_attribute("href")))
    assert paper.headers["content-type"] == "application/pdf"
    assert paper.body().startswith(b"%PDF")


def test_a_view_of_the_list_is_saved_and_opened_again(people: People) -> None:
    clerk = people("changbai.registrar")
    clerk.goes("cases/?waits=guidance")
    clerk.page.get_by_text("Save this view").click()
    clerk.fills("Name of the view", "Waits for the Ministry")
    clerk.presses("Save")
    clerk.goes("cases/")
    clerk.follows("Waits for the Ministry")
    assert "waits=guidance" in clerk.page.url
