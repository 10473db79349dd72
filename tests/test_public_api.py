"""What ``import decretal`` offers: these names, in any order of import, and no more."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from inspect import signature

import pytest

import decretal

NAMES = [
    "Case",
    "CaseReader",
    "Coverage",
    "Decision",
    "DecretalError",
    "Engine",
    "Expected",
    "Explanation",
    "Problem",
    "RecordedAct",
    "Rejected",
    "Rulebook",
    "SeveralErrors",
    "Status",
    "Text",
    "__version__",
    "coverage",
    "decide",
    "explain",
    "inspect",
    "read_cases",
    "read_rulebook",
]


def test_these_names_are_public() -> None:
    assert decretal.__all__ == NAMES
    assert dir(decretal) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_public_name_is_what_it_is_where_it_is_made(name: str) -> None:
    if name == "__version__":
        assert decretal.__version__.count(".") == 2
    elif name != "decide":  # it may be the package, which can be called as well
        made = import_module(getattr(decretal, name).__module__)
        assert getattr(decretal, name) is getattr(made, name)


def test_another_name_is_none_of_ours() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'colour'"):
        decretal.colour  # noqa: B018


@pytest.mark.parametrize("name", ["decide", "explain", "read_cases", "coverage"])
def test_defaults_are_given_by_name(name: str) -> None:
    for parameter in signature(getattr(decretal, name)).parameters.values():
        has_default = parameter.default is not parameter.empty
        assert has_default == (parameter.kind is parameter.KEYWORD_ONLY)


@pytest.mark.parametrize(
    "before",
    [
        "pass",
        "import decretal.decide",
        "from decretal.decide import Engine",
        "import decretal.decide.engine",
        "from decretal import Engine",
        "from decretal import decide",
        "import decretal; decretal.explain",
    ],
)
def test_deciding_is_a_function_whatever_was_imported_before(before: str) -> None:
    """The package ``decretal.decide`` and the function share their name."""
    ask = (
        f"{before}\n"
        "from decretal import decide, read_rulebook\n"
        "import decretal\n"
        "rulebook = read_rulebook('rulebooks/jilin-1961')\n"
        "case = {'determination': 'other', 'offence in China': False}\n"
        "print(decide(rulebook, case).status.value, decretal.decide(rulebook, case).status.value)\n"
        "from decretal.decide import Engine\n"
        "print(Engine(rulebook).decide(case).status.value)\n"
        "print(decretal.decide(rulebook, case).status.value)\n"
    )
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=False)
    assert done.stdout.decode().split() == ["outside"] * 4, done.stderr.decode()
