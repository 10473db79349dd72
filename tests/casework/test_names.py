"""Names are found however they are written, and others are not."""

from __future__ import annotations

import pytest

from decretal.casework.names import (
    keys,
    letters,
    matches,
    query,
    script,
    surname_and_given,
)

SAME = """
김                | Kim
김                | Gim
김                | 金
김                | Jin
리                | 이
리                | Ri
리                | Lee
리                | Yi
리                | Rhee
이                | 李
이                | Li
이                | I
박                | Pak
박                | Park
박                | Bak
박                | 朴
박                | Piao
최                | Choe
최                | Choi
최                | Ch'oe
최                | 崔
최                | Cui
정                | Chŏng
정                | Jeong
정                | Jung
정                | Chung
정                | Chong
정                | 鄭
정                | 郑
정                | Zheng
정                | 丁
노                | 로
노                | Roh
노                | No
노                | Noh
노                | 盧
노                | 卢
로                | Ro
유                | 류
류                | Ryu
류                | Yoo
류                | Yu
류                | 柳
류                | 劉
류                | 刘
류                | Liu
임                | 림
임                | Lim
임                | Rim
임                | Yim
임                | 林
임                | 任
나                | 라
나                | 羅
나                | Ra
양                | 梁
양                | Ryang
여                | 呂
여                | Lü
강                | 姜
강                | Kang
강                | Gang
강                | Jiang
조                | Cho
조                | Jo
조                | 趙
조                | 赵
조                | Zhao
장                | Chang
장                | Jang
장                | 張
장                | Zhang
윤                | Yoon
윤                | Yun
윤                | 尹
오                | Oh
오                | 吴
우                | Woo
서                | Suh
서                | Seo
서                | Sŏ
서                | 徐
허                | Hur
허                | Huh
허                | Hŏ
허                | 許
권                | Kwon
권                | Kwŏn
권                | Gwon
권                | 權
황                | Hwang
황                | 黃
백                | Paik
백                | Baek
안                | Ahn
심                | 沈
심                | Shim
신                | Shin
신                | Sin
전                | Chon
전                | Jeon
전                | 全
전                | Quan
남궁              | Namgung
남궁              | 南宮
남궁              | 南宫
선우              | Sŏnu
김철수            | Kim Ch'ŏl-su
김철수            | KIM CHOL SU
김철수            | Kim Cheolsu
김철수            | Cheolsu Kim
김철수            | Kim, Cheol-Su
김철수            | kimchulsoo
김철수            | 金哲洙
김철수            | 金鐵秀
김철수            | Jin Zhezhu
김철수            | 김 철수
김철수            | 김 철 수
김철수            | 철수 김
김철수            | Kim Ch’ŏlsu
김철수            | Gim Cheol‑su
金哲洙            | Kim Chul-soo
金铁洙            | 金鐵洙
Jin Zhezhu        | 金哲洙
Kim Cheolsu       | Kim Ch'ŏlsu
리영희            | Lee Young-hee
리영희            | Ri Yong Hui
리영희            | Yi Yŏnghŭi
리영희            | 李英姬
이영희            | 리영희
李英姬            | Li Yingji
박정숙            | Park Jung-sook
박정숙            | Pak Chŏng-suk
박정숙            | 朴貞淑
박정숙            | 朴贞淑
박정숙            | Piao Zhenshu
최용해            | Choe Ryong Hae
최룡해            | 최용해
최룡해            | 崔龍海
최룡해            | 崔龙海
강성룡            | Kang Sŏngnyong
박학명            | Pak Hangmyŏng
김일룡            | Kim Illyong
리철호            | Ri Ch'ŏrho
신용익            | Sin Yongik
오기숙            | O Ki Suk
한경희            | Han Kyung Hee
한경희            | Han Kyŏng-hŭi
조은희            | Cho Eun-hee
조은희            | Jo Un Hui
정덕준            | Chung Duk-joon
황보 민           | Hwangbo Min
남궁옥분          | Namgung Ok Pun
송민호            | Min Ho Song
송민호            | Song Min Ho
Vladimir Kim      | Kim Vladimir
Tanaka Hiroshi    | tanaka hiroshi
김철수            | Kim Cheolsu (金哲洙)
"""

