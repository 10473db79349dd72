"""Drafts of telegrams: offices, persons, sentences and points put together at random."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from decretal.registry.telegram import Handling, Role
from decretal.registry.write import (
    Copies,
    Dateline,
    Draft,
    Made,
    OwnNumber,
    Point,
    Reference,
)
from decretal.registry.write.points import numbered

PLACES = ["Linhe", "Dongkou", "Upper Lake", "Lakeside", "Port Sylvan", "Beishan", "Nanhe"]
BODIES = [
    "Regional Committee",
    "Prefectural Committee",
    "Provincial Committee of the Lakes Party",
    "Foreign Affairs Office",
    "Consulate General",
    "County Government",
    "Public Security Bureau",
    "Border Station",
]
MINISTRIES = ["Ministry of Waters", "Ministry of Foreign Affairs", "Second Asian Department"]
PERSONS = ["Comrade Lin", "Ambassador Hao", "Chen", "Han", "Comrade Bai Shan"]
OFFICES = st.one_of(
    st.builds("{} {}".format, st.sampled_from(PLACES), st.sampled_from(BODIES)),
    st.sampled_from(MINISTRIES),
    st.builds("[{}] Embassy in {}".format, st.sampled_from(PLACES), st.sampled_from(PLACES)),
)
SUBJECTS = st.builds(
    "{} {} {}".format,
    st.sampled_from(
        ["Fishermen", "Two Boats", "[North] Lake People", "Persons Who Crossed", "12 Sailors"]
    ),
    st.sampled_from(
        ["Arriving in", "Asking to Stay in", "Who Left", "from the Year 1960 in", "Seen near"]
    ),
    st.sampled_from([f"{place} County" for place in PLACES]),
)
STARTS = [
    "We should lend nets to",
    "Those who through investigation are found to be",
    "After three attempts at persuasion",
    "In 1960 or earlier, under document No. (60) 31,",
    "On May 3rd at 0915 there came",
    "There are 27 copies of the list for",
    "It was received with thanks by",
    "Nobody (not even the harbour master) has seen",
    'The note said "ask the Ministry" to',
    "关于船只的清单，",
]
ENDS = [
    "the fishermen of the upper lake.",
    "all who ask before the 29th.",
    "the Linhe County Government; it keeps one copy.",
    "those who hold papers [of 1958] and want to go home.",
    "the Consulate General, which will reply.",
    "whoever needs food and clothing.",
]
SENTENCES = st.builds("{} {}".format, st.sampled_from(STARTS), st.sampled_from(ENDS))
TEXTS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)
DAYS = st.dates(
    min_value=date(1950, 1, 1),
    max_value=date(1979, 12, 31),
)
DATES = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: day.isoformat()[:7]),
)
CLOCKS = st.times().map(lambda time: time.strftime("%H:%M"))


@st.composite
def bodies(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> tuple[Point, ...]:
    """Paragraphs and lists in turn, lists with lists in them."""
    points: list[Point] = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            points += [Point(text) for text in draw(st.lists(texts, min_size=1, max_size=2))]
        for which in range(draw(st.integers(0, 12))):
            points.append(Point(draw(texts), str(which + 1), 0))
            for inner in range(draw(st.integers(0, 3))):
                points.append(Point(draw(texts), str(inner + 1), 1))
                for innermost in range(draw(st.integers(0, 2))):
                    points.append(Point(draw(texts), str(innermost + 1), 2))
    return numbered(points or [Point(draw(texts))])


@st.composite
def numbers(draw: st.DrawFn) -> tuple[OwnNumber, ...]:
    """A receiving number, an issuing one, both, or none."""
    found = []
    year = st.sampled_from(["61", "1961", "81", None])
    if draw(st.booleans()):
        found.append(
            OwnNumber(
                number=str(draw(st.integers(1, 9999))).zfill(4),
                role=Role.RECEIVING,
                label=draw(
                    st.sampled_from(["Received Telegram", "Foreign [Ministry] Received Telegram"])
                ),
                series=draw(st.sampled_from([None, "B Xu", "Chen", "C"])),
                year=draw(year),
            )
        )
    if draw(st.booleans()):
        found.append(
            OwnNumber(
                number=str(draw(st.integers(1, 999))),
                role=Role.ISSUING,
                label=draw(st.sampled_from(["Lakeside Province Document", "Document"])),
                series=None,
                year=draw(year),
            )
        )
    return tuple(found)


@st.composite
def times(draw: st.DrawFn) -> tuple[Made, ...]:
    """What was done with the telegram, as precise as such notes are."""
    found = []
    for kind in draw(st.lists(st.sampled_from(Handling), max_size=5, unique=True)):
        how = draw(st.integers(0, 2))
        found.append(
            Made(
                kind=kind,
                date=draw(DAYS).isoformat() if how == 1 else None,
                day=draw(st.integers(1, 31)) if how == 2 else None,
                time=draw(CLOCKS),
                by=draw(st.none() | st.sampled_from(["Lin", "Chen", "Bai Shan"])),
            )
        )
    return tuple(found)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A telegram of the period, with all that it may have, or some of it."""
    maybe = st.booleans()
    handled = draw(times())
    # A telegram that says on which day it was sent, and no other date, is of that day.
    sent = next((each.date for each in handled if each.kind is Handling.SENT and each.date), None)
    date = draw(st.none() | DATES) or sent
    return Draft(
        heading=draw(
            st.sampled_from(
                [
                    (),
                    ("Telegram Received, Ministry of Foreign Affairs",),
                    ("Telegram Sent, Lakeside Foreign Affairs Office",),
                ]
            )
        ),
        classification=draw(st.sampled_from([(), ("SECRET",), ("Top Secret",)])),
        precedence=draw(
            st.sampled_from([None, "Urgent", "Extra Urgent Advance", "Priority", "Routine"])
        ),
        station=draw(st.sampled_from([None, "Linhe Station", "Beishan Telegraph Office"])),
        numbers=draw(numbers()),
        subject=draw(st.none() | SUBJECTS),
        to=tuple(draw(st.lists(OFFICES, min_size=1, max_size=3, unique=True))),
        copied=tuple(draw(st.lists(OFFICES, max_size=2, unique=True))),
        reporting_to=tuple(draw(st.lists(OFFICES, max_size=2, unique=True))),
        answers=draw(
            st.lists(
                st.builds(
                    Reference,
                    date=DAYS.map(lambda day: "--" + day.isoformat()[5:])
                    | DAYS.map(lambda day: day.isoformat()),
                    number=st.none() | st.integers(1, 999).map(str),
                    whose=st.sampled_from([None, "your"]),
                ),
                max_size=1,
            ).map(tuple)
        ),
        body=draw(bodies()),
        issuer=draw(st.none() | OFFICES),
        signature=draw(st.none() | st.sampled_from(["Chen Yi", "LIN HAI", "Petru Vantu"])),
        date=date,
        distribution=tuple(
            draw(
                st.lists(
                    st.builds(
                        Copies,
                        st.sampled_from([*MINISTRIES, *PERSONS, "Treaty Office", "General Office"]),
                        st.none() | st.integers(1, 40),
                    ),
                    max_size=8,
                )
            )
        ),
        retained=draw(st.none() | st.integers(1, 20)) if draw(maybe) else None,
        total=draw(st.none() | st.integers(1, 200)),
        times=handled,
    )


