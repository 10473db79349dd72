"""The order of 1961 as variables of OpenFisca-Core, one person, with its tracer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERSON = build_entity(key="person", plural="people", label="A person", is_person=True)
WHEN = "1961-11"
END_OF_1960 = numpy.datetime64("1960-12-31")

CHOICES = {
    "determination": ["Korean citizen", "member of China's Korean minority", "other"],
    "spouse": [
        "none",
        "Korean citizen",
        "Chinese citizen of Korean nationality",
        "other Chinese citizen",
        "other",
    ],
    "consulate answer": ["none yet", "agrees", "refuses"],
    "provincial permission": ["none yet", "granted", "refused"],
}
BOOLEANS = [
    "has papers",
    "came to visit relatives",
    "refuses to return",
    "determined not to return",
    "offence in China",
]


def _key(name: str) -> str:
    return name.replace(" ", "_").replace("'", "")


def _input(name: str, **attributes: object) -> type[Variable]:
    settings = {"entity": PERSON, "definition_period": periods.MONTH, "label": name}
    return type(_key(name), (Variable,), {**settings, **attributes})


def _enum(name: str) -> type[Variable]:
    kind = Enum(_key(name), {_key(value): value for value in CHOICES[name]})
    first = next(iter(kind))
    return _input(name, value_type=Enum, possible_values=kind, default_value=first)


Formula = Callable[[Callable[[str], Any]], Any]


def _rule(name: str, formula: Formula) -> type[Variable]:
    def compute(person: Any, period: Any, parameters: Any = None) -> Any:
        return formula(lambda fact: person(_key(fact), period))

    return _input(name, value_type=bool, formula=compute)


def _is(read: Callable[[str], Any], name: str, value: str) -> Any:
    values = read(name)
    return values == values.possible_values[_key(value)]


RULES: dict[str, Formula] = {
    "korean": lambda read: _is(read, "determination", "Korean citizen"),
    "minority": lambda read: _is(read, "determination", "member of China's Korean minority"),
    "spoken of": lambda read: (read("korean") + read("minority")) * ~read("has papers"),
    "worn out": lambda read: (read("persuasion attempts") >= 3) * read("refuses to return"),
    "exception": lambda read: (
        read("korean")
        * _is(read, "spouse", "Chinese citizen of Korean nationality")
        * read("worn out")
    ),
    "early": lambda read: (
        read("korean") * (read("crossed on") <= END_OF_1960) * read("determined not to return")
    ),
    "persuade and hand over": lambda read: (
        read("spoken of")
        * read("korean")
        * ~read("worn out")
        * ~read("came to visit relatives")
        * ~read("exception")
        * ~read("early")
    ),
    "send back": lambda read: (
        read("spoken of")
        * read("korean")
        * read("came to visit relatives")
        * ~read("exception")
        * ~read("early")
    ),
    "exception list": lambda read: (
        read("spoken of") * read("exception") * _is(read, "consulate answer", "none yet")
    ),
    "foreign resident": lambda read: (
        read("spoken of") * read("exception") * _is(read, "consulate answer", "agrees")
    ),
    "restore citizenship": lambda read: read("spoken of") * read("minority"),
    "law on foreign offenders": lambda read: read("spoken of") * read("offence in China"),
    "transfer": lambda read: (
        read("spoken of") * read("early") * ~_is(read, "provincial permission", "refused")
    ),
}
DISPOSITIONS = [
    "persuade and hand over",
    "send back",
    "exception list",
    "foreign resident",
    "restore citizenship",
    "transfer",
]
ADDITION = "law on foreign offenders"


def prepare() -> Callable[[Mapping[str, Any]], tuple[set[str], set[str], object]]:
    """Build the system of variables once."""
    import datetime

    system = TaxBenefitSystem([PERSON])
    for name in CHOICES:
        system.add_variable(_enum(name))
    for name in BOOLEANS:
        system.add_variable(_input(name, value_type=bool))
    system.add_variable(_input("persuasion attempts", value_type=int))
    system.add_variable(_input("crossed on", value_type=datetime.date))
    for name, formula in RULES.items():
        system.add_variable(_rule(name, formula))

    def decide(case: Mapping[str, Any]) -> tuple[set[str], set[str], object]:
        person: dict[str, object] = {}
        for name, value in case.items():
            if name in CHOICES:
                value = _key(value)
            elif name == "crossed on":
                value = value.isoformat()
            person[_key(name)] = {WHEN: value}
        simulation = SimulationBuilder().build_from_entities(system, {"people": {"one": person}})
        simulation.trace = True
        found = {name for name in DISPOSITIONS if simulation.calculate(_key(name), WHEN)[0]}
        additions = {ADDITION} if simulation.calculate(_key(ADDITION), WHEN)[0] else set()
        return found, additions, simulation.tracer.computation_log.lines()

    return decide
