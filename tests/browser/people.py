"""People at their browsers: what somebody in an office does on the pages, step by step.

Owns the way from "persuade" or "decide" to links, fields and buttons. Nothing is sent to
the server but by what stands on a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.deployments import PASSWORD

TODAY = "1961-12-20"
TALK = {
    "held by": "Ma Cheng-he",
    "language": "Korean",
    "interpreter": "None was needed.",
    "explained": "What the order provides, and what a refusal means.",
    "voluntary": "A relative was present; the person could ask and refuse; nothing was promised.",
}


@dataclass
class Person:
    """Somebody who is signed in, with a browser of their own."""

    name: str
    page: Page

    def goes(self, path: str) -> None:
        """Open a page of the deployment."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status} {self.heading}"

    def follows(self, link: str, *, within: Locator | None = None) -> None:
        """Follow a link by its words."""
        (within or self.main).get_by_role("link", name=link, exact=True).first.click()

    def presses(self, button: str, *, within: Locator | None = None) -> None:
        """Press a button by its words, and wait for the page that follows."""
        with self.page.expect_navigation():
            (within or self.main).get_by_role("button", name=button, exact=True).first.click()

    def fills(self, label: str, said: str) -> None:
        """Fill a field by its label."""
        self.main.get_by_label(label, exact=True).first.fill(said)

    def chooses(self, option: str) -> None:
        """Choose among radio buttons or tick a box by its words."""
        self.main.get_by_label(option).first.check()

    def fills_choice(self, label: str, value: str) -> None:
        """Choose in a list by its label."""
        self.main.get_by_label(label, exact=True).select_option(value)

    def reads(self, *words: str) -> None:
        """What stands on the page holds these words."""
        for each in words:
            expect(self.main).to_contain_text(each)

    @property
    def main(self) -> Locator:
        """The page's own part."""
        return self.page.locator("main")

    @property
    def heading(self) -> str:
        """What the page is called."""
        return self.page.locator("h1").inner_text()

    def section(self, name: str) -> Locator:
        """A part of a page, by the id of its heading."""
        return self.page.locator(f"section[aria-labelledby={name}]")

    # case files --------------------------------------------------------------------

    def opens(self, *names: str, born: str = "", home: str = "Hyesan") -> str:
        """Open a case file; gives its number."""
        self.goes("cases/")
        self.follows("Open a case file")
        for number, name in enumerate(names):
            self.main.locator("[name=name]").nth(number).fill(name)
        self.fills("Born (year, or as much as is known)", born)
        self.fills("Home", home)
        self.presses("Open the file")
        found = re.search(r"[A-Z]+-C-\d{4}-\d{4}", self.heading)
        assert found is not None
        return found[0]

    def looks_through(self, table: Path) -> None:
        """Give a table, and wait until it is looked through."""
        self.goes("import/")
        self.main.locator("[name=table]").set_input_files(table)
        self.presses("Look through it")
        expect(self.main).to_contain_text("can be imported", timeout=60_000)

    def imports(self, table: Path) -> None:
        """Import a table, and wait until all of it is open."""
        self.looks_through(table)
        self.main.get_by_role("button", name=re.compile("^Import ")).click()
        expect(self.main).to_contain_text("The table is imported.", timeout=60_000)

    def asked(self) -> list[str]:
        """The facts that the page of a file asks for, in their order."""
        return self.section("questions").locator("li > p:first-child > strong").all_inner_texts()

    def establishes(self, number: str, **facts: str) -> None:
        """Establish facts in a file; underscores stand for spaces."""
        for name, value in facts.items():
            fact = name.replace("_", " ")
            self.goes(f"cases/{number}/fact/{fact}/")
            given = self.main.get_by_label("What was found out", exact=True)
            if self.main.locator("fieldset").count():
                self.main.get_by_label(value, exact=True).check()
            else:
                given.fill(value)
            self.fills("Evidence", "A statement of the person, and of neighbours.")
            self.presses("Record")

    def records(
        self,
        number: str,
        act: str,
        outcome: str = "",
        on: str = TODAY,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Record an act from the page of a file."""
        self.goes(f"cases/{number}/")
        self.follows(f"Record: {act}", within=self.section("can"))
        if outcome:
            self.main.get_by_label(outcome, exact=True).check()
        for key, said in (details or {}).items():
            self.main.locator(f'[name="detail:{key}"]').fill(said)
        self.fills("On which day", on)
        self.fills("Evidence", "The record of it.")
        self.presses("Record")

    def persuades(self, number: str, on: str, outcome: str) -> None:
        """Record an attempt at persuasion."""
        self.records(number, "attempt at persuasion", outcome, on, TALK)

    def persuades_again(self, number: str, *attempts: tuple[str, str]) -> None:
        """Record attempts on the page of the attempts, one after the other: day and outcome."""
        self.goes(f"cases/{number}/persuasion/")
        for on, outcome in attempts:
            for key, said in TALK.items():
                self.main.locator(f'[name="detail:{key}"]').fill(said)
            self.main.get_by_label(outcome, exact=True).check()
            self.fills("On which day", on)
            self.presses("Record the attempt")

    def decides(self, number: str, disposition: str, reason: str = "") -> None:
        """Decide a case."""
        self.goes(f"cases/{number}/")
        self.follows("Decide", within=self.section("can"))
        self.main.locator(f'input[name=disposition][value="{disposition}"]').check()
        if reason:
            self.fills("Reason, where the decision departs", reason)
        self.presses("Decide")

    def takes(self, page: str, *numbers: str) -> None:
        """Choose files, on the page that a link of these words leads to."""
        self.follows(page)
        for number in numbers:
            self.main.locator(f'input[name=file][value="{number}"]').check()
        self.presses("Take those that are marked")

    def verdict(self, number: str) -> str:
        """What the order says of a case, as its page has it."""
        self.goes(f"cases/{number}/")
        return self.page.locator(".glance .verdict").inner_text()


@dataclass
class People:
    """The people of the example; each is signed in once, in a browser context of their own."""

    browser: Browser
    url: str
    width: int = 1200
    _known: dict[str, Person] = field(default_factory=dict)

    def __call__(self, name: str) -> Person:
        """Somebody, by a name such as ``tonghua.decider``."""
        if name not in self._known:
            self._known[name] = self.anew(name)
        return self._known[name]

    def anew(self, name: str, *, width: int | None = None, scripts: bool = True) -> Person:
        """Somebody in a further browser context, of another width or without scripts."""
        person = Person(name, self.context(width=width, scripts=scripts).new_page())
        person.page.goto("sign-in/")
        person.fills("Name", name)
        person.fills("Password", PASSWORD)
        person.presses("Sign in")
        return person

    def context(self, *, width: int | None = None, scripts: bool = True) -> BrowserContext:
        """A browser context in which nobody is signed in."""
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": width or self.width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
        )
        context.set_default_timeout(20_000)
        return context
