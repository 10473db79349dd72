"""The body: its paragraphs, their numbers, and how these nest.

Owns the markers ("1.", "(1)", "a)", "II.", "一、", "（二）", "Article 3") and the labels made
of them. A marker counts only where it can follow the one before it, so that a line that
happens to begin with "12." inside a paragraph is no paragraph of its own.

Labels: markers in Arabic form joined by full stops. Where a telegram has several lists at
the outermost level, each is numbered with a Roman number before its labels: I.1, II.1.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from decretal.registry.numerals import as_roman, chinese, english, roman
from decretal.registry.read.layout import Unit, says_marker
from decretal.registry.telegram import Certainty, Provision
from decretal.source import Span

_MARKER: Final = re.compile(
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?=\s)"
    r"|(?P<arabic>\d{1,3})\s?(?:[.．]/?|[)）](?=\s?\S)|/(?=\s)|、)(?=\s|[^\dA-Za-z\s]|[A-Z][a-z])"
    r"|[(（](?P<round>\d{1,3})[)）](?=\s*\S)"
    r"|(?P<circle>[①-⑳])"
    r"|[(（](?P<upper_round>[IVXLC]{2,6}|I)[)）]\s"
    r"|(?P<upper>[IVXLC]{1,6})(?:[.)](?:\s|$)|、)"
    r"|[(（](?P<lower_round>[ivxl]{1,6})[)）]\s"
    r"|(?P<lower>[ivxl]{1,6})[.)]\s"
    r"|[(（](?P<letter_round>[a-z])[)）]\s"
    r"|(?P<letter>[a-z])[.)]\s"
    r"|[(（](?P<capital_round>[A-Z])[)）]\s"
    r"|(?P<capital>[A-Z])[.)]\s(?=[A-Z\[\"“(])"
    r"|(?P<hangul>[가나다라마바사아자차카타파하])[.)]\s"
    r"|(?P<han>[一二三四五六七八九十]{1,3})(?:、|[.．])"
    r"|[(（](?P<han_round>[一二三四五六七八九十]{1,3})[)）]"
    r"|第(?P<article>[一二三四五六七八九十\d]{1,3})[条條点項项][，、\s:：]?"
    r"|(?P<word>One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
    r"|ONE|TWO|THREE|FOUR|FIVE|SIX|SEVEN|EIGHT|NINE|TEN)[.:)]\s(?=\S)"
    r"|(?:Article|Point|Item|Paragraph|Section|Para\.?)\s(?P<named>\d{1,3}|[IVXL]{1,5})"
    r"(?:[.:,)]|\s[-–—])\s"
)


_HANGUL: Final = "가나다라마바사아자차카타파하"
_REFERENCE: Final = re.compile(r"\(?[A-Z][.)]\s(?:YOUR|MY|OUR|REF|[A-Z]{3,} \d)")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker: of which style, which one, how it is written, where the words begin."""

    style: str
    value: int
    shown: str
    end: int
    path: tuple[str, ...] = ()
    bracketed: bool = False


# "13.6.51 at 22:00", "13.9. 13:15"
_DATE: Final = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:[2-9]\d(?=\s)|\s\d{1,2}[:.]\d\d)"
)


def marker_candidates(text: str) -> tuple[Marker, ...]:
    """What the beginning of a paragraph may be as a marker; "(i)" may be i or 1."""
    match = _MARKER.match(text)
    if match is None or match.lastgroup is None:
        return ()
    style, word = match.lastgroup, match[match.lastgroup]
    end = match.end()
    if style == "decimal" and _DATE.match(text):
        return ()
    if style == "decimal":
        parts = word.split(".")
        return (Marker("decimal", int(parts[-1]), word, end, tuple(parts)),)
    if style == "hangul":
        return (Marker(style, _HANGUL.index(word) + 1, word, end),)
    if style == "circle":
        value = ord(word) - ord("①") + 1
        return (Marker(style, value, str(value), end),)
    bracketed = match[0].rstrip().endswith((")", "）"))
    if style in ("arabic", "round"):
        return (Marker(style, int(word), word, end, (), bracketed),) if int(word) else ()
    if style == "word":
        number = english(word)
        return (Marker(style, number, str(number), end),) if number else ()
    if style in ("han", "han_round", "article"):
        number = chinese(word)
        return (Marker(style, number, str(number), end),) if number else ()
    if style == "named":
        number = int(word) if word.isdigit() else roman(word)
        return (Marker(style, number, word, end),) if number else ()
    found = []
    if style in ("upper", "upper_round", "lower", "lower_round"):
        number = roman(word)
        if number:
            found.append(Marker(style, number, word, end))
    if len(word) == 1:
        kind = {
            "upper": "capital",
            "upper_round": "capital_round",
            "lower": "letter",
            "lower_round": "letter_round",
        }
        as_letter = kind.get(style, style)
        value = ord(word.lower()) - ord("a") + 1
        # "A. DOBRYNIN" is a name.
        if as_letter != "capital" or len(text) > end + 20:
            found.append(Marker(as_letter, value, word, end, (), bracketed))
    return tuple(found)


