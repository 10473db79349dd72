"""How the syllables of Korean names are spelt in Latin letters.

Owns the syllables that names are made of, the law of initial sounds, and which
spellings a syllable has: in McCune-Reischauer's and the Revised Romanization, in
the usage of the North, and as people spell their own names. A spelling stands for
several syllables (``chung``: 정, 청, 중, 충); a syllable in Hangul for itself alone.
How names are cut and compared is left to ``names``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SYLLABLES: Final = frozenset(
    "가각간갈감갑강개객갱거건걸검격견결겸경계고곡곤골공과곽관광괴굉교구국군굴궁권귀규균귤극근글금급긍기길김"
    "나낙난날남납낭내녀녕노농능눈늘니다단달담답당대댁덕도독돈돌동두득들등라락란람랑래량려력련렬렴렵령례로록론롱"
    "뢰료룡루류륙륜률륭륵릉리린림립마막만말망매맥맹면멸명모목몽묘무묵문물미민밀바박반발방배백번벌범법벽변별병보복"
    "본볼봄봉부북분불붕비빈빙사삭산살삼상새색샘생서석선설섬섭성세소속손솔송쇠수숙순술숭슬습승시식신실심십쌍씨아악"
    "안알암압앙애액앵야약양어억언얼엄업에여역연열염엽영예오옥온올옹와완왕외요욕용우욱운울웅원월위유육윤율융은을음"
    "읍응의이익인일임입잉자작잔잠장재쟁저적전절점접정제조족존종좌주죽준중즉증지직진질집징차착찬찰참창채책처척천철첨"
    "첩청체초촉촌총최추축춘출충취측치칙친칠침칭쾌타탁탄탑탕태택토통투특파판팔패팽편평폐포폭표품풍피필하학한할함합항"
    "해핵행향허헌혁현혈협형혜호혹혼홍화확환활황회획효후훈휘휴흑흔흠흡흥희히갑쇠돌순복점분녀돼꽃별달님"
)
"""The syllables of which names are made: the readings of characters, and a few native ones."""

INITIALS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS: Final = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_LAST: Final = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_HANGUL: Final = 0xAC00

# What an initial is written with. An apostrophe or an h marks what is aspirated;
# most people leave it out, so a letter without it stands for both.
_BEGUN: Final = {
    "ㄱ": "k g",
    "ㄲ": "kk gg k g",
    "ㄴ": "n",
    "ㄷ": "t d",
    "ㄸ": "tt dd t d",
    "ㄹ": "r l n rh",
    "ㅁ": "m",
    "ㅂ": "p b",
    "ㅃ": "pp bb p b",
    "ㅅ": "s",
    "ㅆ": "ss s",
    "ㅇ": "",
    "ㅈ": "ch j",
    "ㅉ": "tch jj ch j",
    "ㅊ": "ch' ch tch",
    "ㅋ": "k' k kh",
    "ㅌ": "t' t th",
    "ㅍ": "p' p ph",
    "ㅎ": "h",
}

# A breve is written ŏ and ŭ; without it o and u stand for both vowels.
_ANY: Final = {
    "ㅏ": "a ah",
    "ㅐ": "ae ai ay",
    "ㅑ": "ya",
    "ㅒ": "yae",
    "ㅓ": "eo ŏ o",
    "ㅔ": "e eh",
    "ㅕ": "yeo yŏ yo",
    "ㅖ": "ye yeh",
    "ㅗ": "o oh",
    "ㅘ": "wa oa",
    "ㅙ": "wae",
    "ㅚ": "oe oi oy",
    "ㅛ": "yo",
    "ㅜ": "u oo",
    "ㅝ": "wo wŏ weo",
    "ㅞ": "we",
    "ㅟ": "wi wee",
    "ㅠ": "yu yoo",
    "ㅡ": "eu ŭ u",
    "ㅢ": "ui eui ŭi uy",
    "ㅣ": "i ee",
}
_OPEN: Final = {"ㅓ": "uh", "ㅕ": "yuh", "ㅜ": "ou", "ㅠ": "you"}
"""Spellings of a vowel that ends its syllable."""
_CLOSED: Final = {"ㅓ": "u ou", "ㅕ": "yu you"}
"""Spellings of a vowel before a final: Jung is 정 as well, Young is 영."""
_FINALS: Final = {
    " ": "",
    "ㄱ": "k g ck",
    "ㄴ": "n",
    "ㄷ": "t d",
    "ㄹ": "l",
    "ㅁ": "m",
    "ㅂ": "p b",
    "ㅅ": "t s",
    "ㅇ": "ng",
    "ㅊ": "t",
}

SURNAME_SPELLINGS: Final = {
    "강": "kahng gahng",
    "곽": "kwack",
    "구": "gu koo goo",
    "노": "roe noe nho",
    "박": "park bark parck",
    "백": "paik baik paick",
    "변": "pyun byun",
    "서": "seo suh",
    "석": "suk",
    "신": "sheen",
    "안": "ahn",
    "양": "yang ryang",
    "오": "oh",
    "우": "woo wu",
    "원": "won",
    "유": "yu yoo you ryu ryoo rhyu lyu yew",
    "이": "i yi ri li lee rhee ree yee rhie leigh rhi",
    "인": "in yin",
    "임": "im yim lim rim rhim leem",
    "정": "cheong choung joung",
    "조": "cho jo joe",
    "주": "joo choo",
    "채": "chae che",
    "최": "choe choi choy chey chwe",
    "허": "huh hur heo her",
    "황": "hwang whang",
}
"""Spellings in which surnames have become fixed, beside those of their syllable."""


def parts(syllable: str) -> tuple[str, str, str]:
    """The initial, the vowel and the final (a space, if none) of a syllable in Hangul."""
    number = ord(syllable) - _HANGUL
    first, rest = divmod(number, 21 * 28)
    return INITIALS[first], _VOWELS[rest // 28], _LAST[rest % 28]


def joined(first: str, vowel: str, last: str = " ") -> str:
    """The syllable of these parts."""
    place = (INITIALS.index(first) * 21 + _VOWELS.index(vowel)) * 28 + _LAST.index(last)
    return chr(_HANGUL + place)


def is_syllable(char: str) -> bool:
    return "가" <= char <= "힣"


_BEFORE_I: Final = frozenset("ㅑㅕㅖㅛㅠㅣ")


def plain(syllable: str) -> str:
    """A syllable as the law of initial sounds has it: 리 as 이, 로 as 노, 녀 as 여.

    The North writes the sound of the character everywhere, the South changes it at
    the beginning of a word; so both are taken for one.
    """
    if not is_syllable(syllable):
        return syllable
    first, vowel, last = parts(syllable)
    if first in "ㄹㄴ":
        return joined("ㅇ" if vowel in _BEFORE_I else "ㄴ", vowel, last)
    return syllable


def _vowel_spellings(vowel: str, last: str) -> Iterator[str]:
    yield from _ANY[vowel].split()
    yield from (_OPEN if last == " " else _CLOSED).get(vowel, "").split()


def spellings(syllable: str) -> Iterator[str]:
    """Every way in which a syllable is spelt."""
    first, vowel, last = parts(syllable)
    for begun in _BEGUN[first].split() or [""]:
        for said in _vowel_spellings(vowel, last):
            for ended in _FINALS.get(last, "").split() or [""]:
                yield f"{begun}{said}{ended}"
    end = _FINALS.get(last, "").split() or [""]
    if first in "ㅅㅆ" and vowel in "ㅣㅟ":
        yield from (f"sh{said}{each}" for said in ("i", "ee", "wi") for each in end)
    if first == "ㅇ" and vowel in "ㅜㅡ":
        yield from (f"w{said}{each}" for said in ("u", "oo") for each in end)
    if first == "ㅇ" and vowel == "ㅣ" and last == " ":
        yield from ("yi", "yee")
    if first == "ㅎ" and vowel == "ㅢ":
        yield from (f"{said}{each}" for said in ("hee", "hi", "heui") for each in end)
    if first == "ㅎ" and vowel == "ㅘ":
        yield from (f"wha{each}" for each in end)


@lru_cache(maxsize=1)
def by_spelling() -> dict[str, frozenset[str]]:
    """The syllables, after the law of initial sounds, that each spelling stands for."""
    found: dict[str, set[str]] = {}
    for syllable in SYLLABLES:
        for spelt in spellings(syllable):
            found.setdefault(spelt, set()).add(plain(syllable))
    return {spelt: frozenset(stands) for spelt, stands in found.items()}


@lru_cache(maxsize=1)
def by_beginning() -> dict[str, frozenset[str]]:
    """The syllables that may become of letters with which a spelling begins."""
    found: dict[str, set[str]] = {}
    for spelt, stands in by_spelling().items():
        for end in range(1, len(spelt) + 1):
            found.setdefault(spelt[:end], set()).update(stands)
    return {begun: frozenset(stands) for begun, stands in found.items()}


def can_be_begun(char: str) -> bool:
    """Whether somebody who types may go on with this: a syllable of today, or an initial."""
    return is_syllable(char) or char in INITIALS


def begun_with(char: str) -> frozenset[str]:
    """The syllables that a Hangul syllable, or an initial, may become while it is typed."""
    if char in INITIALS:
        return frozenset(plain(each) for each in SYLLABLES if parts(each)[0] == char)
    first, vowel, last = parts(char)
    if last != " ":
        return frozenset({plain(char)})
    alike = (each for each in SYLLABLES if parts(each)[:2] == (first, vowel))
    return frozenset({plain(char), *(plain(each) for each in alike)})
