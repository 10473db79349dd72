"""How the Chinese characters of Korean names are read, in Korean and in pinyin.

Owns the table of the characters that surnames and given names are commonly
written with (and some that places are), traditional and simplified, and a look at
it from either side.
How names are cut and compared is left to ``names``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

# A line is a Korean reading, then for each pinyin syllable the characters so read.
# A reading is written as the character has it at the end of a word: 리, not 이.
SURNAMES: Final = """
가 jia 賈贾
간 jian 簡简
갈 ge 葛
감 gan 甘
강 jiang 姜江 kang 康 qiang 強强
경 qing 慶庆 jing 景
고 gao 高
공 kong 孔
곽 guo 郭
구 ju 具 qiu 丘邱
국 ju 鞠 guo 國国
권 quan 權权
금 qin 琴
기 qi 奇
길 ji 吉
김 jin 金
라 luo 羅罗
로 lu 盧卢魯鲁
류 liu 柳劉刘
륙 lu 陸陆
려 lü 呂吕
렴 lian 廉
림 lin 林
리 li 李
량 liang 梁
룡 long 龍龙
마 ma 馬马麻
맹 meng 孟
명 ming 明
모 mou 牟 mao 毛
목 mu 睦
문 wen 文
민 min 閔闵
박 piao 朴 pu 朴
반 pan 潘 ban 班
방 fang 方房 pang 龐庞
배 pei 裵裴
백 bai 白
범 fan 范
변 bian 卞邊边
복 bu 卜
봉 feng 奉
부 fu 夫
빈 bin 賓宾
사 shi 史 xie 謝谢
상 shang 尙尚
서 xu 徐 xi 西
석 shi 石 xi 昔
선 xuan 宣
설 xue 薛 xie 偰
성 cheng 成
소 su 蘇苏 shao 邵
손 sun 孫孙
송 song 宋
승 cheng 承
시 shi 施
신 shen 申愼慎 xin 辛
심 shen 沈
안 an 安
양 yang 楊杨
어 yu 魚鱼
엄 yan 嚴严
여 yu 余
연 yan 延燕
엽 ye 葉叶
예 rui 芮
오 wu 吳吴
옥 yu 玉
온 wen 溫温
왕 wang 王
우 yu 禹 yu 于
원 yuan 元袁
위 wei 魏韋韦
유 yu 兪俞庾
윤 yin 尹
은 yin 殷
음 yin 陰阴
이 yi 伊異异
인 yin 印
임 ren 任
장 zhang 張张章 jiang 蔣蒋 zhuang 莊庄
전 quan 全 tian 田 qian 錢钱
정 zheng 鄭郑 ding 丁 cheng 程
제 zhu 諸诸
조 zhao 趙赵 cao 曺曹
좌 zuo 左
주 zhu 朱 zhou 周
지 chi 池 zhi 智
진 chen 陳陈 qin 秦 jin 晉晋
차 che 車车
채 cai 蔡
천 qian 千
최 cui 崔
추 qiu 秋 zou 鄒邹
탁 zhuo 卓
태 tai 太
팽 peng 彭
편 pian 片
표 biao 表
풍 feng 馮冯
피 pi 皮
하 he 河
한 han 韓韩
함 xian 咸
허 xu 許许
현 xuan 玄
형 xing 邢
호 hu 扈胡
홍 hong 洪
황 huang 黃黄
남 nan 南
단 duan 段
도 du 都 tao 陶
동 dong 董
두 du 杜
남궁 nangong 南宮南宫
독고 dugu 獨孤独孤
동방 dongfang 東方东方
사공 sikong 司空
서문 ximen 西門西门
선우 xianyu 鮮于鲜于
제갈 zhuge 諸葛诸葛
황보 huangfu 皇甫
"""

GIVEN: Final = """
가 jia 嘉佳家 ke 可
각 jue 覺觉 ge 閣阁
간 gan 幹干 jian 簡简
갑 jia 甲
강 gang 剛刚綱纲鋼钢 jiang 江 kang 康 qiang 強强
개 kai 開开 jie 介
건 jian 建健鍵键 qian 乾
걸 jie 傑杰
검 jian 劍剑儉俭
경 jing 京景經经敬竟鏡镜璟警 qing 慶庆卿 geng 耕庚 qiong 瓊琼
계 gui 桂 ji 季繼继 qi 啓启 xi 溪 jie 界階阶
고 gao 高 gu 古固
곡 gu 谷
곤 kun 坤昆
공 gong 公功工 kong 孔
과 guo 果
관 guan 官觀观貫贯冠 kuan 寬宽
광 guang 光廣广珖 kuang 鑛
교 jiao 敎教嬌娇 qiao 喬乔
구 jiu 九久 qiu 求球丘 gui 龜龟
국 guo 國国 ju 菊
군 jun 君軍军 jun 郡
권 quan 權权
귀 gui 貴贵歸归龜龟
규 gui 圭珪 kui 奎
균 jun 均鈞钧
극 ke 克 ji 極极
근 gen 根 jin 近謹谨瑾槿 qin 勤
금 jin 金錦锦今 qin 琴
기 ji 基紀纪記记己機机 qi 起奇琪琦旗期其氣气淇麒
길 ji 吉
나 na 娜那
남 nan 南男楠
내 nai 乃
녀 nü 女
년 nian 年
녕 ning 寧宁
능 neng 能
다 duo 多 cha 茶
단 dan 丹旦 duan 端
달 da 達达
담 tan 談谈潭 dan 淡
대 da 大 dai 代
덕 de 德悳
도 dao 道導导島岛 du 度 tu 圖图 tao 桃濤涛
독 du 獨独篤笃
돈 dun 敦惇
동 dong 東东冬棟栋動动洞 tong 同童桐
두 dou 斗 du 杜 tou 頭头
득 de 得
등 deng 登等
라 luo 羅罗
락 luo 洛 le 樂乐
란 lan 蘭兰
람 lan 藍蓝
래 lai 來来
량 liang 良亮梁
려 li 麗丽
력 li 力歷历
련 lian 蓮莲練练連连
렬 lie 烈列
렴 lian 廉
령 ling 玲鈴铃靈灵嶺岭令領领
례 li 禮礼例
로 lu 路魯鲁露 lao 老
록 lu 祿禄綠鹿 lü 綠绿
뢰 lai 賴赖
룡 long 龍龙
루 lou 樓楼
류 liu 柳流
륜 lun 倫伦輪轮
률 lü 律 li 栗
륭 long 隆
릉 ling 陵
리 li 利理李里莉梨
린 lin 麟鱗
림 lin 林琳霖
립 li 立
마 ma 馬马
만 wan 萬万 man 滿满
말 mo 末
매 mei 梅
맹 meng 孟
면 mian 勉綿绵
명 ming 明命鳴鸣銘铭名
모 mu 模
목 mu 木睦
묘 miao 妙
무 wu 武務务 mao 茂
묵 mo 默
문 wen 文紋汶 men 門门 men 們们
미 mei 美 mi 米
민 min 民敏旼珉玟
박 bo 博
반 ban 班 pan 盤
발 fa 發发 bo 渤
방 fang 芳 bang 邦
배 pei 培 bei 倍
백 bai 百白柏 bo 伯
번 fan 繁
범 fan 範范凡帆
법 fa 法
벽 bi 碧
변 bian 邊边
별 bie 別别
병 bing 炳秉丙柄兵昞
보 bao 寶宝保 fu 甫輔辅 pu 普 bu 步
복 fu 福復复馥
본 ben 本
봉 feng 鳳凤峰峯奉鋒锋逢
부 fu 富夫
북 bei 北
분 fen 芬粉
붕 peng 鵬鹏
비 bi 比 fei 飛飞
빈 bin 彬斌濱
빙 bing 冰
사 shi 士史 si 思四 sha 沙
삭 shuo 朔
산 shan 山
삼 san 三
상 xiang 相祥翔象 shang 尙尚商上 chang 常
새 sai 塞
서 shu 書书 rui 瑞 xu 序緖绪
석 shi 石奭 xi 錫锡昔 shuo 碩硕
선 shan 善 xian 仙先鮮鲜 xuan 宣璇
설 xue 雪 shuo 說说
섭 xie 燮 she 涉 ye 葉叶
성 cheng 成城誠诚 sheng 聖圣盛聲声晟 xing 星性
세 shi 世 sui 歲岁 xi 細细
소 xiao 小笑 su 素蘇苏 zhao 昭
속 su 速
손 sun 孫孙
송 song 松宋
수 xiu 秀修 shou 壽寿守首手 zhu 洙 shui 水 shu 樹树
숙 shu 淑叔熟 su 肅肃
순 shun 順顺舜 chun 淳純纯 xun 旬
숭 chong 崇
슬 se 瑟
승 sheng 勝胜昇升 cheng 承乘 seng 僧
시 shi 時时始詩诗 shi 市
식 zhi 植 shi 式食湜
신 xin 信新辛 shen 神
실 shi 實实
심 xin 心 shen 深
쌍 shuang 雙双
아 ya 雅亞亚 er 兒儿 e 娥
악 yue 岳 le 樂乐
안 an 安 yan 顔颜
암 yan 巖岩
애 ai 愛爱
앵 ying 鶯莺
야 ye 野
약 ruo 若
양 yang 陽阳洋 rang 壤
억 yi 億亿
언 yan 彦彥言
업 ye 業业
여 ru 如汝
역 yi 易驛
연 yan 延姸妍燕硏研 yuan 淵渊 ran 然 juan 娟
열 yue 悅悦 re 熱热
염 yan 艶艳炎
엽 ye 葉叶曄
영 yong 永泳咏 ying 英映營迎影瑛暎 rong 榮荣
예 yi 藝艺 yu 豫 rui 叡睿
오 wu 五悟吾
옥 yu 玉 wo 沃
온 wen 溫温 wen 穩稳
완 wan 完琬
왕 wang 旺王
외 wai 外
요 yao 堯尧要
용 yong 勇用容 rong 容鎔
우 yu 宇雨禹 you 友右佑祐優优 niu 牛
욱 xu 旭 yu 煜郁昱
운 yun 雲云運运
웅 xiong 雄熊
원 yuan 元遠远源原園园媛圓圆苑 yuan 院
월 yue 月
위 wei 威偉伟衛卫 wei 渭
유 you 有由 yu 裕 wei 維维惟 rou 柔 ru 儒
육 yu 育
윤 yun 允玧 run 潤润 yin 尹胤
융 rong 融
은 en 恩 yin 銀银殷
을 yi 乙
음 yin 音
응 ying 應应
의 yi 義义意儀仪宜毅依
이 yi 以怡伊 er 二
익 yi 益翼翊
인 ren 仁人 yin 寅印
일 ri 日 yi 一壹逸鎰镒
임 ren 任壬
자 zi 子紫 ci 慈
작 zuo 作
잠 can 蠶
장 zhang 長长章璋 chang 長长 zhuang 莊庄壯壮
재 zai 在載载宰再栽 cai 才財财材
저 zhe 著
적 ji 積积
전 quan 全 dian 典電电 zhan 戰战 zhuan 傳 chuan 傳传
절 jie 節节
점 dian 點点
접 die 蝶
정 zheng 正政鄭 zhen 貞贞禎祯楨桢 jing 靜静晶精靖 ting 廷庭亭 ding 定鼎丁 qing 情
제 ji 濟济 di 弟帝 zhi 製制 qi 齊齐
조 zhao 照兆朝 zu 祖 chao 朝
종 zong 宗 zhong 鍾钟鐘種种終终 cong 從从
좌 zuo 左佐
주 zhu 柱珠朱主株 zhou 周州舟洲
죽 zhu 竹
준 jun 俊峻埈駿骏浚濬 zhun 準准
중 zhong 中重仲
증 zeng 曾增
지 zhi 志智芝知之枝 di 地 chi 池遲
직 zhi 直稙織织
진 zhen 鎭镇珍眞真振震鎮 jin 進进晉晋 chen 辰 jin 津
집 ji 集
징 cheng 澄
차 ci 次 che 車车
찬 zan 贊赞讚 can 燦灿粲 zuan 纘
창 chang 昌暢畅 cang 滄沧蒼苍倉仓 zhang 彰
채 cai 彩菜采綵
책 ce 策
처 chu 處处
척 chi 尺
천 tian 天 qian 千 quan 泉 chuan 川
철 zhe 哲喆 tie 鐵铁 che 澈徹彻
첨 zhan 瞻
청 qing 淸清靑青晴
초 cao 草 chu 初楚 chao 超
촌 cun 村
총 cong 聰聪 zong 總总
추 qiu 秋
축 zhu 祝
춘 chun 春椿
출 chu 出
충 zhong 忠衷 chong 充
취 cui 翠
치 zhi 治致稚置 chi 治
칠 qi 七
침 chen 沈
쾌 kuai 快
탁 zhuo 卓倬
태 tai 泰太台態态 dui 兌
택 ze 澤泽擇择 zhai 宅
통 tong 通
파 bo 波
판 pan 判 ban 板
팔 ba 八
평 ping 平
포 pu 浦
표 biao 表彪
풍 feng 豊丰風风
필 bi 弼必畢毕筆笔
하 xia 夏霞 he 河荷
학 he 鶴鹤 xue 學学
한 han 漢汉韓韩翰
함 han 含 xian 咸
항 heng 恒恆 hang 航
해 hai 海
행 xing 幸行杏
향 xiang 香鄕乡
허 xu 許许
헌 xian 憲宪獻献
혁 he 赫 ge 革
현 xian 賢贤顯显現现 xuan 鉉铉炫玄 xian 縣县
협 xie 協协
형 heng 亨衡 xiong 兄 jiong 炯 xin 馨 ying 瀅
혜 hui 惠慧蕙
호 hao 浩昊好鎬豪皓镐 hu 虎湖
혼 hun 混
홍 hong 洪弘紅红虹鴻鸿
화 hua 花華华化畫画 he 和
환 huan 煥焕桓歡欢環环
활 huo 活
황 huang 皇晃
회 hui 會会 huai 懷怀
효 xiao 孝曉晓效
후 hou 厚后候
훈 xun 勳勋訓训勛薰壎 hun 琿珲
휘 hui 輝辉徽暉
휴 xiu 休
흑 hei 黑
흥 xing 興兴
희 xi 熙喜希禧嬉羲 ji 姬
"""


@dataclass(frozen=True)
class Characters:
    """One side of the table, surnames or given names, to be asked from both ends."""

    readings: dict[str, frozenset[str]]
    """The Korean readings of a character, or of a surname of two characters."""
    pinyin: dict[str, frozenset[str]]
    """The Korean readings of the characters that a pinyin syllable may stand for."""


def _read(table: str) -> Characters:
    readings: dict[str, set[str]] = {}
    pinyin: dict[str, set[str]] = {}
    for line in table.split("\n"):
        reading, _, rest = line.partition(" ")
        parts = rest.split()
        for sound, written in zip(parts[::2], parts[1::2], strict=True):
            pinyin.setdefault(sound.replace("ü", "u"), set()).add(reading)
            width = len(reading)
            for start in range(0, len(written), width):
                readings.setdefault(written[start : start + width], set()).add(reading)
    return Characters(
        {char: frozenset(said) for char, said in readings.items()},
        {sound: frozenset(said) for sound, said in pinyin.items()},
    )


@lru_cache(maxsize=1)
def surnames() -> Characters:
    """The characters of surnames."""
    return _read(SURNAMES)


@lru_cache(maxsize=1)
def given() -> Characters:
    """The characters of given names."""
    return _read(GIVEN)