# A page of the web sets a number and its paragraph as two items: "- 1.", "- Assuming ...".
_BULLETED: Final = re.compile(r"[-•]\s(?=\S{1,5}\s[-•]\s)")
# "[Page 672]A. Arranged ..."
_PAGED: Final = re.compile(r"\[Page \d{1,4}\]\s?(?=[(]?(?:\d{1,2}|[A-Za-z])[.)])")
_INNER: Final = re.compile(r"[(（](?:a|i|A|I|1|一)[)）]\s*\S")
_ENDED = tuple('.:;!?。：；！？)）]”"')


def begins(text: str, before: str | None = None) -> bool:
    """Whether a line begins with a marker; inside a sentence "(a)" is none."""
    if says_marker(text):
        return True
    match = _MARKER.match(text)
    if match is None:
        return False
    if match.lastgroup == "decimal" and (
        (before is not None and before.endswith(",")) or _DATE.match(text)
    ):
        # "Sent: 3 August,\n20.00.", "13.6.51 NOVAK"
        return False
    if before is None or match.lastgroup in ("arabic", "han", "han_round", "decimal"):
        return True
    # Items of a list may end without a mark.
    return before.endswith(_ENDED) or _MARKER.match(before) is not None


@dataclass(slots=True)
class _Level:
    style: str
    value: int
    shown: str
    indent: int
    stopped: bool = False


