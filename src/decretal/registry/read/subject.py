"""What a telegram is about: a labelled line, or the title above the addressee.

Owns which line of the head is the title.
"""

from __future__ import annotations

import re

from decretal.registry.read import answers, from_to
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_office
from decretal.registry.telegram import Certainty

_LONGEST = 400
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Sir|Lord|Dr|Comrade)\b\.?\s")


def claim(unit: Unit, draft: Draft) -> bool:
    """A labelled subject."""
    if unit.is_long:
        return False
    label = labelled(unit.text)
    if label is None or label.element is not Element.SUBJECT:
        return False
    if draft.subject is None and label.value_at < len(unit.text.rstrip()):
        draft.subject = unit.words(label.value_at, len(unit.text))
    return True


_INSIDE = re.compile(
    r"Subj(?:ect)?[:.]\s+(?P<subject>[^:]{3,160}?)\."
    r"(?:\s+Refs?(?:tels?)?[:.]\s+(?P<ref>[^:]{3,120}?)\.)?\s*$",
    re.I,
)


def claim_inside(unit: Unit, draft: Draft) -> bool:
    """ "Subj: The ferry. Ref: Kessel 112." as the first paragraph of an American cable."""
    match = _INSIDE.match(unit.text)
    if match is None or draft.subject is not None:
        return False
    draft.subject = unit.words(*match.span("subject"))
    if match["ref"]:
        answers.add(unit, draft, *match.span("ref"), Certainty.STATED)
    return True


_LETTERHEAD = re.compile(
    r"(?:[A-Z]{2,5} |Chinese |Royal |People's )?(?:Ministry|Embassy|Consulate|Legation|Department"
    r"|Government) (?:General )?(?:of|for|in|at|to) ",
    re.I,
)


# "Processed: 24.10.62 17:30", "(10.28 21 GMT)", "BEIJING--"
_NO_TITLE = re.compile(
    r"[A-Z][\w ]{2,24}:\s*\d|[\d\s.:()]+(?:GMT|hours?|hrs)?\)?$|\w+\s?[-–—]+$|[(\d.: ]+$"
)


def could_be_title(unit: Unit) -> bool:
    """Whether a line of the head may be the title, by its form."""
    text = unit.text
    if (
        _is_prose(text)
        or _HONORIFIC.match(text)
        or text[0] in "-–—•*"
        or (text[0] == "(" and text[-1] == ")")
        or text[-1] in ":："
        or text[-2:].lower() in ("'s", "’s")
        or text.endswith("DISTRIBUTION")
        or _NO_TITLE.match(text)
        or (text.isupper() and len(re.findall(r"\b\d+\b", text)) > 1)
    ):
        return False
    return (8 <= len(text) <= _LONGEST and " " in text) or _is_han_title(text)


_SENTENCE_ENDS = re.compile(r"[a-z]{3,}[.!?]\s+(?=[A-Z])")


def _is_prose(text: str) -> bool:
    """Whether it is a paragraph of several sentences, and no title however long."""
    return len(text) > 120 and text[-1] in ".!?" and _SENTENCE_ENDS.search(text) is not None


_SMALL = frozenset(
    (
        "a",
        "an",
        "the",
        "of",
        "on",
        "in",
        "to",
        "for",
        "and",
        "or",
        "with",
        "by",
        "at",
        "from",
        "into",
    )
)


_ON_WHAT = re.compile(r"(?:Concerning|Regarding|About|On the|Re) (?!(?:your|my|our)\b)", re.I)


def says_on_what(text: str) -> bool:
    """Whether a line without a stop says what the telegram is about: "Concerning the ferry"."""
    return (
        _ON_WHAT.match(text) is not None
        and text[-1].isalnum()
        and 4 <= len(text.split()) <= 30
        and not any(mark in text for mark in (". ", "; "))
    )


_HAN_NAMED = re.compile(
    r"[关關][于於].{2,60}(?:通知|通报|[请請]示|[报報]告|[复覆復][电電函]|函|批[复復]|指示|意[见見])"
)


def is_named_title(text: str) -> bool:
    """Whether a Chinese line says on what it is and which paper it is: 关于渡口的通知."""
    return _HAN_NAMED.fullmatch(text) is not None


def might_stand_below(unit: Unit) -> bool:
    """Whether a line below the addressee is written as a title, with capitals and no stop."""
    text = unit.text
    words = re.sub(r"[\[\]()“”\"‘’']", " ", text).split()
    chief = [word for word in words if word.lower() not in _SMALL]
    if not 4 <= len(words) <= 30 or len(text) > 240 or text[-1] in ".,:;!?-":
        return False
    if _ON_WHAT.match(text):
        return True
    return sum(word[0].isupper() or word[0].isdigit() for word in chief) >= 0.85 * len(chief)


def is_capitalised(text: str) -> bool:
    """Whether a line is written as a title, with capitals and no stop."""
    words = text.split()
    chief = [word for word in words if word.lower() not in _SMALL]
    if not 6 <= len(words) <= 30 or text[-1] in ".,:;!?-" or len(chief) < 5:
        return False
    return sum(word.lstrip("[(“\"‘'")[:1].isupper() for word in chief) >= 0.85 * len(chief)


