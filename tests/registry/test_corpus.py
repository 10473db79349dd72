"""The reader against what a person found in the corpus, and the page of figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.registry.scoring import (
    BEGIN,
    CORPUS,
    END,
    HELD_OUT,
    PAGE,
    differences,
    expected,
    measure,
    table,
    texts,
)


@pytest.mark.parametrize("path", texts(CORPUS), ids=lambda path: path.stem)
def test_a_cable_of_the_corpus_is_read_as_a_person_reads_it(path: Path) -> None:
    assert differences(path) == []


def test_every_cable_has_its_expected_structure_and_there_are_enough() -> None:
    for folder in (CORPUS, *HELD_OUT):
        assert {path.stem for path in folder.glob("*.json")} == {p.stem for p in texts(folder)}
    assert len(texts(CORPUS)) >= 40
    assert sum(len(texts(folder)) for folder in HELD_OUT) >= 38


def test_the_page_of_figures_is_current() -> None:
    shown = PAGE.read_text(encoding="utf-8").split(BEGIN)[1].split(END)[0].strip()
    assert shown == table(), "run python -m tests.registry.scoring"


def test_what_is_missing_and_what_is_too_much_both_lower_the_score(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Urgent\n\nTo the Harbour Office:\n\nLet them land.\n")
    wanted = expected(texts(CORPUS)[0])
    empty: dict[str, object] = {
        name: [] if isinstance(value, list) else None for name, value in wanted.items()
    }
    (tmp_path / "a.json").write_text(json.dumps({**empty, "to": ["Coast Guard"]}))
    scores = measure(tmp_path)
    assert (scores["to"].precision, scores["to"].recall) == ("0.000", "0.000")
    assert (scores["precedence"].precision, scores["precedence"].recall) == ("0.000", "-")
