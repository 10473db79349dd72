"""The type in which papers are set: found on this machine without any network.

Owns where the type faces are and which characters they can show. Chinese and Korean
are set in Noto Sans CJK, which comes as a package of its own and is installed with
this one; the fonts of the operating system are not looked at, so that a paper comes
out the same on every machine.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from decretal.errors import MissingTypeError

if TYPE_CHECKING:
    from typst import Fonts

_PACKAGE: Final = "noto_cjk_sans_otc"
_FILE: Final = "NotoSansCJK-Regular.ttc"
# The face for a script (ISO 15924). Where Han is not said to be traditional, the shapes
# are those of the mainland.
_FACES: Final = {
    "Hang": "Noto Sans CJK KR",
    "Kore": "Noto Sans CJK KR",
    "Hant": "Noto Sans CJK TC",
    "Jpan": "Noto Sans CJK JP",
}
_LANGUAGES: Final = {"Hang": "ko", "Kore": "ko", "Jpan": "ja", "Latn": "en"}
DEFAULT_FACE: Final = "Noto Sans CJK SC"


def face_for(script: str) -> str:
    """The type face for a script."""
    return _FACES.get(script, DEFAULT_FACE)


def language_of(script: str) -> str:
    """The language that a reader of screens should assume of a script."""
    return _LANGUAGES.get(script, "zh")


def folder() -> Path:
    """The folder with the type faces."""
    try:
        found = Path(str(files(_PACKAGE) / _FILE))
    except ModuleNotFoundError:
        found = Path(_FILE)
    if not found.is_file():
        raise MissingTypeError(
            f"Papers cannot be set: the type with Chinese and Korean characters ({_FILE}) is "
            "not installed.",
            advice="Install it with: python -m pip install noto-cjk-sans-otc",
        )
    return found.parent


@cache
def fonts() -> Fonts:
    """The fonts for the typesetter, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(folder())])


@cache
def _characters() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with TTFont(folder() / _FILE, fontNumber=0, lazy=True) as font:
        return frozenset(font.getBestCmap())


def printable(text: str) -> str:
    """The text with every character visible on paper.

    A character that the type does not have, and one that shows nothing but changes how
    others are read (a control, a change of direction, a mark of zero width), is printed
    as its number: a paper never holds an empty box, or more than one can see.
    """
    if text.isascii() and text.isprintable():
        return text
    has = _characters()
    return "".join(
        character if character == "\n" or _shows(character, has) else _number(character)
        for character in text.replace("\r\n", "\n").replace("\t", "    ")
    )


def _shows(character: str, has: frozenset[int]) -> bool:
    return ord(character) in has and unicodedata.category(character) not in _UNSEEN


_UNSEEN: Final = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def _number(character: str) -> str:
    return f"〔U+{ord(character):04X}〕"
