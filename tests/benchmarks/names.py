"""Names of companies as the registry has them, made up; and how people misspell them."""

from __future__ import annotations

import random

_PLACES = """
北京 上海 广州 深圳 天津 重庆 苏州 杭州 南京 武汉 成都 西安 长沙 厦门 青岛
佛山 东莞 珠海 中山 惠州 宁波 无锡 郑州 济南 合肥 福州 昆明 贵阳 南昌 大连
"""
_TRADES = """
科技 技术 实业 电子 贸易 投资 生物科技 信息技术 新能源 汽车零部件 医药 食品 物流 网络科技 智能装备 建筑工程
文化传媒 环保科技 新材料 半导体 精密机械 供应链管理 企业管理 房地产开发 软件
"""
_FIRST = """
Huawei Apex Nova Delta Orient Pacific Summit Global Sino Asia Golden Silver Blue Green Bright Star Union
First Grand Royal Pioneer Vertex Quantum Fusion Zenith Horizon Atlas Titan Orion Polar
"""
_SECOND = """
Technologies Electronics Trading Holdings Biotech Motors Energy Logistics Networks Systems Materials
Robotics Semiconductor Foods Pharma Software Capital Industries
"""
PLACES, TRADES, FIRST, SECOND = (words.split() for words in (_PLACES, _TRADES, _FIRST, _SECOND))
WORD = ("华为腾讯阿里巴百度京东方正大中兴科美的格力海尔康佳创维立比亚迪长城吉利奇瑞广汽上新天地人和平安"
        "金银铜铁宝石玉龙凤虎鹏飞云星月日光明亮丽水木火土山川江河湖洋林森松柏梅兰竹菊春夏秋冬东西南北"
        "高远达通顺福禄寿喜德仁义礼智信诚实建国民生活物联网数字恒盛泰鑫源隆昌瑞祥嘉华辉宏博雅思语乐易捷优品质")
FORMS = ["有限公司"] * 8 + ["股份有限公司", "集团有限公司", "有限责任公司"]
LATIN_FORMS = ("Co., Ltd.", "Ltd.", "Inc.", "LLC", "GmbH", "Corporation", "Pte. Ltd.")


def chinese(dice: random.Random) -> str:
    place = dice.choice(PLACES) if dice.random() < 0.85 else ""
    word = "".join(dice.choices(WORD, k=dice.choice((2, 2, 2, 3, 4))))
    return place + word + dice.choice(TRADES) + dice.choice(FORMS)


def latin(dice: random.Random) -> str:
    word = dice.choice(FIRST) + dice.choice(("", "", "tek", "on", "ia", "max", "core", str(dice.randrange(100))))
    return f"{word} {dice.choice(FIRST)} {dice.choice(SECOND)} {dice.choice(LATIN_FORMS)}"


def companies(count: int, seed: int = 1, latin_share: float = 0.15) -> list[str]:
    """Different names, mostly Chinese."""
    dice = random.Random(seed)
    made: dict[str, None] = {}
    while len(made) < count:
        made[latin(dice) if dice.random() < latin_share else chinese(dice)] = None
    return list(made)


def respelt(name: str, dice: random.Random) -> str:
    """The name as a second delivery has it: a letter lost or wrong or exchanged, the form or the place gone."""
    at = dice.randrange(len(name) - 5)
    ways = [name[:at] + name[at + 1:], name[:at] + dice.choice(WORD if name[at] > "一" else "aeiourst") + name[at + 1:],
            name[:at] + name[at + 1] + name[at] + name[at + 2:]]
    for form in (*FORMS, *LATIN_FORMS):
        if name.endswith(form):
            ways.append(name[:-len(form)].strip())
            ways.append(name[:-len(form)] + dice.choice(FORMS if form in FORMS else LATIN_FORMS))
            break
    ways += [name[len(place):] for place in PLACES if name.startswith(place)]
    return dice.choice([way for way in ways if way != name] or [name])
