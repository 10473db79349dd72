"""Drafts of telegrams: offices, persons, sentences and points put together at random."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from decretal.registry.telegram import Handling, Role
from decretal.registry.write import Copies, Draft, Made, OwnNumber, Point, Reference
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
def bodies(draw: st.DrawFn) -> tuple[Point, ...]:
    """Paragraphs and lists in turn, lists with lists in them."""
    points: list[Point] = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            points += [Point(text) for text in draw(st.lists(TEXTS, min_size=1, max_size=2))]
        for which in range(draw(st.integers(0, 12))):
            points.append(Point(draw(TEXTS), str(which + 1), 0))
            for inner in range(draw(st.integers(0, 3))):
                points.append(Point(draw(TEXTS), str(inner + 1), 1))
                for innermost in range(draw(st.integers(0, 2))):
                    points.append(Point(draw(TEXTS), str(innermost + 1), 2))
    return numbered(points or [Point(draw(TEXTS))])


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
