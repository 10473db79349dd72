"""A telegram as TEI P5, and back without loss.

Owns the document: the head with ``correspDesc``, the text with its elements marked where
they stand, and under ``standOff`` all that was found as feature structures, which is what
is read back. Feature structures are left to ``features``, text in XML to ``xml_text``.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from lxml import etree

from decretal.errors import TelegramFormatError
from decretal.registry.formats.correspondence import correspondence
from decretal.registry.formats.features import CERT, put_features, read_features
from decretal.registry.formats.file_text import is_enough, with_raw
from decretal.registry.formats.inline import Found, Stretch, elements, tree
from decretal.registry.formats.shape import demand_shape
from decretal.registry.formats.xml_text import (
    TEI,
    add,
    append,
    impossible,
    parsed,
    shown,
    tei,
    text_of,
)
from decretal.registry.telegram import (
    Answered,
    Count,
    Number,
    Provision,
    Received,
    Recipient,
    TelegramReading,
    Time,
    When,
)
from decretal.source import Text

_KIND: Final = "decretal-telegram"
_NAMES: Final = {
    "station": "placeName",
    "subject": "title",
    "to": "orgName",
    "copied": "orgName",
    "reporting_to": "orgName",
    "issuer": "orgName",
    "signature": "persName",
    "brackets": "supplied",
    "stamps": "stamp",
}
_ABOUT: Final = (
    "The text stands as it came, every character of it; a character that XML cannot hold is a"
    " <g>. What was found in it is marked where it stands; what would cross something else is"
    " marked under standOff only, where everything is, with its place as a range of characters"
    " of the text, each <g> counting as one. cert is high where the text itself names an"
    " element, medium where its form and place say so, low where it could be something else."
)


def to_tei(reading: TelegramReading) -> bytes:
    """The telegram as a document of the TEI."""
    root = etree.Element(tei("TEI"), nsmap={None: TEI}, type=_KIND)  # type: ignore[dict-item]
    if reading.language:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", reading.language)
    _header(root, reading)
    _stand_off(root, reading)
    if not is_enough(reading):
        raw = base64.encodebytes(reading.received.raw).decode("ascii")
        facsimile = add(root, "facsimile")
        add(
            facsimile,
            "binaryObject",
            "\n" + raw,
            encoding="base64",
            mimeType="application/octet-stream",
        )
    body = add(add(root, "text"), "body")
    whole = add(body, "ab", xml_id="text", xml_space="preserve")
    _indent(root)
    found = [each for each in elements(reading) if each.name != "findings"]
    _mark(whole, tree(reading.source, found)[0], reading.source.content)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def from_tei(data: bytes, *, name: str = "telegram") -> TelegramReading:
    """The telegram that ``to_tei`` wrote; anything else raises an error."""
    root = parsed(name, data)
    structure = root.find(f"{tei('standOff')}/{tei('fs')}[@type='TelegramReading']")
    whole = root.find(f"{tei('text')}/{tei('body')}/{tei('ab')}")
    if root.tag != tei("TEI") or structure is None or whole is None:
        raise TelegramFormatError(
            f"{name} is not a telegram in TEI as Decretal writes it: under standOff a structure"
            " of the type TelegramReading is expected, and in the body one <ab>.",
            advice="Read the text of the telegram instead.",
        )
    source_name = root.findtext(f".//{tei('sourceDesc')}//{tei('idno')}[@type='file']")
    text = Text(name if source_name is None else source_name, text_of(whole))
    received = structure.find(f"{tei('f')}[@name='received']/{tei('fs')}")
    if received is None:
        raise TelegramFormatError(
            f"{name} does not say how the telegram was received.",
            advice="Export the telegram anew.",
        )
    came = read_features(Received, received, text, {"raw": b""})
    came = with_raw(name, came, text.content, _kept_bytes(root))
    structure.remove(received.getparent())  # type: ignore[arg-type]  # it was found in one
    reading: TelegramReading = read_features(
        TelegramReading, structure, text, {"source": text, "received": came}
    )
    try:
        demand_shape(reading)
    except ValueError as error:
        raise TelegramFormatError(
            f"{name} is not as Decretal writes it: {error}.", advice="Export the telegram anew."
        ) from None
    return reading


def _kept_bytes(root: etree._Element) -> bytes | None:
    held = root.find(f"{tei('facsimile')}/{tei('binaryObject')}")
    if held is None:
        return None
    try:
        return base64.b64decode(text_of(held).encode("ascii"))
    except (binascii.Error, UnicodeError):
        return b""


def _header(root: etree._Element, reading: TelegramReading) -> None:
    head = add(root, "teiHeader")
    file = add(head, "fileDesc")
    title = reading.subject.text if reading.subject else f"Telegram: {reading.source.name}"
    add(add(file, "titleStmt"), "title", title)
    add(
        add(file, "publicationStmt"),
        "p",
        "Not published. Written by Decretal from the text of one telegram.",
    )
    source = add(add(file, "sourceDesc"), "bibl", type="telegram")
    add(source, "idno", reading.source.name, type="file")
    add(source, "idno", reading.received.sha256, type="SHA-256")
    for number in reading.numbers:
        add(source, "idno", number.text, type=str(number.role), cert=CERT[number.sure])
    encoding = add(head, "encodingDesc")
    add(add(add(encoding, "editorialDecl"), "interpretation"), "p", _ABOUT)
    strange = sorted({c for text in _strings(reading) for c in impossible(text)})
    if strange:
        declared = add(encoding, "charDecl")
        for character in strange:
            code = f"U{ord(character):04X}"
            made = add(declared, "char", xml_id=code)
            add(made, "localProp", name="codepoint", value=f"U+{ord(character):04X}")
    profile = add(head, "profileDesc")
    profile.append(correspondence(reading))
    if reading.language:
        add(add(profile, "langUsage"), "language", ident=reading.language)
    marked = [*([reading.precedence] if reading.precedence else []), *reading.classification]
    if marked:
        terms = add(add(profile, "textClass"), "keywords")
        for each in marked:
            kind = "precedence" if each is reading.precedence else "classification"
            add(terms, "term", each.text, type=kind, cert=CERT[each.sure])


def _strings(reading: TelegramReading) -> Iterator[str]:
    """Every text that stands where an element can: the telegram's, and what was found."""
    yield reading.source.content
    yield reading.source.name
    for found in elements(reading):
        for name in getattr(found.element, "__slots__", ()):
            value = getattr(found.element, name)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from value


