"""What stands on each paper.

Owns the content of the four papers, complete: a template shows what is here and adds
only headings. Where the content comes from is left to whoever draws the paper up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, assert_never


class Kind(StrEnum):
    """The papers there are."""

    ROLL = "nominal roll"
    LIST = "list of names"
    CASE = "case file"
    NOTICE = "decision notice"


@dataclass(frozen=True, slots=True)
class Heading:
    """What every paper says of itself.

    ``mode`` is the deployment's: study, training or live. ``directive`` is how the text
    is called in a sentence, such as "the order of 1961". The paper was made from
    ``file`` as it stood after ``length`` entries, the last of which has the hash
    ``head``.
    """

    number: str
    office: str
    made_on: date
    made_by: str
    mode: str
    directive: str
    file: str
    length: int
    head: str


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A name in one script, which is named by its code in ISO 15924 (Hang, Hans, Latn)."""

    text: str
    script: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A particular: what it is called, what was recorded."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that is cited, and what it says in the rulebook's words."""

    label: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Precondition:
    """Something that must have been done before.

    ``on`` is the day on which it was; ``missing`` says what is not, and is empty where
    nothing is.
    """

    text: str
    provision: str
    on: date | None = None
    missing: str = ""

    @property
    def is_met(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


@dataclass(frozen=True, slots=True)
class Member:
    """A person on a nominal roll."""

    file: str
    names: tuple[WrittenName, ...]
    born: str
    determination: str
    disposition: str
    provisions: tuple[str, ...]
    preconditions: tuple[Precondition, ...]


@dataclass(frozen=True, slots=True)
class NominalRoll:
    """A group by name. ``from_office`` hands over, ``to`` receives."""

    heading: Heading
    group: str
    from_office: str
    to: str
    place: str
    members: tuple[Member, ...]
    provisions: tuple[Provision, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """A person on a list of names: the names, and what the provision needs said.

    ``answer`` is the one that was given, empty as long as there is none.
    """

    names: tuple[WrittenName, ...]
    needed: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ListOfNames:
    """A list that goes to another office, which answers for each person.

    It says no more than its provision needs: ``needed`` names the columns beside the
    name. A person is referred to by the place on the list, never by the file's number.
    ``content_hash`` is that of the names as they were sent.
    """

    heading: Heading
    list: str
    from_office: str
    to: str
    asks: str
    answers: tuple[str, ...]
    needed: tuple[str, ...]
    persons: tuple[ListedPerson, ...]
    provisions: tuple[Provision, ...] = ()
    content_hash: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who a file is about."""

    names: tuple[WrittenName, ...]
    born: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasoning:
    """What the directive says of a case, and why.

    ``explanation`` is the text of the explanation, as the engine tells it.
    """

    status: str
    disposition: str
    additions: tuple[str, ...]
    provisions: tuple[Provision, ...]
    as_of: date
    explanation: str
    rulebook: str = ""


@dataclass(frozen=True, slots=True)
class PersonsDecision:
    """What a named person decided; ``reason`` is given where it departs from the text.

    ``now`` is what the directive says today, where that is something else than it said
    when the case was decided.
    """

    disposition: str
    decided_by: str
    office: str
    decided_on: date
    departs: bool
    reason: str
    entry: int
    now: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is established in a file, and by which entry."""

    name: str
    value: str
    entry: int
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of a file, as it was recorded."""

    sequence: int
    kind: str
    said: tuple[Line, ...]
    author: str
    office: str
    happened_on: date | None
    recorded_on: date
    entered_at: datetime
    evidence: str
    reference: str
    hash: str
    corrected_by: int | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that is open."""

    text: str
    bearer: str
    provision: str
    due: date | None = None
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A case file with its reasoning.

    ``broken_at`` is the entry at which the chain of hashes does not hold, None where it
    holds.
    """

    heading: Heading
    particulars: Particulars
    reasoning: Reasoning
    decision: PersonsDecision | None
    facts: tuple[Fact, ...]
    duties: tuple[Duty, ...]
    entries: tuple[EntryLine, ...]
    broken_at: int | None = None


@dataclass(frozen=True, slots=True)
class DecisionNotice:
    """What the directive provided for a person, and what a named person decided.

    ``reasoning`` is that of the day of the decision.
    """

    heading: Heading
    particulars: Particulars
    reasoning: Reasoning
    decision: PersonsDecision


Paper: TypeAlias = NominalRoll | ListOfNames | CaseRecord | DecisionNotice


def kind_of(paper: Paper) -> Kind:
    """Which paper it is."""
    match paper:
        case NominalRoll():
            return Kind.ROLL
        case ListOfNames():
            return Kind.LIST
        case CaseRecord():
            return Kind.CASE
        case DecisionNotice():
            return Kind.NOTICE
        case other:
            assert_never(other)
