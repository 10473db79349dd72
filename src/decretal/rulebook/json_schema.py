"""The JSON Schema of a rulebook's blocks, for editors that complete YAML.

Made from the table of kinds, so it cannot say anything else than the reader does.
Written to ``schema.json`` beside this file by ``python -m decretal.rulebook.json_schema``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from decretal.nodes.rules import Rank
from decretal.rulebook.kinds import KINDS, STATUSES, TYPES, Form, Key

WORDS: dict[str, Any] = {"type": ["string", "number", "boolean"]}
DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
PLACES: dict[str, Any] = {
    "type": "object",
    "propertyNames": {"pattern": "^(¶|[Pp])\\s*[0-9]+(\\.[0-9]+)?$"},
    "additionalProperties": {
        "anyOf": [
            {"type": ["string", "number", "null"]},
            {"type": "array", "items": {"type": ["string", "number"]}},
        ]
    },
}


def _several(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _form(form: Form) -> dict[str, Any]:
    forms: dict[Form, dict[str, Any]] = {
        "text": {**WORDS, "minLength": 1},
        "name": WORDS,
        "names": _several(WORDS),
        "FEEL": WORDS,
        "yes or no": {"enum": ["yes", "no", True, False]},
        "date": {"type": "string", "format": "date", "pattern": DAY},
        "bound": {"anyOf": [{"type": "number"}, {"type": "string", "pattern": DAY}]},
        "count": {"type": "integer", "minimum": 1, "maximum": 999_999},
        "type": {"enum": list(TYPES)},
        "rank": {"enum": [rank.value for rank in Rank]},
        "values": _several(WORDS),
        "options": {"type": "object", "minProperties": 2, "additionalProperties": WORDS},
        "precedence": _several(
            {
                "anyOf": [
                    WORDS,
                    {
                        "type": "object",
                        "properties": {"rule": WORDS, "where": {"type": "string"}},
                        "required": ["rule", "where"],
                        "additionalProperties": False,
                    },
                ]
            }
        ),
        "statuses": _several({"enum": list(STATUSES)}),
        "source": PLACES,
    }
    return forms[form]


def _kind(name: str, keys: dict[str, Key]) -> dict[str, Any]:
    return {
        "title": name,
        "type": "object",
        "properties": {
            key: {**_form(says.form), "description": says.says} for key, says in keys.items()
        },
        "required": [key for key, says in keys.items() if says.required],
        "additionalProperties": False,
    }


def schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of one block: an item, or a list of items."""
    places = {name.replace(" ", "-"): _kind(name, keys) for name, keys in KINDS.items()}
    item = {"oneOf": [{"$ref": f"#/$defs/{place}"} for place in places]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A block of a Decretal rulebook",
        "anyOf": [item, {"type": "array", "items": item, "minItems": 1}],
        "$defs": places,
    }


def write(path: Path) -> None:
    """Write the schema to a file."""
    path.write_text(json.dumps(schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(__file__).with_name("schema.json"))