PART = """
김                | 김철수
철수              | 김철수
Cheolsu           | 김철수
수                | 김철수
Pak               | 박정숙
朴                | Pak Jung Suk
김                | Kim Vladimir
Vladimir          | Kim Vladimir
金                | Kim Cheolsu (金哲洙)
"""

OTHER = """
김                | 이영희
김                | Kang Sŏngnyong
김                | 진영수
김                | 금난새
Kim               | 박철수 (朴哲洙)
박                | 백정숙
박                | Bae Jung-sook
최                | 채영희
최                | 차철수
정                | 장철수
정                | 전철수
정                | 청
이                | 임철수
이                | 인철수
Lee               | Lim Chol Su
李                | 林哲洙
노                | 남철수
류                | 여철수
조                | 주철수
서                | 소철수
전                | 정철수
강                | 장철수
윤                | 은철수
신                | 심철수
김철수            | 김철호
김철수            | 김수철
김철수            | 이철수
김철수            | 김철
김철수            | 김영수
김철수            | Kim Young-soo
김철수            | 金英洙
김철수            | Lee Cheolsu
김철수            | Kim Chang-su
김철수            | Kim Sang-su
Kim Ch'ŏlsu       | 김종수
Kim Cheolsu       | 김창수
金哲洙            | 金哲浩
金哲洙            | 朴哲洙
Jin Zhezhu        | 金明洙
Jin Cheolsu       | 김철수
이영희            | 이영호
이영희            | 이연희
이영희            | Lee Young-ho
리영희            | Ri Yong Su
박정숙            | 박정순
박정숙            | Park Jung-soon
정덕준            | 전덕준
정수              | 정은수
철수              | 김철호
철수              | 김수철
수                | 김영호
영                | 김철수
Cheolsu           | Kim Cheolho
남궁              | 남철수
남궁옥분          | 남옥분
Vladimir          | Kim Viktor
Vladimir          | Vladislav
Vladim            | Kim Vladimir
K                 | Kikuchi Taro
Kim               | Kimura Taro
Kim Vladimir      | Pak Vladimir
김철수            | Kim Vladimir
"""

TYPED = """
Cheolsu K         | 김철수
Vladim            | Kim Vladimir
Kim V             | Kim Vladimir
V                 | Kim Vladimir
Vladimir K        | Kim Vladimir
ㄱ                | 김철수
기                | 김철수
김ㅊ              | 김철수
김처              | 김철수
김철ㅅ            | 김철수
K                 | 김철수
Ki                | 김철수
Kim C             | 김철수
Kim Ch            | 김철수
Kim Cheo          | 김철수
Kim Cheols        | 김철수
Kim Chol-s        | 김철수
Cheols            | 김철수
kimcheols         | 김철수
Ji                | 金哲洙
Jin Zhe           | 金哲洙
Jin Zhez          | 金哲洙
Na                | Namgung Ok Pun
Ale               | Kim Aleksandr
Kim Al            | Kim Aleksandr
"""

NOT_TYPED = """
ㅂ                | 김철수
김ㅂ              | 김철수
Kim P             | 김철수
Kim Cheolh        | 김철수
P                 | 김철수
Jin Zhem          | 金哲洙
Kim Bo            | Kim Aleksandr
"""


def lines(table: str) -> list[tuple[str, str]]:
    rows = (line.split("|") for line in table.strip().splitlines())
    return [(asked.strip(), kept.strip()) for asked, kept in rows]


@pytest.mark.parametrize(("asked", "kept"), lines(SAME))
def test_a_name_is_found_however_it_is_written(asked: str, kept: str) -> None:
    assert matches(query(asked), keys(kept))


@pytest.mark.parametrize(("kept", "asked"), lines(SAME))
def test_a_name_is_found_from_either_side(asked: str, kept: str) -> None:
    assert matches(query(asked), keys(kept))


@pytest.mark.parametrize(("asked", "kept"), lines(PART))
def test_a_part_of_a_name_finds_it(asked: str, kept: str) -> None:
    assert matches(query(asked), keys(kept))


