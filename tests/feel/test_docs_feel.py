"""The page about FEEL: its examples run, and it lists every built-in."""

import doctest
import re
from pathlib import Path

import decretal.feel
from decretal.feel.builtins import BUILT_INS
from decretal.feel.names import BUILT_IN_FUNCTIONS, RULEBOOK_FUNCTIONS
from decretal.feel.signatures import SIGNATURES

PAGE = Path(__file__).parents[2] / "docs" / "feel.md"


def test_every_example_on_the_page_is_true() -> None:
    examples = doctest.DocTestParser().get_doctest(
        "\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)),
        {},
        "feel.md",
        str(PAGE),
        0,
    )
    report: list[str] = []
    outcome = doctest.DocTestRunner().run(examples, out=report.append)
    assert outcome.attempted > 20
    assert not report, "".join(report)


def test_every_built_in_is_on_the_page_with_its_summary() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, function in BUILT_INS.items():
        rows = [line for line in page.splitlines() if line.startswith(f"| `{name}(")]
        assert len(rows) == 1, name
        assert rows[0].endswith(f"| {function.summary} |"), name
        for signature in function.signatures:
            for parameter in signature.parameters:
                assert parameter.name in rows[0], (name, parameter.name)


def test_the_parser_and_the_evaluator_know_the_same_functions() -> None:
    assert BUILT_INS.keys() == BUILT_IN_FUNCTIONS | RULEBOOK_FUNCTIONS


def test_the_checker_and_the_evaluator_know_the_same_parameters() -> None:
    for name, forms in SIGNATURES.items():
        known = {p.name for s in BUILT_INS[name].signatures for p in s.parameters}
        assert {p.name for form in forms for p in form.parameters} <= known, name


def test_every_public_name_is_there() -> None:
    for name in decretal.feel.__all__:
        assert getattr(decretal.feel, name) is not None
    assert set(decretal.feel.__all__) <= set(dir(decretal.feel))
