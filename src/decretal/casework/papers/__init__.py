"""Papers: what an office prints, signs and sends.

Owns what stands on each paper, how it looks, and that the same content makes the same
bytes. What is named here knows nothing of the database. ``draw`` makes content from
files, and ``issue`` gives a paper its number and keeps it.
"""

from decretal.casework.papers.contents import (
    CaseRecord,
    DecisionNotice,
    Duty,
    EntryLine,
    Fact,
    Heading,
    Kind,
    Line,
    ListedPerson,
    ListOfNames,
    Member,
    NominalRoll,
    Paper,
    Particulars,
    PersonsDecision,
    Precondition,
    Provision,
    Reasoning,
    WrittenName,
    kind_of,
)
from decretal.casework.papers.tables import to_csv
from decretal.casework.papers.typeset import to_pdf

__all__ = [
    "CaseRecord",
    "DecisionNotice",
    "Duty",
    "EntryLine",
    "Fact",
    "Heading",
    "Kind",
    "Line",
    "ListOfNames",
    "ListedPerson",
    "Member",
    "NominalRoll",
    "Paper",
    "Particulars",
    "PersonsDecision",
    "Precondition",
    "Provision",
    "Reasoning",
    "WrittenName",
    "kind_of",
    "to_csv",
    "to_pdf",
]
