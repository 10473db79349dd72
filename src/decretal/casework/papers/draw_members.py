"""Drawing up the papers of several people: the roll of a group, and a list of names.

Owns what of a member's file stands on them. Who is in a group or on a list is left to
its own file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from decretal.casework.group_standing import group_standing, preconditions
from decretal.casework.law import Law, law
from decretal.casework.list_standing import list_standing
from decretal.casework.lists import list_acts, receiving
from decretal.casework.models.files import Entry, File
from decretal.casework.models.groups import GroupState
from decretal.casework.papers.contents import (
    Heading,
    ListedPerson,
    ListOfNames,
    Member,
    NominalRoll,
    Precondition,
    Provision,
)
from decretal.casework.papers.draw import cited, said, written
from decretal.casework.standing import Standing
from decretal.casework.steps import standings
from decretal.errors import NotReadyError

# The fact of which a roll says what the person was determined as.
_DETERMINATION: Final = "determination"


def nominal_roll(file: File, heading: Heading, entries: list[Entry]) -> NominalRoll:
    """The roll of a group: everybody by name, and what was done before the hand-over.

    Raises NotReadyError for a group whose members can still change, or that was given up.
    """
    group = group_standing(file, entries)
    if group.state in (GroupState.PUT_TOGETHER, GroupState.DISSOLVED):
        raise NotReadyError(
            f"{file.number} is {group.state.label}: a roll would not say who is handed over.",
            advice="Fix the members of the group first.",
        )
    members = _standings(group.members)
    drawn = tuple(member(each) for each in members)
    handed_over = group.handed_over
    return NominalRoll(
        heading=heading,
        group=" ".join(filter(None, (file.number, group.called))),
        from_office=file.office.name,
        to=handed_over.said("to") if handed_over is not None else "",
        place=handed_over.said("place") if handed_over is not None else "",
        members=drawn,
        provisions=_cited(members, (label for each in drawn for label in each.provisions)),
    )


def _standings(numbers: Sequence[str]) -> list[Standing]:
    found = standings(File.objects.filter(number__in=numbers))
    return [found[number] for number in numbers]


def member(found: Standing) -> Member:
    """A person on the roll."""
    determined = found.facts.get(_DETERMINATION)
    decided = found.decision.said("disposition") if found.decision is not None else ""
    return Member(
        file=found.number,
        names=written(found.names),
        born=said(found.person.get("born")),
        determination=said(determined.value) if determined is not None else "",
        disposition=decided or "; ".join(found.answer.dispositions),
        provisions=found.answer.provisions,
        preconditions=tuple(
            Precondition(each.text, each.provision, each.on, each.said)
            for each in preconditions(found)
        ),
    )


def list_of_names(file: File, heading: Heading, entries: list[Entry]) -> ListOfNames:
    """A list as it was sent: the names, and nothing else of anybody.

    Raises NotReadyError for a list that was not sent, whose names can still change.
    """
    found = list_standing(file, entries)
    if found.sent is None:
        raise NotReadyError(
            f"{file.number} is {found.state.label}: its names can still change.",
            advice="Send the list first; the paper goes with it.",
        )
    under = law()
    asked, answers = _question(under)
    return ListOfNames(
        heading=heading,
        list=file.number,
        from_office=file.office.name,
        to=receiving(list_acts().reported).name,
        asks=asked,
        answers=answers,
        needed=(),
        persons=tuple(
            ListedPerson(written(each.names), answer=each.answer if each.is_answered else "")
            for each in found.listed
        ),
        # By label alone: what a provision asks of a person is no business of the receiver.
        provisions=tuple(
            Provision(label) for label in _leading_to(under, under.procedure.dispositions["list"])
        ),
        content_hash=found.content_hash,
    )


def _leading_to(under: Law, disposition: str) -> Iterable[str]:
    rules = under.rulebook.rules
    return dict.fromkeys(rule.provision for rule in rules if rule.disposition == disposition)


def _question(under: Law) -> tuple[str, tuple[str, ...]]:
    """What the list asks for each person, with the answers that the text knows."""
    act = list_acts().answered
    established = (each.fact for each in under.procedure.establishes if each.act == act)
    fact = under.facts.get(next(established, ""))
    return (fact.question or "") if fact is not None else "", under.outcomes[act]


def _cited(found: Sequence[Standing], labels: Iterable[str]) -> tuple[Provision, ...]:
    return cited(found[0].law, dict.fromkeys(labels)) if found else ()
