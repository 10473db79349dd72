"""Papers about invented people, for the tests of how they are set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from decretal.casework.papers import (
    CaseRecord,
    DecisionNotice,
    Duty,
    EntryLine,
    Fact,
    Heading,
    Line,
    ListedPerson,
    ListOfNames,
    Member,
    NominalRoll,
    Particulars,
    PersonsDecision,
    Precondition,
    Provision,
    Reasoning,
    WrittenName,
)

HEAD = "9f2c" * 16
KIM = (
    WrittenName("김철수", "Hang"),
    WrittenName("金哲洙", "Hant"),
    WrittenName("Kim Ch'ŏl-su", "Latn"),
)
LI = (WrittenName("李明", "Hans"), WrittenName("리명", "Hang"), WrittenName("Li Ming", "Latn"))
ZHENG = (WrittenName("郑爱华", "Hans"), WrittenName("鄭愛華", "Hant"))
I1 = Provision("I.1", "Persuade, then hand over as a group", "People are persuaded to go back.")
I3 = Provision("I.3", "Married to a Chinese citizen of Korean nationality")


def heading(number: str = "TH-1961-R-0003", mode: str = "training") -> Heading:
    return Heading(
        number=number,
        office="Tonghua Regional Committee",
        made_on=date(1961, 12, 9),
        made_by="Han Mei",
        mode=mode,
        directive="the order of 1961",
        file="TH-G-0007",
        length=12,
        head=HEAD,
    )


def member(names: tuple[WrittenName, ...], file: str, *, missing: bool = False) -> Member:
    return Member(
        file=file,
        names=names,
        born="1932",
        determination="Korean citizen",
        disposition="hand over as a group",
        provisions=("I.1",),
        preconditions=(
            Precondition("name recorded", "I.1", date(1961, 12, 2)),
            Precondition("situation investigated", "I.1", date(1961, 12, 4)),
            Precondition(
                "border defence representatives contacted",
                "I.1",
                None if missing else date(1961, 12, 6),
                "nobody has contacted the representatives" if missing else "",
            ),
        ),
    )


def roll(*, mode: str = "training") -> NominalRoll:
    return NominalRoll(
        heading=heading(mode=mode),
        group="TH-G-0007",
        from_office="Tonghua Regional Committee",
        to="border defence representatives",
        place="Changbai",
        members=(
            member(KIM, "TH-C-0101"),
            member(LI, "TH-C-0102"),
            member(ZHENG, "TH-C-0103", missing=True),
        ),
        provisions=(I1,),
    )


def names(*, mode: str = "training") -> ListOfNames:
    return ListOfNames(
        heading=heading("TH-1961-L-0002", mode),
        list="TH-L-0002",
        from_office="Tonghua Regional Committee",
        to="Foreign Affairs Office",
        asks="Whether the persons on this list may remain in China.",
        answers=("agrees", "does not agree"),
        needed=("why I.3 speaks of the person",),
        persons=(
            ListedPerson(KIM, ("married to a Chinese citizen of Korean nationality",)),
            ListedPerson(LI, ("married to a Chinese citizen of Korean nationality",)),
        ),
        provisions=(I3,),
    )


PARTICULARS = Particulars(names=KIM, born="1932", lines=(Line("Comes from", "양강도 혜산"),))
REASONING = Reasoning(
    status="decided",
    disposition="exception list",
    additions=("food and clothing",),
    provisions=(I3,),
    as_of=date(1961, 12, 9),
    explanation=(
        "The case is decided: exception list, under I.3.\n\n"
        "I.3 (Married to a Chinese citizen of Korean nationality)\n"
        "  Rule I.3 list holds and leads to exception list: persuasion attempts is 3."
    ),
    rulebook="jilin-1961",
)
DECISION = PersonsDecision(
    disposition="hand over as a group",
    decided_by="Piao Shun",
    office="Tonghua Regional Committee",
    decided_on=date(1961, 12, 8),
    departs=True,
    reason="The marriage was dissolved in the autumn, and both have said so.",
    entry=9,
)


def entries(count: int) -> tuple[EntryLine, ...]:
    return tuple(
        EntryLine(
            sequence=place,
            kind="fact established",
            said=(Line("spouse", "Chinese citizen of Korean nationality"),),
            author="Han Mei",
            office="Changbai County",
            happened_on=date(1961, 11, 1) if place % 2 else None,
            recorded_on=date(1961, 11, 30),
            entered_at=datetime(2026, 11, 24, 18, 30, tzinfo=UTC),
            evidence="statement of 李明",
            reference=f"Changbai 1961, folder {place}",
            hash=HEAD,
            corrected_by=5 if place == 3 else None,
        )
        for place in range(1, count + 1)
    )


def case(count: int = 5, *, broken_at: int | None = None, mode: str = "training") -> CaseRecord:
    return CaseRecord(
        heading=heading("TH-1961-C-0005", mode),
        particulars=PARTICULARS,
        reasoning=REASONING,
        decision=DECISION,
        facts=(Fact("spouse", "Chinese citizen of Korean nationality", 3, "statement of 李明"),),
        duties=(
            Duty("provide suitable food and clothing", "local authorities", "II.3"),
            Duty("send a list", "Tonghua Regional Committee", "I.3", date(1961, 12, 1), True),
        ),
        entries=entries(count),
        broken_at=broken_at,
    )


def notice(*, mode: str = "training", departs: bool = True) -> DecisionNotice:
    decision = DECISION if departs else replace(DECISION, departs=False, reason="")
    return DecisionNotice(heading("TH-1961-N-0001", mode), PARTICULARS, REASONING, decision)
