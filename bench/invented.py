"""People who never were, some of them with two files that were written by different hands.

What makes it hard is what makes it hard in archives: three scripts and several ways to
romanise, the usage of North and South, slips of the pen, ages counted in two ways, homes
and days that are missing or another's. The spellings here are written down one by one,
so that nothing measures ``decretal.casework.names`` by itself.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from decretal.casework.duplicates import Person

# Hangul as in the South, as in the North, traditional, simplified; McCune-Reischauer,
# Revised Romanization, as people spell themselves, pinyin; how many of a thousand have it.
SURNAMES = """
김 김 金 金 Kim Gim Kim Jin 216
이 리 李 李 Yi I Lee Li 148
박 박 朴 朴 Pak Bak Park Piao 85
최 최 崔 崔 Ch'oe Choe Choi Cui 47
정 정 鄭 郑 Chŏng Jeong Jung Zheng 44
강 강 姜 姜 Kang Gang Kang Jiang 23
조 조 趙 赵 Cho Jo Cho Zhao 21
윤 윤 尹 尹 Yun Yun Yoon Yin 20
장 장 張 张 Chang Jang Chang Zhang 20
임 림 林 林 Im Im Lim Lin 17
한 한 韓 韩 Han Han Hahn Han 15
오 오 吳 吴 O O Oh Wu 15
서 서 徐 徐 Sŏ Seo Suh Xu 15
신 신 申 申 Sin Sin Shin Shen 15
권 권 權 权 Kwŏn Gwon Kwon Quan 14
황 황 黃 黄 Hwang Hwang Whang Huang 14
안 안 安 安 An An Ahn An 14
송 송 宋 宋 Song Song Song Song 14
유 류 柳 柳 Yu Yu Yoo Liu 13
전 전 全 全 Chŏn Jeon Chun Quan 11
홍 홍 洪 洪 Hong Hong Hong Hong 11
고 고 高 高 Ko Go Koh Gao 9
문 문 文 文 Mun Mun Moon Wen 9
양 량 梁 梁 Yang Yang Yang Liang 9
손 손 孫 孙 Son Son Sohn Sun 9
배 배 裵 裴 Pae Bae Bae Pei 8
백 백 白 白 Paek Baek Paik Bai 8
허 허 許 许 Hŏ Heo Hur Xu 7
남 남 南 南 Nam Nam Nam Nan 6
심 심 沈 沈 Sim Sim Shim Shen 5
노 로 盧 卢 No No Roh Lu 5
하 하 河 河 Ha Ha Ha He 4
곽 곽 郭 郭 Kwak Gwak Kwak Guo 4
성 성 成 成 Sŏng Seong Sung Cheng 4
차 차 車 车 Ch'a Cha Cha Che 4
주 주 朱 朱 Chu Ju Joo Zhu 4
우 우 禹 禹 U U Woo Yu 4
구 구 具 具 Ku Gu Koo Ju 4
나 라 羅 罗 Na Na Ra Luo 4
진 진 陳 陈 Chin Jin Chin Chen 4
엄 엄 嚴 严 Ŏm Eom Um Yan 3
현 현 玄 玄 Hyŏn Hyeon Hyun Xuan 2
여 려 呂 吕 Yŏ Yeo Yuh Lü 2
변 변 邊 边 Pyŏn Byeon Byun Bian 2
석 석 石 石 Sŏk Seok Suk Shi 2
"""
GIVEN = """
철 철 哲 哲 ch'ŏl cheol chul zhe
철 철 鐵 铁 ch'ŏl cheol chul tie
수 수 洙 洙 su su soo zhu
수 수 秀 秀 su su soo xiu
영 영 英 英 yŏng yeong young ying
영 영 永 永 yŏng yeong young yong
희 희 姬 姬 hŭi hui hee ji
희 희 熙 熙 hŭi hui hee xi
정 정 貞 贞 chŏng jeong jung zhen
정 정 正 正 chŏng jeong jung zheng
숙 숙 淑 淑 suk suk sook shu
순 순 順 顺 sun sun soon shun
옥 옥 玉 玉 ok ok ok yu
자 자 子 子 cha ja ja zi
룡 룡 龍 龙 yong yong yong long
용 용 勇 勇 yong yong yong yong
성 성 成 成 sŏng seong sung cheng
성 성 聖 圣 sŏng seong sung sheng
호 호 浩 浩 ho ho ho hao
호 호 鎬 镐 ho ho ho hao
민 민 敏 敏 min min min min
덕 덕 德 德 tŏk deok duk de
준 준 俊 俊 chun jun joon jun
기 기 基 基 ki gi kee ji
길 길 吉 吉 kil gil kil ji
남 남 男 男 nam nam nam nan
동 동 東 东 tong dong dong dong
만 만 萬 万 man man man wan
명 명 明 明 myŏng myeong myung ming
병 병 炳 炳 pyŏng byeong byung bing
봉 봉 鳳 凤 pong bong bong feng
분 분 粉 粉 pun bun boon fen
상 상 相 相 sang sang sang xiang
석 석 錫 锡 sŏk seok suk xi
선 선 善 善 sŏn seon sun shan
승 승 勝 胜 sŭng seung seung sheng
식 식 植 植 sik sik shik zhi
연 련 蓮 莲 yŏn yeon yun lian
용 룡 龍 龙 yong yong ryong long
우 우 雨 雨 u u woo yu
운 운 雲 云 un un woon yun
원 원 元 元 wŏn won won yuan
은 은 恩 恩 ŭn eun eun en
인 인 仁 仁 in in in ren
일 일 一 一 il il il yi
재 재 在 在 chae jae jae zai
종 종 鍾 钟 chong jong jong zhong
주 주 柱 柱 chu ju joo zhu
진 진 鎭 镇 chin jin jin zhen
창 창 昌 昌 ch'ang chang chang chang
춘 춘 春 春 ch'un chun choon chun
태 태 泰 泰 t'ae tae tae tai
학 학 學 学 hak hak hak xue
해 해 海 海 hae hae hae hai
향 향 香 香 hyang hyang hyang xiang
현 현 賢 贤 hyŏn hyeon hyun xian
혜 혜 惠 惠 hye hye hae hui
화 화 花 花 hwa hwa hwa hua
효 효 孝 孝 hyo hyo hyo xiao
훈 훈 勳 勋 hun hun hoon xun
금 금 錦 锦 kŭm geum keum jin
월 월 月 月 wŏl wol wol yue
복 복 福 福 pok bok bok fu
국 국 國 国 kuk guk kook guo
광 광 光 光 kwang gwang kwang guang
경 경 京 京 kyŏng gyeong kyung jing
근 근 根 根 kŭn geun keun gen
규 규 奎 奎 kyu gyu kyu kui
"""
HOMES = """
회령 會寧 Hoeryŏng Hoeryong
무산 茂山 Musan Moosan
온성 穩城 Onsŏng Onseong
종성 鍾城 Chongsŏng Jongseong
경원 慶源 Kyŏngwŏn Gyeongwon
경흥 慶興 Kyŏnghŭng Gyeongheung
라진 羅津 Rajin Najin
청진 淸津 Ch'ŏngjin Cheongjin
길주 吉州 Kilchu Gilju
명천 明川 Myŏngch'ŏn Myeongcheon
성진 城津 Sŏngjin Seongjin
혜산 惠山 Hyesan Hyesan
갑산 甲山 Kapsan Gapsan
삼수 三水 Samsu Samsu
강계 江界 Kanggye Ganggye
만포 滿浦 Manp'o Manpo
자성 慈城 Chasŏng Jaseong
초산 楚山 Ch'osan Chosan
위원 渭原 Wiwŏn Wiwon
신의주 新義州 Sinŭiju Sinuiju
의주 義州 Ŭiju Uiju
삭주 朔州 Sakchu Sakju
함흥 咸興 Hamhŭng Hamheung
원산 元山 Wŏnsan Wonsan
평양 平壤 P'yŏngyang Pyeongyang
개성 開城 Kaesŏng Gaeseong
해주 海州 Haeju Haeju
사리원 沙里院 Sariwŏn Sariwon
"""

_SURNAMES = [line.split() for line in SURNAMES.strip().splitlines()]
_GIVEN = [line.split() for line in GIVEN.strip().splitlines()]
_HOMES = [line.split() for line in HOMES.strip().splitlines()]
_SHARES = [int(each[8]) for each in _SURNAMES]
_PLAIN = str.maketrans("ŏŭŎŬ", "ouOU")


class _Someone:
    """A person as they are; files say it in their own ways."""

    def __init__(self, random: random.Random) -> None:
        self.surname = random.choices(_SURNAMES, _SHARES)[0]
        # A few syllables are in many names.
        picks = [_GIVEN[int(len(_GIVEN) * random.random() ** 1.5)] for _ in range(2)]
        self.given = picks[: 1 if random.random() < 0.04 else 2]
        self.born = date(1885, 1, 1) + timedelta(days=random.randrange(60 * 365))
        self.sex = random.choice(("male", "female"))
        self.home = random.choice(_HOMES)
        self.crossed = date(1958, 1, 1) + timedelta(days=random.randrange(1420))


def people(
    count: int, *, doubles: float = 0.03, seed: int = 1961
) -> tuple[Iterator[Person], set[tuple[str, str]]]:
    """So many files, and the pairs of them that are one person's."""
    chance = random.Random(seed)
    second = int(count * doubles)
    firsts = count - second
    origins = chance.sample(range(firsts), second)
    same = {(f"F{first:06}", f"F{firsts + place:06}") for place, first in enumerate(origins)}

    def written() -> Iterator[Person]:
        for place in range(count):
            origin = place if place < firsts else origins[place - firsts]
            # The person is drawn by number, the hand by file.
            someone = _Someone(random.Random(f"{seed} person {origin}"))
            yield _file(f"F{place:06}", someone, random.Random(f"{seed} file {place}"))

    return written(), same


