"""A page, taken apart: what the tests of every page ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class Element:
    """An element with its attributes, the elements around it, and its text."""

    tag: str
    attributes: dict[str, str]
    around: tuple[str, ...]
    text: str = ""


@dataclass
class Page:
    """The elements of a page, in order."""

    elements: list[Element] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)

    def of(self, *tags: str) -> list[Element]:
        return [each for each in self.elements if each.tag in tags]

    @property
    def labelled(self) -> set[str]:
        return {each.attributes["for"] for each in self.of("label") if "for" in each.attributes}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        around = tuple(each.tag for each in self._open)
        found = Element(tag, {name: value or "" for name, value in attrs}, around)
        self.page.elements.append(found)
        if tag not in _VOID:
            self._open.append(found)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if not self._open or self._open[-1].tag != tag:
            self.page.unclosed.append(tag)
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for each in self._open:
            each.text += data


def read(said: str) -> Page:
    reader = _Reader()
    reader.feed(said)
    reader.close()
    reader.page.unclosed += [each.tag for each in reader._open]
    return reader.page
