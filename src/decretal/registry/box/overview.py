"""The overview of a box: who wrote to whom, when, and what is odd, on one page.

Owns the two drawings and the tables beside them, which say the same in words. Names are
taken as they are written: that two of them are one office is for a person to say.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Final

from decretal.registry.box.box import Box
from decretal.registry.check.kinds import KINDS
from decretal.registry.formats.page import esc, page
from decretal.registry.telegram import Finding

_MOST_NAMES: Final = 24
_MOST_ROWS: Final = 500
_LABEL: Final = 44
_MANY: Final = 20
"""The widest line is of so many telegrams, or of more where there are."""
_Point = tuple[float, float]
_STYLE: Final = """
svg { width: 100%; min-width: 52rem; height: auto; max-height: 46rem; }
svg text { fill: var(--ink); font-size: 13px; } .way { fill: var(--ink); }
.edge { fill: none; stroke: var(--link); opacity: .55; }
.node { fill: var(--link); } .bar { fill: var(--link); } .axis { stroke: var(--line); }
.numbers { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: .6rem 0; padding: 0; }
.numbers div { display: flex; flex-direction: column-reverse; } .numbers dt { color: var(--faint);
  font-size: .85rem; } .numbers dd { margin: 0; font-size: 1.5rem; }
"""


def overview(box: Box, together: Sequence[Finding]) -> str:
    """The page."""
    title = f"Telegrams in {box.folder.name or box.folder}"
    head = f"<h1>{esc(title)}</h1>{_numbers(box, together)}"
    main = "".join(
        (
            _network(box),
            _timeline(box),
            _findings(box, together),
            _failures(box),
        )
    )
    foot = (
        "<p>Drawn by Decretal from what the telegrams say of themselves. Nothing in them was"
        " corrected, and no two spellings were taken for one name.</p>"
    )
    return page(title, head, main, foot, style=_STYLE)


def _numbers(box: Box, together: Sequence[Finding]) -> str:
    names = {name for sender, receiver, _ in box.letters for name in (sender, receiver)}
    rows = (
        ("telegrams", box.telegrams),
        ("names", len(names)),
        ("undated", box.undated),
        ("findings", box.findings.total() + len(together)),
        ("files not read", len(box.failures)),
    )
    cells = "".join(f"<div><dt>{name}</dt><dd>{count:,}</dd></div>" for name, count in rows)
    return f'<dl class="numbers">{cells}</dl>'


def _network(box: Box) -> str:
    pairs: Counter[tuple[str, str]] = Counter()
    for (sender, receiver, _), count in box.letters.items():
        pairs[sender, receiver] += count
    if not pairs:
        return (
            '<section aria-labelledby="network"><h2 id="network">Who wrote to whom</h2>'
            "<p>No telegram names both who sent it and to whom it went.</p></section>"
        )
    degree: Counter[str] = Counter()
    for (sender, receiver), count in pairs.items():
        degree[sender] += count
        degree[receiver] += count
    shown = [name for name, _ in degree.most_common(_MOST_NAMES)]
    rest = len(degree) - len(shown)
    note = f" Of {len(degree):,} names the {len(shown)} busiest are drawn." if rest else ""
    rows = sorted(box.letters.items(), key=lambda item: (-item[1], item[0]))
    table = _table(
        f"Who wrote to whom, and how often.{_first_of(len(rows))}",
        ("From", "To", "As", "Telegrams"),
        [
            (sender, receiver, kind.replace("_", " "), f"{count:,}")
            for (sender, receiver, kind), count in rows[:_MOST_ROWS]
        ],
    )
    return (
        '<section aria-labelledby="network"><h2 id="network">Who wrote to whom</h2>'
        "<p>Each dot is a name, each line telegrams from one to another, drawn wider the more"
        f" they are; the arrow upon it points the way.{note} A table below says the same.</p>"
        f"{_circle(shown, pairs, degree)}{_folded(len(rows), table)}</section>"
    )


def _circle(names: list[str], pairs: Counter[tuple[str, str]], degree: Counter[str]) -> str:
    width, height, radius = 1_200, 760, 275
    place = {}
    for index, name in enumerate(names):
        turn = 2 * math.pi * index / len(names) - math.pi / 2
        place[name] = (
            width / 2 + radius * math.cos(turn),
            height / 2 + radius * math.sin(turn),
            turn,
        )
    most = max(pairs.values())
    drawn = []
    for (sender, receiver), count in sorted(pairs.items(), key=lambda item: item[1]):
        if sender not in place or receiver not in place:
            continue
        (x1, y1, turn), (x2, y2, _) = place[sender], place[receiver]
        wide = 1 + 7 * math.sqrt(count / max(most, _MANY))
        said = f"<title>{esc(sender)} to {esc(receiver)}: {count:,}</title>"
        if sender == receiver:
            x, y = x1 + 26 * math.cos(turn), y1 + 26 * math.sin(turn)
            drawn.append(f'<circle class="edge" cx="{x:.1f}" cy="{y:.1f}" r="18">{said}</circle>')
            continue
        # Bent to one side, so that the way there and the way back stand apart.
        x = (x1 + x2) / 2 * 0.8 + width / 2 * 0.2 + (y2 - y1) * 0.12
        y = (y1 + y2) / 2 * 0.8 + height / 2 * 0.2 - (x2 - x1) * 0.12
        drawn.append(
            f'<path class="edge" stroke-width="{wide:.1f}"'
            f' d="M{x1:.1f} {y1:.1f} Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}">{said}</path>'
        )
        drawn.append(_arrow((x1, y1), (x, y), (x2, y2), 4 + 0.8 * wide))
    left, right = width / 2 - radius, width / 2 + radius
    top = max(degree[name] for name in names)
    for index, name in enumerate(names):
        x, y, turn = place[name]
        size = 4 + 8 * math.sqrt(degree[name] / top)
        drawn.append(
            f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}">'
            f"<title>{esc(name)}: {degree[name]:,}</title></circle>"
        )
        away = size + 6
        anchor = "start" if math.cos(turn) >= 0 else "end"
        if abs(math.cos(turn)) < 0.2:
            anchor = "middle"
        x += away * math.cos(turn)
        # At the top and the foot, where names stand side by side, every second is farther off.
        away += 44 * (index % 2) * abs(math.sin(turn)) ** 4
        y += (away + 8) * math.sin(turn) + 4
        label = name if len(name) <= _LABEL else name[: _LABEL - 1] + "…"
        drawn.append(f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{esc(label)}</text>')
        broad = sum(7 if c.isascii() else 13 for c in label)
        before = {"start": 0, "middle": broad / 2, "end": broad}[anchor]
        left, right = min(left, x - before), max(right, x - before + broad)
    said = f"Network of {len(names)} names; the table below says the same."
    # No wider than its names, so that on a narrow screen they begin at once.
    return _drawing((left - 10, 0, right - left + 20, height), said, drawn)


def _arrow(start: _Point, bend: _Point, end: _Point, size: float) -> str:
    """A tip upon a curve, two thirds of the way along."""
    at = 2 / 3
    (x, y), (dx, dy) = (
        tuple(
            (1 - at) ** 2 * a + 2 * at * (1 - at) * b + at**2 * c
            for a, b, c in zip(start, bend, end, strict=True)
        ),
        tuple((1 - at) * (b - a) + at * (c - b) for a, b, c in zip(start, bend, end, strict=True)),
    )
    length = math.hypot(dx, dy) or 1
    dx, dy = dx / length * size, dy / length * size
    corners = ((x + dx, y + dy), (x - dx - dy, y - dy + dx), (x - dx + dy, y - dy - dx))
    return f'<path class="way" d="M{" L".join(f"{a:.1f} {b:.1f}" for a, b in corners)} Z"/>'


def _drawing(box: tuple[float, float, float, float], said: str, drawn: list[str]) -> str:
    """A drawing as wide as its words need; on a narrow screen it is moved sideways."""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{said}">'
        f'<svg viewBox="{" ".join(f"{each:.0f}" for each in box)}" role="img" aria-label="{said}">'
        f"{''.join(drawn)}</svg></div>"
    )


def _timeline(box: Box) -> str:
    heading = '<section aria-labelledby="timeline"><h2 id="timeline">When</h2>'
    if not box.dates:
        return f"{heading}<p>No telegram gives a year.</p></section>"
    by_year = len({date[:4] for date in box.dates}) > 8
    counts: Counter[str] = Counter()
    vague = 0
    for date, count in box.dates.items():
        if by_year or len(date) == 7:
            counts[date[:4] if by_year else date] += count
        else:
            vague += count
    steps = _steps(sorted(counts), by_year)
    parts = [f"{box.undated:,} telegrams give no year."] if box.undated else []
    if vague:
        parts.append(f"{vague:,} give a year and no month, and are not drawn.")
    unit = "year" if by_year else "month"
    table = _table(
        f"Telegrams by {unit}.",
        (unit.capitalize(), "Telegrams"),
        [(step, f"{counts[step]:,}") for step in steps if counts[step]],
    )
    drawing = _bars(steps, counts, unit) if steps else ""
    return f"{heading}<p>{' '.join(parts)}</p>{drawing}{_folded(len(steps), table)}</section>"


def _steps(found: list[str], by_year: bool) -> list[str]:
    """Every year or month from the first to the last, those without telegrams too."""
    if not found:
        return []
    if by_year:
        return [f"{year:04}" for year in range(int(found[0]), int(found[-1]) + 1)]
    first, last = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (found[0], found[-1]))
    return [f"{at // 12:04}-{at % 12 + 1:02}" for at in range(first, last + 1)]


def _bars(steps: list[str], counts: Counter[str], unit: str) -> str:
    width, height, foot, left = 1_000, 260, 40, 50
    most = max(counts.values())
    step = (width - left) / len(steps)
    drawn = [
        f'<line class="axis" x1="{left}" y1="{height - foot}" x2="{width}" y2="{height - foot}"/>',
        f'<text x="{left - 6}" y="24" text-anchor="end">{most:,}</text>',
        f'<text x="{left - 6}" y="{height - foot}" text-anchor="end">0</text>',
    ]
    every = math.ceil(len(steps) / 12)
    for index, name in enumerate(steps):
        x = left + index * step
        tall = (height - foot - 20) * counts[name] / most
        if tall:
            drawn.append(
                f'<rect class="bar" x="{x + step * 0.1:.1f}" y="{height - foot - tall:.1f}"'
                f' width="{step * 0.8:.1f}" height="{tall:.1f}">'
                f"<title>{name}: {counts[name]:,}</title></rect>"
            )
        if index % every == 0:
            drawn.append(
                f'<text x="{x + step / 2:.1f}" y="{height - foot + 20}" text-anchor="middle">'
                f"{name}</text>"
            )
    said = f"Telegrams by {unit}, from {steps[0]} to {steps[-1]}; the table below says the same."
    return _drawing((0, 0, width, height), said, drawn)


def _findings(box: Box, together: Sequence[Finding]) -> str:
    counts = box.findings + Counter(finding.code for finding in together)
    heading = '<section aria-labelledby="findings"><h2 id="findings">What is odd</h2>'
    if not counts:
        return f"{heading}<p>Nothing was found that is odd.</p></section>"
    table = _table(
        "Findings by kind; findings.csv has each with its place.",
        ("Code", "What", "Findings"),
        [(code, KINDS[code], f"{count:,}") for code, count in counts.most_common()],
    )
    if together:
        listed = _table(
            f"In the telegrams taken together.{_first_of(len(together))}",
            ("Where", "Code", "What"),
            [(str(each.span), each.code, each.message) for each in together[:_MOST_ROWS]],
        )
        table += _folded(len(together), listed, "Findings in the telegrams taken together")
    return f"{heading}{table}</section>"


def _failures(box: Box) -> str:
    if not box.failures:
        return ""
    table = _table(
        f"Files that could not be read.{_first_of(len(box.failures))}",
        ("File", "Code", "Why"),
        [
            (str(each.path), each.error.code, each.error.message)
            for each in box.failures[:_MOST_ROWS]
        ],
    )
    return f'<section aria-labelledby="not-read"><h2 id="not-read">Not read</h2>{table}</section>'


def _folded(rows: int, table: str, name: str = "The same as a table") -> str:
    """A table; a long one is opened by whoever wants it."""
    if rows <= 12:
        return table
    return f"<details><summary>{name}</summary>{table}</details>"


def _first_of(count: int) -> str:
    return f" The first {_MOST_ROWS} of {count:,}." if count > _MOST_ROWS else ""


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    numeric = heads[-1] in ("Telegrams", "Findings")

    def cell(tag: str, at: int, text: str) -> str:
        number = ' class="number"' if numeric and at == len(heads) - 1 else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{number}{scope}>{esc(text)}</{tag}>"

    head = "".join(cell("th", at, text) for at, text in enumerate(heads))
    body = "".join(
        "<tr>" + "".join(cell("td", at, text) for at, text in enumerate(row)) + "</tr>"
        for row in rows
    )
    # One that can be scrolled by the keyboard, too.
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{esc(caption)}"><table>'
        f"<caption>{esc(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )
