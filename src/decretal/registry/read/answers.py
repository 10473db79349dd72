"""The telegram that a telegram answers: "Telegram of November 15th received", "Re your No. 5".

Owns the phrases that say so, at the head of the text and in a line of references, and the
date and number that they give. Telegrams that the body merely mentions are left alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from decretal.registry import characters
from decretal.registry.dates import first_date, lone_day
from decretal.registry.read import numbers, references
from decretal.registry.read.closing import when_of
from decretal.registry.read.draft import Draft
from decretal.registry.read.labels import Element, labelled
from decretal.registry.read.layout import Unit
from decretal.registry.read.names import sentence_like
from decretal.registry.telegram import Answered, Certainty, Number, Role, When

_PAPER: Final = (
    r"(?:(?:urgent\s|telephone\s|coded\s|last\s|circular\s|separate\s)*(?:telegrams?|cables?|letters?|messages?"
    r"|notes?|despatch(?:es)?|dispatch(?:es)?|reports?|request|memorandum|tels?\b\.?|instructions?"
    r"|document|inquiry|enquiry|special no))"
)
_SPAN: Final = r"(?:\bnos?\.|\.(?=\d)|[^.;:])"
_REFERENCE: Final = re.compile(
    r"(?:"
    r"(?:re|reg|regarding|reference|with reference to|referring to|ref|in (?:reference|regard) to"
    r"|(?:in |our )?(?:reply|response|answer) to|replying to|in reply|further to|concerning"
    r"|as regards|with (?:respect|regard) to|in connection with)"
    r"[.:]?\s+(?:is\s+made\s+to\s+)?"
    rf"(?:(?P<whose1>your|the\s[\w\s\[\]'’]{{2,60}}?(?:'s|’s)?)\s)?{_PAPER}\b{_SPAN}{{0,120}}"
    rf"|(?:re|ref|reference|regarding|(?:in )?(?:reply|answer|response) to|with reference to)"
    rf"[.:]?\s+your\s+(?:no|nos|number)?\.?\s*\d{_SPAN}{{0,60}}"
    rf"|in (?:reply|answer|response) to (?:your )?(?:nos?|numbers?)\.? ?{_SPAN}{{1,60}}"
    rf"|i refer to (?P<whose5>your) {_PAPER}{_SPAN}{{1,80}}"
    r"|reur(?:tel|let)?s?\s*(?:no\.?\s*)?[\w\-]{0,12}[^.;:]{0,60}"
    rf"|(?:we have |i have )?(?:received )?"
    rf"(?:(?P<whose2>your|the\s[\w\s\[\]'’]{{2,60}}?(?:'s|’s)?)\s)?{_PAPER}\b[^;:]{{0,160}}?"
    r"\b(?:(?:has|have) been |was |were |is |are |duly )*"
    r"(?:received|noted|seen|acknowledged|refers?|to hand|read)\b"
    # "The telegram of the Northern Committee of July 20 has been received"
    r"|the (?:telegram|cable|letter|report|request)s? (?:of|dated|from|nos?\.?) [^.;:]{3,120}?"
    r"\b(?:has|have) been (?:duly )?(?:received|noted|read|acknowledged)(?= and\b|\s?[.,;:)]|$)"
    # "Received letter (59) Consular No. 5."
    r"|received (?-i:letter|telegram|cable|note|report|despatch|document)s? "
    r"(?:nos?\.? ?\d|[(\[]?\d{2,4}[)\]])"
    rf"{_SPAN}{{0,80}}"
    rf"|(?:we (?:have )?|i (?:have )?|have )?received (?P<whose3>your|the)\s"
    rf"(?:two\s|three\s)?{_PAPER}{_SPAN}{{0,100}}"
    rf"|(?:according|in accordance with|pursuant)(?: to)? your {_PAPER}\b{_SPAN}{{0,100}}"
    rf"|to (?:your )?(?:telegram )?(?:nos?\.?|n[º°])\s?\d{_SPAN}{{0,40}}"
    rf"|(?P<whose4>your) {_PAPER}\s*,?\s*(?:nos?|numbers?)?\.?\s*[\d(]{_SPAN}{{0,80}}"
    rf"|your {_PAPER} of {_SPAN}{{3,60}}"
    r"|(?:re\s+|ref\s+|reference\s+)?(?:deptels?|embtels?|contels?|depcirtel"
    r"|legtel)\s+\d+[^.;]{0,50}(?=[.;:]|$)"
    r"|refs?tels?\b[^.;:]{0,40}"
    r"|your(?:\s(?:nos?|numbers?)\.?)?\s*\d{1,6}\b(?!\s(?:st|nd|rd|th|%|[a-z]+s\b))"
    rf"{_SPAN}{{0,50}}(?=[.;:]|$)"
    rf"|yours (?:of|dated|no\.?) {_SPAN}{{3,60}}"
    rf"|to your (?:{_PAPER}\s)?(?:nos?|numbers?)\.? {_SPAN}{{1,60}}"
    r"|(?:with regard to|as regards|regarding|on|as to) the \w+ (?:raised|put|made|asked)\b"
    rf"{_SPAN}{{1,60}}?\b{_PAPER} of {_SPAN}{{1,80}}"
    r")",
    re.I,
)
_LINE: Final = re.compile(r"Ref(?:erence|s)?[.:]?\s[^.;]{2,60}")
_HAN: Final = re.compile(
    r"(?P<whose>你[^，。；：]{0,8}|贵[^，。；：]{0,8}|来)?"
    r"(?:[^，。；：]{0,12}?[\d一二三四五六七八九十]+月[\d一二三四五六七八九十]+日|[\d一二三四五六七八九十]+日)?"
    r"[^，。；：]{0,14}?(?:来电|来函|电|函|文|报告|请示)[^，。；：]{0,16}?(?:收悉|敬悉|均悉|收到|悉)"
    # 接（56）一领-77函
    r"|(?:顷接|接到|接获|接|奉)(?![待见收受近管触])"
    r"(?P<paper>(?=[^，。；：]{0,40}(?:\d|[一二三四五六七八九十][月号]))[^，。；：]{2,40}?(?:电|函|文|指示))"
    r"(?=[，。；：]|$)"
)
# "My telegram No. 5", "Reference our telegram of the 7th": the sender's own.
_OWN: Final = re.compile(
    r"(?:(?:re|ref|reference|regarding|further to)[:.]?\s)?(?:my|our)\s(?!letter of the)", re.I
)
_LONGEST: Final = 400


def claim(unit: Unit, draft: Draft, *, in_body: bool, first: bool = True) -> bool:
    """A line or an opening sentence that says what is answered.

    Returns whether the unit says no more than that. Inside a paragraph a sentence says so in
    the ``first`` one alone.
    """
    text = unit.text[:_LONGEST]
    label = labelled(text)
    if label is not None and label.element is Element.ANSWERS:
        short = references.at(
            text, label.value_at + (text[label.value_at :][:1] == " "), labelled=True
        )
        if short is not None and (len(text) - short.end < 30 or not label.colon):
            _refer(unit, draft, label.value_at, short)
            return len(text) - short.end < 30
        if short is None and not label.colon and sentence_like(text):
            return False
        add(unit, draft, label.value_at, len(unit.text), Certainty.STATED)
        return True
    if label is not None and label.element is Element.SUBJECT:
        # "Re: your telegram No. 5" is no subject.
        value = text[label.value_at :]
        if label.label.lower() not in ("re", "regarding", "concerning") or not re.match(
            rf"(?i)\s*(?:your\s|our\s|the\s)?{_PAPER}\b", value
        ):
            return False
        add(unit, draft, 0, len(unit.text), Certainty.STATED)
        return True
    if label is not None:
        return False
    opening = _OPENING.match(text)
    at = opening.end() if opening is not None and in_body else 0
    numbered = in_body and any(each.role is Role.ISSUING for each in draft.numbers)
    short = references.at(text, at, numbered=numbered)
    if short is not None:
        _refer(unit, draft, at, short)
        if in_body and first:
            _claim_inside(unit, draft, text, short.end)
        return not in_body and not text[short.end :].strip(" .:)]")
    bare, places = _without_brackets(text)
    match = _REFERENCE.match(bare) or _HAN.match(characters.plain(text))
    if match is None and in_body and at:
        after = _REFERENCE.match(text, at)
        if after is not None and _gives_something(after[0]):
            add(unit, draft, at, after.end(), Certainty.STATED)
            return False
    if match is None and in_body:
        return first and _claim_inside(unit, draft, text)
    if match is None or _OWN.match(text):
        return False
    arrived = match.re is _HAN and match["paper"] is not None
    start, end = match.span("paper" if arrived else 0)
    if match.re is _REFERENCE:
        start, end = places[start], places[end - 1] + 1
        start -= text[start - 1 : start] == "["
        end += text[end : end + 1] == "]"
    if not arrived and not _gives_something(text[start:end]):
        return False
    add(unit, draft, start, end, Certainty.STATED)
    if in_body and first and match.re is _REFERENCE:
        _claim_inside(unit, draft, text, end)
    rest = text[end:].strip(" .:：)]，,。")
    says_only_that = len(rest) < 60 and (
        not rest
        or re.search(r"(?i)as follows|follow|reply|replied|如下|答复|复如", rest) is not None
    )
    return says_only_that or (not in_body and not rest)


_OWN_ALONE: Final = re.compile(
    rf"{_OWN.pattern}{_PAPER}\b(?=[^;:]{{0,60}}\d){_SPAN}{{1,60}}\.?", re.I
)


def is_own(text: str) -> bool:
    """Whether no more stands there than which telegram of the sender's own this goes on from."""
    return len(text) <= 90 and _OWN_ALONE.fullmatch(text) is not None


