"""What tells two like names apart, in words: a place, a number, a branch, a legal form, or only their spelling."""

from __future__ import annotations

import re
from functools import cache

from promo_desk.fields.message import Message
from promo_desk.store.sounds import sound
from promo_desk.store.stems import Stem

_PLACES = """
北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州
云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州
廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔
沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨
齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城
扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵
安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江
新余 鹰潭 赣州 吉安 宜春 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 郑州
开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州
荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州
韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林
梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元
遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通
丽江 普洱 临沧 大理 拉萨 日喀则 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威
张掖 平凉 酒泉 庆阳 定西 陇南 西宁 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昆山 义乌 华东 华南
华北 华中 西南 西北 东北 中国 亚洲 亚太 日本 韩国 美国 英国 德国 法国 新加坡 印度 台北 越南 泰国 马来西亚 beijing
shanghai guangzhou shenzhen tianjin chongqing hongkong macau taiwan china asia japan korea singapore india vietnam
thailand malaysia germany france america europe usa hangzhou suzhou nanjing wuhan chengdu foshan dongguan zhuhai
qingdao dalian xiamen ningbo wuxi guangdong jiangsu zhejiang sichuan fujian shandong
"""
_BRANCH = re.compile("[分子总]公司|[分支]行|分[部厂店院所]|办事处|代表处|branch|subsidiary|representativeoffice")
_NUMBER = re.compile("[0-9]+|[一二三四五六七八九十]")


@cache
def _place() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_PLACES.split(), key=len, reverse=True)))


def apart(one: str, other: str) -> Message | None:
    """Why two stems are surely not one firm though they look alike: each names a place or a number the other does not.

    A place or number that only one of them names proves nothing.
    """
    here, there = _only(_place(), one, other), _only(_place(), other, one)
    if here and there:
        return Message("another place: {here}, not {there}", {"here": here, "there": there})
    here, there = _only(_NUMBER, one, other), _only(_NUMBER, other, one)
    if here and there:
        return Message("another number: {here}, not {there}", {"here": here, "there": there})
    return None


def _only(find: re.Pattern[str], one: str, other: str) -> str:
    """What the first holds and the second does not."""
    return ", ".join(sorted({*find.findall(one)} - {*find.findall(other)}))


def difference(one: Stem, other: Stem) -> Message:
    """What a person should look at to say whether two like names are one firm."""
    if one.bare == other.bare:
        return _of_form(one, other)
    if bool(_BRANCH.search(one.bare)) != bool(_BRANCH.search(other.bare)):
        return Message("one is a branch or a subsidiary")
    if one.bare in other.bare or other.bare in one.bare:
        return Message("one name is part of the other")
    if place_put_in(*sorted((one.bare, other.bare), key=len)):
        return Message("only one names a place")
    if sounds_same(one, other):
        return Message("sounds the same, is written otherwise")
    return Message("spelt nearly the same")


_KINDS_OF_PLACE = ("省", "市", "区", "县", "")


def place_put_in(shorter: str, longer: str) -> bool:
    """Whether the longer stem is the shorter one with a place in it: 华为(广州)技术 and 华为技术."""
    more = len(longer) - len(shorter)
    if not 2 <= more <= 12:
        return False
    at = next((n for n, pair in enumerate(zip(shorter, longer, strict=False)) if pair[0] != pair[1]), len(shorter))
    inside = longer[at:at + more]
    return longer[at + more:] == shorter[at:] and _is_place(inside)


def _is_place(word: str) -> bool:
    return any(word.endswith(end) and _place().fullmatch(word.removesuffix(end)) for end in _KINDS_OF_PLACE)


def without_places(bare: str) -> str:
    """A stem without the places in it."""
    return _place_and_kind().sub("", bare)


@cache
def _place_and_kind() -> re.Pattern[str]:
    return re.compile(f"(?:{_place().pattern})[省市区县]?")


def sounds_same(one: Stem, other: Stem) -> bool:
    return not one.bare.isascii() and len(one.bare) == len(other.bare) and sound(one.bare) == sound(other.bare)


def _of_form(one: Stem, other: Stem) -> Message:
    if one.group != other.group:
        return Message("only one calls itself a group")
    if not one.agrees(other):
        return Message("another legal form")
    return Message("the same name")
