"""Other spellings of the words that telegrams use: long Chinese forms, digits for letters.

Owns what is read as the same. Every spelling has as many characters as what it is read as,
so that places stay what they are; the text itself is never changed.
"""

from __future__ import annotations

import re
from typing import Final

_LONG: Final = (
    "電發機號級題標種類報導復覆請對應檔開關釋單處辦廳領館門屬務賓駐縣東長給國區團組織區議會員"
    "總書記審閱譯謄寫簽準緊絕轉達呈貴來悉內參軍區聯絡張讀並擬"
)
_SHORT: Final = (
    "电发机号级题标种类报导复复请对应档开关释单处办厅领馆门属务宾驻县东长给国区团组织区议会员"
    "总书记审阅译誊写签准紧绝转达呈贵来悉内参军区联络张读并拟"
)
_SIMPLER: Final = str.maketrans(_LONG, _SHORT)
_DIGIT: Final = re.compile(r"(?<=[A-Za-z])[10](?=[a-z])")
_YEAR: Final = re.compile(r"\b[1Il]9[\dOIl]{2}\b")
_LETTERS: Final = str.maketrans("OIl", "011")


def plain(text: str) -> str:
    """The same words in short characters, with letters where a scan has digits."""
    if text.isascii():
        return _DIGIT.sub(lambda match: "l" if match[0] == "1" else "o", text)
    return text.translate(_SIMPLER)


def with_years(text: str) -> str:
    """The same words with digits where a scan has letters in a year: "196O"."""
    return _YEAR.sub(lambda match: match[0].translate(_LETTERS), text)
