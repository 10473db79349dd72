"""A gap of the directive in words: the first draft of a request, which a person edits.

It names nobody: what stands in it holds for every file with the same gap.
"""

from __future__ import annotations

from collections.abc import Mapping

from decretal.casework.entries import LONGEST_TEXT
from decretal.casework.law import law
from decretal.spelling import quoted


def first_title(gap: Mapping[str, object]) -> str:
    """What is asked, in a line."""
    readings = _rows(gap.get("readings"))
    if gap.get("dispositions"):
        return f"Which prevails: {' or '.join(_texts(gap.get('dispositions')))}?"[:300]
    about = _said(readings[0], "interpretation") if readings else "a case without a rule"
    return f"What becomes of {about}?"[:300]


def first_draft(gap: Mapping[str, object], count: int) -> str:
    """The gap in words, from the explanation and the readings concerned."""
    rulebook = law().rulebook
    issued = rulebook.issued_on
    order = f"The order of {issued:%-d %B %Y}" if issued is not None else "The order"
    dispositions = _texts(gap.get("dispositions"))
    if dispositions:
        under = ", ".join(_texts(gap.get("provisions")))
        parts = [
            f"{order} provides {quoted(dispositions, 'and')} for the same person "
            f"(provisions: {under}), and does not say which prevails."
        ]
    else:
        parts = [f"{order} has no rule that says what becomes of the people named below."]
    deciding = _texts(gap.get("deciding"))
    if deciding:
        parts.append("This holds of them:\n" + "\n".join(f"- {each}" for each in deciding))
    meanings = {each.name: each for each in rulebook.interpretations}
    for reading in _rows(gap.get("readings")):
        known = meanings.get(_said(reading, "interpretation"))
        if known is None:
            continue
        said = [f"{_said(reading, 'provision')}, {known.name}: {known.question}"]
        comes_to = {
            str(pair[0]): str(pair[1])
            for pair in _pairs(reading.get("otherwise"))
            if len(pair) == 2
        }
        for option in known.options:
            then = "as it is read now" if option.name == reading.get("reading") else ""
            then = comes_to.get(option.name, then)
            said.append(f'- "{option.name}": {option.means}{f" ({then})" if then else ""}')
        parts.append("\n".join(said))
    files = "One file waits" if count == 1 else f"{count} files wait"
    parts.append(f"{files} for the answer.")
    asked = "Which of these is to be done?" if dispositions else "What is to be done with them?"
    parts.append(f"We ask for guidance. {asked}")
    return "\n\n".join(parts)[:LONGEST_TEXT]


def _texts(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _rows(value: object) -> list[Mapping[str, object]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _pairs(value: object) -> list[list[object]]:
    return [each for each in value if isinstance(each, list)] if isinstance(value, list) else []


def _said(row: Mapping[str, object], key: str) -> str:
    return str(row.get(key, ""))
