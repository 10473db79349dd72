"""The pages for whoever uses them otherwise: by keyboard, without scripts, on a narrow screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from .accessible import wrong
from .conftest import demand
from .people import People

FILE = "cases/CHANGBAI-C-1961-0007/"
# Who sees a page, and the page.
PAGES = [
    ("tonghua.decider", path)
    for path in (
        "",
        "cases/",
        "cases/?q=nobody of this name",
        FILE,
        f"{FILE}decision/",
        f"{FILE}persuasion/",
        "cases/CHANGBAI-C-1961-0013/",
        "duplicates/",
        "groups/",
        "lists/",
        "transfers/",
        "registers/residents/",
        "registers/restorations/",
        "guidance/",
        "care/",
        "incidents/",
        "incidents/report/",
        "education/",
        "overdue/",
        "terms/",
        "papers/",
        "order/",
        "offices/",
        "account/",
    )
] + [
    ("changbai.investigator", "cases/CHANGBAI-C-1961-0001/fact/determination/"),
    ("changbai.investigator", "cases/CHANGBAI-C-1961-0001/act/confinement/"),
    ("changbai.clerk", "cases/open/"),
    ("changbai.clerk", "import/"),
    ("consulate.decider", "lists/"),
]


@pytest.mark.parametrize(("name", "path"), PAGES, ids=[f"{n} {p}" for n, p in PAGES])
def test_a_page_can_be_read_by_everybody(people: People, name: str, path: str) -> None:
    person = people(name)
    person.goes(path)
    assert wrong(person.page) == []


def test_the_sign_in_page_can_be_read_by_everybody(people: People) -> None:
    context = people.context()
    page = context.new_page()
    page.goto("sign-in/")
    assert wrong(page) == []
    context.close()


def test_a_fact_is_established_by_keyboard_alone(people: People) -> None:
    number = people("changbai.clerk").opens("너나들", born="1938")
    investigator = people("changbai.investigator")
    page = investigator.page
    investigator.goes(f"cases/{number}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _each in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Establish: determination":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"  # the focus is seen
    page.keyboard.press("Enter")
    page.wait_for_url("**/fact/determination/")
    expect(page.locator("h1")).to_have_text("determination")
    page.locator("#main").focus()
    for _each in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "radio":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Tab")  # the day, whose parts are fields of their own
    while page.evaluate("document.activeElement.name") != "evidence":
        page.keyboard.press("Tab")
    page.keyboard.type("Statement of the person.")
    while page.evaluate("document.activeElement.tagName") != "BUTTON":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/cases/{number}/")
    assert "determination" not in investigator.asked()


def test_a_provision_is_shown_beside_and_goes_away_with_escape(people: People) -> None:
    person = people("tonghua.decider")
    person.goes(FILE)
    link = person.page.locator(".verdict a.provision").first
    link.focus()
    person.page.keyboard.press("Enter")
    beside = person.page.locator("#beside")
    expect(beside).to_contain_text("Married to a Chinese citizen of Korean nationality")
    assert person.page.url.endswith(FILE)
    person.page.keyboard.press("Escape")
    expect(beside).to_be_empty()
    expect(link).to_be_focused()


def test_everything_is_done_without_scripts_too(people: People) -> None:
    person = people.anew("changbai.clerk", scripts=False)
    number = person.opens("가온길", "Ka On-gil", born="1942")
    person.fills("Note", "Opened without scripts.")
    person.presses("Record", within=person.section("note"))
    person.reads("Opened without scripts.")
    person.goes("cases/")
    person.fills("Name or number", "Ka On-gil")
    person.presses("Find")
    person.follows(number)
    person.goes(FILE)
    person.page.locator(".verdict a.provision").first.click()
    assert person.page.url.endswith("/order/#I-3")
    person.page.context.close()


def test_a_narrow_screen_shows_everything_and_scrolls_one_way(people: People) -> None:
    person = people.anew("tonghua.decider", width=390)
    for path in ("", "cases/", FILE, f"{FILE}decision/", "care/", "groups/", "order/"):
        person.goes(path)
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 390, path
    person.goes("")
    person.page.get_by_role("link", name="Pages", exact=True).click()
    ways = person.page.locator("nav.ways")
    expect(ways).to_be_in_viewport()
    ways.get_by_role("link", name="Guidance").click()
    assert person.heading == "Guidance"
    person.page.context.close()


def test_a_long_file_opens_with_its_latest_entries(people: People) -> None:
    clerk = people("changbai.clerk")
    number = clerk.opens("기나긴", born="1930")
    for count in range(48):
        token = clerk.page.context.cookies()
        csrf = next(each for each in token if each["name"] == "csrftoken")["value"]
        answer = clerk.page.context.request.post(
            f"cases/{number}/note/",
            form={"csrfmiddlewaretoken": csrf, "text": f"Note {count}", "key": f"{number}-{count}"},
            headers={"Referer": clerk.page.url},
            max_redirects=0,
        )
        assert answer.status == 302
    clerk.goes(f"cases/{number}/")
    entries = clerk.section("entries").locator("ol.entries > li")
    expect(entries).to_have_count(50)
    expect(entries.first).to_contain_text("Note 47")
    clerk.reads("The latest 50 of 52 are shown.")
    clerk.follows("Show all entries")
    expect(entries).to_have_count(52)
    expect(entries.last).to_contain_text("opened")


def test_what_is_wrong_with_a_page_is_found_out(people: People) -> None:
    context = people.context()
    page = context.new_page()
    page.set_content(
        "<header class=top></header><nav></nav><main><h1>one</h1><h1>two</h1><h3>three</h3>"
        "<table><tr><th>a</table><table><tr><td>b</table><input name=q>"
        "<p style='color:#999;background:#fff'>pale</p></main>"
    )
    found = " ".join(wrong(page))
    for said in (
        "no language", "2 headings of the first rank", "no footer", "no label: <nav",
        "no scope: <th", "no heads: <table", "no label: <input", "heading 3 after 1",
        "contrast 2.8: P",
    ):  # fmt: skip
        assert said in found
    context.close()


def test_whoever_has_no_browser_is_told_what_to_install() -> None:
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        demand(Path("/nowhere/chromium"))
