"""The words that telegrams put before an element: "Distribution:", "SUBJECT", "抄送：".

Owns the vocabulary, in English, Chinese and Korean, and when a line begins with one of
its words. What follows the label is left to the module of the element.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from decretal.registry import characters


class Element(StrEnum):
    """What a label announces."""

    PRECEDENCE = "precedence"
    CLASSIFICATION = "classification"
    STATION = "station"
    NUMBER = "number"
    SUBJECT = "subject"
    TO = "to"
    COPIED = "copied"
    REPORTING = "reporting_to"
    ANSWERS = "answers"
    ISSUER = "issuer"
    SIGNATURE = "signature"
    DATE = "date"
    DISTRIBUTION = "distribution"
    RETAINED = "retained"
    TOTAL = "total"
    TIME = "time"
    STAMP = "stamp"
    SOURCE = "source"
    NOTE = "note"
    IGNORED = "ignored"


_WORDS: Final[dict[Element, str]] = {
    Element.PRECEDENCE: (
        "priority|precedence|cable precedence|telegram precedence|message precedence"
        "|priority level|urgency|urgency level|level of urgency|degree of urgency|level"
        "|grade of urgency|cable level"
        "|telegram level|cable urgency|priority grade|priority rating|order of precedence"
        "|rank|precedence level|degree of precedence|cable class|class of cable"
        "|等级|电报等级|级别|电级|缓急|急缓程度|紧急程度|긴급도|지급|종별"
    ),
    Element.CLASSIFICATION: (
        "classification|class|security classification|secrecy|degree of secrecy|level of secrecy"
        "|grading"
        "|security grading|security|secrecy level|secret level|level of classification"
        "|密级|机密等级|机密程度|비밀등급|비밀 등급|비밀구분|비밀 구분"
    ),
    Element.STATION: (
        "station|receiving station|received at|received by station|receiving post|telegraph station"
        "|cable station|收报台|收电台|收电站|电台"
    ),
    Element.NUMBER: (
        "number|cite|nr|no|nos|telegram no|telegram number|cable no|cable number|serial|serial no"
        "|serial number|ref no|reference no|reference number|document no|document number|file no"
        "|our ref|our reference|received no|receiving no|receiving number|received number"
        "|receipt no|receipt number|incoming no|incoming number|incoming telegram no"
        "|issuing no|issuing number|issue no|issued no|sent no|sending no|sending number"
        "|dispatch no|dispatch number|despatch no|outgoing no|outgoing number|registration no"
        "|registry no|register no|control no|control number|control|incoming telegram number"
        "|telegram received no|telegram sent no|message number|message no|dispatch|despatch"
        "|号码|编号|文号|发文字号|字号|收文号|发文号|收电号|发电号|电报号|번호|문서번호"
    ),
    Element.SUBJECT: (
        "subject|subj|topic|title|regarding|re|concerning|subject matter|theme"
        "|事由|主题|题目|标题|제목|건명"
    ),
    Element.TO: (
        "to|sent to|for|action|addressee|addressees|addressed to|for action|action addressee"
        "|telegram to|cable to|message to|letter to"
        "|action addressees|action to|main addressee|to for action|recipient|recipients|destination"
        "|receiver|receiving unit|receiving office|principal addressee|principal addressees"
        "|main addressees|main recipient|main recipients|principal recipient|sent to"
        "|主送机关|主送单位|发往|主送|致|送|受文者|收件|收报|收电单位|收文单位|收件人|수신|수신인"
    ),
    Element.COPIED: (
        "cc|rptd info|rptd to|rptd|repeated info|repeated information|saving to|and saving to"
        "|info priority|info immediate|info routine|info flash|info saving"
        "|copy|copy to|copies to|copied to|copying|info|information|for information"
        "|info addressees|info addressee|information to|information addressees|repeated to"
        "|repeated for information to|for information to|info to|also to|with copies to"
        "|information for|copy for|cc to|circulated for information|for the information of"
        "|with a copy to|copies sent to|copy sent to|copied and sent to|carbon copy"
        "|carbon copies to|copy for information"
        "|copied"
        "|抄送机关|抄送单位|抄送|抄|抄致|抄告|副本|参照|참조|사본"
    ),
    Element.REPORTING: (
        "reporting to|report to|reported to|and reporting to|for report to|also reported to"
        "|submitted to|report|reported|for report|reports to|simultaneously reporting to"
        "|copied and reported to|copy and report to|cc and report to|for submission to|抄报|上报|报"
        "|报送|呈|보고"
    ),
    Element.ANSWERS: (
        "ref|reference|refs|references|in reply to|reply to|in response to|your reference"
        "|your ref|your telegram|replying to|in answer to|answer to|reftel|re your telegram"
        "|in reference to|with reference to|关联|复电|对应|대|대호"
    ),
    Element.ISSUER: (
        "from|fm|sender|sending|issued by|issuer|originator|issuing office|sent by|sending office"
        "|originating office|sending unit|issuing unit|issuing authority|sent from|cable from"
        "|origin|author"
        "|发文机关|发报单位|来自|发电机关|发自|发电单位|发电|发报|来电单位|发文单位|발신|발신인"
    ),
    Element.SIGNATURE: "signed|sgd|signature|signed by|签署|签发|签字|서명",
    Element.DATE: (
        "date|dated|date of issue|issuing date|date issued|date of telegram|date sent"
        "|date and time|date of sending|day|日期|发电日期|发电时间|时间|일시|일자|날짜"
    ),
    Element.DISTRIBUTION: (
        "distribution|distribution list|dist|distr"
        "|distributed to|copies distributed|internal distribution"
        "|issued to|circulation|circulated to|circulation list|distribution of copies"
        "|departmental distribution|to be distributed to|standard distribution"
        "|分送|发送|发|印发|分发|发至|抄发|배부|배부처"
    ),
    Element.RETAINED: (
        "file copy|file copies|retained|copies retained|copy retained|kept|copy kept|copies kept"
        "|kept on file|for file|for files|on file|for the files|archive copy|archives"
        "|retained for files|存档|留底|存|보관"
    ),
    Element.TOTAL: (
        "total|total copies|in all|printed|printed copies|copies made|copies issued"
        "|copies in total|total number|total printed|number of copies"
        "|total number of copies|copies printed|copies"
        "|copies in all|total of copies|grand total|total copies printed|共|共印|份数|合计|총|계"
    ),
    Element.STAMP: (
        "stamp|stamped|stamps|seal|handwritten|handwritten text|written by hand|in handwriting"
        "|handwritten note|handwritten notation"
        "|marginal note|note in margin|marginal comment|margin|annotation|印章|批示|批注"
    ),
    Element.SOURCE: (
        "source|archival source|archive|archives reference|repository|document information"
        "|file reference|出处|来源|档号"
    ),
    Element.NOTE: (
        "clearances|clearance|cleared by|telegraphic transmission and classification approved by"
        "|note|notes|footnote|footnotes|translator's note|editor's note|translation"
        "|translated by|obtained by|obtained and translated by|译者注|注"
    ),
    # What later cables say of themselves, and nothing here asks for.
    Element.IGNORED: "tags|tag|mipt|mift",
}

_ELEMENT_OF: Final = {
    word: element for element, words in _WORDS.items() for word in words.split("|")
}
_OFFICE_DISTRIBUTION: Final = re.compile(r"[a-z' ()]+ distribution")
# "E.O. 11652: GDS": the order by which it is classified.
_ORDER: Final = re.compile(r"e\.? ?o\.? ?1\d{4}")
_LONGEST: Final = 45
_COLON: Final = re.compile(r"[:：﹕]")
# Words that need no colon where they stand alone in capitals at the head of a line.
_BARE: Final = re.compile(
    r"(?P<word>(?i:info (?:priority|immediate|routine|flash|saving))|TO|INFO|FM|FROM|SUBJECT"
    r"|SUBJ|REF|REFS|ACTION|CC|cc|c\.c\.|DISTRIBUTION|Copies to"
    r"|Copy to|Copied to|Ref|Repeated for information to|Distributed to|COPIES TO|COPY TO"
    r"|INFORMATION|CITE"
    r"|抄送|抄报|主送|分送|报送|報送|抄報)(?=[\s.]+\S)[\s.]+"
)
_DASHED: Final = re.compile(
    r"(?P<word>Distribution|Subject|Precedence|Classification|Copies to|Copy to|Total|From|To"
    r"|DISTRIBUTION|SUBJECT|PRECEDENCE|TO|FROM|Info|INFO)\s+[-–—]\s+"
)
_STOPPED: Final = re.compile(r"(?P<word>Subject|SUBJECT|Subj|Theme)\.\s+(?=[A-Z])")
_STOPS: Final = re.compile(r"(?<=[a-z]{2})\.(?=\s|$)")
_TRIM: Final = re.compile(r"^[\[(（【\s]+|[\])）】\s.]+$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label at the head of a line: what it announces, its words, where its value begins."""

    element: Element
    label: str
    value_at: int
    colon: bool


