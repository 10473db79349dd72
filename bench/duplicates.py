"""How well the same person's two files are found, and how long that takes.

Beside Splink with its weights, two things that one would do without it: to take files
for one person's if name and year of birth are written alike, or if the name is found by
the search and the years are alike.
"""

from __future__ import annotations

import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations

from bench.invented import people
from decretal.casework import names
from decretal.casework.duplicates import Person, propose

SIZES = (200, 2_000, 10_000, 100_000)
THRESHOLDS = (0.2, 0.5, 0.9)

Pairs = set[tuple[str, str]]


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure, print."""
    head = f"{'files':>8}  {'by':28}{'found':>8}{'right':>8}{'precision':>11}{'recall':>8}"
    print(f"{head}{'seconds':>9}{'MB':>7}")
    for size in sizes:
        for name, method in (("written alike", written_alike), ("sounding alike", sounding)):
            files, same = people(size)
            start = time.perf_counter()
            _line(size, name, method(list(files)), same, time.perf_counter() - start)
        files, same = people(size)
        start = time.perf_counter()
        scored = [(_pair(each.left, each.right), each.probability) for each in propose(files)]
        took = time.perf_counter() - start
        for least in THRESHOLDS:
            found = {pair for pair, probability in scored if probability >= least}
            _line(size, f"Splink, at least {least:.0%}", found, same, took)


def _line(size: int, name: str, found: Pairs, same: Pairs, took: float) -> None:
    right = len(found & same)
    precision, recall = right / len(found) if found else 1.0, right / len(same)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{size:8,}  {name:28}{len(found):8,}{right:8,}{precision:11.3f}{recall:8.3f}"
        f"{took:9.1f}{memory:7,}",
        flush=True,
    )


def _pair(left: str, right: str) -> tuple[str, str]:
    return (left, right) if left < right else (right, left)


def written_alike(files: list[Person]) -> Pairs:
    """Name and year of birth are written alike."""
    return _alike(files, lambda person: map(names.letters, person.names))


def sounding(files: list[Person]) -> Pairs:
    """A name may sound alike, and the year of birth is the same."""

    def sounds(person: Person) -> Iterable[str]:
        for name in person.names:
            surname, given = names.surname_and_given(name)
            parts = (sorted(surname), *map(sorted, given))
            yield from names.joined(parts)

    return _alike(files, sounds)


def _alike(files: list[Person], of: Callable[[Person], Iterable[str]]) -> Pairs:
    by: dict[tuple[str, str], set[str]] = defaultdict(set)
    for person in files:
        if person.born:
            for each in of(person):
                by[each, person.born[:4]].add(person.file)
    return {pair for held in by.values() for pair in combinations(sorted(held), 2)}


if __name__ == "__main__":
    main()