def _file(number: str, someone: _Someone, chance: random.Random) -> Person:
    names = [_name(someone, chance)]
    if chance.random() < 0.15:
        names.append(_name(someone, chance))
    return Person(
        file=number,
        names=tuple(dict.fromkeys(names)),
        born=_born(someone.born, chance),
        sex="" if chance.random() < 0.05 else _sex(someone.sex, chance),
        home=_home(someone, chance),
        crossed=_crossed(someone.crossed, chance),
    )


def _name(someone: _Someone, chance: random.Random) -> str:
    surname, given = someone.surname, someone.given
    kind = chance.choices(range(8), (25, 15, 12, 12, 14, 8, 9, 5))[0]
    if kind <= 3:
        parts = [each[kind] for each in given]
        if chance.random() < 0.03:  # heard or copied wrongly
            parts[chance.randrange(len(parts))] = chance.choice(_GIVEN)[kind]
        return surname[kind] + "".join(parts)
    parts = [each[kind] for each in given]
    said = chance.choice(("", "-", " ") if kind != 7 else ("",)).join(parts)
    first = surname[kind]
    if chance.random() < 0.04:
        place = chance.randrange(len(said))
        said = said[:place] + chance.choice(("", "a", "n", said[place] * 2)) + said[place + 1 :]
    said = said[:1].upper() + said[1:]
    whole = f"{said} {first}" if chance.random() < 0.1 else f"{first} {said}"
    if kind == 4 and chance.random() < 0.5:
        whole = whole.translate(_PLAIN).replace("'", "")
    return whole.upper() if chance.random() < 0.1 else whole


