"""What was found in a telegram, as feature structures of the TEI, and back.

Owns that nothing is lost: each element is an ``<fs>``, each of its fields an ``<f>``. The
place of an element is a ``string-range`` of the text, in ``corresp``, how sure it is is
in ``cert`` as well, for readers who know the TEI and not Decretal.
"""

from __future__ import annotations

import re
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from lxml import etree

from decretal.errors import TelegramFormatError
from decretal.registry.formats.xml_text import add, tei, text_of
from decretal.registry.telegram import Certainty
from decretal.source import Span, Text

CERT: Final = {
    Certainty.STATED: "high",
    Certainty.PLACED: "medium",
    Certainty.SUPPOSED: "low",
}
_RANGE: Final = re.compile(r"#string-range\(text,(\d{1,9}),(\d{1,9})\)")


def pointer(span: Span) -> str:
    """A place in the text, as the TEI points to it."""
    return f"#string-range(text,{span.start},{span.end - span.start})"


def written(parent: etree._Element, value: object) -> None:
    """Put a value into an element of features."""
    match value:
        case bool():
            add(parent, "binary", value=str(value).lower())
        case StrEnum():
            add(parent, "symbol", value=str(value))
        case int():
            add(parent, "numeric", value=str(value))
        case str():
            add(parent, "string", value)
        case tuple():
            several = add(parent, "vColl", org="list")
            for each in value:
                written(several, each)
        case _ if is_dataclass(value) and not isinstance(value, type):
            structure = add(parent, "fs", type=type(value).__name__)
            put_features(structure, value)
        case _:
            raise TypeError(f"a telegram holds no {type(value).__name__}")


def put_features(structure: etree._Element, value: object, leave_out: tuple[str, ...] = ()) -> None:
    """Put the fields of an element into its structure; what is not there is left out."""
    for each in fields(value):  # type: ignore[arg-type]  # only dataclasses come here
        held = getattr(value, each.name)
        if each.name in leave_out or held is None or held == ():
            continue
        if isinstance(held, Span):
            structure.set("corresp", pointer(held))
        elif isinstance(held, Certainty):
            structure.set("cert", CERT[held])
            written(add(structure, "f", name=each.name), held)
        else:
            written(add(structure, "f", name=each.name), held)


def read_features(
    kind: type[Any], structure: etree._Element, text: Text, given: dict[str, object] | None = None
) -> Any:
    """The element that a structure holds; ``given`` are fields that stand elsewhere."""
    found: dict[str, Any] = dict(given or {})
    hints = _hints(kind)
    for each in structure:
        name = each.get("name", "")
        if each.tag != tei("f") or name not in hints or name in found or len(each) != 1:
            raise _wrong(each, f'"{name}" is no field of a {kind.__name__}, or stands there twice')
        found[name] = _read(hints[name], each[0], text)
    for field in fields(kind):
        if field.name in found:
            continue
        if hints[field.name] is Span:
            found[field.name] = _span(structure, text)
        elif field.default is MISSING and field.default_factory is MISSING:
            raise _wrong(structure, f'"{field.name}" is missing')
    return kind(**found)


_HINTS: Final[dict[type[Any], dict[str, Any]]] = {}


def _hints(kind: type[Any]) -> dict[str, Any]:
    # Kept, for they are worked out from the text of the annotations.
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def _read(hint: Any, element: etree._Element, text: Text) -> object:
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not NoneType)
    if get_origin(hint) is tuple:
        _expect(element, "vColl")
        return tuple(_read(get_args(hint)[0], each, text) for each in element)
    if is_dataclass(hint):
        _expect(element, "fs")
        return read_features(hint, element, text)  # type: ignore[arg-type]  # a class
    if hint is str:
        _expect(element, "string")
        return text_of(element)
    value = element.get("value", "")
    if hint is bool:
        _expect(element, "binary")
        if value in ("true", "false"):
            return value == "true"
    elif hint is int:
        _expect(element, "numeric")
        if re.fullmatch(r"-?[0-9]{1,18}", value):
            return int(value)
    else:
        _expect(element, "symbol")
        if value in [str(each) for each in hint]:
            return hint(value)
    raise _wrong(element, f'"{value}" is no {hint.__name__}')


def _span(structure: etree._Element, text: Text) -> Span:
    match = _RANGE.fullmatch(structure.get("corresp", ""))
    if match is None:
        raise _wrong(structure, "its place is missing (corresp)")
    start, length = int(match[1]), int(match[2])
    if start + length > len(text.content):
        raise _wrong(structure, "its place is beyond the end of the text")
    return Span(text, start, start + length)


def _expect(element: etree._Element, name: str) -> None:
    if element.tag != tei(name):
        raise _wrong(element, f"<{name}> was expected")


def _wrong(element: etree._Element, what: str) -> TelegramFormatError:
    name = etree.QName(element).localname
    return TelegramFormatError(
        f"line {element.sourceline}: <{name}> is not as Decretal writes it: {what}.",
        advice="Export the telegram anew.",
    )
