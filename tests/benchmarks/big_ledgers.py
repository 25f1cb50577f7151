"""Large ledgers as an office has them, made up, the same on every run, and kept in the temporary folder.

``register``: one company a row, 25 columns. ``contacts``: the same with a contact, so two linked records a row.
``small``: 12 columns, for 10,000 rows. ``narrow``: 5 columns, for a million.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from names import companies, respelt
from openpyxl import Workbook

Row = tuple[Any, ...]
Column = Callable[[int, str, random.Random], Any]
"""A cell of a row's number and company, by the dice."""
_MADE = 5
"""Raised when other cells are made: older files are then left alone."""

_SECTORS = "生物医药 汽车 新能源 新材料 软件 半导体 人工智能 食品 物流 金融 商贸 文化 航空 家电 服装 机械"
_DISTRICTS = "越秀区 海珠区 荔湾区 天河区 白云区 黄埔区 花都区 番禺区 南沙区 从化区 增城区"
_COUNTRIES = "中国 美国 日本 德国 法国 英国 韩国 新加坡 瑞士 荷兰"
_OWNERSHIPS = ("国有", "民营", "外资", "港澳台资", "合资")
_ROADS = "新港东路 黄埔大道 科学大道 天河路 中山大道 花城大道 广州大道北 香雪大道 开泰大道 海涌路"
_FAMILY, _GIVEN = "王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰"
_TRADES = ("研发", "生产", "销售", "技术服务", "进出口", "供应链管理", "检测", "咨询")
_GOODS = ("新能源汽车零部件", "创新药", "显示面板", "工业软件", "储能电池", "医疗器械", "冷链食品", "航空部件", "家电")
_POSTS = ("总经理", "副总经理", "投资总监", "办公室主任", "Project manager", "Director")
_DIGITS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(number: int) -> str:
    """A code that is right by GB 32100: its last place is counted from the others."""
    body = f"91440101MA{number:07}"
    total = sum(_DIGITS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + _DIGITS[-total % 31]


def _now_and_then(share: float, cell: Column) -> Column:
    return lambda n, name, dice: cell(n, name, dice) if dice.random() < share else None


def _one_of(words: Any) -> Column:
    return lambda n, name, dice: dice.choice(words)


def _person(_n: int, _name: str, dice: random.Random) -> str:
    return dice.choice(_FAMILY) + "".join(dice.choices(_GIVEN, k=dice.choice((1, 2, 2))))


def _address(_n: int, _name: str, dice: random.Random) -> str:
    district = dice.choice(_DISTRICTS.split())
    return f"广州市{district}{dice.choice(_ROADS.split())}{dice.randrange(1, 900)}号{dice.randrange(1, 40)}楼"


def _amount(_n: int, _name: str, dice: random.Random) -> float | int:
    return dice.choice((dice.randrange(1, 500) * 100, round(dice.uniform(10, 90_000), 2)))


def _day(_n: int, _name: str, dice: random.Random) -> date:
    return date(1995, 1, 1) + timedelta(dice.randrange(10_000))


def _english(n: int, _name: str, dice: random.Random) -> str:
    return f"{dice.choice(('Huaxin', 'Apex', 'Nova', 'Delta', 'Orient'))} {n} Technologies Co., Ltd."


_REGISTER: dict[str, Column] = {
    "企业名称": lambda n, name, dice: name,
    "统一社会信用代码": lambda n, name, dice: credit_code(n),
    "简称": lambda n, name, dice: name[:-4].rstrip(", "),
    "曾用名": _now_and_then(0.3, lambda n, name, dice: f"{name[:3]}{n}贸易有限公司"),
    "品牌": _now_and_then(0.5, lambda n, name, dice: f"{name[2:4]}{n % 97}"),
    "行业": _one_of(_SECTORS.split()),
    "国别": _one_of(_COUNTRIES.split()),
    "所在区": _one_of(_DISTRICTS.split()),
    "企业性质": _one_of(_OWNERSHIPS),
    "上市情况": _now_and_then(0.8, lambda n, name, dice: f"SZ{n % 4000:06}"),
    "法定代表人": _person,
    "注册资本（万元）": _amount,
    "成立日期": _day,
    "员工人数": lambda n, name, dice: dice.randrange(1, 20_000),
    "年营业收入（万元）": _amount,
    "年纳税额（万元）": _amount,
    "网站": lambda n, name, dice: f"https://www.firm-{n}.example",
    "地址": _address,
    "经营范围": lambda n, name, dice: "、".join(
        f"{dice.choice(_GOODS)}{trade}" for trade in dice.sample(_TRADES, dice.randrange(2, 5))),
    "标签": _one_of(("重点", "总部", "专精特新", "高新技术企业")),
    "资质": _now_and_then(0.4, _one_of(("国家级专精特新", "省级工程中心", "世界500强"))),
    "用电量（千瓦时）": lambda n, name, dice: dice.randrange(10**6),
    "别名": _now_and_then(0.5, _english),
    "客商状态": _one_of(("目标", "Lead", "已投资", "租户")),
    "备注": _now_and_then(0.5, lambda n, name, dice: f"{dice.randrange(1, 13)}月来电，拟增资{n % 90}00万元。"),
}
_CONTACTS = {header: cell for header, cell in _REGISTER.items()
             if header not in ("用电量（千瓦时）", "客商状态", "资质", "品牌")} | {
    "联系人": _person,
    "联系人职务": _one_of(_POSTS),
    "联系电话": lambda n, name, dice: dice.choice((f"13{n:09}", f"020-8{n % 10**7:07}", f"+86 138 {n % 10**8:08}")),
    "电子邮箱": lambda n, name, dice: f"contact{n}@firm-{n}.example",
}
_SMALL = {header: _REGISTER[header] for header in (
    "企业名称", "统一社会信用代码", "行业", "所在区", "企业性质", "法定代表人", "注册资本（万元）", "成立日期",
    "员工人数", "网站", "地址", "经营范围")}
_NARROW = {header: _REGISTER[header] for header in ("企业名称", "所在区", "法定代表人", "员工人数", "地址")}
LEDGERS: dict[str, dict[str, Column]] = {
    "register": _REGISTER, "contacts": _CONTACTS, "small": _SMALL, "narrow": _NARROW}


def rows(kind: str, count: int, seed: int = 1, again: float = 0.0) -> Iterator[Row]:
    """The rows under the headers; ``again`` is the share of names that come respelt and without their code."""
    dice = random.Random(seed)
    cells = tuple(LEDGERS[kind].items())
    for n, name in enumerate(_names(count), 1):
        slip = dice.random() < again
        yield tuple(None if slip and header == "统一社会信用代码" else
                    cell(n, respelt(name, dice) if slip else name, dice) for header, cell in cells)


def _names(count: int) -> list[str]:
    """Made-up names run out of new ones at some hundred thousand: beyond that they are numbered."""
    some = companies(min(count, 200_000))
    return [name if n < len(some) else f"{name[:-4]}第{n}分公司" for n in range(count)
            for name in (some[n % len(some)],)]


def ledger(kind: str, count: int, again: float = 0.0) -> Path:
    """The workbook, made once: a title line, the headers, the rows."""
    folder = Path(tempfile.gettempdir()) / "promo-desk-benchmarks"
    path = folder / f"{kind}-{count}-{again:g}-v{_MADE}.xlsx"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        book = Workbook(write_only=True)
        sheet = book.create_sheet("企业名录")
        sheet.append(["企业名录"])
        sheet.append(list(LEDGERS[kind]))
        for row in rows(kind, count, again=again):
            sheet.append(row)
        unfinished = path.with_suffix(".part")
        book.save(unfinished)
        unfinished.replace(path)
    return path
