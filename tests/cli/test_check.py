"""decretal check"""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import FERRY, SOURCE, Here

EXAMPLES = """\
case,kind of passenger,has a ticket,crossings,expected status,expected disposition,\
expected additions
E-1,resident,yes,9,decided,admit,
E-2,resident,yes,10,decided,admit,a free crossing
E-3,visitor,no,11,decided,turn away,a free crossing
E-4,visitor,,,undetermined,,
E-5,crew,,,outside,,
"""


def test_a_sound_rulebook_is_well(decretal: Here, folder: Path) -> None:
    (folder / "ferry" / "cases.csv").write_text(EXAMPLES)
    run = decretal("check", "ferry", "--source", "source.txt")
    assert (run.status, run.err) == (0, "")
    assert "2 provisions, 4 facts, 4 rules, 2 acts," in run.out
    assert "1 interpretation, 1 authority." in run.out
    assert "ferry/cases.csv: 5 examples, as expected.\n" in run.out
    assert "source.txt: 7 sentences: 7 encoded, 0 no rule, 0 open, 0 unaccounted.\n" in run.out
    assert run.out.endswith("\nAll is well.\n")


def test_the_file_itself_can_be_named(decretal: Here, folder: Path) -> None:
    (folder / "ferry" / "cases.csv").write_text(EXAMPLES)
    assert "5 examples" in decretal("check", "ferry/rulebook.md").out


def test_warnings_are_no_findings(decretal: Here) -> None:
    run = decretal("check", "ferry")
    assert run.status == 0
    assert '[W302] The fact "asked on" is declared and never used.' in run.out


def test_an_example_that_comes_out_otherwise_is_a_finding(decretal: Here, folder: Path) -> None:
    wrong = EXAMPLES.replace("E-1,resident,yes,9", "E-1,resident,yes,10").replace(
        "E-4,visitor,,", "E-4,visitor,no,"
    )
    (folder / "ferry" / "cases.csv").write_text(wrong)
    run = decretal("check", "ferry")
    assert run.status == 1
    assert "ferry/cases.csv: 5 examples, 3 not as expected.\n" in run.out
    assert 'row 2, case E-1: additions should be nothing, and is "a free crossing"' in run.out
    assert 'row 5, case E-4: status should be "undetermined", and is "decided"' in run.out
    assert run.out.endswith("\n3 findings.\n")


def test_examples_of_every_format_are_tried(decretal: Here, folder: Path) -> None:
    (folder / "ferry" / "cases.csv").write_text(EXAMPLES)
    record = {"case": "J-1", "has a ticket": True, "kind of passenger": "crew"}
    expected = {**record, "expected": {"status": "decided"}}
    (folder / "ferry" / "case-files.jsonl").write_text(json.dumps(expected) + "\n")
    (folder / "ferry" / "cases-2.json").write_text(json.dumps([record]))
    (folder / "ferry" / "cases.rejects.csv").write_text("nothing of the sort")
    (folder / "ferry" / "notes.csv").write_text("nothing of the sort")
    run = decretal("check", "ferry")
    assert run.status == 1
    assert "ferry/case-files.jsonl: 1 example, 1 not as expected." in run.out
    assert "ferry/cases-2.json: 0 examples, as expected." in run.out
    assert "nothing" not in run.out


def test_an_example_that_cannot_be_read_is_a_finding(decretal: Here, folder: Path) -> None:
    (folder / "ferry" / "cases.csv").write_text(EXAMPLES.replace("resident,yes", "tourist,yes", 1))
    (folder / "ferry" / "cases.json").write_text("oops")
    run = decretal("check", "ferry")
    assert run.status == 1
    assert "row 2 [E423]" in run.out
    assert "[E408]" in run.out


def test_a_sentence_that_is_not_accounted_for_is_a_finding(decretal: Here, folder: Path) -> None:
    (folder / "source.txt").write_text(SOURCE + "\nNobody swims.\n")
    run = decretal("check", "ferry", "--source", "source.txt")
    assert run.status == 1
    assert "  ¶4.1   unaccounted: Nobody swims.\n" in run.out
    assert run.out.endswith("\n1 finding.\n")


def test_words_that_do_not_stand_in_the_source_are_a_finding(decretal: Here, folder: Path) -> None:
    (folder / "source.txt").write_text(SOURCE.replace("takes the ferry", "boards the ferry"))
    run = decretal("check", "ferry", "--source", "source.txt")
    assert run.status == 1
    assert '"Whoever takes the ferry" does not stand at ¶2.1' in run.out
    assert 'Did you mean "Whoever boards the ferry"?' in run.out


def test_all_of_it_is_given_as_data(decretal: Here, folder: Path) -> None:
    (folder / "ferry" / "cases.csv").write_text(EXAMPLES)
    run = decretal("check", "ferry", "--source", "source.txt", "--format", "json")
    data = json.loads(run.out)
    assert (data["rulebook"], data["findings"]) == ("ferry", 0)
    assert data["counts"]["rules"] == 4
    assert data["examples"] == [{"file": "ferry/cases.csv", "count": 5, "problems": []}]
    assert [sentence["place"] for sentence in data["coverage"]["sentences"]][:2] == [
        "¶1.1",
        "¶2.1",
    ]
    assert data["coverage"]["misquotations"] == []


def test_everything_wrong_with_a_rulebook_is_said_at_once(decretal: Here, folder: Path) -> None:
    wrong = FERRY.replace("if: has a ticket", "if: has a tiket").replace(
        "if: crossings >= 10\n", 'if: crossings >= "10"\n'
    )
    (folder / "ferry" / "rulebook.md").write_text(wrong)
    run = decretal("check", "ferry")
    assert (run.status, run.out) == (2, "")
    assert len(run.err.splitlines()) == 2
    assert all(line.startswith("ferry/rulebook.md:") for line in run.err.splitlines())
    assert '"has a ticket"' in run.err