# "[From Lansing.] Your telegram ...", "Excon. Re Poltos 489"
def claim_more(unit: Unit, draft: Draft) -> bool:
    """A further line of a labelled reference: "B. Deptel 12"."""
    before = len(draft.answers)
    if len(unit.text) > 120:
        return False
    scratch = Draft()
    add(unit, scratch, 0, len(unit.text), Certainty.STATED)
    if not scratch.numbers:
        return False
    add(unit, draft, 0, len(unit.text), Certainty.STATED)
    return len(draft.answers) > before


_OPENING: Final = re.compile(r"\[[^\[\]]{3,40}\]\s|(?:[A-Z]\w{2,12}\.\s)(?=Re(?:f|fs)?\b)")


def _without_brackets(text: str) -> tuple[str, list[int]]:
    """ "[We] received your telegram" without its brackets, and where each letter stands."""
    places = [at for at, c in enumerate(text) if c not in "([" or (at > 20 and c == "(")]
    places = [at for at in places if text[at] != "]"]
    while places and text[places[0]] == " ":
        del places[0]
    return "".join(text[at] for at in places), places


_BEGINS_INSIDE: Final = re.compile(
    r"(?:(?<=[.;]\s)|(?<=\.\d\s))(?=(?:Ref|Refs|Reference|Re|Reur\w*|Re[A-Z]\w*tels?|Reftel"
    r"|Your (?:telegram|cable|\d)"
    r"|(?:[Uu]r|Emb|Dep|Depcir|Con|Leg)tels?)\b)"
    r"|(?<=\s)(?=in (?:reply|answer|response) to your\b)",
    re.I,
)


