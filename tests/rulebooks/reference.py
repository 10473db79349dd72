"""The table of every block and key on the page about rulebooks, made from ``KINDS``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from decretal.nodes.rules import Rank
from decretal.rulebook.kinds import KINDS, STATUSES, TYPES, Form, Key

from .examples import PAGE

BEGIN = "<!-- the kinds of blocks: written by python -m tests.rulebooks.rewrite -->\n"
END = "<!-- the end of the kinds -->\n"
HOLDS: Mapping[Form, str] = {
    "text": "words",
    "name": "a name",
    "names": "one name, or a list",
    "FEEL": "an expression",
    "yes or no": "yes or no",
    "date": "a day",
    "bound": "a number or a day",
    "count": "a whole number from 1",
    "type": "a type",
    "rank": "a rank",
    "values": "a list of values",
    "options": "readings, each with what it means",
    "precedence": "one label, or a list, also of `rule` with `where`",
    "statuses": "one status, or a list",
    "source": "places, each with quoted words",
}


def reference() -> str:
    """A table for each kind, and the words that some keys choose from."""
    assert set(HOLDS) == set(get_args(Form))
    tables = [_table(kind, keys) for kind, keys in KINDS.items()]
    return "\n".join([*tables, *_words()])


def _table(kind: str, keys: Mapping[str, Key]) -> str:
    rows = "".join(
        f"| {f'**{key}**' if says.required else key} | {HOLDS[says.form]} | {says.says} |\n"
        for key, says in keys.items()
    )
    return f"### {kind}\n\n| key | holds | what it says |\n| --- | --- | --- |\n{rows}"


def _words() -> list[str]:
    ranks = "; ".join(rank.value for rank in Rank)
    return [
        "### The words to choose from\n",
        f"Types: {', '.join(f'`{word}`' for word in TYPES)}. A boolean is yes or no.\n",
        f"Ranks, the highest first: {ranks}.\n",
        f"Statuses: {', '.join(STATUSES)}.\n",
    ]


def with_reference(page: str) -> str:
    """The page with the tables as they are now."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{PAGE} has no place for the kinds")
    return f"{before}{begin}\n{reference()}\n{end}{after}"
