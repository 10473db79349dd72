"""What casework does with the acts and facts of a rulebook: ``casework.yaml`` beside it.

Owns reading that file and holding it against the rulebook. What the acts oblige whom
to is the rulebook's alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from decretal.errors import DeploymentError
from decretal.nodes.rules import Rulebook
from decretal.spelling import quoted

FILE_NAME = "casework.yaml"


@dataclass(frozen=True, slots=True)
class Establishes:
    """An act whose outcome establishes a fact; ``values`` maps outcomes to values."""

    act: str
    fact: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Procedure:
    """The part that each act plays.

    ``steps`` names the act of each step, ``dispositions`` the one of each road.
    ``details`` has, for an act, what must be said of it: a key with its question.
    ``transferred_to`` names the authorities to which the order transfers people.
    """

    steps: Mapping[str, str] = field(default_factory=dict)
    dispositions: Mapping[str, str] = field(default_factory=dict)
    at_opening: Mapping[str, str] = field(default_factory=dict)
    establishes: tuple[Establishes, ...] = ()
    details: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    returns: frozenset[str] = frozenset()
    tells_origin: frozenset[str] = frozenset()
    left_to_decision: frozenset[str] = frozenset()
    recorded_elsewhere: frozenset[str] = frozenset()
    transferred_to: tuple[str, ...] = ()

    def is_step(self, step: str, act: str) -> bool:
        """Whether an act is the one of this step."""
        return self.steps.get(step) == act

    def decided_by(self, fact: str) -> str | None:
        """The act, left to a decision, by whose outcome alone a fact is established."""
        for each in self.establishes:
            if each.fact == fact and each.act in self.left_to_decision:
                return each.act
        return None

    def established_by(self, act: str, outcome: str | None) -> tuple[str, str] | None:
        """The fact with its value that an act with this outcome establishes."""
        for each in self.establishes:
            if each.act == act and outcome is not None and outcome in each.values:
                return each.fact, each.values[outcome]
        return None


def read_procedure(folder: Path, rulebook: Rulebook) -> Procedure:
    """The procedure beside a rulebook; an empty one where there is no file.

    Raises DeploymentError for what the rulebook does not declare.
    """
    import yaml

    path = folder / FILE_NAME if folder.is_dir() else folder.parent / FILE_NAME
    if not path.exists():
        return Procedure()
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise DeploymentError(f"{path} cannot be read: {error}", advice="Correct it.") from None
    if not isinstance(said, dict):
        raise DeploymentError(f"{path} holds no table of keys.", advice="See docs/casework.md.")
    found = Procedure(
        steps=_texts(said.get("steps")),
        dispositions=_texts(said.get("dispositions")),
        at_opening=_texts(said.get("at opening")),
        establishes=tuple(
            Establishes(str(each["act"]), str(each["fact"]), _texts(each["values"]))
            for each in said.get("outcomes establish") or ()
        ),
        details={act: _texts(asked) for act, asked in (said.get("details") or {}).items()},
        returns=frozenset(said.get("returns") or ()),
        tells_origin=frozenset(said.get("tell the state of origin") or ()),
        left_to_decision=frozenset(said.get("left to a decision") or ()),
        recorded_elsewhere=frozenset(said.get("recorded elsewhere") or ()),
        transferred_to=tuple(said.get("transferred to") or ()),
    )
    _hold_against(found, rulebook, path)
    return found


def _texts(said: object) -> dict[str, str]:
    if not isinstance(said, dict):
        return {}
    return {str(key): " ".join(str(value).split()) for key, value in said.items()}


def _hold_against(found: Procedure, rulebook: Rulebook, path: Path) -> None:
    acts = {act.name for act in rulebook.acts}
    named = {
        *found.steps.values(),
        *found.details,
        *found.returns,
        *found.tells_origin,
        *found.left_to_decision,
        *found.recorded_elsewhere,
        *(each.act for each in found.establishes),
    }
    wrong = sorted(named - acts)
    wrong += sorted(
        {*found.at_opening, *(each.fact for each in found.establishes)}
        - {fact.name for fact in rulebook.facts}
    )
    wrong += sorted(set(found.transferred_to) - {each.name for each in rulebook.authorities})
    wrong += sorted(set(found.dispositions.values()) - {d.name for d in rulebook.dispositions})
    if wrong:
        raise DeploymentError(
            f"{path} names {quoted(wrong, 'and')}, which the rulebook does not declare.",
            advice="Write the names as the rulebook has them.",
        )
