"""The order of 1961 as a Python programmer would write it, with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

END_OF_1960 = date(1960, 12, 31)


def prepare() -> Callable[[Mapping[str, Any]], tuple[set[str], set[str], list[str]]]:
    """Nothing to build."""
    return decide


def decide(case: Mapping[str, Any]) -> tuple[set[str], set[str], list[str]]:
    """Dispositions, additions, and one sentence for each rule."""
    said: list[str] = []
    determination = case["determination"]
    korean = determination == "Korean citizen"
    minority = determination == "member of China's Korean minority"
    if not (korean or minority) or case["has papers"]:
        return set(), set(), ["The order does not speak of this person."]
    worn_out = case["persuasion attempts"] >= 3 and case["refuses to return"]
    married = case["spouse"] == "Chinese citizen of Korean nationality"
    exception = korean and married and worn_out
    early = korean and case["crossed on"] <= END_OF_1960 and case["determined not to return"]
    dispositions: set[str] = set()
    additions: set[str] = set()
    if korean and not worn_out:
        if exception or early or case["came to visit relatives"]:
            said.append("I.1 would hold, but an exception to it holds.")
        else:
            dispositions.add("persuade and hand over")
            said.append("I.1 holds: a Korean citizen, persuasion has not failed three times.")
    else:
        said.append("I.1 fails.")
    if korean and case["came to visit relatives"]:
        if exception or early:
            said.append("I.2 would hold, but an exception to it holds.")
        else:
            dispositions.add("send back")
            said.append("I.2 holds: came to visit relatives.")
    else:
        said.append("I.2 fails.")
    if exception and case["consulate answer"] == "none yet":
        dispositions.add("exception list")
        said.append("I.3 holds: married, three attempts, still refuses.")
    elif exception and case["consulate answer"] == "agrees":
        dispositions.add("foreign resident")
        said.append("I.3 holds: Korea agrees.")
    else:
        said.append("I.3 fails.")
    if minority:
        dispositions.add("restore citizenship")
        said.append("I.4 holds: a member of China's Korean minority.")
    else:
        said.append("I.4 fails.")
    if case["offence in China"]:
        additions.add("law on foreign offenders")
        said.append("I.5 holds, in addition: an offence in China.")
    else:
        said.append("I.5 fails.")
    if early and case["provincial permission"] != "refused":
        dispositions.add("transfer")
        said.append("1960 or earlier holds: crossed early, determined not to return.")
    else:
        said.append("1960 or earlier fails.")
    return dispositions, additions, said
