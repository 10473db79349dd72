"""The one table of rights: what each role may do.

Owns which role may do what kind of thing. In which file is left to
``casework.access``, which office to ``casework.law``.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from decretal.offices.models import Role, User


class Right(Enum):
    """A kind of thing that somebody may do; the value is said in refusals."""

    SIGN_IN = "use one's own account"
    READ = "read files"
    READ_LISTS = "read the lists that were sent to the office"
    OPEN_FILE = "open case files"
    WRITE_FILE = "record particulars, notes and documents"
    ESTABLISH = "establish facts"
    ACT = "record acts"
    DECIDE = "decide cases, and do what the directive leaves to a decision"
    CORRECT = "correct entries"
    MERGE = "merge files of one person or keep them apart"
    TRANSFER = "transfer, accept and return files"
    KEEP_GROUP = "put groups together"
    HAND_OVER = "record hand-overs"
    KEEP_LIST = "put lists together"
    SEND_LIST = "send lists"
    ANSWER_LIST = "answer lists"
    ASK_GUIDANCE = "draft requests for guidance"
    PASS_GUIDANCE = "pass requests and answers on"
    ANSWER_GUIDANCE = "answer requests for guidance"
    CARE = "record care"
    COMPLAIN = "report incidents"
    LOOK_INTO = "look into incidents"
    EDUCATE = "hold sessions of education"
    ISSUE_PAPER = "issue papers"
    REGISTER = "keep the register of correspondence"
    IMPORT = "import files"
    EXPORT = "export what one may see"
    READ_LOG = "read the log"


_EVERYONE: Final = frozenset(Role)
_HOME: Final[dict[Right, frozenset[Role]]] = {
    Right.SIGN_IN: _EVERYONE,
    Right.READ: _EVERYONE,
    Right.READ_LISTS: _EVERYONE,
    Right.OPEN_FILE: frozenset({Role.CLERK, Role.INVESTIGATOR}),
    Right.WRITE_FILE: frozenset({Role.CLERK, Role.INVESTIGATOR, Role.DECIDER, Role.REGISTRAR}),
    Right.ESTABLISH: frozenset({Role.INVESTIGATOR}),
    Right.ACT: frozenset({Role.INVESTIGATOR, Role.CLERK}),
    Right.DECIDE: frozenset({Role.DECIDER}),
    Right.CORRECT: frozenset({Role.CLERK, Role.INVESTIGATOR, Role.DECIDER, Role.REGISTRAR}),
    Right.MERGE: frozenset({Role.INVESTIGATOR, Role.DECIDER}),
    Right.TRANSFER: frozenset({Role.DECIDER}),
    Right.KEEP_GROUP: frozenset({Role.CLERK, Role.DECIDER}),
    Right.HAND_OVER: frozenset({Role.DECIDER}),
    Right.KEEP_LIST: frozenset({Role.CLERK, Role.REGISTRAR, Role.DECIDER}),
    Right.SEND_LIST: frozenset({Role.DECIDER}),
    Right.ANSWER_LIST: frozenset(),
    Right.ASK_GUIDANCE: frozenset({Role.CLERK, Role.INVESTIGATOR, Role.DECIDER, Role.REGISTRAR}),
    Right.PASS_GUIDANCE: frozenset({Role.DECIDER}),
    Right.ANSWER_GUIDANCE: frozenset({Role.DECIDER}),
    Right.CARE: frozenset({Role.CLERK, Role.INVESTIGATOR}),
    Right.COMPLAIN: _EVERYONE,
    Right.LOOK_INTO: frozenset({Role.INVESTIGATOR, Role.DECIDER}),
    Right.EDUCATE: frozenset({Role.CLERK, Role.REGISTRAR}),
    Right.ISSUE_PAPER: frozenset({Role.CLERK, Role.REGISTRAR, Role.DECIDER}),
    Right.REGISTER: frozenset({Role.REGISTRAR}),
    Right.IMPORT: frozenset({Role.CLERK, Role.REGISTRAR}),
    Right.EXPORT: _EVERYONE,
    Right.READ_LOG: frozenset({Role.AUDITOR}),
}
# An office of another state gets lists and answers them, and sees nothing else.
_FOREIGN: Final[dict[Right, frozenset[Role]]] = {
    Right.SIGN_IN: _EVERYONE,
    Right.READ_LISTS: _EVERYONE,
    Right.ANSWER_LIST: frozenset({Role.DECIDER}),
}


def roles_with(right: Right, *, foreign: bool = False) -> frozenset[Role]:
    """The roles that have a right, in an office of this state or of another."""
    return (_FOREIGN if foreign else _HOME).get(right, frozenset())


def has_right(user: User, right: Right) -> bool:
    """Whether somebody has a right at all; where it reaches is asked elsewhere."""
    if not user.is_active or user.office is None:
        return False
    return not user.roles.isdisjoint(roles_with(right, foreign=user.office.is_foreign))
