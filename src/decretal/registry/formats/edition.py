"""The edition page of a telegram: its text, and beside it what was found in it.

Owns the page. Every element leads to its place in the text and back; nothing in the text
is left out, moved or corrected. The page is one file that needs no network and no script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from decretal.registry.formats.inline import Found, Stretch, elements, tree
from decretal.registry.formats.page import esc, page
from decretal.registry.telegram import (
    Answered,
    Certainty,
    Count,
    Dateline,
    Finding,
    Number,
    Provision,
    Recipient,
    TelegramReading,
    Time,
    When,
    Words,
)

_NAMES: Final = {
    "heading": "Heading",
    "classification": "Classification",
    "precedence": "Precedence",
    "station": "Station",
    "numbers": "Number",
    "subject": "Subject",
    "to": "To",
    "copied": "Copied to",
    "reporting_to": "Reporting to",
    "answers": "Answers",
    "issuer": "Issuer",
    "signature": "Signature",
    "dateline": "Dateline",
    "date": "Date",
    "distribution": "Distribution",
    "retained": "Copies kept",
    "total": "Copies in all",
    "times": "Handled",
    "stamps": "Stamp",
    "source_note": "Where it lies",
    "notes": "Note of an editor",
    "brackets": "Supplied by an editor",
    "unread": "Not known what it is",
    "body": "Paragraph",
}
_GROUPS: Final = (
    ("Head", ("heading", "classification", "precedence", "station", "numbers", "subject")),
    ("Correspondence", ("to", "copied", "reporting_to", "answers")),
    ("Body", ("body",)),
    ("Foot", ("issuer", "signature", "dateline", "date")),
    ("Copies", ("distribution", "retained", "total")),
    ("Handling", ("times",)),
    ("What others added", ("stamps", "source_note", "notes", "brackets")),
    ("Not read", ("unread",)),
)
_SURE: Final = {
    Certainty.STATED: "the text names it",
    Certainty.PLACED: "by its form and place",
    Certainty.SUPPOSED: "supposed",
}
_STYLE: Final = """
.edition { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr);
  gap: 2rem; align-items: start; }
@media (max-width: 60rem) { .edition { display: block; } }
.text { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--card);
  padding: 1.2rem 1.4rem; border: 1px solid var(--line); }
.text span[id] { border-bottom: 1px dotted var(--faint); scroll-margin-top: 30vh; }
.text .provision { border-bottom: 0; } .text .odd { border-bottom: 2px solid var(--link);
  background: var(--mark); }
.text :target, .apparatus :target { background: var(--target); }
.text a { text-decoration: none; font-size: .72em; vertical-align: super; padding: 0 .15em; }
.apparatus { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; }
@media (max-width: 60rem), print { .apparatus { position: static; max-height: none; } }
.apparatus ul { list-style: none; margin: 0; padding: 0; }
.apparatus li { padding: .3rem .2rem; border-bottom: 1px solid var(--line);
  scroll-margin-top: 30vh; overflow-wrap: anywhere; }
.name { color: var(--faint); font-size: .82rem; display: block; }
.sure { color: var(--faint); font-size: .82rem; } .sure.supposed::before { content: "? "; }
.code { font-family: ui-monospace, monospace; font-size: .82rem; }
.apparatus li.finding { border-left: 4px solid var(--link); padding-left: .7rem; }
.apparatus .readings li { border: 0; padding: 0; }
.readings { margin: .3rem 0 .3rem 1rem; padding: 0; font-size: .92rem; }
"""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands on the page: the number of its note, and its anchors."""

    found: Found
    number: int

    @property
    def text(self) -> str:
        return f"t-{self.found.key}"

    @property
    def note(self) -> str:
        return f"n-{self.found.key}"


def edition(reading: TelegramReading) -> str:
    """The page, as HTML."""
    title = reading.subject.text if reading.subject else reading.source.name
    received = reading.received
    head = (
        f"<h1>{esc(title)}</h1>"
        f'<p class="faint">{esc(reading.source.name)}: {len(received.raw):,} bytes,'
        f" {esc(received.encoding)}{' ' + esc(f'({received.reason})') if received.reason else ''}."
        f' <span class="hash">SHA-256 {received.sha256}</span></p>'
    )
    foot = (
        "<p>Made by Decretal. The text stands as it came. What was found in it is one reading of"
        " it; what is odd is told, and nothing is corrected.</p>"
    )
    return page(f"{title}: edition", head, side_by_side(reading), foot, style=_STYLE)


def side_by_side(reading: TelegramReading) -> str:
    """The text and beside it what was found in it, as a part of a page."""
    found = [each for each in elements(reading) if not each.part]
    found.sort(key=lambda each: (each.span.start, each.span.end))
    places = {each.key: _Place(each, at) for at, each in enumerate(found, start=1)}
    lang = f' lang="{reading.language}"' if reading.language else ""
    return (
        '<div class="edition"><section aria-labelledby="the-text"><h2 id="the-text">Text</h2>'
        f'<div class="text"{lang}>{_text(reading, places)}</div></section>'
        '<section class="apparatus" aria-labelledby="apparatus" tabindex="0">'
        f'<h2 id="apparatus">Apparatus</h2>{_findings(reading, places)}{_groups(places)}'
        "</section></div>"
    )