def labelled(text: str) -> Labelled | None:
    """The label with which a text begins, if it begins with one."""
    return _of_line(text) if len(text) <= _LINE else _labelled(text)


_LINE: Final = 200
"""Lines of the head and foot are asked for their label by one element after another."""


@lru_cache(maxsize=128)
def _of_line(text: str) -> Labelled | None:
    return _labelled(text)


def _labelled(text: str) -> Labelled | None:
    colon = _COLON.search(text, 0, _LONGEST + 1)
    if colon is not None:
        label = text[: colon.start()]
        element = _element(label)
        if element is not None:
            # An editor who supplied the label put it in brackets: "[Subject:] ...".
            bracket = text[colon.end() : colon.end() + 1] == "]"
            at = colon.end() + bracket
            # "Repeated to:- Kessel"
            at += text[at : at + 1] in ("-", "–")
            return Labelled(element, label.strip(), at, True)
    dash = _DASHED.match(text) or _STOPPED.match(text)
    if dash is not None:
        return Labelled(_ELEMENT_OF[_folded(dash["word"])], dash["word"], dash.end(), True)
    if text[:1] > "\u3000" and (spaced := _spaced_label(text)) is not None:
        return spaced
    bare = _BARE.match(text)
    if bare is not None:
        element = _ELEMENT_OF[_folded(characters.plain(bare["word"]))]
        return Labelled(element, bare["word"], bare.end(), False)
    return None


