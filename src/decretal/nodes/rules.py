"""The AST of a rulebook: a directive, provision by provision.

Terms follow the directive and the standards: facts are DMN's input data, rules
and exceptions are those of defeasible logic, obligations, permissions and
prohibitions are LegalRuleML's deontic operators with their bearer. Reading a
rulebook from Markdown is left to ``rulebook``, what it means for a case to
``decide``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum

from decretal.nodes.expressions import Expression, Node
from decretal.nodes.types import Type


class Rank(Enum):
    """Whose text prevails over whose (lex superior), the highest first."""

    PEREMPTORY = "peremptory norm"
    TREATY = "treaty"
    CONSTITUTION = "constitution"
    LAW = "law"
    MINISTERIAL = "ministerial directive"
    PROVINCIAL = "provincial directive"
    LOCAL = "local directive"


class Status(Enum):
    """What a directive says of a case; see docs/meaning.md."""

    DECIDED = "decided"
    UNDETERMINED = "undetermined"
    SILENT = "silent"
    CONFLICT = "conflict"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Pin(Node):
    """The words of the source that something encodes.

    ``paragraph`` counts the source's non-empty lines from 1; ``sentence``
    counts within the paragraph from 1, None for the whole paragraph;
    ``words`` are quoted from there, None where nothing is quoted.
    """

    paragraph: int
    sentence: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority(Node):
    """An office that the directive names; ``under`` is the one above it."""

    name: str
    under: str | None = None
    state: str | None = None
    note: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact(Node):
    """Something to be found out about a person (DMN input data).

    ``from_acts`` computes it from the acts of a case file, where acts are
    given. ``minimum`` and ``maximum`` bound a number or a date, both included;
    ``whole`` admits whole numbers only.
    """

    name: str
    type: Type
    question: str = ""
    evidence: str = ""
    minimum: Decimal | date | None = None
    maximum: Decimal | date | None = None
    whole: bool = False
    from_acts: Expression | None = None
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Act(Node):
    """Something done at a date, with one of the named outcomes, if any are.

    ``by`` names the authorities whose act it is, empty where the directive does
    not say; an obligation that the act discharges tells it by its bearer.
    """

    name: str
    outcomes: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    note: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Disposition(Node):
    """What a rule can lead to, in the directive's words."""

    name: str
    means: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Option(Node):
    """One reading of an interpretation."""

    name: str
    means: str = ""


@dataclass(frozen=True, slots=True)
class Interpretation(Node):
    """A named choice where the text is vague or silent (open texture)."""

    name: str
    question: str
    options: tuple[Option, ...]
    default: str
    provision: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class ExceptionTo(Node):
    """This rule prevails over ``rule`` (a rule's label, resolved).

    ``reading`` is a condition over interpretations alone: the precedence
    stands only where it is chosen. None: the text gives it outright.
    """

    rule: str
    reading: Expression | None = None


@dataclass(frozen=True, slots=True)
class Rule(Node):
    """A condition and what follows from it.

    Exactly one of ``disposition`` and ``addition`` is set, or neither: a rule
    with neither only takes a case out of the rules it is an exception to (a
    defeater). An ``addition`` stands beside the main disposition.
    """

    label: str
    provision: str
    condition: Expression
    disposition: str | None = None
    addition: str | None = None
    exceptions_to: tuple[ExceptionTo, ...] = ()
    note: str = ""
    pins: tuple[Pin, ...] = ()


class Operator(Enum):
    """LegalRuleML's deontic operators."""

    OBLIGATION = "obligation"
    PERMISSION = "permission"
    PROHIBITION = "prohibition"


@dataclass(frozen=True, slots=True)
class Norm(Node):
    """Who must, may or must not do what, and when.

    It arises where ``condition`` is true (None: always), one of the rules
    ``follows`` holds (empty: whichever), and the case's status is among
    ``statuses`` (empty: any but outside).

    ``act`` names what discharges an obligation, or what a permission or
    prohibition is about; None where the directive names no recorded act.
    ``times`` is how often an obligation's act is due. An obligation is to be
    done ``before`` that act and ``within`` a duration ``counted_from`` an act
    or a date fact; a prohibition holds, and a permission waits, ``until`` an
    act is done. A norm that is not ``in_each_case`` binds an office as a whole
    and is no duty in a single case.
    """

    operator: Operator
    text: str
    provision: str
    bearer: str | None = None
    condition: Expression | None = None
    follows: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    act: str | None = None
    times: int = 1
    before: str | None = None
    until: str | None = None
    within: Expression | None = None
    counted_from: str | None = None
    in_each_case: bool = True
    note: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference(Node):
    """Another text that the directive points to."""

    name: str
    at_hand: bool
    note: str = ""
    provision: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class NotARule(Node):
    """Words of the source that are no rule, and why."""

    reason: str
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Open(Node):
    """Words of the source that are not encoded yet, and why."""

    reason: str
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation(Node):
    """A Markdown block quotation, which must stand in the source."""

    words: str


@dataclass(frozen=True, slots=True)
class Provision(Node):
    """A heading with a label, the unit that is cited; ``text`` is its prose."""

    label: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scope(Node):
    """To whom the directive speaks at all; whoever fails it is outside."""

    condition: Expression
    provision: str = ""
    note: str = ""
    pins: tuple[Pin, ...] = ()


@dataclass(frozen=True, slots=True)
class Rulebook(Node):
    """A whole directive; every series is in reading order."""

    name: str
    title: str
    issuer: str | None = None
    issued_on: date | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None
    amends: str | None = None
    rank: Rank = Rank.LOCAL
    about: str = ""
    pins: tuple[Pin, ...] = ()
    scope: Scope | None = None
    authorities: tuple[Authority, ...] = ()
    facts: tuple[Fact, ...] = ()
    acts: tuple[Act, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    interpretations: tuple[Interpretation, ...] = ()
    provisions: tuple[Provision, ...] = ()
    rules: tuple[Rule, ...] = ()
    norms: tuple[Norm, ...] = ()
    references: tuple[Reference, ...] = ()
    not_rules: tuple[NotARule, ...] = ()
    open_passages: tuple[Open, ...] = ()
    quotations: tuple[Quotation, ...] = ()
