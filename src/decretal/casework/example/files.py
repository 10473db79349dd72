"""Invented case files of Changbai County, at every stage."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from decretal.casework.decisions import decide
from decretal.casework.entries import Draft, act, fact
from decretal.casework.intake import open_case
from decretal.casework.law import law
from decretal.casework.models import File
from decretal.casework.record import Request, record
from decretal.offices.models import User

KOREAN = {"determination": "Korean citizen", "has papers": "no"}
NO_VISIT = {"came to visit relatives": "no", "offence in China": "no", "spouse": "none"}
MARRIED = {**NO_VISIT, "spouse": "Chinese citizen of Korean nationality"}
_VOLUNTARY = (
    "Held in the yard of the reception house in daylight, a relative present; told that the "
    "answer has no effect on food or lodging; could ask and did; nothing was promised."
)
_EVIDENCE = {
    "determination": "Statement of the person, compared with the household register.",
    "has papers": "None was shown, and the guard post's book has no pass.",
    "crossed on": "Statement of the person and of the household that took them in.",
    "came to visit relatives": "Statements of the person and of the relatives named.",
    "spouse": "Marriage register of the commune.",
    "offence in China": "Answer of the county's public security bureau.",
    "determined not to return": "Own statement, an interpreter present.",
    "refuses to return": "Record of the talk.",
}
Names = Sequence[str]


class Writer:
    """Writes example files as the people of the offices would."""

    def __init__(self, people: Mapping[str, User]) -> None:
        self.people = people

    def request(self, who: str) -> Request:
        """Somebody's request."""
        return Request(self.people[who])

    def opened(
        self, names: Names, born: str, sex: str, home: str, facts: Mapping[str, str], crossed: str
    ) -> File:
        """A file with what is known when it is opened, and what the investigator found."""
        file = open_case(self.request("changbai.clerk"), names, born=born, sex=sex, home=home)
        found = {**facts, "crossed on": crossed} if crossed else dict(facts)
        if found:
            self.established(file, found, "1961-11-29")
        return file

    def established(
        self, file: File, facts: Mapping[str, str], on: str, who: str = "changbai.investigator"
    ) -> None:
        """Facts with their evidence."""
        drafts: list[Draft] = [
            fact(name, value, _day(on), evidence=_EVIDENCE[name]) for name, value in facts.items()
        ]
        record(self.request(who), file, drafts)

    def did(
        self,
        file: File,
        step: str,
        on: str,
        outcome: str | None = None,
        who: str = "changbai.investigator",
        **details: str,
    ) -> None:
        """An act of the procedure."""
        name = law().procedure.steps[step]
        record(self.request(who), file, act(name, _day(on), outcome, details))

    def persuaded(self, file: File, days: Sequence[str], outcome: str) -> None:
        """Attempts at persuasion with the same outcome."""
        for on in days:
            record(
                self.request("changbai.investigator"),
                file,
                act(
                    law().procedure.steps["persuasion"],
                    _day(on),
                    outcome,
                    {
                        "held by": "Ma Cheng-he",
                        "language": "Korean",
                        "interpreter": "Nam Tal-rae",
                        "explained": "That the order wants people to return; what a refusal means.",
                        "voluntary": _VOLUNTARY,
                    },
                    evidence="Record of the talk, read back to the person.",
                ),
            )

    def confined(self, file: File, on: str, place: str = "Reception house, Changbai") -> None:
        """Confinement, with its place."""
        self.did(file, "confinement", on, place=place)

    def prepared(self, file: File) -> None:
        """What has to precede a hand-over, save the contact with the other side."""
        self.did(file, "review", "1961-11-28")
        self.did(file, "investigation", "1961-11-29")
        self.did(file, "name recorded", "1961-12-01")

    def contacted(self, file: File, on: str) -> None:
        """The contact with the border representatives, which Tonghua makes."""
        record(
            self.request("tonghua.investigator"),
            file,
            act(
                law().procedure.steps["representatives contacted"],
                _day(on),
                None,
                {"with": "The border representatives at the bridge; the name alone was said."},
            ),
        )

    def decided(self, file: File, disposition: str, on: str, reason: str = "") -> None:
        """A decision of Tonghua."""
        decide(self.request("tonghua.decider"), file, disposition, on=_day(on), reason=reason)


def _day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


