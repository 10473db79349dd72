"""Text in XML: characters that XML cannot hold, and files that are not to be trusted.

Owns both directions. A character that XML has no way to write, such as a form feed,
becomes the TEI's ``<g>``, which names it. A file that declares a document type is
refused: entities can be made to open other files, or to grow without end, and TEI has no
need of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from decretal.errors import TelegramFormatError

TEI: Final = "http://www.tei-c.org/ns/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
# What the XML recommendation (1.0, section 2.2) does not call a character.
_IMPOSSIBLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REFERENCE: Final = re.compile(r"#U([0-9A-F]{4,6})")


def tei(name: str) -> str:
    """The name of an element of the TEI."""
    return f"{{{TEI}}}{name}"


def add(parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
    """A new element of the TEI, the last of its parent, with a text and attributes."""
    made = etree.SubElement(parent, tei(name))
    for key, value in attributes.items():
        made.set(f"{{{XML}}}{key[4:]}" if key.startswith("xml_") else key.rstrip("_"), shown(value))
    append(made, text)
    return made


def append(parent: etree._Element, text: str) -> None:
    """Put a text after all that an element holds, nothing of it lost."""
    at = 0
    for match in _IMPOSSIBLE.finditer(text):
        _append(parent, text[at : match.start()])
        etree.SubElement(parent, tei("g")).set("ref", f"#U{ord(match[0]):04X}")
        at = match.end()
    _append(parent, text[at:])


def _append(parent: etree._Element, text: str) -> None:
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def shown(text: str) -> str:
    """A text for an attribute or a line of the head, where no element can stand."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def impossible(text: str) -> frozenset[str]:
    """The characters of a text that XML cannot hold."""
    return frozenset(_IMPOSSIBLE.findall(text))


def text_of(element: etree._Element) -> str:
    """The text that was put into an element, whatever elements stand in it."""
    return "".join(_pieces(element))


def _pieces(element: etree._Element) -> Iterator[str]:
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            if each.tag == tei("g"):
                yield _character(each)
            elif isinstance(each.tag, str):
                yield each.text or ""
        elif each is not element:
            yield each.tail or ""


def _character(element: etree._Element) -> str:
    match = _REFERENCE.fullmatch(element.get("ref", ""))
    if match is None or int(match[1], 16) > 0x10FFFF:
        raise TelegramFormatError(
            f"line {element.sourceline}: <g> refers to {element.get('ref')!r}.",
            advice="Expected is a character by its number, such as #U000C.",
        )
    return chr(int(match[1], 16))


def parsed(name: str, data: bytes) -> etree._Element:
    """The root of an XML file; one with a document type or a mistake raises an error."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        parser.feed(data)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise TelegramFormatError(
            f"{name} is not well-formed XML: {error.msg}.",
            advice="Give a TEI file as Decretal writes it.",
        ) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise TelegramFormatError(
            f"{name} declares a document type, and with it may declare entities.",
            advice="Remove the line that begins with <!DOCTYPE: TEI has no need of it.",
        )
    return root