def _text(reading: TelegramReading, places: dict[str, _Place]) -> str:
    """The text with its elements marked; those that cross others have a mark where they begin."""
    content = reading.source.content
    whole, crossing = tree(reading.source, [place.found for place in places.values()])
    marks: dict[int, list[str]] = {}
    for found in crossing:
        place = places[found.key]
        marks.setdefault(found.span.start, []).append(
            f'<span id="{place.text}">{_link(place)}</span>'
        )
    parts: list[str] = []

    def plain(start: int, end: int) -> None:
        at = start
        # A mark at the very end of a stretch is put by what follows it.
        for offset in sorted(o for o in marks if start <= o < max(end, start + 1)):
            parts.append(esc(content[at:offset]))
            parts.extend(marks.pop(offset))
            at = offset
        parts.append(esc(content[at:end]))

    pending: list[tuple[Stretch, int, int]] = [(whole, 0, 0)]
    while pending:
        here, index, at = pending.pop()
        if index == len(here.within):
            plain(at, here.end)
            if here.found is not None:
                parts.append(f"{_link(places[here.found.key])}</span>")
            continue
        inner = here.within[index]
        plain(at, inner.start)
        assert inner.found is not None
        place = places[inner.found.key]
        parts.append(f'<span id="{place.text}" class="{_class(inner.found)}">')
        pending.append((here, index + 1, inner.end))
        pending.append((inner, 0, inner.start))
    for offset in sorted(marks):
        parts.extend(marks[offset])
    return "".join(parts)


def _class(found: Found) -> str:
    if isinstance(found.element, Finding):
        return "odd"
    return "provision" if isinstance(found.element, Provision) else "found"


def _link(place: _Place) -> str:
    name = _NAMES.get(place.found.name, "Finding")
    return f'<a href="#{place.note}" aria-label="Note {place.number}: {name}">{place.number}</a>'


def _findings(reading: TelegramReading, places: dict[str, _Place]) -> str:
    if not reading.findings:
        return "<h3>Findings</h3><p>Nothing was found that is odd.</p>"
    rows = []
    for place in places.values():
        finding = place.found.element
        if not isinstance(finding, Finding):
            continue
        readings = "".join(f"<li>{esc(each)}</li>" for each in finding.readings)
        rows.append(
            f'<li class="finding" id="{place.note}"><span class="name">{_back(place)}'
            f' <span class="code">{esc(finding.code)}</span></span>{esc(finding.message)}'
            f"{f'<ul class=readings>{readings}</ul>' if readings else ''}</li>"
        )
    return f"<h3>Findings ({len(rows)})</h3><ul>{''.join(rows)}</ul>"


def _groups(places: dict[str, _Place]) -> str:
    parts = []
    for title, names in _GROUPS:
        rows = [_row(place) for name in names for place in _of(places.values(), name)]
        if rows:
            parts.append(f"<h3>{title}</h3><ul>{''.join(rows)}</ul>")
    return "".join(parts)


def _of(places: Iterable[_Place], name: str) -> Sequence[_Place]:
    return [place for place in places if place.found.name == name]


def _row(place: _Place) -> str:
    found = place.found
    sure = found.sure
    assert sure is not None, "only findings are without certainty"
    name = _NAMES[found.name]
    if isinstance(found.element, Provision) and found.element.label:
        name = f"Provision {found.element.label}"
    return (
        f'<li id="{place.note}"><span class="name">{_back(place)} {esc(name)}</span>'
        f'{_said(found)} <span class="sure {sure}">{_SURE[sure]}</span></li>'
    )


def _back(place: _Place) -> str:
    span = place.found.span
    return (
        f'<a href="#{place.text}" aria-label="Note {place.number}, to its place in line'
        f' {span.line}">{place.number}</a> line {span.line}'
    )


def _said(found: Found) -> str:
    """What an element was taken to say."""
    match found.element:
        case Words() as words:
            return esc(words.text)
        case When() as when:
            return f"{esc(when.text)}, that is {when.iso}"
        case Number() as number:
            parts = [f"{number.role} number {number.number}"]
            if number.series:
                parts.append(f"series {number.series}")
            if number.year_written:
                parts.append(f"year written {number.year_written}, read as {number.year}")
            return f"{esc(number.text)}: {esc(', '.join(parts))}"
        case Answered() as answered:
            date = f", of {answered.date.iso}" if answered.date else ""
            which = f", number {answered.number.number}" if answered.number else ""
            return esc(f"{answered.text}{date}{which}")
        case Provision() as provision:
            text = provision.text
            return esc(text if len(text) <= 90 else text[:89] + "…")
        case Recipient() as recipient:
            count = "no count" if recipient.copies is None else f"{recipient.copies}"
            return f"{esc(recipient.name)}: {count}"
        case Count() as count:
            return f"{count.count} ({esc(count.text)})"
        case Time() as time:
            day = time.date or (f"day {time.day}, no month" if time.day else "")
            by = f"by {time.by}" if time.by else ""
            return esc(
                ", ".join(each for each in (str(time.kind), day, time.time or "", by) if each)
            )
        case Dateline() as dateline:
            return esc(dateline.text)
        case Finding() as finding:
            return esc(finding.message)
