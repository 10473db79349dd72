"""From entries to the nodes of a rulebook.

Owns putting together what each item says with what the others declare. Every
mistake is passed on and the building goes on, so that all are reported at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from decretal.errors import (
    CircularHierarchyError,
    ContradictoryKeysError,
    MisplacedError,
    MissingKeyError,
    RulebookError,
    WrongEntryError,
)
from decretal.nodes.expressions import Expression
from decretal.nodes.rules import (
    Act,
    Authority,
    Disposition,
    ExceptionTo,
    Fact,
    Interpretation,
    Norm,
    NotARule,
    Open,
    Operator,
    Rank,
    Reference,
    Rule,
    Rulebook,
    Scope,
    Status,
)
from decretal.nodes.types import Basic
from decretal.rulebook.blocks import Mapping as Block
from decretal.rulebook.blocks import Scalar, Series, Value
from decretal.rulebook.conditions import condition, duration, from_acts, reading
from decretal.rulebook.declarations import (
    Declarations,
    bound_of,
    declare,
    look_up,
    values_of,
)
from decretal.rulebook.entries import (
    Fault,
    Item,
    Outline,
    clipped,
    count_of,
    date_of,
    expression_of,
    names_of,
    pins_of,
    text_of,
    wrong_entry,
    yes_or_no,
)
from decretal.rulebook.kinds import STATUSES
from decretal.rulebook.precedence import Labels, in_a_circle, refuse_circles
from decretal.source import Text
from decretal.spelling import closest, quoted

MOST_EXCEPTIONS = 100_000
"""How many exceptions between two rules a rulebook may have."""


def build(text: Text, found: Outline, fault: Fault) -> Rulebook:
    """The rulebook that an outline says; what is wrong with it is passed to ``fault``."""
    declared = declare(found.items, fault)
    of_kind: dict[str, list[Item]] = {}
    for item in found.items:
        of_kind.setdefault(item.kind, []).append(item)
    # A repeated name was reported; only its first item is built.
    for kind, items in declared.items.items():
        of_kind[kind] = list(items.values())
    labels = Labels(
        (text_of(item, "rule", _unheard), item.provision) for item in of_kind.get("rule", [])
    )
    return _Builder(declared, labels, fault).rulebook(text, found, of_kind)


def _unheard(_: object) -> None:
    """For what was reported before."""


class _Builder:
    def __init__(self, declared: Declarations, labels: Labels, fault: Fault) -> None:
        self.declared = declared
        self.labels = labels
        self.fault = fault
        self.exceptions = 0

    def rulebook(self, text: Text, found: Outline, of_kind: dict[str, list[Item]]) -> Rulebook:
        head = self._only("directive", of_kind, text)
        rules = tuple(self._rule(item) for item in of_kind.get("rule", []))
        whole = tuple(rule for rule in rules if rule is not None)
        refuse_circles(whole, self.declared.options, self.fault)
        authorities = tuple(self._authority(item) for item in of_kind["authority"])
        self._refuse_circular_hierarchy(authorities)
        start = date_of(head, "in force from", self.fault) if head else None
        end = date_of(head, "in force until", self.fault) if head else None
        if head and start and end and end < start:
            self.fault(
                wrong_entry(head, "in force until", f"a day not before {start}, its first in force")
            )
        scope = self._only("scope", of_kind, text, needed=False)
        return Rulebook(
            name=text_of(head, "directive", self.fault) if head else "",
            title=text_of(head, "title", self.fault) if head else "",
            issuer=self._authority_named(head, "issued by") if head else None,
            issued_on=date_of(head, "issued on", self.fault) if head else None,
            in_force_from=start,
            in_force_until=end,
            amends=(text_of(head, "amends", self.fault) or None) if head else None,
            rank=self._rank(head) if head else Rank.LOCAL,
            about=text_of(head, "about", self.fault) if head else "",
            pins=pins_of(head, self.fault) if head else (),
            scope=self._scope(scope) if scope else None,
            authorities=authorities,
            facts=tuple(self._fact(item) for item in of_kind["fact"]),
            acts=tuple(
                Act(
                    text_of(item, "act", self.fault),
                    values_of(item, "outcomes", self.fault),
                    self._authorities_named(item, "by"),
                    text_of(item, "note", self.fault),
                    pins_of(item, self.fault),
                    span=item.span,
                )
                for item in of_kind["act"]
            ),
            dispositions=tuple(
                Disposition(
                    text_of(item, "disposition", self.fault),
                    text_of(item, "means", self.fault),
                    pins_of(item, self.fault),
                    span=item.span,
                )
                for item in of_kind["disposition"]
            ),
            interpretations=tuple(self._interpretation(i) for i in of_kind["interpretation"]),
            provisions=tuple(found.provisions),
            rules=whole,
            norms=tuple(
                self._norm(item)
                for item in found.items
                if item.kind in ("obligation", "permission", "prohibition")
            ),
            references=tuple(
                Reference(
                    text_of(item, "reference", self.fault),
                    yes_or_no(item, "at hand", self.fault, False),
                    text_of(item, "note", self.fault),
                    item.provision,
                    pins_of(item, self.fault),
                    span=item.span,
                )
                for item in of_kind["reference"]
            ),
            not_rules=tuple(
                NotARule(
                    text_of(item, "not a rule", self.fault),
                    pins_of(item, self.fault),
                    span=item.span,
                )
                for item in of_kind.get("not a rule", [])
            ),
            open_passages=tuple(
                Open(text_of(item, "open", self.fault), pins_of(item, self.fault), span=item.span)
                for item in of_kind.get("open", [])
            ),
            quotations=tuple(found.quotations),
            span=text.span(0, 0),
        )

    # the head -------------------------------------------------------------------

    def _only(
        self, kind: str, of_kind: dict[str, list[Item]], text: Text, *, needed: bool = True
    ) -> Item | None:
        items = of_kind.get(kind, [])
        for again in items[1:]:
            self.fault(
                MisplacedError(
                    f"This is a second {kind}; the first stands at {items[0].span}.",
                    place=again.span,
                    advice="A rulebook is one directive: merge the two, or make two rulebooks.",
                )
            )
        if not items and needed:
            self.fault(
                MissingKeyError(
                    "This file does not say which directive it is.",
                    place=text.span(0, 0),
                    advice="Begin with a block ```yaml that says `directive: its name`, with its "
                    "title and rank.",
                )
            )
        return items[0] if items else None

    def _rank(self, head: Item) -> Rank:
        word = text_of(head, "rank", self.fault)
        for rank in Rank:
            if rank.value == word.casefold():
                return rank
        if word:
            every = [rank.value for rank in Rank]
            meant = closest(word, every)
            advice = f'Did you mean "{meant}"?' if meant else f"The ranks are {quoted(every)}."
            self.fault(wrong_entry(head, "rank", "a rank", advice=advice))
        return Rank.LOCAL

    def _scope(self, item: Item) -> Scope | None:
        words = expression_of(item, "scope", self.fault)
        tree = condition(words, self.declared.in_conditions, self.fault) if words else None
        if tree is None:
            return None
        return Scope(
            tree,
            item.provision,
            text_of(item, "note", self.fault),
            pins_of(item, self.fault),
            span=item.span,
        )

    # things ------------------------------------------------------------------------

    def _authority(self, item: Item) -> Authority:
        return Authority(
            text_of(item, "authority", self.fault),
            self._authority_named(item, "under"),
            text_of(item, "state", self.fault) or None,
            text_of(item, "note", self.fault),
            pins_of(item, self.fault),
            span=item.span,
        )

    def _authority_named(self, item: Item, key: str) -> str | None:
        return self._named(item, key, "authority", "an authority")

    def _authorities_named(self, item: Item, key: str) -> tuple[str, ...]:
        declared = self.declared.names("authority")
        found = (
            look_up(word.text, declared, "an authority", word.span, self.fault)
            for word in names_of(item, key, self.fault)
        )
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def _named(self, item: Item, key: str, kind: str, what: str) -> str | None:
        words = names_of(item, key, self.fault)
        if not words:
            return None
        if len(words) > 1:
            self.fault(wrong_entry(item, key, "one name"))
        return look_up(words[0].text, self.declared.names(kind), what, words[0].span, self.fault)

    def _refuse_circular_hierarchy(self, authorities: Iterable[Authority]) -> None:
        above = {authority.name: authority for authority in authorities}
        settled: set[str] = set()
        for authority in above.values():
            path: dict[str, None] = {}
            at: Authority | None = authority
            while at is not None and at.name not in settled and at.name not in path:
                path[at.name] = None
                at = above.get(at.under or "")
            if at is not None and at.name in path:
                circle = list(path)[list(path).index(at.name) :]
                steps = in_a_circle(circle, "is under")
                self.fault(
                    CircularHierarchyError(
                        f"This hierarchy runs in a circle: {steps}.",
                        place=above[circle[0]].span,
                        advice="Leave the highest of them without an `under`.",
                    )
                )
            settled.update(path)

    def _fact(self, item: Item) -> Fact:
        name = text_of(item, "fact", self.fault)
        type_ = self.declared.types[name]
        whole = yes_or_no(item, "whole", self.fault, False)
        if whole and type_ not in (Basic.NUMBER, Basic.ANY):
            self.fault(wrong_entry(item, "whole", "left out", advice="Only a number can be whole."))
        low, high = (bound_of(item, key, type_, self.fault) for key in ("minimum", "maximum"))
        if low is not None and high is not None and _above(low, high):
            self.fault(wrong_entry(item, "maximum", f"not less than the minimum, {low}"))
        for key, bound in (("minimum", low), ("maximum", high)):
            if whole and isinstance(bound, Decimal) and bound % 1:
                advice = "Only whole numbers are allowed here, so the bound is one."
                self.fault(wrong_entry(item, key, "a whole number", advice=advice))
        words = expression_of(item, "from acts", self.fault)
        computed: Expression | None = None
        if words:
            computed = from_acts(words, self.declared.in_from_acts, type_, self.fault)
        return Fact(
            name,
            type_,
            text_of(item, "question", self.fault),
            text_of(item, "evidence", self.fault),
            low,
            high,
            whole,
            computed,
            pins_of(item, self.fault),
            span=item.span,
        )

    def _interpretation(self, item: Item) -> Interpretation:
        name = text_of(item, "interpretation", self.fault)
        options = self.declared.options[name]
        default = self._default(item, [option.name for option in options])
        return Interpretation(
            name,
            text_of(item, "question", self.fault),
            options,
            default,
            item.provision,
            pins_of(item, self.fault),
            span=item.span,
        )

    def _default(self, item: Item, options: list[str]) -> str:
        word = text_of(item, "default", self.fault)
        if not word or not options or word in options:
            return word
        meant = closest(word, options)
        advice = f'Did you mean "{meant}"?' if meant else f"They are {quoted(options, 'and')}."
        self.fault(wrong_entry(item, "default", "one of the options", advice=advice))
        return options[0]

    # rules and norms ------------------------------------------------------------------

    def _rule(self, item: Item) -> Rule | None:
        self._needs_provision(item)
        words = expression_of(item, "if", self.fault)
        tree = condition(words, self.declared.in_conditions, self.fault) if words else None
        exceptions = self._exceptions(item)
        then = self._named(item, "then", "disposition", "a disposition")
        beside = self._named(item, "in addition", "disposition", "a disposition")
        if "then" in item.fields and "in addition" in item.fields:
            self.fault(
                ContradictoryKeysError(
                    'This rule says both "then" and "in addition".',
                    place=item.span,
                    advice="Make two rules of it: one for the disposition, one for what stands "
                    "beside it.",
                )
            )
        if not {"then", "in addition", "exception to"} & item.fields.keys():
            self.fault(
                ContradictoryKeysError(
                    "Nothing follows from this rule.",
                    place=item.span,
                    advice='Say what follows ("then", "in addition"), or what it takes the case '
                    'out of ("exception to").',
                )
            )
        if tree is None:
            return None
        return Rule(
            text_of(item, "rule", self.fault),
            item.provision,
            tree,
            then,
            beside if then is None else None,
            exceptions,
            text_of(item, "note", self.fault),
            pins_of(item, self.fault),
            span=item.span,
        )

    def _exceptions(self, item: Item) -> tuple[ExceptionTo, ...]:
        value = item.get("exception to")
        if value is None:
            return ()
        found: dict[tuple[str, Expression | None], ExceptionTo] = {}
        for each in value.items if isinstance(value, Series) else (value,):
            label, hangs_on = self._precedence(item, each)
            if label is None:
                continue
            for rule in self.labels.resolve(label.text, label.span, self.fault):
                found[rule, hangs_on] = ExceptionTo(rule, hangs_on, span=label.span)
        before = self.exceptions
        self.exceptions += len(found)
        if self.exceptions <= MOST_EXCEPTIONS:
            return tuple(found.values())
        if before <= MOST_EXCEPTIONS:
            self.fault(
                RulebookError(
                    f"There are more than {MOST_EXCEPTIONS:,} exceptions between these rules.",
                    place=item.span,
                    advice="Name the rules that a rule prevails over, rather than provisions.",
                )
            )
        return ()

    def _precedence(self, item: Item, value: Value) -> tuple[Scalar | None, Expression | None]:
        if isinstance(value, Scalar):
            return value, None
        if isinstance(value, Block):
            keys = {each.key: each.value for each in value.fields}
            rule, where = keys.get("rule"), keys.get("where")
            whole = keys.keys() == {"rule", "where"}
            if whole and isinstance(rule, Scalar) and isinstance(where, Scalar) and where.text:
                readings, all_names = self.declared.in_readings, self.declared.in_conditions
                tree = reading(where, readings, all_names, self.fault)
                return (rule if tree is not None else None), tree
        self.fault(
            wrong_entry(
                item,
                "exception to",
                "a label, a list of labels, or `rule:` with `where:`",
                advice='Write `- rule: label` and below it `where: interpretation = "reading"`.',
            )
        )
        return None, None

    def _norm(self, item: Item) -> Norm:
        self._needs_provision(item)
        words = expression_of(item, "if", self.fault)
        follows: list[str] = []
        for label in names_of(item, "follows", self.fault):
            follows.extend(self.labels.resolve(label.text, label.span, self.fault))
        act_key = "done by" if item.kind == "obligation" else "act"
        act = self._named(item, act_key, "act", "an act")
        before = self._named(item, "before", "act", "an act")
        term = expression_of(item, "within", self.fault)
        if act is None and act_key not in item.fields:
            for key in ("times", "before", "within"):
                if key in item.fields:
                    self.fault(
                        ContradictoryKeysError(
                            f'"{key}" says when an act is due, and no act discharges this '
                            f"{item.kind}.",
                            place=item.fields[key].key_span,
                            advice=f'Name the act with "{act_key}".',
                        )
                    )
        if ("within" in item.fields) != ("counted from" in item.fields):
            self.fault(
                ContradictoryKeysError(
                    'A term needs both "within" and "counted from".',
                    place=item.span,
                    advice="Say how long it is, and the act or date fact from which it runs.",
                )
            )
        return Norm(
            Operator(item.kind),
            text_of(item, item.kind, self.fault),
            item.provision,
            self._authority_named(item, "bearer"),
            condition(words, self.declared.in_conditions, self.fault) if words else None,
            tuple(dict.fromkeys(follows)),
            self._statuses(item),
            act,
            count_of(item, "times", self.fault),
            before,
            self._named(item, "until", "act", "an act"),
            duration(term, self.declared.in_conditions, self.fault) if term else None,
            self._counted_from(item),
            yes_or_no(item, "in each case", self.fault, True),
            text_of(item, "note", self.fault),
            pins_of(item, self.fault),
            span=item.span,
        )

    def _counted_from(self, item: Item) -> str | None:
        words = names_of(item, "counted from", self.fault)
        if not words:
            return None
        if len(words) > 1:
            self.fault(wrong_entry(item, "counted from", "one name"))
        what = "an act, or a fact that is a date"
        return look_up(words[0].text, self.declared.days, what, words[0].span, self.fault)

    def _statuses(self, item: Item) -> tuple[Status, ...]:
        found = []
        for word in names_of(item, "where the order is", self.fault):
            name = word.text.strip().casefold()
            if name in STATUSES:
                found.append(Status(name))
                continue
            meant = closest(name, STATUSES)
            advice = f'Did you mean "{meant}"?' if meant else f"They are {quoted(STATUSES)}."
            self.fault(
                WrongEntryError(
                    f'"{clipped(word.text)}" is not what an order can be for a case.',
                    place=word.span,
                    advice=advice,
                )
            )
        return tuple(found)

    def _needs_provision(self, item: Item) -> None:
        if not item.provision:
            self.fault(
                MisplacedError(
                    f"This {item.kind} stands under no provision, and could not be cited.",
                    place=item.span,
                    advice="Put a heading above it such as `## I.1 — What it is about`.",
                )
            )


def _above(low: Decimal | date, high: Decimal | date) -> bool:
    if isinstance(low, Decimal) and isinstance(high, Decimal):
        return low > high
    return isinstance(low, date) and isinstance(high, date) and low > high
