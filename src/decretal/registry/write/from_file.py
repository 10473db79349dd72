"""A draft from a file: YAML, or JSON; or a telegram that was read, as JSON or TEI.

Owns opening it. YAML is read without guessing: 0212 stays 0212, and is no number of
another base. Anchors and tags are refused, for a draft has no use for them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from decretal.errors import DraftError
from decretal.registry.read.opening import raw_bytes
from decretal.registry.write.draft import Draft
from decretal.registry.write.from_data import draft_of_data
from decretal.registry.write.from_reading import draft_of_reading

_LARGEST = 2_000_000


def draft_of_file(path: Path) -> Draft:
    """The draft in a file; one that is wrong raises an error."""
    name, raw = raw_bytes(path)
    ending = path.suffix.lower()
    if ending == ".xml":
        from decretal.registry.formats.tei import from_tei

        return draft_of_reading(from_tei(raw, name=name))
    if len(raw) > _LARGEST:
        raise DraftError(
            f"{name} has more than {_LARGEST:,} bytes.", advice="Give the draft of one telegram."
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DraftError(f"{name} is not UTF-8.", advice="Save it as UTF-8.") from None
    data = _json(name, text) if ending == ".json" else _yaml(name, text)
    if isinstance(data, dict) and "file" in data and "places" in data:
        from decretal.registry.formats.json import from_json

        return draft_of_reading(from_json(text, name=name))
    return draft_of_data(data)


def _json(name: str, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DraftError(f"{name} is not JSON: {error}.", advice="Correct it there.") from None


class _Loader(yaml.BaseLoader):
    """YAML of plain mappings, lists and texts."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # it has no types
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise yaml.MarkedYAMLError(
                problem="it has an anchor or an alias", problem_mark=event.start_mark
            )
        return super().compose_node(parent, index)


def _yaml(name: str, text: str) -> Any:
    try:
        return yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark is not None else name
        raise DraftError(
            f"{where} is no YAML that a draft can be: {error.problem}.",
            advice="Write keys, a colon and a value; lists with a hyphen before each entry.",
        ) from None
    except (yaml.YAMLError, RecursionError) as error:
        said = " ".join(str(error).split())
        raise DraftError(f"{name} is not YAML: {said}.", advice="Write plain text.") from None
