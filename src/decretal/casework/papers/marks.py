"""The mark of the deployment's mode, on every page of every paper.

Owns its words, and which papers a deployment may print at all.
"""

from __future__ import annotations

from decretal.casework.papers.contents import Heading, Kind
from decretal.errors import PaperError, ReturnRefusedError

# Papers that reach the state of origin or go with a return to it.
_REACH_THE_STATE_OF_ORIGIN = frozenset({Kind.ROLL, Kind.LIST})


def mark_of(heading: Heading) -> str:
    """What stands at the head of every page."""
    match heading.mode:
        case "study":
            return (
                f"STUDY of closed files: what {heading.directive} provides. "
                "Nothing here instructs anybody to do anything."
            )
        case "training":
            return (
                f"TRAINING with invented persons: what {heading.directive} provides. "
                "Nobody on this paper is real."
            )
        case "live":
            return "CONFIDENTIAL: holds particulars of a person."
        case other:
            raise PaperError(
                f'"{other}" is no mode of a deployment.',
                advice="A deployment is for study, training or live.",
            )


def check_mode(kind: Kind, mode: str) -> None:
    """Refuse a paper that would disclose somebody to the state of origin in live mode."""
    if mode == "live" and kind in _REACH_THE_STATE_OF_ORIGIN:
        raise ReturnRefusedError(
            f"No {kind} is drawn up in live mode: it would give names of people who may be "
            "living to the state that they left.",
            advice="It stays refused until a screening under higher law can be recorded.",
        )
