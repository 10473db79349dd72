"""Drafts of entries, and whether they are well made.

Owns what each kind of entry has to say, and the limits of it. Rights are asked in
``record``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from decretal.cases.values import reading_of
from decretal.casework.law import law
from decretal.casework.models.files import EntryKind, FileKind
from decretal.errors import EntryError, RowError
from decretal.spelling import closest, quoted

# Control characters but tabs and line ends, halves of characters, and those for private use.
_UNSHOWN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
    "\\ud800-\\udfff\\ue000-\\uf8ff\\U000f0000-\\U0010fffd]"
)
LONGEST_TEXT = 4000
LONGEST_NAME = 200
MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry that is to be recorded; ``follows`` marks one that another entails."""

    kind: EntryKind
    payload: Mapping[str, object] = field(default_factory=dict)
    happened_on: datetime.date | None = None
    evidence: str = ""
    reference: str = ""
    recorded_on: datetime.date | None = None
    follows: bool = False

    @property
    def act(self) -> str | None:
        """The act that it records, if it records one."""
        return str(self.payload.get("act")) if self.kind is EntryKind.ACT else None


def fact(
    name: str,
    value: object,
    happened_on: datetime.date | None = None,
    *,
    evidence: str = "",
    reference: str = "",
    recorded_on: datetime.date | None = None,
    follows: bool = False,
) -> Draft:
    """A fact established; a value of None says that it is unknown again."""
    written = None if value is None else _written(value)
    return Draft(
        EntryKind.FACT,
        {"fact": name, "value": written},
        happened_on,
        evidence,
        reference,
        recorded_on,
        follows,
    )


def act(
    name: str,
    happened_on: datetime.date,
    outcome: str | None = None,
    details: Mapping[str, str] | None = None,
    *,
    evidence: str = "",
    reference: str = "",
    recorded_on: datetime.date | None = None,
) -> list[Draft]:
    """An act done, with the fact that its outcome establishes, if it does."""
    payload: dict[str, object] = {"act": name}
    if outcome:
        payload["outcome"] = outcome
    if details:
        payload["details"] = {key: said for key, said in details.items() if said}
    done = Draft(EntryKind.ACT, payload, happened_on, evidence, reference, recorded_on)
    established = law().procedure.established_by(name, outcome)
    if established is None:
        return [done]
    return [
        done,
        fact(
            *established,
            happened_on,
            evidence=evidence or f"the outcome of: {name}",
            reference=reference,
            recorded_on=recorded_on,
            follows=True,
        ),
    ]


def person(
    names: list[str], *, born: str = "", sex: str = "", home: str = "", **rest: object
) -> Draft:
    """Particulars of a person: no more than finding and naming them needs."""
    del rest
    said = {"names": names, "born": born, "sex": sex, "home": home}
    return Draft(EntryKind.PERSON, {key: value for key, value in said.items() if value})


def opening() -> list[Draft]:
    """What stands at the beginning of a case file."""
    return [
        Draft(EntryKind.OPENED),
        *(
            fact(name, value, evidence="Nothing has been sent or answered yet.", follows=True)
            for name, value in law().procedure.at_opening.items()
        ),
    ]


def check(draft: Draft, kind: FileKind) -> None:
    """Raises EntryError for a draft that says too little, too much or what is not allowed."""
    for text, limit, what in (
        (draft.evidence, 2000, "the evidence"),
        (draft.reference, 500, "the reference"),
    ):
        _refuse_text(text, limit, what)
    _refuse_payload(draft.payload)
    match draft.kind:
        case EntryKind.FACT:
            _check_fact(draft)
        case EntryKind.ACT:
            _check_act(draft, kind)
        case EntryKind.PERSON:
            _check_person(draft)
        case EntryKind.NOTE:
            if not str(draft.payload.get("text", "")).strip():
                raise EntryError("The note is empty.", advice="Write it.")
        case EntryKind.CORRECTION:
            if not str(draft.payload.get("reason", "")).strip():
                raise EntryError("The correction gives no reason.", advice="Say why.")
        case _:
            pass


def _check_fact(draft: Draft) -> None:
    name = str(draft.payload.get("fact", ""))
    declared = law().facts.get(name)
    if declared is None:
        near = closest(name, law().facts)
        raise EntryError(
            f'There is no fact "{name}".', advice=f'Did you mean "{near}"?' if near else ""
        )
    value = draft.payload.get("value")
    if value is None:
        return
    try:
        found = reading_of(declared)(value)
    except RowError as error:
        raise EntryError(
            f'{name} cannot be "{value}".', advice=f"It takes {error.message}."
        ) from None
    if found is None:
        raise EntryError(f"{name} has no value.", advice="Say what was found out.")
    if not draft.evidence.strip():
        raise EntryError(
            f"{name} is given without evidence.",
            advice="Say on what it rests: whose statement, which paper, which register.",
        )


def _check_act(draft: Draft, kind: FileKind) -> None:
    name = str(draft.payload.get("act", ""))
    outcomes = law().outcomes.get(name)
    if outcomes is None:
        near = closest(name, law().outcomes)
        raise EntryError(
            f'There is no act "{name}".', advice=f'Did you mean "{near}"?' if near else ""
        )
    if draft.happened_on is None:
        raise EntryError(f"{name} has no day.", advice="Say on which day it was done.")
    outcome = draft.payload.get("outcome")
    if outcomes and outcome not in outcomes:
        raise EntryError(
            f'{name} came out as "{outcome or ""}".', advice=f"Choose {quoted(outcomes, 'or')}."
        )
    if not outcomes and outcome:
        raise EntryError(f"{name} has no outcomes.", advice="Write it into the details.")
    if kind is not FileKind.CASE:
        return
    given = draft.payload.get("details") or {}
    assert isinstance(given, Mapping)
    for key, question in law().procedure.details.get(name, {}).items():
        if not str(given.get(key, "")).strip():
            raise EntryError(f'{name} does not say "{key}".', advice=question)


def _check_person(draft: Draft) -> None:
    names = draft.payload.get("names")
    if names is None:
        return
    if not isinstance(names, list) or not names:
        raise EntryError("No name is given.", advice="Give one, in whatever script it is known.")
    if len(names) > MOST_NAMES:
        raise EntryError(
            f"{len(names)} names are given, and a file takes {MOST_NAMES}.",
            advice="Give those under which the person is known.",
        )
    for name in names:
        if not str(name).strip():
            raise EntryError("A name is empty.", advice="Write it, or leave it out.")
        _refuse_text(str(name), LONGEST_NAME, "a name")


def _refuse_payload(value: object) -> None:
    match value:
        case str():
            _refuse_text(value, LONGEST_TEXT, "a text")
        case Mapping():
            for each in value.values():
                _refuse_payload(each)
        case list() | tuple():
            for each in value:
                _refuse_payload(each)
        case _:
            pass


def _refuse_text(text: str, limit: int, what: str) -> None:
    if len(text) > limit:
        raise EntryError(
            f"{what.capitalize()} has {len(text)} characters, and {limit} are taken.",
            advice="Shorten it, or record it as a document.",
        )
    if found := _UNSHOWN.search(text):
        point = f"U+{ord(found[0]):04X}"
        raise EntryError(
            f"{what.capitalize()} holds a character that cannot be shown ({point}).",
            advice="Remove it.",
        )


def _written(value: object) -> str | bool:
    match value:
        case bool():
            return value
        case datetime.date():
            return value.isoformat()
        case _:
            return str(value)