@pytest.mark.parametrize(("asked", "kept"), lines(OTHER))
def test_another_name_is_not_found(asked: str, kept: str) -> None:
    assert not matches(query(asked), keys(kept))


@pytest.mark.parametrize(("asked", "kept"), lines(TYPED))
def test_a_name_is_found_while_it_is_typed(asked: str, kept: str) -> None:
    assert matches(query(asked, typing=True), keys(kept))


@pytest.mark.parametrize(("asked", "kept"), lines(NOT_TYPED))
def test_what_cannot_become_the_name_does_not_find_it(asked: str, kept: str) -> None:
    assert not matches(query(asked, typing=True), keys(kept))


def test_a_syllable_that_was_ended_is_not_taken_for_a_beginning() -> None:
    assert matches(query("이", typing=True), keys("임철수"))
    assert not matches(query("이 ", typing=True), keys("임철수"))
    assert not matches(query("이"), keys("임철수"))


@pytest.mark.parametrize(
    ("name", "named"),
    [
        ("김철수", "Hangul"),
        ("金哲洙", "Chinese"),
        ("Kim Ch'ŏl-su", "Latin"),
        ("Ким", "Cyrillic"),
        ("たなか", "Kana"),
        ("金 Cheolsu", "Latin"),
        ("김철수 (金哲洙)", "Hangul"),
        ("1961", "none"),
        ("", "none"),
    ],
)
def test_a_name_has_the_script_of_most_of_its_letters(name: str, named: str) -> None:
    assert script(name) == named


@pytest.mark.parametrize(
    "text", ["", " ", "'", "-", "123", "()", ",", "=HYPERLINK()", "ᄓ", "ㅏ", "ㄳ", "<b>", "%_"]
)
def test_what_is_no_name_breaks_nothing(text: str) -> None:
    assert len(keys(text)) < 20
    assert len(query(text, typing=True)) < 10


@pytest.mark.parametrize("text", ["a" * 100_000, "김" * 100_000, "kim " * 50_000, "-" * 100_000])
def test_a_name_of_a_page_costs_no_more_than_a_long_one(text: str) -> None:
    assert len(keys(text)) < 300
    assert len(query(text, typing=True)) <= 24


def test_decomposed_and_compatible_characters_are_the_same_name() -> None:
    import unicodedata

    assert keys(unicodedata.normalize("NFD", "김철수")) == keys("김철수")
    assert keys(unicodedata.normalize("NFD", "Kim Ch'ŏlsu")) == keys("Kim Ch'ŏlsu")
    assert keys("\uf90a哲洙") == keys("金哲洙")
    assert keys("ＫＩＭ Cheolsu") == keys("Kim Cheolsu")


def test_a_character_that_is_in_no_table_is_found_by_itself() -> None:
    assert matches(query("金曌"), keys("金曌"))
    assert not matches(query("金曌"), keys("金哲"))


def test_a_surname_and_a_given_name_are_told_apart() -> None:
    assert surname_and_given("Park Jung-sook") == (
        frozenset({"박"}),
        (frozenset({"정", "증", "중"}), frozenset({"숙"})),
    )
    assert surname_and_given("金哲洙") == (
        frozenset({"김"}),
        (frozenset({"철"}), frozenset({"수"})),
    )


def test_letters_are_compared_without_case_accents_and_marks() -> None:
    assert letters("Kim Ch'ŏl-su") == letters("KIM CHOLSU") == "kimcholsu"
    assert letters("김 철수") == "김철수"


def test_a_common_query_does_not_return_everybody() -> None:
    surnames = "김이박최정강조윤장임한오서신권황안송유홍"
    given = ["철수", "영희", "정숙", "용해", "성룡", "덕준", "경희", "은희", "민호", "학명"]
    people = {f"{s}{g}": keys(f"{s}{g}") for s in surnames for g in given}

    def found(text: str) -> set[str]:
        return {name for name, held in people.items() if matches(query(text), held)}

    assert len(people) == 200
    assert len(found("Kim")) == 10
    assert found("Lee Chul-soo") == {"이철수"}
    assert found("Young Hee") == {f"{s}영희" for s in surnames}
    assert found("Chung") == {f"정{g}" for g in given} | {f"{s}정숙" for s in surnames}