WHENS = st.one_of(
    DATES,
    DAYS.map(lambda day: day.isoformat()[:4]),
    DAYS.map(lambda day: "--" + day.isoformat()[5:]),
    DAYS.map(lambda day: "--" + day.isoformat()[5:7]),
    DAYS.map(lambda day: "---" + day.isoformat()[8:]),
)
HAN_OFFICES = st.builds(
    "{}{}".format,
    st.sampled_from(["临河", "东口", "北山", "湖滨", "南河"]),
    st.sampled_from(
        ["地委", "州委", "省委", "外事处", "公安局", "总领馆", "县人民委员会", "边防站"]
    ),
) | st.sampled_from(["外交部", "水利部", "国务院外事办公室"])
HAN_TEXTS = st.lists(
    st.builds(
        "{}{}".format,
        st.sampled_from(
            [
                "经查明的渔民，",
                "凡1960年以前来的，",
                "名单二十七份，",
                "三次劝说以后，",
                "对于船只，",
            ]
        ),
        st.sampled_from(
            ["应当借给渔网。", "应即登记姓名；", "由县人民委员会处理。", "可以按外侨对待。"]
        ),
    ),
    min_size=1,
    max_size=3,
).map("".join)
HAN_LABELS = ["外收", "湖滨发", "收电", None]


