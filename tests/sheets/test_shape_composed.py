# ruff: noqa: E501  # small ledgers are read as tables
"""Ledgers composed of random parts: exactly the records come back, whatever stands between and around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from books import raw
from hypothesis import given, settings
from hypothesis import strategies as st

from promo_desk.sheets.cells import Box
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.shape import find_shape, tables_of

Line = tuple[Any, ...]
Made = tuple[list[Line], list[int]]
FIRMS = ("甲科技有限公司", "合计科技有限公司", "总计网络股份有限公司", "备注软件有限公司", "Total Energies Co., Ltd.", "Sum Ltd", "南沙港务集团",
         "平均数据有限公司", "广州说明书印刷厂", "Acme Inc", "一诺医药有限公司", "第一批发市场有限公司", "其中正餐饮有限公司", "小计算机公司")
DISTRICTS = ("白云区", "海珠区", "天河区", "南沙区")
LABELS = ("一、重点项目", "（二）一般项目", "Ⅲ. 储备项目", "白云区：", "2017年第一季度", "Q1 2017", "在建项目", "签约类项目（3个）", "第二批")
NOTES = ("备注：1.数据截至11月底。", "注：含增资", "* 不含税", "数据来源：各区报送", "以下无正文", "第1页 共3页", "审核人：王五  制表人：李四",
         "Source: park offices", "Prepared by Li, 1 Dec 2017", "说明：投资额以合同为准，到位资金以验资报告为准。", "本表一式三份", "（盖章）")
TITLES = ("2017年签约项目台账", "广州市招商引资重点项目一览表", "Pipeline 2017")
FACTS = ("填报单位：投促局 填报人：张三 填报时间：2017年12月1日", "所属片组：一组  联系人：李四", "Prepared by: Li  Date: 2017-12-01")


@st.composite
def records(draw: st.DrawFn, number: int) -> Line:
    """A record: its name, and of the rest what happens to be known."""
    amount = draw(st.one_of(st.none(), st.integers(1, 900), st.floats(0.5, 90, allow_nan=False).map(lambda n: round(n, 2))))
    return (number, draw(st.sampled_from(FIRMS)), draw(st.one_of(st.none(), st.sampled_from(DISTRICTS))),
            draw(st.sampled_from(("张三", "李四", None))), amount,
            draw(st.sampled_from((None, "待定", "注：已移交", "合计用地30亩", "详见附件", "小计未含设备"))))


def _sum_row(draw: st.DrawFn, words: tuple[str, ...], lines: list[Line], column: int) -> Line:
    total = sum(line[4] or 0 for line in lines) or 1
    row: list[Any] = [None] * 6
    row[column], row[4] = draw(st.sampled_from(words)), total
    return tuple(row)


@st.composite
def ledgers(draw: st.DrawFn) -> Made:
    """The rows, and the numbers of those that are records."""
    rows: list[Line] = [(text,) for text in draw(st.lists(st.sampled_from(TITLES), max_size=1))]
    rows += [(text,) for text in draw(st.lists(st.sampled_from(FACTS), max_size=1))]
    rows += draw(st.sampled_from(([], [(None, None, None, None, None, "单位：万元")], [("单位：亿元",)])))
    head, places = draw(st.sampled_from(HEADS)), []
    rows += head
    rows += draw(st.sampled_from(([], [(1, 2, 3, 4, 5, 6)])))
    written: list[Line] = []
    for _ in range(draw(st.integers(1, 4))):
        rows += [(text,) for text in draw(st.lists(st.sampled_from(LABELS), max_size=1))]
        part: list[Line] = []
        for _ in range(draw(st.integers(1, 5))):
            part.append(draw(records(len(written) + len(part) + 1)))
            rows.append(part[-1])
            places.append(len(rows))
        written += part
        rows += [_sum_row(draw, ("小计", "小  计", "白云区小计", "Subtotal"), part, draw(st.integers(0, 2)))] * draw(st.integers(0, 1))
        rows += draw(st.sampled_from(([], [], [()], [(), ()], [head[-1]], [(None, " ")])))
    rows += [_sum_row(draw, ("合计", "合　计", "总计", "Total", "合计（万元）", "平均"), written, draw(st.integers(0, 2)))] * draw(st.integers(0, 1))
    rows += draw(st.sampled_from(([], [()])))
    rows += [(text,) for text in draw(st.lists(st.sampled_from(NOTES), max_size=4))]
    return rows, places


LEAF = ("序号", "企业名称", "所属区", "联系人", "总投资额", "备注")
HEADS: tuple[list[Line], ...] = (
    [LEAF], [("No.", "Company", "District", "Contact", "Total investment", "Remarks")],
    [("序号", "企业名称", None, "联系情况", None, "备注"), (None, None, "所属区", "联系人", "总投资额", None)],
    [LEAF, (None, None, None, None, "（亿元）", None, "（亩）")],
    [("基本情况", None, None, "其他情况", None, None), LEAF],
)
MERGED: dict[int, Callable[[int], tuple[Box, ...]]] = {
    2: lambda top: ((top, 1, top + 1, 1), (top, 2, top + 1, 2), (top, 4, top, 5), (top, 6, top + 1, 6)),
    4: lambda top: ((top, 1, top, 3), (top, 4, top, 6))}


@settings(max_examples=400, deadline=None)
@given(ledgers())
def test_exactly_the_records_come_back(made: Made) -> None:
    rows, places = made
    top = next(at for at, row in enumerate(rows, 1) if any(row == head[0] for head in HEADS))
    merged: tuple[Box, ...] = next((MERGED[at](top) for at, head in enumerate(HEADS) if at in MERGED and rows[top - 1] == head[0]), ())
    found = find_shape(raw(*rows, merged=merged), known_header)
    assert list(found.records()) == places, [(row, found.fate(row), rows[row - 1]) for row in range(1, len(rows) + 1)]
    assert {row for row in range(1, len(rows) + 1) if found.fate(row) == "record"} == set(places)


@settings(max_examples=100, deadline=None)
@given(ledgers(), ledgers())
def test_two_ledgers_below_one_another(one: Made, two: Made) -> None:
    rows = [*one[0], (), *two[0]]
    tables = tables_of(raw(*rows), known_header)
    wanted = {*one[1], *(place + len(one[0]) + 1 for place in two[1])}
    assert {row for table in tables for row in table.shape.records()} == wanted
