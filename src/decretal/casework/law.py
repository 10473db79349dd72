"""What the rulebook gives to whom: acts and decisions by authority.

Owns the rulebook in force with its engines, and the question whether an office may do an
act or decide a disposition. Roles are ``offices.rights``; which files somebody sees is
``casework.access``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache

from decretal.casework.deployment import Mode, deployment
from decretal.casework.procedure import Procedure, read_procedure
from decretal.decide import Engine
from decretal.errors import DeploymentError, NoRightError, ReturnRefusedError
from decretal.nodes.rules import Fact, Norm, Operator, Provision, Rulebook
from decretal.offices.models import Delegation, Office
from decretal.rulebook import read_rulebook
from decretal.spelling import quoted


class Law:
    """A rulebook with its procedure and readings, as the offices work by it."""

    def __init__(
        self, rulebook: Rulebook, procedure: Procedure, readings: dict[str, str] | None = None
    ) -> None:
        self.rulebook = rulebook
        self.procedure = procedure
        self.readings = dict(readings or {})
        self._engine = lru_cache(maxsize=64)(self._make)

    def _make(self, day: datetime.date) -> Engine:
        return Engine(self.rulebook, choices=self.readings, as_of=day)

    def engine(self, day: datetime.date) -> Engine:
        """The engine that decides as of a day."""
        return self._engine(day)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts by their names, in reading order."""
        return {fact.name: fact for fact in self.rulebook.facts}

    @cached_property
    def outcomes(self) -> dict[str, tuple[str, ...]]:
        """The acts by their names, each with its outcomes."""
        return {act.name: act.outcomes for act in self.rulebook.acts}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """The provisions by their labels."""
        return {each.label: each for each in self.rulebook.provisions}

    @cached_property
    def authorities(self) -> tuple[str, ...]:
        """The names of the authorities, in reading order."""
        return tuple(each.name for each in self.rulebook.authorities)

    @cached_property
    def _doers(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {act.name: set(act.by) for act in self.rulebook.acts}
        for norm in self.rulebook.norms:
            is_given = norm.operator is not Operator.PROHIBITION
            if is_given and norm.act is not None and norm.bearer is not None:
                found[norm.act].add(norm.bearer)
        return {act: frozenset(who) for act, who in found.items()}

    @cached_property
    def _deciders(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for rule in self.rulebook.rules:
            leads_to = rule.disposition or rule.addition
            if leads_to is not None:
                found.setdefault(leads_to, set()).update(self._bearers({rule.label}))
        return {disposition: frozenset(who) for disposition, who in found.items()}

    def _bearers(self, labels: set[str]) -> Iterable[str]:
        def follows(norm: Norm) -> bool:
            return not labels.isdisjoint(norm.follows)

        return (
            norm.bearer
            for norm in self.rulebook.norms
            if norm.bearer is not None
            and norm.operator is not Operator.PROHIBITION
            and follows(norm)
        )

    def doers(self, act: str) -> frozenset[str]:
        """The authorities whose act it is; empty where the text gives it to nobody."""
        return self._doers.get(act, frozenset())

    def deciders(self, disposition: str) -> frozenset[str]:
        """The authorities on which norms of the rules that lead to it are."""
        return self._deciders.get(disposition, frozenset())

    def may_do(self, office: Office, act: str) -> bool:
        """Whether the text, or a delegation, gives an act to an office."""
        doers = self.doers(act)
        return not doers or office.authority in doers or self.acts_for(office, doers, act)

    def acts_for(self, office: Office, authorities: Iterable[str], act: str) -> bool:
        """Whether an office acts for one of these authorities in this act."""
        return any(
            delegation.authority in authorities and delegation.act in ("", act)
            for delegation in _delegations(office)
        )

    def may_decide(self, office: Office, disposition: str) -> bool:
        """Whether an office decides cases that lead to a disposition."""
        deciders = self.deciders(disposition)
        return not office.is_foreign and (not deciders or office.authority in deciders)

    def demand_act(self, office: Office, act: str) -> None:
        """Raises NoRightError where the text gives the act to others."""
        if not self.may_do(office, act):
            raise NoRightError(
                f"The order gives {act} to {quoted(sorted(self.doers(act)), 'and')}; "
                f"{office} is not that and does not act for it.",
                advice="Send the file there, or have the delegation recorded.",
            )

    def demand_decision(self, office: Office, disposition: str) -> None:
        """Raises NoRightError where others decide on a disposition."""
        if not self.may_decide(office, disposition):
            raise NoRightError(
                f"{disposition} is decided by {quoted(sorted(self.deciders(disposition)), 'or')}, "
                f"not by {office}.",
                advice="Leave the decision to somebody there.",
            )

    def is_refused(self, act: str) -> bool:
        """Whether a deployment for living people refuses an act, and this is one."""
        returns = act in self.procedure.returns or act in self.procedure.tells_origin
        return returns and deployment().mode is Mode.LIVE

    def demand_mode(self, act: str) -> None:
        """Raises ReturnRefusedError for what a deployment for living people refuses."""
        if self.is_refused(act):
            raise ReturnRefusedError(
                f"In live mode no {act} is recorded: it returns a person, or tells the state "
                "of origin of one, and nobody has examined whether that person may be harmed "
                "there. Higher law forbids to return anyone to persecution or torture.",
                advice="A screening under higher law has to come first, and cannot be "
                "recorded here yet.",
            )


def _delegations(office: Office) -> tuple[Delegation, ...]:
    found: tuple[Delegation, ...] | None = office.__dict__.get("_delegations")
    if found is None:
        found = tuple(office.delegations.all())
        office.__dict__["_delegations"] = found
    return found


@cache
def law() -> Law:
    """The law of this deployment, read once.

    Raises what reading the rulebook raises, and DeploymentError for the procedure.
    """
    where = deployment()
    rulebook = read_rulebook(where.rulebook)
    procedure = read_procedure(where.rulebook, rulebook)
    if where.mode is Mode.LIVE and not procedure.returns:
        raise DeploymentError(
            f"{where.rulebook} does not say which acts return a person, and in live mode these "
            "are refused.",
            advice='Name them in casework.yaml beside the rulebook, under "returns"; see '
            "docs/casework.md.",
        )
    return Law(rulebook, procedure, dict(where.readings))
