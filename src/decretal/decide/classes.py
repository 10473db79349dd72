"""The classes of a fact: its values, sorted by what no condition tells apart.

Owns how a line of numbers falls into pieces at its cuts, a value that stands for
each class, finding the class of a value, and naming a class in words. Facts
that are compared with each other are left to ``components``.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Protocol, cast

from decretal.decide.scale import Scale, decimal, number_of
from decretal.decide.words import compared, in_words, joined
from decretal.feel.values import Value, from_python, to_python
from decretal.nodes.types import Basic


class Classes(Protocol):
    """The classes of one name, numbered from 0."""

    @property
    def representatives(self) -> Sequence[Value]:
        """One value of each class."""

    def finder(self) -> Callable[[object], int]:
        """A function from a value, in plain Python, to its class.

        It takes for granted that the value is allowed.
        """

    def name(self, indices: Sequence[int]) -> str:
        """The values of some classes taken together, in words."""

    def weights(self) -> Sequence[int]:
        """How much each class counts among them: its listed values, or else 1."""

    def merged(self, groups: Sequence[int]) -> Classes:
        """These classes with those of the same group made one."""


@dataclass(frozen=True)
class ListedClasses:
    """Values that stand in a list; each is a class, or several are."""

    values: tuple[Value, ...]
    groups: tuple[int, ...]

    @classmethod
    def of_values(cls, values: Sequence[Value]) -> ListedClasses:
        """A class for each value."""
        return cls(tuple(values), tuple(range(len(values))))

    @property
    def representatives(self) -> Sequence[Value]:
        return [self.values[self.groups.index(group)] for group in range(max(self.groups) + 1)]

    def finder(self) -> Callable[[object], int]:
        table: dict[object, int] = dict(zip(self.values, self.groups, strict=True))
        return table.__getitem__

    def name(self, indices: Sequence[int]) -> str:
        return joined(
            [
                in_words(value)
                for value, group in zip(self.values, self.groups, strict=True)
                if group in indices
            ],
            "or",
        )

    def weights(self) -> Sequence[int]:
        return [self.groups.count(group) for group in range(max(self.groups) + 1)]

    def merged(self, groups: Sequence[int]) -> ListedClasses:
        return ListedClasses(self.values, tuple(groups[group] for group in self.groups))


@dataclass(frozen=True)
class WordClasses:
    """Free text: the words that it is compared with, and whatever else it says."""

    words: tuple[str, ...]
    other: str
    groups: tuple[int, ...]

    @classmethod
    def of_words(cls, words: Iterable[str], spare: int = 0) -> WordClasses:
        """A class for each word and one for the rest."""
        known = tuple(sorted(set(words)))
        return cls(known, unlike(known, spare + 1)[spare], tuple(range(len(known) + 1)))

    @property
    def representatives(self) -> Sequence[Value]:
        values = (*self.words, self.other)
        return [values[self.groups.index(group)] for group in range(max(self.groups) + 1)]

    def finder(self) -> Callable[[object], int]:
        table: dict[object, int] = dict(zip(self.words, self.groups, strict=False))
        other = self.groups[-1]
        return lambda value: table.get(value, other)

    def name(self, indices: Sequence[int]) -> str:
        names = [*map(in_words, self.words), "anything else"]
        return " or ".join(
            name for name, group in zip(names, self.groups, strict=True) if group in indices
        )

    def weights(self) -> Sequence[int]:
        return [1] * (max(self.groups) + 1)

    def merged(self, groups: Sequence[int]) -> WordClasses:
        return WordClasses(self.words, self.other, tuple(groups[g] for g in self.groups))


def unlike(words: Iterable[str], count: int) -> list[str]:
    """Some texts that are none of the words."""
    taken = set(words)
    found: list[str] = []
    number = 0
    while len(found) < count:
        number += 1
        text = "something else" if number == 1 else f"something else {number}"
        if text not in taken:
            found.append(text)
    return found


@dataclass(frozen=True)
class Piece:
    """A stretch of a line without gaps; an end that is None has no bound."""

    low: Fraction | None
    high: Fraction | None
    low_included: bool = True
    high_included: bool = True

    def inside(self) -> Fraction:
        """A number in the piece, at an end of it if that is included."""
        match self.low, self.high:
            case None, None:
                return Fraction(0)
            case None, Fraction() as high:
                return high if self.high_included else high - 1
            case Fraction() as low, None:
                return low if self.low_included else low + 1
            case Fraction() as low, Fraction() as high:
                if self.low_included:
                    return low
                return high if self.high_included else (low + high) / 2
        raise AssertionError(self)


@dataclass(frozen=True)
class LineClasses:
    """The values of a line that is cut into pieces; each is a class, or several are."""

    scale: Scale
    pieces: tuple[Piece, ...]
    groups: tuple[int, ...]

    @property
    def representatives(self) -> Sequence[Value]:
        found: dict[int, Value] = {}
        for index, (piece, group) in enumerate(zip(self.pieces, self.groups, strict=True)):
            if group not in found:
                # The end that lies next to a cut says more than the end of the line.
                if index == 0 and piece.high is not None and piece.high_included:
                    piece = Piece(None, piece.high)
                found[group] = self.scale.value(piece.inside())
        return [found[group] for group in range(len(found))]

    @classmethod
    def cut(cls, scale: Scale, thresholds: Iterable[Fraction]) -> LineClasses:
        """A class for each piece between two thresholds, and for each threshold."""
        pieces = tuple(
            _dense_pieces(scale, sorted(thresholds))
            if scale.dense
            else _discrete_pieces(scale, thresholds)
        )
        return cls(scale, pieces, tuple(range(len(pieces))))

    def finder(self) -> Callable[[object], int]:
        ends: list[Fraction] = []
        above: list[bool] = []
        answers = [self.groups[0]]
        for piece, group in zip(self.pieces[1:], self.groups[1:], strict=True):
            if group != answers[-1]:
                assert piece.low is not None
                ends.append(piece.low)
                above.append(piece.low_included)
                answers.append(group)
        if self.scale.dense:
            return _dense_finder(ends, above, answers)
        if self.scale.kind is Basic.DATE:
            days = [cast(datetime.date, to_python(self.scale.value(end))) for end in ends]
            return lambda value: answers[bisect_right(days, cast(datetime.date, value))]
        if self.scale.kind is Basic.NUMBER:
            numbers = [int(end) for end in ends]
            return lambda value: answers[bisect_right(numbers, cast(int, value))]
        return lambda value: answers[bisect_right(ends, number_of(from_python(value)))]

    def name(self, indices: Sequence[int]) -> str:
        stretches: list[Piece] = []
        before = False
        for piece, group in zip(self.pieces, self.groups, strict=True):
            if group in indices:
                if before:
                    last = stretches.pop()
                    piece = Piece(last.low, piece.high, last.low_included, piece.high_included)
                stretches.append(piece)
            before = group in indices
        return " or ".join(map(self._name, stretches))

    def _name(self, piece: Piece) -> str:
        low, high = piece.low, piece.high
        at_start = low is None or (low == self.scale.low and piece.low_included)
        at_end = high is None or (high == self.scale.high and piece.high_included)
        if low is not None and low == high:
            return in_words(self.scale.value(low))
        if at_start and at_end:
            return "any value"
        if high is not None and at_start:
            return compared("<=" if piece.high_included else "<", self.scale.value(high))
        if low is not None and at_end:
            return compared(">=" if piece.low_included else ">", self.scale.value(low))
        assert low is not None
        assert high is not None
        if piece.low_included and piece.high_included:
            return f"{in_words(self.scale.value(low))} to {in_words(self.scale.value(high))}"
        return (
            f"{compared('>=' if piece.low_included else '>', self.scale.value(low))} and "
            f"{compared('<=' if piece.high_included else '<', self.scale.value(high))}"
        )

    def weights(self) -> Sequence[int]:
        return [1] * (max(self.groups) + 1)

    def merged(self, groups: Sequence[int]) -> LineClasses:
        return LineClasses(self.scale, self.pieces, tuple(groups[g] for g in self.groups))


def _discrete_pieces(scale: Scale, thresholds: Iterable[Fraction]) -> Iterable[Piece]:
    starts = {Fraction(ceil(each)) for each in thresholds}
    starts |= {Fraction(floor(each) + 1) for each in thresholds}
    inner = sorted(
        start
        for start in starts
        if (scale.low is None or start > scale.low) and (scale.high is None or start <= scale.high)
    )
    lows = [scale.low, *inner]
    highs = [*(start - 1 for start in inner), scale.high]
    return map(Piece, lows, highs)


def _dense_pieces(scale: Scale, thresholds: Sequence[Fraction]) -> Iterable[Piece]:
    low, included = scale.low, True
    for number in thresholds:
        if (scale.low is not None and number < scale.low) or (
            scale.high is not None and number > scale.high
        ):
            continue
        if number != scale.low:
            yield Piece(low, number, included, False)
        low, included = number, False
        if Fraction(decimal(number)) == number:
            yield Piece(number, number)
    if low is None or low != scale.high or included:
        yield Piece(low, scale.high, included, True)


def _dense_finder(
    ends: Sequence[Fraction], above: Sequence[bool], answers: Sequence[int]
) -> Callable[[object], int]:
    numbers = [decimal(end) for end in ends]
    # An end that no number of FEEL meets was rounded down, below the piece it begins.
    starts = [
        included and Fraction(number) == end
        for number, end, included in zip(numbers, ends, above, strict=True)
    ]

    def find(value: object) -> int:
        number = cast(Decimal, value)
        index = bisect_left(numbers, number)
        while index < len(numbers) and numbers[index] == number and starts[index]:
            index += 1
        return answers[index]

    return find