def _claim_inside(unit: Unit, draft: Draft, text: str, until: int = 0) -> bool:
    """A sentence of the first paragraph: "Sent Department 17. Reference Embtel 15."."""
    for place in _BEGINS_INSIDE.finditer(text[:_LONGEST]):
        short = references.at(text, place.start(), numbered=False)
        if short is not None:
            if place.start() >= until:
                _refer(unit, draft, place.start(), short)
                until = short.end
            continue
        match = _REFERENCE.match(text, place.start()) or _LINE.match(text, place.start())
        if match is not None and match.start() >= until and _gives_something(match[0]):
            add(unit, draft, match.start(), match.end(), Certainty.PLACED)
            until = match.end()
    return False


def _gives_something(phrase: str) -> bool:
    """Whether a phrase says which telegram; "Telegram Received" is the name of a form."""
    if any(c.isdigit() for c in phrase) or "悉" in phrase or "收到" in phrase:
        return True
    return re.search(r"(?i)\b(?:your|the)\b.*\b(?:received|noted|acknowledged)", phrase) is not None


def add(unit: Unit, draft: Draft, start: int, end: int, sure: Certainty) -> None:
    """What the words between two places of a unit answer."""
    text = unit.text
    while start < end and text[start] == " ":
        start += 1
    if text[end - 2 : end] in (" p", " a") and text[end : end + 3] in (".m.", ". m"):
        # "Your 98, April 26, 3 p.m.": no sentence ends there.
        end += 3 + (text[end : end + 3] == ". m")
    phrase = text[start:end].rstrip(" .,，。")
    end = start + len(phrase)
    if not phrase:
        return
    when = _date(unit, start, phrase)
    found = _numbers(unit, start, phrase)
    whose = re.search(r"(?i)\b(your|the [\w\s\[\]’']{2,50}?(?='s|’s))", phrase)
    span = unit.excerpt.span(start, end)
    for number in found or (None,):
        if number is not None:
            draft.numbers.append(number)
        draft.answers.append(
            Answered(phrase, span, when, number, whose[1].lower() if whose else None, sure)
        )