@dataclass(slots=True)
class Body:
    """Paragraphs as they come, and the list that they stand in."""

    provisions: list[tuple[Provision, int]] = field(default_factory=list)
    _stack: list[_Level] = field(default_factory=list)
    _lists: int = 0
    _led_in: bool = False
    _ended: bool = True

    def add(self, unit: Unit) -> None:
        """A paragraph."""
        if unit.goes_on and self.provisions:
            self._go_on(unit)
        else:
            bullet = _BULLETED.match(unit.text[:12]) or _PAGED.match(unit.text[:20])
            self._add(unit if bullet is None else unit.rest(bullet.end()))
        self._ended = unit.source.content[unit.start : unit.end].endswith(_ENDED)

    def _add(self, unit: Unit) -> None:
        head = unit.text[:40] if not unit.is_long else _head(unit)
        if not self._stack and _REFERENCE.match(head):
            # "A. YOUR 031200Z" above the text is a reference, and no paragraph of it.
            self.provisions.append((Provision(unit.text, unit.span), 0))
            return
        chosen = next((m for m in marker_candidates(head + " " * 40) if self._fits(m, unit)), None)
        text = unit.text
        if chosen is None and not unit.after_blank and self._goes_on_from_last(unit):
            return
        if chosen is None:
            # What goes on below a paragraph, set in from its margin, ends no list.
            self._led_in = text[-1] in ":："
            self.provisions.append((Provision(text, unit.span), 0))
            return
        self._place(self._inner(chosen), unit)
        self._led_in = False
        level = self._stack[-1]
        path = [each.shown for each in self._stack[:-1]]
        label = ".".join([*path, *(chosen.path or (level.shown,))])
        if chosen.style == "decimal":
            label = ".".join(chosen.path)
        inner = unit.rest(chosen.end) if chosen.end < len(text) else None
        if inner is not None and not unit.is_long and _INNER.match(inner.text):
            # "3. (a) ...": the first point of the third paragraph.
            self._add(inner)
            return
        words = text[chosen.end :].strip()
        if words.startswith(("- ", "• ")):
            words = words[2:]
        shown = text[: chosen.end].strip()
        provision = Provision(
            text=words,
            span=unit.span,
            label=label,
            marker=shown,
            depth=len(self._stack) - 1,
            sure=Certainty.STATED if unit.after_blank or chosen.value == 1 else Certainty.PLACED,
        )
        self.provisions.append((provision, self._lists))

    def _goes_on_from_last(self, unit: Unit) -> bool:
        """Put a line that only looks like a new paragraph to the paragraph before it."""
        if not self.provisions or not begins(unit.text):
            return False
        last, _ = self.provisions[-1]
        if unit.source.content[last.span.end : unit.start].strip():
            return False
        self._go_on(unit)
        return True

    def _go_on(self, unit: Unit) -> None:
        last, which = self.provisions[-1]
        span = Span(unit.source, last.span.start, unit.end)
        self.provisions[-1] = (replace(last, text=f"{last.text} {unit.text}", span=span), which)

    def _inner(self, marker: Marker) -> Marker:
        """ "a)" below "a. ... as follows:" counts points of that one."""
        if not marker.bracketed or marker.style not in ("arabic", "letter"):
            return marker
        style = f"{marker.style})"
        nested = any(level.style == style for level in self._stack)
        outer = any(level.style == marker.style and level.stopped for level in self._stack)
        leads = bool(self.provisions) and self.provisions[-1][0].text[-1:] in (":", "：")
        if nested or (outer and leads and marker.value == 1):
            return replace(marker, style=style)
        return marker

    def _fits(self, given: Marker, unit: Unit) -> bool:
        """Whether this marker can come next."""
        marker = self._inner(given)
        if marker.style == "decimal" or marker.value == 1 or marker.style == "named":
            return True
        for level in reversed(self._stack):
            if level.style == marker.style:
                ahead = marker.value - level.value
                if not unit.after_blank and not self._ended:
                    return ahead == 1
                # A gap is a finding, and no reason not to read on.
                return 0 < ahead <= 4 or (unit.after_blank and -3 <= ahead <= 8)
        if self._follows_unnumbered(marker) and (unit.after_blank or self._ended):
            return True
        # A list may begin at 2 after a first paragraph without a number.
        if self._stack:
            return False
        return marker.value <= 2 or (
            unit.after_blank and marker.value <= 20 and marker.style in ("arabic", "round", "han")
        )

    def _follows_unnumbered(self, marker: Marker) -> bool:
        """Whether it is the 2 of a telegram whose first paragraph has letters, and no number."""
        return (
            marker.value == 2
            and marker.style == "arabic"
            and bool(self._stack)
            and self._stack[0].style.split("_")[0] in ("letter", "lower", "capital", "upper")
            and self.provisions[0][0].label is None
        )

    def _place(self, marker: Marker, unit: Unit) -> None:
        stack = self._stack
        if marker.style == "decimal":
            depth = len(marker.path) - 1
            del stack[depth:]
            while len(stack) < depth:
                stack.append(_Level("decimal", 0, marker.path[len(stack)], unit.indent))
            if depth == 0 or not self._lists:
                self._lists = max(self._lists, 1)
            stack.append(_Level("decimal", marker.value, marker.shown, unit.indent))
            return
        for depth, level in enumerate(stack):
            if level.style == marker.style:
                begins_anew = marker.value == 1 and level.value >= 1
                if begins_anew and depth == 0:
                    self._lists += 1
                del stack[depth:]
                stack.append(
                    _Level(
                        marker.style, marker.value, marker.shown, unit.indent, not marker.bracketed
                    )
                )
                return
        if self._led_in and stack and marker.value == 1 and unit.indent <= stack[0].indent:
            last = self.provisions[-1][0] if self.provisions else None
            if last is not None and last.label is None:
                # A paragraph of its own leads in to a list of its own.
                stack.clear()
        if self._follows_unnumbered(marker):
            stack.clear()
        elif not stack:
            self._lists += 1
        stack.append(
            _Level(marker.style, marker.value, marker.shown, unit.indent, not marker.bracketed)
        )

    def finished(self) -> Sequence[Provision]:
        """The paragraphs, labelled."""
        self._without_titles()
        self._without_lone_words()
        if self._lists < 2:
            return [provision for provision, _ in self.provisions]
        return [
            provision
            if provision.label is None
            else replace(provision, label=f"{as_roman(which)}.{provision.label}")
            for provision, which in self.provisions
        ]

    def _without_titles(self) -> None:
        """A "II." on a line of its own is in the labels of what stands below it."""
        self.provisions = [
            (provision, which)
            for place, (provision, which) in enumerate(self.provisions)
            if provision.text
            or place + 1 == len(self.provisions)
            or self.provisions[place + 1][0].depth <= provision.depth
        ]

    def _without_lone_words(self) -> None:
        """ "One. ..." is the first of several, or a sentence like another."""
        words = [each for each, _ in self.provisions if _is_word(each.marker)]
        if len(words) == 1:
            lone = words[0]
            self.provisions = [
                (
                    Provision(f"{lone.marker} {lone.text}", lone.span) if each is lone else each,
                    which,
                )
                for each, which in self.provisions
            ]


def _is_word(marker: str | None) -> bool:
    return marker is not None and english(marker.rstrip(".:)")) is not None and marker[0].isalpha()


def _head(unit: Unit) -> str:
    return " ".join(unit.source.content[unit.start : unit.start + 60].split())[:40]
