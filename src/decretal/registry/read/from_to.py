"""Headings that say who sent it to whom: "The Minister in X (Hale) to the Secretary of State".

Owns the forms of such headings, and the number of a footnote or of a document that clings to
them. What else a heading says is left to ``headings``.
"""

from __future__ import annotations

import re
from typing import Final

from decretal.registry.dates import only_date
from decretal.registry.read import numbers
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import is_person, without_article
from decretal.registry.telegram import Certainty, Role

LONGEST: Final = 240

# "795.00/2-2054: Telegram", "Roosevelt Papers: Telegram", "File No. 763.72111/283a"
_FILE: Final = re.compile(
    r"(?:File No\.? )?[A-Z]{0,3}\d{1,3}[A-Z]?\.[\w. ()]{1,24}(?:/[\w.\-–—]{1,20}){1,3}(?::? ?"
    r"(?:[Cc]ircular )?"
    r"(?:[Tt]elegram|[Aa]irgram)\b.{0,24})?"
    r"|[A-Z][\w.,'’&() ]{2,70}(?: [\d.]+[\w.]*/[\w.\-–—]{1,20})?: (?:[Cc]ircular )?[Tt]elegram"
    r"(?:[-–—]\w+)?"
    r"|\d{3}(?: ?[\w.]+)?/[\w.\-–—]{2,20}: ?(?:[Cc]ircular )?[Tt]elegram(?:[-–—]\w+)?"
    r"|Frames? [\d\-–, ]+(?:, serial \d+)?"
)
_KINDS: Final = re.compile(
    r"\[(?:Telegram|Circular telegram|Paraphrase|Extracts?|Translation|Paraphrase of telegram"
    r"|Telegram[-–—: ]+\w+)\.?\](?:\d{1,2})?",
    re.I,
)
# The number of a footnote that clings to the last word, or of the document before the first.
_CLINGS: Final = re.compile(
    r"(?:(?<=[a-z)’])|(?<=[a-z)’] )|\^|(?<=[A-Za-z)])\[| \[)\d{1,3}\]?$|/\d{1,3}/$|\*$"
)
_EDITED: Final = re.compile(r"No\. \d{1,4}")
_DOCUMENT: Final = re.compile(r"\[?\d{1,4}\]?[.)]?\s+(?=[A-Z])")
_WHEN: Final = re.compile(r"[;,]\s+(?=\S+ \S+,? \d{4}\.?$)")
_TO: Final = re.compile(r",?(?:,? and)? [Tt][Oo] (?=[Tt]he |THE |[A-Z(])")
_OFFICER: Final = re.compile(
    r"\b(?:secretary|under secretary|ambassadors?|ministers?|charg[eé]s?|consuls?|commanders?"
    r"|commanding"
    r"|representatives?|delegations?|commission(?:er)?|president|chairman|agents|officers"
    r"|chiefs of mission|counsel(?:l)?or|embassy"
    r"|department|mission|legation|governor|agent|attach[eé]|adviser|advisor|assistant|chiefs?"
    r"|office(?:r|rs)?|government|missions|posts|offices|general|envoy|director|administrator"
    r"|premier|chancellor|king|marshal|admiral|station|agency|consulate|headquarters|group"
    r"|committee|staff|diplomatic|sir|lord|lieutenant|colonel|vice|high)\b",
    re.I,
)
_HONOURED: Final = re.compile(
    r"(?:Mr|Mrs|Sir|Lord|Viscount|Earl|Count|Baron|Dr|M|General|Marquess|Prince)\b\.? (?=[A-Z])"
)
_SMALL: Final = frozenset(
    ("of", "for", "at", "in", "the", "and", "ad", "interim", "de", "la", "on", "a.i.", "to")
)
_OPENS: Final = re.compile(
    r"(?:The|Mr\.?|Mrs\.?|Sir|Lord|Viscount|Earl|Dr\.?|M\.|Prime|President|Premier|General|Marshal"
    r"|Field|Acting|Commonwealth|Secretary|Ambassador|Embassy|Department|Delegation|Mission"
    r"|Legation|Consul(?:ate)?|High|Governor|Chargé|Commander|Foreign|Representative|External)\b",
    re.I,
)


def says_file(text: str) -> bool:
    """Whether a line says no more than in which file a printed telegram lies."""
    return len(text) <= 110 and _FILE.fullmatch(text) is not None


def claim(unit: Unit, draft: Draft) -> bool:
    """A line that says in which file a printed telegram lies, or from whom to whom it went."""
    text = unit.text
    if len(text) > LONGEST:
        return False
    if says_file(text) or _KINDS.fullmatch(text):
        draft.heading.append(unit.whole())
        return True
    if draft.to and draft.issuer:
        return False
    if _EDITED.fullmatch(text) and draft.heading and says_file(draft.heading[-1].text):
        # The number that an edition gave the document.
        draft.heading.append(unit.whole(Certainty.PLACED))
        return True
    return _claim_parties(unit, draft)


def is_document_number(text: str) -> bool:
    """Whether a line may be the number that an edition gave a document."""
    return _EDITED.fullmatch(text) is not None


def is_letterhead(text: str) -> bool:
    """Whether a line of a printed form is the department whose form it is."""
    return text.lower() in ("department of state", "foreign office")


def end_of_name(text: str) -> int:
    """Where a name ends to which the number of a footnote clings."""
    match = _CLINGS.search(text)
    return len(text[: match.start()].rstrip()) if match is not None else len(text)


def _claim_parties(unit: Unit, draft: Draft) -> bool:
    text = unit.text
    numbered = _DOCUMENT.match(text)
    start = numbered.end() if numbered is not None else 0
    if _OPENS.match(text, start) is None:
        return False
    end = start + end_of_name(text[start:])
    # "Mr. Hale to Mr. Moor."
    end -= text[end - 1] == "." and not text[end - 2].isupper()
    dated = _WHEN.search(text, start, end)
    when = only_date(text[dated.end() :]) if dated is not None else None
    if dated is not None and when is not None:
        end = dated.start()
    # "The Commission to Negotiate Peace to the Secretary of State": an article says it better.
    # "The Ambassador to the Soviet Union (Hale) to the President": and his name closes the sender.
    places = sorted(
        _TO.finditer(text, start, end),
        key=lambda each: (
            text[each.start() - 1] != ")",
            text[each.end() :][:4].lower() != "the ",
            -each.start(),
        ),
    )
    for match in places:
        if match.group().lower().startswith((" and", ", and")):
            continue
        if not (_is_party(text[start : match.start()]) and _is_party(text[match.end() : end])):
            continue
        if not (_names_officer(text[start : match.start()], text[match.end() : end])):
            continue
        sender = without_article(unit, start, match.start(), Certainty.STATED)
        if sender is None:
            continue
        draft.heading.append(unit.whole())
        draft.issue(sender)
        for first, last in _several(text, match.end(), end):
            to = without_article(unit, first, last, Certainty.STATED)
            draft.to += [to] if to is not None else []
        if when is not None and dated is not None:
            draft.dated(when_of(unit, when, Certainty.PLACED, offset=dated.end()))
        return True
    return False


def _several(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The addressees: "X, AND TO Y" are two."""
    found = []
    at = start
    for match in re.finditer(r",? and to (?=\S)", text[start:end], re.I):
        found.append((at, start + match.start()))
        at = start + match.end()
    return [*found, (at, end)]


def _names_officer(left: str, right: str) -> bool:
    both = _OFFICER.search(left) and _OFFICER.search(right)
    if _HONOURED.match(left) and _HONOURED.match(right):
        return True
    if left.lower().startswith("the ") or right.lower().startswith("the "):
        return bool(both)
    # Without an article, one of them may be the name of a person or of a place alone.
    return bool(both) or (
        bool(_OFFICER.search(left) or _OFFICER.search(right))
        and (left.isupper() or right.isupper() or is_person(right) or is_person(left))
    )


def _is_party(text: str) -> bool:
    """Whether words may be the name and the office of somebody."""
    bare = re.sub(r"\([^()]{1,80}\)", "", text).replace(",", " ")
    words = bare.split()
    if not words or len(words) > 22 or (text[-1] in ".:;" and not re.search(r"\b[A-Z]\.$", text)):
        return False
    return all(
        word[0].isupper() or word.lower() in _SMALL or word[:2].lower() in ("d'", "d’")
        for word in words
    )


# "371. Telegram 1219 to Geneva", "Telegram Polto 3531 From the Mission ..."
_NUMBERED_KIND: Final = re.compile(
    r"(?:\[?\d{1,4}[.\]]?\s+)?(?:Telegram|Airgram|Cable)\s+(?P<number>(?:[A-Z][A-Za-z]+ )?"
    r"(?:[A-Z]-)?\d{1,6})"
    r"\s+(?:(?P<to>to)|(?P<sender>from))\s+(?P<name>[^:;]{2,120})",
    re.I,
)


def claim_numbered(unit: Unit, draft: Draft) -> bool:
    """A heading with the telegram's number: "371. Telegram 1219 to Geneva"."""
    match = _NUMBERED_KIND.fullmatch(unit.text)
    if match is None:
        return False
    draft.heading.append(unit.whole())
    first, last = match.span("name")
    last = first + end_of_name(match["name"])
    where = re.search(r",? to (?=[A-Zt])", unit.text[first:last]) if match["sender"] else None
    if where is not None:
        to = without_article(unit, first + where.end(), last, Certainty.STATED)
        draft.to += [to] if to is not None else []
        last = first + where.start()
    name = without_article(unit, first, last, Certainty.STATED)
    if name is not None and match["to"]:
        draft.to.append(name)
    elif name is not None:
        draft.issue(name)
    series, _, digits = match["number"].rpartition(" ")
    number = numbers.Scanned(*match.span("number"), None, series or None, None, digits)
    draft.numbers.append(numbers.made(unit, number, Role.ISSUING))
    return True