def _stand_off(root: etree._Element, reading: TelegramReading) -> None:
    structure = add(add(root, "standOff"), "fs", type="TelegramReading")
    received = add(add(structure, "f", name="received"), "fs", type="Received")
    put_features(received, reading.received, leave_out=("raw",))
    put_features(structure, reading, leave_out=("source", "received"))


def _mark(parent: etree._Element, stretch: Stretch, content: str) -> None:
    """Put a stretch of the text into an element, with what was found in it marked."""
    pending = [(parent, stretch, 0, stretch.start)]
    # As a stack: how deep elements stand in each other is no reason to fail.
    while pending:
        into, here, place, at = pending.pop()
        if place == len(here.within):
            append(into, content[at : here.end])
            continue
        inner = here.within[place]
        append(into, content[at : inner.start])
        pending.append((into, here, place + 1, inner.end))
        assert inner.found is not None
        pending.append((_marking(into, inner, content), inner, 0, inner.start))


def _marking(parent: etree._Element, stretch: Stretch, content: str) -> etree._Element:
    found = stretch.found
    assert found is not None
    made = etree.SubElement(parent, tei(_element_name(found, stretch)))
    made.set("{http://www.w3.org/XML/1998/namespace}id", found.key)
    if found.sure is not None:
        made.set("cert", CERT[found.sure])
    match found.element:
        case When() as when:
            made.set("when", when.iso)
        case Number() as number:
            made.set("type", str(number.role))
            if made.tag == tei("seg"):
                made.set("type", "number")
                made.set("subtype", str(number.role))
        case Answered():
            made.set("type", "answers")
        case Provision() as provision:
            made.set("type", "provision" if provision.label else "paragraph")
            if provision.label:
                made.set("n", shown(provision.label))
        case Recipient() as recipient:
            made.set("role", "distribution")
            if recipient.copies is not None:
                made.set("n", str(recipient.copies))
        case Count() as count:
            made.set("type", found.name)
            made.set("value", str(count.count))
        case Time() as time:
            made.set("type", "handling")
            made.set("subtype", str(time.kind))
        case _:
            name = found.name.replace("_", "-")
            if made.tag == tei("orgName"):
                made.set("role", name)
            elif made.tag in (tei("seg"), tei("title"), tei("persName"), tei("placeName")):
                made.set("type", name)
    return made


def _element_name(found: Found, stretch: Stretch) -> str:
    match found.element:
        case When():
            return "date"
        case Number():
            # An <idno> holds no other element.
            return "seg" if stretch.within else "idno"
        case Answered():
            return "ref"
        case Recipient():
            return "orgName"
        case Count():
            return "num"
        case _:
            return _NAMES.get(found.name, "seg")


# White space is nothing but layout inside these.
_ARRANGED: Final = (
    "TEI teiHeader fileDesc titleStmt publicationStmt sourceDesc bibl encodingDesc"
    " editorialDecl interpretation charDecl char profileDesc correspDesc correspAction"
    " correspContext langUsage textClass keywords standOff fs f vColl facsimile text body"
)
_LAID_OUT: Final = frozenset(map(tei, _ARRANGED.split()))


def _indent(root: etree._Element) -> None:
    """Lay the document out in lines, outside of its texts."""
    pending = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        if element.tag not in _LAID_OUT or not len(element):
            continue
        element.text = "\n" + "  " * (depth + 1)
        for each in element:
            each.tail = "\n" + "  " * (depth + 1)
            pending.append((each, depth + 1))
        element[-1].tail = "\n" + "  " * depth
