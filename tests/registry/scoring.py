"""How well the reader finds what is in the corpus, element by element.

Every ``NAME.json`` beside a ``NAME.txt`` says what a person found in that text. An
element counts as found if it is there with all of its parts; a paragraph if its label,
its first and its last words are right. Run it to write the figures into the page, and to
keep what the reader makes of a new set before it is changed for that set's sake:

    python -m tests.registry.scoring
    python -m tests.registry.scoring --first held_out_2
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from decretal.registry.as_data import as_data
from decretal.registry.read import read_telegram

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
HELD_OUT = (HERE / "held_out", HERE / "held_out_2", HERE / "held_out_3", HERE / "held_out_4")
"""Sets that the reader had not seen: their first reading is kept beside today's."""
FIRST = HERE / "first_readings.json"
PAGE = HERE.parents[1] / "docs" / "telegrams.md"

ELEMENTS = (
    "direction",
    "classification",
    "precedence",
    "station",
    "numbers",
    "subject",
    "to",
    "copied",
    "reporting_to",
    "answers",
    "provisions",
    "issuer",
    "signature",
    "date",
    "distribution",
    "retained",
    "total",
    "times",
    "source_note",
)
_PARTS = {
    "numbers": ("role", "series", "year", "number"),
    "answers": ("date", "number"),
    "distribution": ("name", "copies"),
    "times": ("kind", "day", "time"),
}
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


@dataclass
class Score:
    """How many were right, how many were found, how many there are."""

    right: int = 0
    found: int = 0
    there: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> str:
        """The share of what was found that is right."""
        return f"{self.right / self.found:.3f}" if self.found else "-"

    @property
    def recall(self) -> str:
        """The share of what is there that was found."""
        return f"{self.right / self.there:.3f}" if self.there else "-"


def texts(folder: Path) -> list[Path]:
    """The cables of a folder."""
    return sorted(folder.glob("*.txt"))


def expected(path: Path) -> dict[str, Any]:
    """What a person found in a cable."""
    loaded: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return loaded


def measure(folder: Path) -> dict[str, Score]:
    """The scores of every element over a folder."""
    scores = {name: Score() for name in ELEMENTS}
    for path in texts(folder):
        found = as_data(read_telegram(path))
        wanted = expected(path)
        for name in ELEMENTS:
            _compare(scores[name], path.stem, name, found, wanted)
    return scores


def differences(path: Path) -> list[str]:
    """Where the reader and the person differ over one cable."""
    found = as_data(read_telegram(path))
    wanted = expected(path)
    lines = []
    for name in ELEMENTS:
        score = Score()
        _compare(score, path.stem, name, found, wanted)
        lines += score.wrong
    return lines


def _compare(
    score: Score, cable: str, name: str, found: Mapping[str, Any], wanted: Mapping[str, Any]
) -> None:
    theirs = Counter(_items(name, wanted[name]))
    if name == "provisions":
        ours = Counter(_as_wanted(found[name], wanted[name]))
    elif name == "source_note":
        note, begins = found[name], wanted[name]
        ours = Counter([begins if note and begins and note.startswith(begins) else note])
        ours = Counter(each for each in ours.elements() if each is not None)
    else:
        ours = Counter(_items(name, found[name]))
    both = ours & theirs
    score.right += both.total()
    score.found += ours.total()
    score.there += theirs.total()
    score.wrong += (f"{cable}: {name} not found: {item}" for item in (theirs - ours).elements())
    score.wrong += (f"{cable}: {name} not there: {item}" for item in (ours - theirs).elements())


def _items(name: str, value: Any) -> Iterable[object]:
    each = value if isinstance(value, list) else [] if value is None else [value]
    for item in each:
        if name == "provisions":
            yield (item["label"], item["begins"], item["ends"])
        elif name in _PARTS:
            yield tuple(item[part] for part in _PARTS[name])
        else:
            yield item


def _as_wanted(found: list[Any], wanted: list[Any]) -> Iterable[object]:
    by_label = {each["label"]: each for each in wanted}
    for each in found:
        want = by_label.get(each["label"])
        if want and each["text"].startswith(want["begins"]) and each["text"].endswith(want["ends"]):
            yield (want["label"], want["begins"], want["ends"])
        else:
            yield (each["label"], each["text"][:30], each["text"][-20:])


def table() -> str:
    """The figures as tables of the page."""
    kept: dict[str, dict[str, list[int]]] = json.loads(FIRST.read_text(encoding="utf-8"))
    firsts: list[Mapping[str, Score]] = []
    for folder in HELD_OUT:
        counts = kept[folder.name].items()
        firsts.append({name: Score(right, found, there) for name, (right, found, there) in counts})
    rows = [
        "As the held-out cables were first read:",
        "",
        "| element |" + "".join(f" `{each.name}` | precision | recall |" for each in HELD_OUT),
        "| --- |" + " --: | --: | --: |" * len(HELD_OUT),
        *_rows(firsts),
        "",
        "As all are read today:",
        "",
        "| element | in the corpus | precision | recall |"
        + "".join(f" `{each.name}` | precision | recall |" for each in HELD_OUT),
        "| --- |" + " --: | --: | --: |" * (len(HELD_OUT) + 1),
        *_rows([measure(folder) for folder in (CORPUS, *HELD_OUT)]),
    ]
    counted = ", ".join(f"{len(texts(each))} in `{each.name}`" for each in HELD_OUT)
    return "\n".join([f"{len(texts(CORPUS))} cables in the corpus, {counted}.", "", *rows])


def _rows(sets: Sequence[Mapping[str, Score]]) -> list[str]:
    """A row for each element, with its figures in each set, and one for all."""
    named = [(f"`{name}`", [each[name] for each in sets]) for name in ELEMENTS]
    named.append(("all", [_sum(each.values()) for each in sets]))
    return [
        f"| {name} |" + "".join(f" {s.there} | {s.precision} | {s.recall} |" for s in scores)
        for name, scores in named
    ]


def keep_first(folder: Path) -> None:
    """Keep what the reader makes of a set today; a first reading is kept once."""
    kept = json.loads(FIRST.read_text(encoding="utf-8")) if FIRST.exists() else {}
    if folder.name in kept:
        raise SystemExit(f"{folder.name} was read before. Give a set that was not.")
    scores = measure(folder)
    kept[folder.name] = {n: [s.right, s.found, s.there] for n, s in scores.items()}
    FIRST.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _sum(scores: Iterable[Score]) -> Score:
    total = Score()
    for each in scores:
        total.right += each.right
        total.found += each.found
        total.there += each.there
    return total


def main() -> None:
    """Write the figures into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    PAGE.write_text(f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}", encoding="utf-8")
    for folder in (CORPUS, *HELD_OUT):
        for path in texts(folder):
            print(*differences(path), sep="\n", end="\n" if differences(path) else "")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--first"]:
        keep_first(HERE / sys.argv[2])
    main()