def _refer(unit: Unit, draft: Draft, start: int, reference: references.Reference) -> None:
    """What a shortened reference names: "Re Deptels 683 and 684"."""
    text = unit.text
    span = unit.excerpt.span(start, reference.end)
    phrase = text[start : reference.end].strip(" .,")
    for each in reference.referred:
        first, last = each.number
        scanned = numbers.Scanned(each.start, last, None, each.series, None, text[first:last])
        number = numbers.made(unit, scanned, Role.ANSWERED)
        draft.numbers.append(number)
        when = _date(unit, each.date[0], text[slice(*each.date)]) if each.date else None
        draft.answers.append(Answered(phrase, span, when, number, None, Certainty.STATED))


def _date(unit: Unit, start: int, phrase: str) -> When | None:
    when = first_date(phrase)
    if when is not None:
        return when_of(unit, when, offset=start)
    day = lone_day(phrase)
    if day is None:
        return None
    first, last, value = day
    return When(
        phrase[first:last], f"---{value:02}", unit.excerpt.span(start + first, start + last)
    )


# "Tarsonia 3391": the post and its number.
_POST: Final = re.compile(
    r"\b(?!No\b|Nos\b|Telegram|Cable|Reur|Your|Letter)([A-Z][a-z]{3,}(?: [A-Z][a-z]+)?)"
    r"(?:['’]s)? (\d{2,6})\b(?P<more>(?:\s*(?:,|and|&)\s*\d{2,6}\b)*)"
)
_PLAIN: Final = re.compile(
    r"(?:\b(?:nos?|numbers?|nr|reur|tels?|telegrams?|cables?|messages?|letters?|despatch|signal"
    r"|your|circular)\b\.?|№|#)\s*(?:no\.?\s*)?(?P<first>\d[\w/.]*\w|\d)"
    r"(?P<more>(?:\s*(?:,|and|&)\s*\d+(?!\s*(?:st|nd|rd|th|[A-Z]\w+ \d{4})))*)",
    re.I,
)


_NOTED: Final = re.compile(r"(?<=\d\d)\.\d$")
# "PO/61/345"
_FILED: Final = re.compile(r"[A-Z]{1,5}(?:[/\-][A-Z\d]{1,6}){1,3}[/\-]\d{1,6}(?=\s|$)")


def _numbers(unit: Unit, start: int, phrase: str) -> list[Number]:
    when = first_date(phrase)
    found: list[Number] = []
    covered: list[tuple[int, int]] = []
    # To whom that telegram was repeated, and as which number, is not what is answered.
    phrase = re.split(r"(?i),?\s*(?:and\s+)?repeated\b", phrase, maxsplit=1)[0]
    for each in numbers.scan(phrase):
        if when is not None and when.start < each.end and each.start < when.end:
            if not each.year:
                continue
            if each.start < when.start < each.end:
                continue
        noted = _NOTED.search(each.number)
        if noted is not None:
            # The number of a footnote clings to it: "Your No. 326.2".
            cut = len(each.number) - noted.start()
            each = replace(each, number=each.number[:-cut], end=each.end - cut)
        found.append(numbers.made(unit, each, Role.ANSWERED, offset=start))
        covered.append((each.start, each.end))
    for match in _POST.finditer(phrase):
        if when is None and not any(a < match.end() and match.start() < b for a, b in covered):
            post = numbers.Scanned(match.start(), match.end(2), None, match[1], None, match[2])
            found.append(numbers.made(unit, post, Role.ANSWERED, offset=start))
            covered.append(match.span())
            for part in re.finditer(r"\d+", match["more"]):
                first, last = match.start("more") + part.start(), match.start("more") + part.end()
                also = numbers.Scanned(first, last, None, match[1], None, part[0])
                found.append(numbers.made(unit, also, Role.ANSWERED, offset=start))
    for match in _PLAIN.finditer(phrase):
        for part in re.finditer(r"\d[\w/.]*", match[0]):
            first, last = match.start() + part.start(), match.start() + part.end()
            if any(a < last and first < b for a, b in covered):
                continue
            if when is not None and when.start < last and first < when.end:
                continue
            digits = _NOTED.sub("", part[0].rstrip("."))
            number = numbers.Scanned(first, first + len(digits), None, None, None, digits)
            found.append(numbers.made(unit, number, Role.ANSWERED, offset=start))
    if not found and when is not None:
        # "Your telegram 8th December 778"
        after = re.match(r",? (?:No\. ?)?(\d{1,5})$", phrase[when.end :])
        if after is not None:
            first = when.end + after.start(1)
            number = numbers.Scanned(first, len(phrase), None, None, None, after[1])
            found.append(numbers.made(unit, number, Role.ANSWERED, offset=start))
    if not found and (filed := _FILED.match(phrase)) is not None:
        number = numbers.Scanned(0, filed.end(), None, None, None, filed[0])
        found.append(numbers.made(unit, number, Role.ANSWERED, offset=start))
    return found