def _born(born: date, chance: random.Random) -> str:
    if chance.random() < 0.08:
        return ""
    slip = chance.random()
    year = born.year + (0 if slip < 0.8 else chance.choice((-1, 1)) if slip < 0.95 else 2)
    if chance.random() < 0.6:
        return str(year)
    month, day = born.month, min(born.day, 28)
    if chance.random() < 0.06 and day <= 12:
        month, day = day, month
    if chance.random() < 0.06:
        day = chance.randrange(1, 29)
    return f"{year}-{month:02}-{day:02}"


def _sex(sex: str, chance: random.Random) -> str:
    return sex if chance.random() < 0.99 else "male" if sex == "female" else "female"


def _home(someone: _Someone, chance: random.Random) -> str:
    if chance.random() < 0.1:
        return ""
    home = someone.home if chance.random() < 0.88 else chance.choice(_HOMES)
    return chance.choices(home, (45, 25, 15, 15))[0]


def _crossed(crossed: date, chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < 0.15:
        return ""
    if drawn < 0.6:
        return crossed.isoformat()
    if drawn < 0.85:
        return (crossed + timedelta(days=chance.randrange(-12, 13))).isoformat()
    return (date(1958, 1, 1) + timedelta(days=chance.randrange(1420))).isoformat()
