"""The box of invented cables that comes with the project: what a person found in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from decretal.registry.as_data import as_data
from decretal.registry.check.together import check_together
from decretal.registry.read import read_telegram

LAKE = Path(__file__).parents[2] / "telegrams" / "lake"
CABLES = sorted(LAKE.glob("*.txt"))
PROVINCE, PREFECTURE = "Upper Lake Provincial Committee", "Lakeside Prefectural Committee"
COUNTY, EMBASSY = "Linhe County Committee", "Embassy in the Lake Country"

# From whom, to whom, when, and how many copies in all.
FOUND: dict[str, tuple[str, list[str], str, int | None]] = {
    "01-prefecture-asks": (PREFECTURE, [PROVINCE], "1963-03-01", 7),
    "02-county-reports": (COUNTY, [PREFECTURE], "1963-03-02", None),
    "03-province-answers": (PROVINCE, [PREFECTURE], "1963-03-03", 9),
    "04-province-to-ministry": (PROVINCE, ["Ministry of Fisheries"], "1963-03-04", 4),
    "05-ministry-to-embassy": ("外交部", ["驻湖国大使馆"], "1963-03-06", None),
    "06-embassy-answers": (EMBASSY, ["Ministry of Foreign Affairs"], "1963-03-09", None),
    "07-legation": (
        "Minister in the Lake Country (Hollis)",
        ["Department of State"],
        "1963-03-11",
        None,
    ),
    "08-foreign-office": ("PORTLAKE", ["FOREIGN OFFICE"], "1963-03-12", None),
    "09-province-list": (PROVINCE, ["Ministry of Foreign Affairs"], "1963-03-14", 7),
    "10-prefecture-thanks": (PREFECTURE, [PROVINCE], "1963-03-15", None),
    "11-landing-list": (PREFECTURE, [PROVINCE], "1963-03-31", 4),
    "12-given-back": (PREFECTURE, [PROVINCE], "1963-04-21", None),
}


def test_every_cable_of_the_box_was_looked_at() -> None:
    assert [path.stem for path in CABLES] == list(FOUND)


@pytest.mark.parametrize("path", CABLES, ids=lambda path: path.stem)
def test_it_is_read_who_wrote_to_whom_when_and_how_often(path: Path) -> None:
    read = as_data(read_telegram(path))
    found = (read["issuer"], read["to"], read["date"], read["total"])
    assert found == FOUND[path.stem]


def test_one_line_of_it_is_left_unread() -> None:
    unread = [words.text for path in CABLES for words in read_telegram(path).unread]
    assert unread == ["Mr. Ashdown"]


def test_the_answers_of_the_box_are_found() -> None:
    answered = {
        path.stem[:2]: [
            each.number.number if each.number else each.date and each.date.iso
            for each in read_telegram(path).answers
        ]
        for path in CABLES
    }
    assert {name: said for name, said in answered.items() if said} == {
        "03": ["--03-01"],
        "06": ["0087"],
        "07": ["140"],
        "08": ["31"],
        "09": ["--03-10"],
        "10": ["118"],
    }


def test_what_is_odd_in_the_box_taken_together() -> None:
    readings = [read_telegram(path) for path in CABLES]
    together = Counter(
        (finding.code, Path(finding.span.text.name).stem[:2])
        for finding in check_together(readings)
    )
    assert together == {
        ("T150", "09"): 1,
        ("T150", "11"): 1,
        ("T151", "10"): 1,
        ("T152", "07"): 1,
        ("T152", "08"): 1,
        ("T152", "09"): 1,
    }