@st.composite
def chinese_drafts(draw: st.DrawFn) -> Draft:
    """A telegram in Chinese, with all that it may have, or some of it."""
    return Draft(
        heading=draw(st.sampled_from([(), ("外交部收电",), ("发电",)])),
        classification=draw(st.sampled_from([(), ("机密",), ("绝密",)])),
        precedence=draw(st.sampled_from([None, "特急", "急", "平"])),
        station=draw(st.sampled_from([None, "临河台", "北山电报局"])),
        numbers=tuple(
            draw(
                st.lists(
                    st.builds(
                        OwnNumber,
                        st.integers(1, 9999).map(str),
                        st.sampled_from([Role.RECEIVING, Role.ISSUING]),
                        st.sampled_from(HAN_LABELS),
                        st.none(),
                        st.sampled_from(["61", "1961", None]),
                    ),
                    max_size=2,
                )
            )
        ),
        subject=draw(st.sampled_from([None, "渔民请求渔网", "关于朝鲜渔民越境问题的答复"])),
        to=tuple(draw(st.lists(HAN_OFFICES, min_size=1, max_size=3, unique=True))),
        copied=tuple(draw(st.lists(HAN_OFFICES, max_size=2, unique=True))),
        reporting_to=tuple(draw(st.lists(HAN_OFFICES, max_size=1))),
        answers=tuple(
            draw(st.lists(st.builds(Reference, WHENS, st.none() | st.just("712")), max_size=1))
        ),
        body=draw(bodies(HAN_TEXTS)),
        issuer=draw(st.none() | HAN_OFFICES),
        signature=draw(st.sampled_from([None, "李海", "陈"])),
        date=draw(st.none() | WHENS),
        distribution=tuple(
            draw(
                st.lists(st.builds(Copies, HAN_OFFICES, st.none() | st.integers(1, 40)), max_size=9)
            )
        ),
        retained=draw(st.none() | st.integers(1, 20)),
        total=draw(st.none() | st.integers(1, 200)),
        times=draw(times()),
    )


ODD_WORDS = (
    "Telegram of March 3rd received.", "12. The rest follows.", "2. Boats should be counted.",
    "To the Ministry of Waters:", "Distribution: nobody", "Distribution:", "SECRET", "Urgent",
    "March 9, 1963", "1963", "Approved at 0915", "Approved on the 9th, at 0915 by Lin",
    "(a) and (b)", "[Stamp: seen]", "Subject: none", "一、二、三", "A. PETROV", "=1+1", "No. 5",
    "none", "Text:", "End of text", "Paragraph: 3", "Point 2.1: the rest", "Number: 5",
    "Port Office, Kessel", "General Office (2)", "Fisheries: 3 copies", "Pier: copies not stated",
    "Archive and Registry", "Chen; Ji", "the Ministry of Waters", "To", "5", "%PDF", "\ufeffSeal",
    "One copy retained for files, total of 7 copies", "Linhe, November 3, 1961, 4 p.m.",
    "Repeated to Kessel and Linhe.", "Your 712.", "Subj: The ferry. Ref: Kessel 112.", "1. 2. 3.",
    "Page 2", "---", "* * *", "I.1", "(61) B Xu-1149", "Copied to: the Coast Guard",
    "关于船只的清单", "抄送：水利部", "特急", "수신: 수산국", "1) one 2) two",
    "a@b <i> & \\ #x *y* _z_ $",
    "Received at Linhe Station To the Coast Guard: 1. Lend nets. 2. Count them. Distribution: all",
)  # fmt: skip
"""Words that look like something else of a telegram than they are meant to be."""
LINES = st.sampled_from(ODD_WORDS) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40
).map(lambda words: " ".join(words.replace("\ufffd", "").split())).filter(bool)
PRECEDENCES = st.sampled_from(
    [
        "Flash", "Extra Urgent", "Extra Urgent Advance", "Immediate", "Most Immediate", "Urgent",
        "Priority", "Routine", "Deferred", "NIACT", "Emergency", "Unhurried", "Expedite", "特急",
        "急", "平", "优先", "긴급", "지급",
    ]
)  # fmt: skip


