"""How far something is settled: it holds, it may hold, it fails."""

from __future__ import annotations

from enum import Enum


class Held(Enum):
    """In how many completions something is true."""

    YES = "holds"
    MAYBE = "may hold"
    NO = "fails"
