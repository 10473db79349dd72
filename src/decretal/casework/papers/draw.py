"""Drawing papers up: from files, as they stand, to the content of a paper.

Owns which of what was recorded stands on which paper, and where. It reads, and writes
nothing; numbering and keeping are ``papers.issue``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from decretal.casework.chain import breaks
from decretal.casework.law import Law
from decretal.casework.models.files import Entry, EntryKind, File
from decretal.casework.papers.contents import (
    CaseRecord,
    DecisionNotice,
    Duty,
    EntryLine,
    Fact,
    Heading,
    Line,
    Particulars,
    PersonsDecision,
    Provision,
    Reasoning,
    WrittenName,
)
from decretal.casework.standing import Effective, Standing, standing
from decretal.decide import Explanation
from decretal.decide.duties import DutyState
from decretal.errors import NotReadyError

# How the blocks of Unicode name a script, and its code in ISO 15924.
_SCRIPTS: Final = {"HANGUL": "Hang", "CJK": "Hani", "LATIN": "Latn"}
_SHOWN_ELSEWHERE: Final = {"names", "born"}


def script_of(text: str) -> str:
    """The script of a name, by its first letter; empty where it is none of ours."""
    for character in text:
        if character.isalpha():
            return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0], "")
    return ""


def written(names: Iterable[str]) -> tuple[WrittenName, ...]:
    """Names with the script of each."""
    return tuple(WrittenName(name, script_of(name)) for name in names)


def called(under: Law) -> str:
    """How the directive is called in a sentence."""
    rulebook = under.rulebook
    return f"the order of {rulebook.issued_on.year}" if rulebook.issued_on else rulebook.title


def cited(under: Law, labels: Iterable[str]) -> tuple[Provision, ...]:
    """Provisions with what the rulebook says of them, in its words."""
    found = under.provisions
    return tuple(
        Provision(label, found[label].title, _prose(found[label].text))
        if label in found
        else Provision(label)
        for label in labels
    )


def _prose(text: str) -> str:
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n".join(part for part in paragraphs if part)


def case_record(file: File, heading: Heading, entries: list[Entry]) -> CaseRecord:
    """A case file with its reasoning."""
    found = standing(file, entries=entries)
    broken = breaks(file.number, file.length, file.head, entries)
    return CaseRecord(
        heading=heading,
        particulars=particulars(found),
        reasoning=reasoning(found),
        decision=decision_of(found),
        facts=tuple(
            Fact(
                name, said(each.by.payload.get("value")), each.by.entry.sequence, _evidence(each.by)
            )
            for name, each in found.facts.items()
        ),
        duties=tuple(
            Duty(
                duty.text,
                duty.bearer or "",
                duty.provision,
                duty.due,
                duty.state is DutyState.OVERDUE,
            )
            for duty in found.open_duties
        ),
        entries=tuple(map(_line, found.entries)),
        broken_at=broken[0].sequence if broken else None,
    )


def decision_notice(file: File, heading: Heading, entries: list[Entry]) -> DecisionNotice:
    """A notice of what was decided; raises NotReadyError where nothing was.

    What the directive says is shown as it was when the case was decided.
    """
    found = standing(file, entries=entries)
    decided = decision_of(found)
    if decided is None or found.decision is None:
        raise NotReadyError(
            f"Nobody has decided {file.number}: there is nothing to give notice of.",
            advice="Decide the case first.",
        )
    decision = found.decision.entry
    then = standing(
        file,
        entries=[entry for entry in entries if entry.sequence < decision.sequence],
        known_on=decision.recorded_on,
    )
    said_then = reasoning(then, explanation=_why(then.explanation))
    return DecisionNotice(heading, particulars(found), said_then, decided)


def _why(explanation: Explanation) -> str:
    """The part of an explanation that gives the reasons, without what is left to do."""
    sections = [explanation.summary, explanation.scope]
    for each in explanation.provisions:
        title = f" ({each.title})" if each.title else ""
        sections.append("\n  ".join([f"{each.label}{title}", *(rule.text for rule in each.rules)]))
    if explanation.readings:
        readings = (reading.text for reading in explanation.readings)
        sections.append("\n  ".join(["How the text was read", *readings]))
    return "\n\n".join(filter(None, sections))


def particulars(found: Standing) -> Particulars:
    """Who a file is about."""
    person = found.person
    return Particulars(
        names=written(found.names),
        born=said(person.get("born")),
        lines=tuple(
            Line(key, said(value)) for key, value in person.items() if key not in _SHOWN_ELSEWHERE
        ),
    )


def reasoning(found: Standing, *, explanation: str = "") -> Reasoning:
    """What the directive says of a case, and why: the whole explanation, or that given."""
    answer = found.answer
    rulebook = found.law.rulebook
    return Reasoning(
        status=answer.status.value,
        disposition="; ".join(answer.dispositions),
        additions=answer.additions,
        provisions=cited(found.law, answer.provisions),
        as_of=found.day,
        explanation=explanation or found.explanation.text,
        rulebook=f"{rulebook.name}: {rulebook.title}",
    )


def decision_of(found: Standing) -> PersonsDecision | None:
    """What a named person decided, None where nobody has."""
    decided = found.decision
    if decided is None:
        return None
    return PersonsDecision(
        disposition=decided.said("disposition"),
        decided_by=str(decided.entry.author),
        office=decided.entry.office.name,
        decided_on=decided.day,
        departs=bool(decided.payload.get("departs")),
        reason=decided.said("reason"),
        entry=decided.entry.sequence,
        now=_outcome(found) if found.is_decision_outdated else "",
    )


def _outcome(found: Standing) -> str:
    return "; ".join(found.answer.dispositions) or found.answer.status.value


def _line(each: Effective) -> EntryLine:
    """An entry as it was recorded, whatever has become of it since."""
    entry = each.entry
    return EntryLine(
        sequence=entry.sequence,
        kind=str(EntryKind(entry.kind).label),
        said=lines(entry.payload),
        author=str(entry.author),
        office=entry.office.name,
        happened_on=entry.happened_on,
        recorded_on=entry.recorded_on,
        entered_at=entry.entered_at,
        evidence=entry.evidence,
        reference=entry.reference,
        hash=entry.hash,
        corrected_by=each.corrected_by[-1].sequence if each.corrected_by else None,
    )


def _evidence(each: Effective) -> str:
    return "; ".join(filter(None, (each.entry.evidence, each.entry.reference)))


def lines(payload: Mapping[str, object]) -> tuple[Line, ...]:
    """What an entry says, line by line."""
    found: list[Line] = []
    for key, value in payload.items():
        if isinstance(value, Mapping):
            found += [Line(f"{key}, {each.label}", each.value) for each in lines(value)]
        else:
            found.append(Line(key, said(value)))
    return tuple(found)


def said(value: object) -> str:
    """A value of an entry, in words."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case list() | tuple():
            return "; ".join(map(said, value)) or "none"
        case Mapping():
            return "; ".join(f"{each.label}: {each.value}" for each in lines(value))
        case _:
            return str(value)