def make_files(people: Mapping[str, User]) -> dict[str, File]:
    """The files, by what each is an example of."""
    w = Writer(people)
    found: dict[str, File] = {}

    found["new"] = w.opened(["한별아", "Han Pyŏl-a"], "1938", "female", "Hyesan", {}, "")
    found["investigated"] = w.opened(
        ["금강돌", "Kŭm Kang-dol", "琴剛乭"], "1929", "male", "Pochon", KOREAN, "1961-10-30"
    )
    w.confined(found["investigated"], "1961-11-27")

    for number, (names, born) in enumerate(
        (
            (["마루한", "Ma Ru-han"], "1935"),
            (["솔바람", "Sol Pa-ram"], "1940"),
            (["도라지", "To Ra-ji"], "1937"),
        )
    ):
        file = w.opened(names, born, "male", "Hyesan", {**KOREAN, **NO_VISIT}, "1961-10-11")
        w.confined(file, "1961-11-27")
        w.prepared(file)
        w.persuaded(file, ["1961-12-02"], "agrees to return")
        if number < 2:
            w.contacted(file, "1961-12-08")
        w.decided(file, "persuade and hand over", "1961-12-09")
        found[f"hand-over {number + 1}"] = file

    visitor = {**KOREAN, "came to visit relatives": "yes", "spouse": "none"}
    found["visitor"] = w.opened(
        ["옥구슬", "Ok Ku-sŭl"], "1901", "female", "Samsu",
        {**visitor, "offence in China": "no"}, "1961-11-02",
    )  # fmt: skip
    w.persuaded(found["visitor"], ["1961-12-01"], "agrees to return")
    w.did(found["visitor"], "investigation", "1961-11-30")
    w.did(found["visitor"], "telling", "1961-12-01")

    for number, (names, born) in enumerate(
        ((["버들꽃", "Pŏ Tŭl-kkot"], "1934"), (["하늘빛", "Ha Nŭl-bit", "河訥斌"], "1932"))
    ):
        file = w.opened(names, born, "female", "Hyesan", {**KOREAN, **MARRIED}, "1961-05-05")
        w.confined(file, "1961-11-27")
        w.persuaded(file, ["1961-12-01", "1961-12-06", "1961-12-12"], "refuses to return")
        w.established(file, {"determined not to return": "no"}, "1961-12-12")
        w.decided(file, "exception list", "1961-12-14")
        found[f"list {number + 1}"] = file

    found["minority"] = w.opened(
        ["진달래", "陈达来", "Chen Dalai"], "1926", "female", "Longjing",
        {"determination": "member of China's Korean minority", "has papers": "no",
         "offence in China": "no"}, "1961-08-20",
    )  # fmt: skip
    w.did(found["minority"], "education", "1961-12-05")
    w.decided(found["minority"], "restore citizenship", "1961-12-07")

    found["offender"] = w.opened(
        ["돌쇠범", "Tol Soe-bŏm"], "1930", "male", "Kapsan",
        {**KOREAN, **NO_VISIT, "offence in China": "yes"}, "1961-07-01",
    )  # fmt: skip
    w.confined(found["offender"], "1961-11-27")
    w.persuaded(found["offender"], ["1961-12-04"], "agrees to return")

    found["long stayer"] = w.opened(
        ["바위솔", "Pa Wi-sol", "朴偉松"], "1915", "male", "Huchang",
        {**KOREAN, **NO_VISIT, "determined not to return": "yes"}, "1958-05-05",
    )  # fmt: skip
    w.persuaded(found["long stayer"], ["1961-12-05"], "refuses to return")

    found["silence"] = w.opened(
        ["새벽길", "Sae Pyŏk-kil"], "1933", "male", "Hyesan",
        {**KOREAN, **NO_VISIT, "determined not to return": "yes"}, "1961-09-18",
    )  # fmt: skip
    w.confined(found["silence"], "1961-11-27")
    w.persuaded(found["silence"], ["1961-11-29", "1961-12-03", "1961-12-10"], "refuses to return")
    found["conflict"] = w.opened(
        ["달무리", "Tal Mu-ri"], "1921", "female", "Huchang",
        {**KOREAN, **MARRIED, "determined not to return": "yes"}, "1957-03-03",
    )  # fmt: skip
    w.persuaded(found["conflict"], ["1961-11-29", "1961-12-03", "1961-12-11"], "refuses to return")
    found["outside"] = w.opened(
        ["Iva Ozero", "伊娃"], "1931", "female", "elsewhere",
        {"determination": "other", "has papers": "no", "offence in China": "no"}, "1961-10-01",
    )  # fmt: skip
    return found
