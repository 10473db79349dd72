"""How the bytes of a telegram are encoded, told from the bytes themselves.

Owns the decision and how sure it is. A byte order mark says it. Without one, text that
is well-formed UTF-8 is UTF-8, for hardly any other text is. What remains is decoded in
each encoding of the region, and the one is taken in which most characters are common
ones of their language. Bytes that are no text at all are refused.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from decretal.errors import NotATelegramError
from decretal.registry.read.opening import refuse_what_is_no_text
from decretal.registry.telegram import Certainty, Received

_SAMPLE: Final = 65_536
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What stands in binary files and in no text: control characters other than white space.
_NOT_TEXT: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")

_CHINESE: Final = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实"
    "日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政"
    "美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员"
    "解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件"
    "计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象"
    "完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔件外交请"
    "电文件号省委员会朝鲜族党处理答复办公室厅、。，：；（）一二三四五六七八九十"
)
_TRADITIONAL: Final = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會電報號與關於請處理發對、。，："
)
_KOREAN: Final = frozenset(
    "이다는을의에가하고를은한지로기사서도어자대리시아나인일그수전정보부해라주있과으만들제상안여조장면국무공원"
    "내성외관문동신중스것적비소화경선우계교당위까요구마거할된니습데생와차방민북남회의발수신제목번호및등"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with what its bytes were taken to be, and how much of them could not be read."""

    content: str
    received: Received
    broken: int = 0


def decode(name: str, raw: bytes) -> Decoded:
    """The text of a file; bytes that are none raise an error."""
    refuse_what_is_no_text(name, raw)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            reason = "a byte order mark stands first"
            return _decoded(name, raw, encoding, Certainty.STATED, reason, mark=True)
    if (wide := _utf16_without_mark(raw)) is not None:
        reason = "read so, most of its characters are common ones"
        return _decoded(name, raw, wide, Certainty.PLACED, reason)
    head = raw[:_SAMPLE]
    # Two in a short text are damage, and told as such.
    if len(_NOT_TEXT.findall(head)) > len(head) / 200 + 2:
        raise NotATelegramError(
            f"{name} is not a text: it holds bytes that stand in no text.",
            advice="Give a file that holds the text of a telegram.",
        )
    if raw.isascii():
        return _decoded(name, raw, "utf-8", Certainty.STATED, "it is all ASCII")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _regional(name, raw, error)
    return _decoded(name, raw, "utf-8", Certainty.STATED, "it is well-formed UTF-8")


def _decoded(
    name: str, raw: bytes, encoding: str, sure: Certainty, reason: str, *, mark: bool = False
) -> Decoded:
    content = raw.decode(encoding, errors="replace")
    broken = content.count("\ufffd")
    if broken > len(content) / 10:
        raise NotATelegramError(
            f"{name} is not a text: read as {encoding.upper()}, more than a tenth of it is"
            " no characters.",
            advice="Give a file that holds the text of a telegram, saved as UTF-8.",
        )
    digest = hashlib.sha256(raw).hexdigest()
    return Decoded(content, Received(raw, digest, encoding, sure, mark, reason), broken)


def _utf16_without_mark(raw: bytes) -> str | None:
    """Which UTF-16 it is, if it is one: most of its characters are then common ones."""
    head = raw[:_SAMPLE]
    if len(raw) % 2 or 0 not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    for encoding, of_latin in (("utf-16-le", odd), ("utf-16-be", even)):
        try:
            text = head[: len(head) // 2 * 2].decode(encoding)
        except UnicodeDecodeError:
            continue
        common = sum(
            c in _CHINESE or c in _KOREAN or c in "\r\n\t" or " " <= c <= "~" for c in text
        )
        if of_latin and common >= len(text) * 0.6:
            return encoding
    return None


def _regional(name: str, raw: bytes, error: UnicodeDecodeError) -> Decoded:
    """The likeliest of the encodings of one region, or UTF-8 with some broken bytes."""
    good = raw.decode("utf-8", errors="ignore")
    beyond = sum(1 for c in good[:_SAMPLE] if ord(c) > 127)
    broken = raw[: 4 * _SAMPLE].decode("utf-8", errors="replace").count("\ufffd")
    if beyond > 10 * broken:
        reason = f"all but {broken} of its characters are well-formed UTF-8"
        return _decoded(name, raw, "utf-8", Certainty.SUPPOSED, reason)
    scores = sorted(
        (
            (_commonness(raw, "gb18030", _CHINESE), "gb18030"),
            (_commonness(raw, "euc-kr", _KOREAN), "euc-kr"),
            (_commonness(raw, "big5", _TRADITIONAL), "big5"),
            (_westernness(raw), "cp1252"),
        ),
        reverse=True,
    )
    (best, encoding), (second, _) = scores[0], scores[1]
    if best < 0.15:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotATelegramError(
            f"{name} is in no encoding that can be told from its bytes: line {line} holds the"
            f" byte 0x{raw[error.start]:02X}.",
            advice="Save it as UTF-8.",
        )
    sure = Certainty.PLACED if best > 0.35 and best > 1.5 * second else Certainty.SUPPOSED
    what = {
        "gb18030": "common Chinese ones",
        "big5": "common Chinese ones in traditional form",
        "euc-kr": "common Korean ones",
        "cp1252": "letters and quotation marks of Western languages",
    }[encoding]
    reason = f"read so, {best:.0%} of the characters beyond ASCII are {what}"
    return _decoded(name, raw, encoding, sure, reason)


def _commonness(raw: bytes, encoding: str, common: frozenset[str]) -> float:
    """The share of common characters among those beyond ASCII; 0 if it cannot be read so."""
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    beyond = [c for c in decoder.decode(raw[:_SAMPLE]) if ord(c) > 127]
    if not beyond or beyond.count("\ufffd") > len(beyond) / 20:
        return 0.0
    return sum(c in common for c in beyond) / len(beyond)


_WESTERN: Final = frozenset("‘’“”–—…•£§°éèêàâçîôûùëïüöäßñáíóúÉÖÜÄ«»½¼")


def _westernness(raw: bytes) -> float:
    """The share of what Western texts have among bytes beyond ASCII, which are few there."""
    text = raw[:_SAMPLE].decode("cp1252", errors="replace")
    beyond = [c for c in text if ord(c) > 127]
    if not beyond or len(beyond) > len(text) / 5:
        return 0.0
    return sum(c in _WESTERN for c in beyond) / len(beyond)
