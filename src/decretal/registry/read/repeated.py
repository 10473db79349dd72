"""Where else a telegram went: "Sent Department 310, repeated information London 41."

Owns the sentences and lines that say so at the head, in the text and at the foot, and lists in
which a number ends each post. Addressees beside a label are left to ``addressees``.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import names_in
from decretal.registry.telegram import Certainty, Words

_URGENCY: Final = r"(?:(?:niact|priority|immediate|operational immediate|flash|routine) )?"
# "Sent Department 310, repeated information London 41."
_SENT_REPEATED: Final = re.compile(
    r"(?:(?:also )?(?:sent|addressed)(?: to)?(?: the)? [^;,.]+?[;,.]\s*(?:and )?)?(?:also )?"
    rf"(?:repeat(?:ed)?|rptd|repeating) {_URGENCY}(?:(?:for )?info(?:rmation)?:? )?(?:to:? )?"
    r"(?P<copied>(?:[^:.]|(?<=No)\.(?= \d)){2,400})\.?",
    re.I,
)
# "Action Department 813; Info Tokyo 412, CINCPAC."
_ACTION_INFO: Final = re.compile(
    r"(?:Action|Sent)(?: to)? (?:the )?Dep(?:artmen)?t(?: \d{1,6})?[;,.] ?(?:repeated )?"
    r"Info(?:rmation)?:? (?P<copied>[^:.]{2,300})\.?",
    re.I,
)
_ALSO_SENT: Final = re.compile(
    r"(?:This (?:telegram|cable|message|letter) (?:is|was|has been)(?: being)?(?: also)?"
    r" (?:sent|copied|repeated|forwarded)(?: for information)? to"
    rf"|(?:Also )?[Rr]epeated {_URGENCY}(?:for information )?to"
    rf"|Also (?:sent|repeated) {_URGENCY}to|Sent also to|and repeated {_URGENCY}to)"
    r" (?P<copied>(?:[^.;:]|(?<=No)\.(?= \d)){2,400})",
    re.I,
)
_AND_REPEATED: Final = re.compile(
    rf"\band repeated {_URGENCY}to (?P<copied>(?:[^.;:]|(?<=No)\.(?= \d)){{2,400}})", re.I
)
_ASIDE: Final = re.compile(
    r",? (?:as requested|and repeated|who|which|where|with (?:instructions|the)|via|pending|by "
    r"(?:post|bag|air mail|mail|pouch))\b"
)
_NUMBER_AFTER: Final = re.compile(
    r"\s+(?:(?:niact|priority|immediate|flash)\s)?(?:(?:as )?(?:No\.? ?)?\d{1,6}|unnumbered)\.?$",
    re.I,
)


def claim(unit: Unit, draft: Draft) -> bool:
    """A line that says where else the telegram went, and no more."""
    if len(unit.text) > 300 or (
        labelled(unit.text) is not None and not _ACTION_INFO.fullmatch(unit.text)
    ):
        return False
    match = _SENT_REPEATED.fullmatch(unit.text) or _ACTION_INFO.fullmatch(unit.text)
    if match is None:
        return False
    _add(unit, draft, *match.span("copied"), Certainty.STATED)
    return True


def find(unit: Unit, draft: Draft) -> None:
    """A sentence that says where else the telegram went: "Repeated to London and Bonn."."""
    text = unit.text[:4_000]
    opening = _SENT_REPEATED.match(text)
    also = [*_ALSO_SENT.finditer(text), *_AND_REPEATED.finditer(text)]
    for match in (*([opening] if opening else ()), *also):
        start, end = match.span("copied")
        _add(unit, draft, start, end, Certainty.PLACED)


def _add(unit: Unit, draft: Draft, start: int, end: int, sure: Certainty) -> None:
    known = {each.text.lower() for each in draft.copied}
    # "... for its delegate, who was attending a conference" and "with instructions to ..."
    rest = _ASIDE.search(unit.text, start, end)
    end = rest.start() if rest is not None else end
    names = numbered_posts(unit, start, end, sure)
    for name in names or names_in(unit, start, end, sure, semicolons_first=False):
        number = _NUMBER_AFTER.search(name.text)
        if number is not None:
            at = unit.text.find(name.text)
            name = unit.words(at, at + number.start(), sure)
        if name.text.lower() not in known and len(name.text) <= 80 and not name.text[0].islower():
            draft.copied.append(name)


# "Governor, Alder Bay, No. 60. High Commissioner, Kessel, No. 18.": a number ends each post.
_NUMBERED_POST: Final = re.compile(r"(?P<name>\S[^;:]{2,79}?), No\.? ?\d{1,5}(?:[.;]\s*|$)")


def numbered_posts(
    unit: Unit, start: int, end: int, sure: Certainty = Certainty.STATED
) -> list[Words]:
    """The posts of a list in which a comma and a number end each; none if it is no such list."""
    found = []
    at = start + len(unit.text[start:end]) - len(unit.text[start:end].lstrip())
    while at < end:
        match = _NUMBERED_POST.match(unit.text, at, end)
        if match is None:
            return []
        found.append(unit.words(*match.span("name"), sure))
        at = match.end()
    return found


def says_numbered_post(text: str) -> bool:
    """Whether a line is one more post with its number: "Governor, Alder Bay, No. 60."."""
    return len(text) <= 100 and _NUMBERED_POST.fullmatch(text) is not None