@st.composite
def any_bodies(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> tuple[Point, ...]:
    """Paragraphs and points of any level and any number, in any order, counted or not."""
    part = st.integers(1, 120).map(str) | st.sampled_from(
        ["a", "b", "A", "iv", "IV", "i", "x", "가"]
    )
    points = []
    for text in draw(st.lists(texts, max_size=8)):
        if draw(st.booleans()):
            points.append(Point(text))
            continue
        depth = draw(st.integers(0, 2))
        which = draw(st.sampled_from([[], ["II"], ["XIV"]]))
        label = ".".join([*which, *draw(st.lists(part, min_size=depth + 1, max_size=depth + 1))])
        points.append(Point(text, label, depth))
    return numbered(points) if draw(st.booleans()) else tuple(points)


def any_drafts(words: st.SearchStrategy[str]) -> st.SearchStrategy[Draft]:
    """Drafts of which each element may be there, or not, and say what it will."""
    maybe = st.none() | words
    several = st.lists(words, max_size=4).map(tuple)
    return st.builds(
        Draft,
        heading=st.lists(words, max_size=2).map(tuple),
        classification=st.lists(words, max_size=2).map(tuple),
        precedence=st.none() | PRECEDENCES | words,
        station=maybe,
        numbers=st.lists(
            st.builds(
                OwnNumber,
                words,
                st.sampled_from([Role.RECEIVING, Role.ISSUING, Role.UNSTATED]),
                maybe,
                maybe,
                st.sampled_from([None, "61", "1961"]) | words,
            ).filter(lambda own: not (own.series and (own.label or "").endswith(own.series))),
            max_size=3,
        ).map(tuple),
        subject=maybe,
        to=several,
        copied=several,
        reporting_to=several,
        answers=st.lists(
            st.builds(Reference, st.none() | WHENS, maybe, maybe)
            | st.builds(Reference, st.none() | WHENS, words, maybe, maybe, maybe),
            max_size=3,
        ).map(tuple),
        body=any_bodies(words),
        issuer=maybe,
        signature=maybe,
        dateline=st.none() | st.builds(Dateline, words, st.none() | WHENS, st.none() | CLOCKS),
        date=st.none() | WHENS,
        distribution=st.lists(
            st.builds(Copies, words, st.none() | st.integers(0, 99_999)), max_size=30
        ).map(tuple),
        retained=st.none() | st.integers(0, 99_999),
        total=st.none() | st.integers(0, 99_999),
        times=st.lists(
            st.builds(
                Made,
                st.sampled_from(Handling),
                st.none() | WHENS.filter(lambda when: not when.startswith("---")),
                st.none(),
                st.none() | CLOCKS,
                maybe,
            )
            | st.builds(
                Made,
                st.sampled_from(Handling),
                st.none(),
                st.integers(1, 31),
                st.none() | CLOCKS,
                maybe,
            ),
            max_size=5,
        ).map(tuple),
    ).filter(lambda draft: draft != Draft())
