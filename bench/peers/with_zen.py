"""The order of 1961 as a decision graph of zen-engine, evaluated with its trace."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

import zen

CONDITIONS = {
    "korean": 'determination == "Korean citizen"',
    "minority": 'determination == "member of China\'s Korean minority"',
    "spoken_of": "($.korean or $.minority) and not has_papers",
    "worn_out": "persuasion_attempts >= 3 and refuses_to_return",
    "exception": '$.korean and spouse == "Chinese citizen of Korean nationality" and $.worn_out',
    "early": "$.korean and d(crossed_on) <= d('1960-12-31') and determined_not_to_return",
    "visitor": "$.korean and came_to_visit_relatives",
}

RULES = {
    "persuade and hand over": "korean and not worn_out and not visitor"
    " and not exception and not early",
    "send back": "visitor and not exception and not early",
    "exception list": 'exception and consulate_answer == "none yet"',
    "foreign resident": 'exception and consulate_answer == "agrees"',
    "restore citizenship": "minority",
    "law on foreign offenders": "offence_in_China",
    "transfer": 'early and provincial_permission != "refused"',
}

AT = {"x": 0, "y": 0}


def _node(identifier: str, kind: str, content: object = None) -> dict[str, object]:
    node: dict[str, object] = {"id": identifier, "name": identifier, "type": kind, "position": AT}
    return node if content is None else {**node, "content": content}


def graph() -> str:
    """The decision graph: conditions as expressions, rules as a collecting table."""
    expressions = [{"id": key, "key": key, "value": value} for key, value in CONDITIONS.items()]
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": "when", "name": "when", "field": ""}],
        "outputs": [{"id": "then", "name": "then", "field": "then"}],
        "rules": [
            {"_id": f"r{i}", "when": f"spoken_of and {condition}", "then": json.dumps(then)}
            for i, (then, condition) in enumerate(RULES.items())
        ],
    }
    chain = ["case", "conditions", "rules", "answer"]
    return json.dumps(
        {
            "nodes": [
                _node("case", "inputNode"),
                _node(
                    "conditions",
                    "expressionNode",
                    {"expressions": expressions, "passThrough": True},
                ),
                _node("rules", "decisionTableNode", table),
                _node("answer", "outputNode"),
            ],
            "edges": [
                {"id": f"{a}-{b}", "sourceId": a, "targetId": b, "type": "edge"}
                for a, b in pairwise(chain)
            ],
        }
    )


def prepare() -> Callable[[Mapping[str, Any]], tuple[set[str], set[str], object]]:
    """Compile the graph once."""
    decision = zen.ZenEngine().create_decision(graph())

    def decide(case: Mapping[str, Any]) -> tuple[set[str], set[str], object]:
        facts = {name.replace(" ", "_"): value for name, value in case.items()}
        facts["crossed_on"] = case["crossed on"].isoformat()
        answer = decision.evaluate(facts, {"trace": True})
        result = answer["result"]
        hits = result if isinstance(result, list) else [result]
        found = {hit["then"] for hit in hits if hit}
        additions = found & {"law on foreign offenders"}
        return found - additions, additions, answer["trace"]

    return decide
