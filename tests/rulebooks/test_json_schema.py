"""The schema that editors complete blocks with says what the reader does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from decretal import rulebook
from decretal.errors import DecretalError
from decretal.rulebook import read_rulebook, schema
from decretal.rulebook.blocks import read_block
from decretal.rulebook.kinds import KINDS
from decretal.rulebook.markdown import YAML, Fence, scan
from decretal.source import Text

from .orders import FACTS, order

HERE = Path(__file__).parent
READ = sorted(
    [*HERE.glob("good/*.md"), HERE.parents[1] / "rulebooks" / "jilin-1961" / "rulebook.md"]
)
VALIDATOR = jsonschema.Draft202012Validator(
    schema(), format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)


class _Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: yes is a word, and a day is one too."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(f"(?:{_pattern})\\Z"), _first
    )


def values(text: Text) -> Iterator[Any]:
    """The values of a file's blocks, as an editor reads them."""
    for part in scan(text):
        if isinstance(part, Fence) and part.language in YAML:
            yield yaml.load(part.content.content, Loader=_Core)


def test_the_published_schema_is_that_of_the_reader() -> None:
    published = Path(str(rulebook.__file__)).with_name("schema.json")
    assert json.loads(published.read_text(encoding="utf-8")) == schema()


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_an_editor_reads_words_as_words() -> None:
    assert yaml.load("[yes, no, 1961-11-25, 3, 0.5, true, null, ¶9]", Loader=_Core) == [
        *("yes", "no", "1961-11-25", 3, 0.5, True, None, "¶9"),
    ]


@pytest.mark.parametrize("path", READ, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_block_of_a_good_rulebook_is_valid(path: Path) -> None:
    found = list(values(Text(path.name, path.read_text(encoding="utf-8"))))
    assert found
    for value in found:
        if value is not None:
            VALIDATOR.validate(value)


ALL_KEYS = {
    "directive": "x",
    "rank": "law",
    "title": "x",
    "type": "boolean",
    "options": {"a": "One.", "b": "Two."},
    "at hand": "no",
    "source": {"¶1": None},
    "where the order is": "silent",
    "issued on": "1961-11-25",
    "in force from": "1961-11-25",
    "in force until": "1961-11-25",
    "times": 3,
    "minimum": 0,
    "maximum": "1961-11-25",
    "whole": "yes",
    "in each case": "yes",
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_may_have_each_of_its_keys(kind: str) -> None:
    VALIDATOR.validate({key: ALL_KEYS.get(key, "x") for key in KINDS[kind]})


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_must_have_what_it_requires(kind: str) -> None:
    required = [key for key, says in KINDS[kind].items() if says.required]
    whole = {key: ALL_KEYS.get(key, "x") for key in required}
    VALIDATOR.validate(whole)
    for key in required:
        without = {name: value for name, value in whole.items() if name != key}
        assert not VALIDATOR.is_valid(without)


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_has_a_key_of_another_name(kind: str) -> None:
    whole = {key: ALL_KEYS.get(key, "x") for key in KINDS[kind]}
    assert not VALIDATOR.is_valid(whole | {"colour": "red"})


@pytest.mark.parametrize(
    "block",
    [
        "- fact: f\n  question: q\n  type: text",
        "- fact: f\n  question: q\n  type: boolean\n  whole: perhaps",
        "- fact: f\n  question: q\n  type: date\n  maximum: 19611125x",
        "- fact: f\n  question: [q]\n  type: boolean",
        "- fcat: f",
        "- f",
        "words",
        "- interpretation: i\n  question: q\n  options: {a: One.}\n  default: a",
        "- interpretation: i\n  question: q\n  options: [a, b]\n  default: a",
        "- rule: r\n  if: [here]\n  then: keep",
        "- rule: r\n  if: here\n  exception to: {rule: a}",
        "- rule: r\n  if: here\n  exception to: {rule: a, when: here}",
        "- obligation: o\n  times: 0",
        "- obligation: o\n  where the order is: outside",
        "- act: a\n  source: ¶1",
        "- act: a\n  source: {page 1: words}",
        "- act: a\n  source: {¶1: {¶2: words}}",
        "- reference: r\n  at hand: perhaps",
        "directive: d\ntitle: t\nrank: local",
        "directive: d\ntitle: t\nrank: law\nissued on: 25 November 1961",
    ],
)
def test_what_the_schema_refuses_the_reader_refuses(block: str) -> None:
    assert not VALIDATOR.is_valid(yaml.load(block, Loader=_Core))
    with pytest.raises(DecretalError):
        read_rulebook(order(FACTS, block))


def test_both_take_a_block_for_the_same_keys() -> None:
    text = order(FACTS)
    for part in scan(text):
        if isinstance(part, Fence):
            value = read_block(part.content)
            assert value is not None
