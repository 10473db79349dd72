"""What a case would come to if the text were read otherwise.

Owns the comparison of readings, one at a time. A reading that would change
nothing is not spoken of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from decretal.decide.decision import Answer, Decision
from decretal.decide.explanation import ReadingExplanation
from decretal.decide.words import day_in_words, joined
from decretal.errors import DecretalError
from decretal.nodes.rules import Interpretation, Rulebook, Status

MOST_SPELT_OUT = 4
"""How many dispositions, and how many facts, are named."""


def alternatives(
    rulebook: Rulebook,
    choices: Mapping[str, str],
    otherwise: Callable[[str, str], str | None],
) -> tuple[ReadingExplanation, ...]:
    """The interpretations of which another option changes something.

    ``otherwise`` says what the case would be under another option of an
    interpretation; None if that is the same.
    """
    found: list[ReadingExplanation] = []
    for each in rulebook.interpretations:
        others: list[tuple[str, str]] = []
        for option in each.options:
            if option.name == choices[each.name]:
                continue
            try:
                then = otherwise(each.name, option.name)
            except DecretalError as refused:
                then = f"impossible to decide ({refused.code})"
            if then is not None:
                others.append((option.name, then))
        if others:
            found.append(_explained(each, choices[each.name], others))
    return tuple(found)


def _explained(
    interpretation: Interpretation, chosen: str, others: list[tuple[str, str]]
) -> ReadingExplanation:
    return ReadingExplanation(
        interpretation.name,
        interpretation.provision,
        chosen,
        chosen == interpretation.default,
        tuple(others),
    )


def in_words(answer: Answer) -> str:
    """An answer as the end of "the case would be"."""
    match answer.status:
        case Status.DECIDED:
            said = f"decided: {answer.dispositions[0]}"
        case Status.CONFLICT:
            said = f"in conflict: {joined(answer.dispositions, 'and')}"
        case Status.SILENT:
            said = "met with silence"
        case Status.OUTSIDE:
            said = "outside the directive"
        case Status.UNDETERMINED:
            said = "undetermined"
            if 1 <= len(answer.possible_dispositions) <= MOST_SPELT_OUT:
                said += f", and may come to {joined(answer.possible_dispositions, 'or')}"
    if answer.additions:
        said += f", and in addition {joined(answer.additions, 'and')}"
    if 1 <= len(answer.still_matters) <= MOST_SPELT_OUT:
        said += f", depending on {joined(answer.still_matters)}"
    return said


def of_duties(before: Decision, after: Decision) -> str:
    """What would be otherwise about duties, in words; empty if nothing."""
    was = {(duty.operator, duty.text, duty.provision): duty for duty in before.duties or ()}
    said: list[str] = []
    for duty in after.duties or ():
        old = was.pop((duty.operator, duty.text, duty.provision), None)
        if old is None or old.state is not duty.state or old.due != duty.due:
            due = f", last day {day_in_words(duty.due)}" if duty.due is not None else ""
            said.append(f'"{duty.text}" {duty.state.value}{due}')
    said += [f'"{duty.text}" no duty' for duty in was.values()]
    return "; ".join(said)
