"""Markings: precedence and classification, alone on a line or several on one.

Owns which words they are. ``pieces`` cuts a line into them; a line of which some piece is
neither is no line of markings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from decretal.registry import characters

Kind: TypeAlias = Literal["precedence", "classification", "caveat"]

_PRECEDENCE: Final = (
    r"(?:(?:extra|additional|most|very|top|especially|special|specially|extremely|utmost|highest"
    r"|high|higher|operational|op|us|triple|emergency|niact|first|super|double|absolutely|low|lower"
    r"|exceptionally)"
    r"[\s-]+)*"
    r"(?:urgent|immediate|priority|routine|flash|deferred|emergency|niact|ordinary|express|rush"
    r"|critic)"
    r"(?:,\sadvance\b|[\s-]+(?:advance|priority|precedence|telegram|cable|message|niact"
    r"|immediate|dispatch"
    r"|class|grade))*"
    r"|normal precedence|normal|regular|out of turn|(?:early|advance|immediate) delivery"
    r"|(?:特别|最|加)?(?:特急|加急|特提|平急|火急|急件|急电|限时)(?:提前)?|[急平]|平电"
    r"|(?:대)?지급|긴급|보통"
)
_CLASSIFICATION: Final = (
    r"(?:cosmic|nato|un)[\s-]+(?:top[\s-]+secret|secret|confidential|restricted|unclassified)"
    r"|(?:top|most|absolutely|strictly|highly)[\s-]+(?:secret|confidential)|secret|confidential"
    r"|restricted|reserved|(?:limited|for)\s+official\s+use(?:\s+only)?|official\s+use\s+only"
    r"|unclassified|unclas|internal(?:\s+use(?:\s+only)?)?|personal and confidential|declassified"
    r"|t o p\s+s e c r e t|s e c r e t|c o n f i d e n t i a l|u n c l a s s i f i e d"
    r"|l i m i t e d\s+o f f i c i a l\s+u s e|r e s t r i c t e d"
    r"|绝密|机密|秘密|内部(?:使用)?|대외비|(?:[1-3]급\s?)?비밀|극비"
)
_CAVEAT: Final = (
    r"limit(?:ed)? distribution|limdis|exdis|nodis|stadis|noforn|no foreign dissem"
    r"|(?:for\s+)?eyes only(?:\s+[\w ]{1,30})?|eyes alone|verbatim text|no distribution"
    r"|(?:making copies|copying) (?:is )?(?:prohibited|forbidden)|not to be copied"
    r"|copy no\.?\s?\d+|en clair|simplex|(?:cypher|cipher)(?:/otp|\s\(?o\.?t\.?p\.?\)?)?|code"
    r"|by bag|by wireless"
    r"|special file|special folder|series \W?[A-Z]\W?(?: [A-Z])?|newsflash|by telegraph|by wire"
    r"|guard|noiwon|sensitive|sipdis|dedip|desip|cherokee|entire text|section \d+ of \d+"
    r"|not for circulation|personal|(?:action|information|file|office|permanent record) copy"
)
_ONE: Final = re.compile(
    rf"(?P<precedence>{_PRECEDENCE})|(?P<classification>{_CLASSIFICATION})|(?P<caveat>{_CAVEAT})",
    re.I,
)
_BETWEEN: Final = re.compile(
    r"[\s,;/·.|!()\[\]（）【】&—–\-:]*(?:\band\b)?[\s,;/·.|!()\[\]（）【】—–\-]*", re.I
)
_CLOSED: Final = re.compile(r"(?=$|[\s,;/·.|!()\[\]（）【】&—–\-:])")


@dataclass(frozen=True, slots=True)
class Piece:
    """One marking."""

    kind: Kind
    start: int
    end: int


def pieces(text: str) -> tuple[Piece, ...]:
    """The markings that make up a text; none if anything else is in it."""
    text = characters.plain(text) if len(text) < 400 else text
    found = []
    at = _after(text, 0)
    while at < len(text):
        piece = _at(text, at)
        if piece is None:
            return ()
        found.append(piece)
        at = _after(text, piece.end)
    return tuple(found)


def leading(text: str) -> tuple[Piece, ...]:
    """The markings with which a text begins."""
    text = characters.plain(text) if len(text) < 400 else text
    found = []
    at = _after(text, 0)
    while at < len(text) and (piece := _at(text, at)) is not None:
        found.append(piece)
        at = _after(text, piece.end)
    return tuple(found)


def among(text: str) -> Iterator[Piece]:
    """The markings that stand between commas, semicolons and full stops of a longer text."""
    at = 0
    for part in re.split(r"([,;.()])", text):
        stripped = part.strip()
        whole = pieces(stripped) if stripped and len(stripped) < 60 else ()
        offset = at + len(part) - len(part.lstrip())
        for piece in whole:
            yield Piece(piece.kind, offset + piece.start, offset + piece.end)
        at += len(part)


def _after(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at


def _at(text: str, at: int) -> Piece | None:
    match = _ONE.match(text, at)
    if match is None or match.lastgroup is None:
        return None
    # "Secretary" does not begin with a marking.
    if not _CLOSED.match(text, match.end()) and match[0].isascii():
        return None
    kind: Kind = (
        "precedence"
        if match.lastgroup == "precedence"
        else "classification"
        if match.lastgroup == "classification"
        else "caveat"
    )
    return Piece(kind, match.start(), match.end())