def is_letterhead_with_stop(text: str) -> bool:
    """ "The Embassy of the Republic." above everything: an office, with a full stop."""
    words = text.split()
    return (
        len(words) <= 9
        and is_office(text)
        and sum(word[0].isupper() for word in words) * 2 > len(words)
        and re.search(r"\b(?:is|are|was|were|has|have|had|will|must|please|we|I)\b", text) is None
    )


def _is_han_title(text: str) -> bool:
    return "\u4e00" <= text[0] <= "\u9fff" and 4 <= len(text) <= 80 and text[-1] not in ":：。"


def take_title(units: list[Unit], draft: Draft) -> None:
    """The title among the lines of the head that nothing else has claimed.

    It is the last of them: letterheads stand above it.
    """
    known = draft.heading or draft.precedence or draft.numbers or draft.to or draft.date
    if not (known or draft.station or draft.direction or draft.classification):
        # A few words of which nothing is known are no title.
        draft.unread += (unit.whole() for unit in units)
        return
    titles = [unit for unit in units if could_be_title(unit) and not _is_letterhead(unit, draft)]
    titles = [unit for unit in titles if not _is_above_marking(unit, draft)]
    chosen = titles[-1] if titles and draft.subject is None else None
    for unit in units:
        if unit is chosen:
            draft.subject = unit.whole(Certainty.PLACED)
        elif _is_prose(unit.text):
            draft.notes.append(unit.whole(Certainty.SUPPOSED))
        elif not draft.heading or unit.start < draft.heading[0].span.start:
            draft.heading.append(unit.whole(Certainty.SUPPOSED))
        else:
            draft.unread.append(unit.whole())


def _is_above_marking(unit: Unit, draft: Draft) -> bool:
    """Whether it is a word or two above the precedence: where the telegram goes, or comes from."""
    return (
        draft.precedence is not None
        and unit.start < draft.precedence.span.start
        and len(unit.text.split()) <= 2
        and unit.text[0].isascii()
    )


_KIND_AFTER = re.compile(r"\s*\((?:telegram|cable|report|notice|letter)\)$", re.I)
_OFFICE_ONLY = re.compile(
    r"(?:the )?(?:(?:[A-Z][\w'’]*\s){0,3}(?:Embassy|Ministry|Consulate|Legation|Mission)"
    r"(?: General)?) (?:of|for|in|at|to) ",
    re.I,
)
# "Ministry of Works of the People's Republic of Tarsonia": a whole name, and nothing else.
_OF_STATE = (
    r"(?:of|for|in|at|to) (?:the )?(?:(?:[A-Z][\w'’-]*[ ]){0,4}"
    r"(?:Republic|Kingdom|Union|States|Federation|Affairs)|[A-Z][\w'’-]*)"
)
_IS_NAME = re.compile(
    r"(?:the )?(?:[A-Z][\w'’]*[ ]){0,2}(?:Embassy|Ministry|Consulate|Legation|Mission)(?: General)?"
    rf" {_OF_STATE}(?: (?=of |in ){_OF_STATE}){{1,2}}"
)
_SECTION = re.compile(r"(?:department|section|division|bureau|desk)$", re.I)


def _is_high(unit: Unit, draft: Draft) -> bool:
    """Whether it stands above the numbers, the date and the addressee."""
    below = [number.span for number in draft.numbers] + [words.span for words in draft.to]
    below += [draft.date.span] if draft.date is not None else []
    return bool(below) and all(unit.start < span.start for span in below)


def _is_first(unit: Unit) -> bool:
    """Whether it is a department above all else."""
    return not unit.source.content[: unit.start].strip() and (
        len(unit.text.split()) <= 5 and _SECTION.search(unit.text) is not None
    )


def _is_letterhead(unit: Unit, draft: Draft) -> bool:
    """Whether it is an office that stands above the heading."""
    if from_to.is_letterhead(unit.text) or _IS_NAME.fullmatch(unit.text):
        return True
    above = not draft.heading or unit.start < draft.heading[0].span.start
    kind = _KIND_AFTER.search(unit.text)
    if above and kind is not None and is_office(unit.text[: kind.start()]):
        return True
    if (
        above
        and _OFFICE_ONLY.match(unit.text)
        and len(unit.text.split()) <= 9
        and _is_high(unit, draft)
    ):
        return True
    if above and "\u4e00" <= unit.text[-1] <= "\u9fff" and len(unit.text) <= 10:
        return is_office(unit.text)
    if unit.start <= len(unit.source.content) - len(unit.source.content.lstrip()) and (
        _LETTERHEAD.match(unit.text) and len(unit.text.split()) <= 8
    ):
        return True
    if above and is_office(unit.text) and (unit.text.isupper() or _is_first(unit)):
        return True
    nothing_else = not (draft.to or draft.numbers or draft.precedence)
    return (
        above
        and (bool(draft.heading) or nothing_else)
        and is_office(unit.text)
        and len(unit.text.split()) <= 6
    )