_SPACED: Final = re.compile(
    r"【(?P<boxed>[\u4e00-\u9fff]{1,6})】[:：]?\s*|(?P<label>[\u4e00-\u9fff]{2,6})[\s\u3000]+(?=\S)"
)


def _spaced_label(text: str) -> Labelled | None:
    """ "来电单位 江岭地委", "【主题】...": a label with a gap or a box in the place of a colon."""
    match = _SPACED.match(text)
    if match is None or len(text) > 60:
        return None
    label = match["boxed"] or match["label"]
    element = _ELEMENT_OF.get(characters.plain(label))
    if element is None:
        return None
    return Labelled(element, label, match.end(), match["boxed"] is not None)


_EMPTY_FIELD: Final = re.compile(
    r"(?:(?:read|seen|approved|checked|proofread|drafted|signed|issued|typed|printed|copied|sent"
    r"|received|translated|transcribed|verified|countersigned|handled|undertaken|cosigned)\s+by"
    r"|copy to|copies to|cc|sent to|remarks?|copied to|enclosures?|attachments?|reply to"
    r"|批发|签发|核稿|拟稿|会签|校对|审核|阅|复来报号|附件|内容|正文|电文|承办|抄送|抄报)\s?[:：]",
    re.I,
)


def is_empty_field(text: str) -> bool:
    """Whether a line is a field of a form in which nothing was written: "Read by:"."""
    return len(text) <= _LONGEST and _EMPTY_FIELD.fullmatch(text) is not None


def alone(text: str) -> Element | None:
    """The element that a label announces which stands on a line of its own without a colon."""
    return _element(text) if len(text) <= _LONGEST else None


def _element(label: str) -> Element | None:
    folded = _folded(characters.plain(label))
    if _OFFICE_DISTRIBUTION.fullmatch(folded):
        return Element.DISTRIBUTION
    if _ORDER.fullmatch(folded):
        return Element.IGNORED
    return _ELEMENT_OF.get(folded) or _torn(label, folded)


def _torn(label: str, folded: str) -> Element | None:
    """The element of a label whose beginning is lost: "tribution:", "...]edence:"."""
    plain = folded.lstrip(".…]) ")
    first = next((c for c in label if c.isalpha()), "")
    if len(plain) < 5 or not plain.isascii() or not first.islower():
        return None
    ends = {
        element
        for word, element in _ELEMENT_OF.items()
        if word.endswith(plain) and not word.endswith(" " + plain)
    }
    return ends.pop() if len(ends) == 1 else None


def _folded(label: str) -> str:
    plain = " ".join(_TRIM.sub("", label).replace("\u3000", "").lower().split())
    if plain == "c.c":
        return "cc"
    return _STOPS.sub("", plain.replace("’", "'")).removesuffix("(s)")
