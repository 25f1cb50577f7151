# ruff: noqa: E501  # small ledgers are read as tables
"""Ledgers as offices make them, one habit each: which rows are records, and what every other row is.

A ledger is written as rows with their fate in front: ``R`` a record, ``T`` total, ``S`` subtotal, ``N`` note, ``G`` a
label, ``H`` header, ``h`` the header repeated, ``B`` blank, ``t`` title, ``f`` facts, ``u`` unit, ``.`` beyond the table.
"""

import pytest
from books import raw

from promo_desk.sheets.cells import Box
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.shape import Shape, find_shape

FATES = {"R": "record", "T": "total", "S": "subtotal", "N": "note", "G": "group", "H": "header", "h": "repeated header",
         "B": "blank", "t": "title", "f": "facts", "u": "unit", ".": "beyond", "o": "other table"}
Line = tuple[object, ...]

HEAD: Line = ("H", "序号", "企业名称", "所属区", "联系人", "总投资额(亿元)", "备注")
ONE: Line = ("R", 1, "甲科技有限公司", "白云区", "张三", 3.5, None)
TWO: Line = ("R", 2, "乙科技有限公司", "海珠区", "李四", 4, "已签")
THREE: Line = ("R", 3, "丙科技有限公司", "天河区", None, 5, None)
NAMES: Line = ("H", "企业名称", "所属区", "总投资额(亿元)", "联系人")
JIA: Line = ("R", "甲科技有限公司", "白云区", 3.5, "张三")
YI: Line = ("R", "乙科技有限公司", "海珠区", 4, None)
ENGLISH: Line = ("H", "Company", "Sector", "Jobs", "Stage")
ACME: Line = ("R", "Acme Ltd", "Food", 12, "Lead")
BOLT: Line = ("R", "Bolt Inc", "Oil", 30, "Signed")


def told(*lines: Line, merged: tuple[Box, ...] = (), **corrections: object) -> Shape:
    return find_shape(raw(*(line[1:] for line in lines), merged=merged), known_header, **corrections)  # type: ignore[arg-type]


def check(*lines: Line, merged: tuple[Box, ...] = ()) -> Shape:
    found = told(*lines, merged=merged)
    assert [found.fate(row) for row in range(1, len(lines) + 1)] == [FATES[str(line[0])] for line in lines], [
        line[1:] for row, line in enumerate(lines, 1) if found.fate(row) != FATES[str(line[0])]]
    assert list(found.records()) == [row for row, line in enumerate(lines, 1) if line[0] == "R"]
    return found


LEDGERS: dict[str, tuple[Line, ...]] = {
    "title over all columns": (("t", "2017年签约项目台账"), HEAD, ONE, TWO),
    "title in two lines": (("t", "广州市白云区2017年"), ("t", "重点项目台账"), HEAD, ONE, TWO),
    "title, period in brackets": (("t", "重点项目台账"), ("t", "（2017年1—11月）"), HEAD, ONE, TWO),
    "summary sentence": (("t", "台账"), ("N", "全年共签约两个项目，总投资七亿五千万元，均已完成备案。"), HEAD, ONE, TWO),
    "facts in one cell": (("t", "台账"), ("f", "所属片组：一组 填报人：张三 联系电话：020-1 填报时间：2017年12月1日"), HEAD, ONE, TWO),
    "facts in many cells": (("t", "台账"), ("f", "填报单位：", "投促局", "填报人：", "张三", "填报时间：", "2017-12-01"), HEAD, ONE, TWO),
    "unit note right": (("t", "台账"), ("u", None, None, None, None, None, "单位：万元"), HEAD, ONE, TWO),
    "unit beside the facts": (("t", "台账"), ("f", "填报单位：投促局", None, None, None, None, "单位：万元"), HEAD, ONE, TWO),
    "units in a row": (("H", "序号", "企业名称", "所属区", "联系人", "总投资额", "用地面积"), ("H", None, None, None, None, "（亿元）", "（亩）"), ("R", 1, "甲", "白云", "张", 3, 4)),
    "columns numbered": (HEAD, ("h", 1, 2, 3, 4, 5, 6), ONE, TWO),
    "columns numbered in brackets": (HEAD, ("h", "(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), ONE, TWO),
    "columns numbered as in statistics": (("H", "企业名称", "所属区", "营业收入(万元)", "员工人数"), ("h", "甲", "乙", "1", "2"), ("R", "甲厂", "白云", 5, 6)),
    "number column without a header": (("H", None, "企业名称", "所属区", "总投资额"), ("R", 1, "甲", "白云", 3), ("R", 2, "乙", "海珠", 4)),
    "two blank rows inside": (HEAD, ONE, ("B",), ("B",), TWO, THREE),
    "labels with Han ordinals": (HEAD, ("G", "一、重点项目"), ONE, ("G", "（二）一般项目"), TWO),
    "labels with Roman ordinals": (HEAD, ("G", "Ⅰ. 重点项目"), ONE, ("G", "II. Others"), TWO),
    "labels, ordinal in the number column": (HEAD, ("G", "一", "重点项目", None, None, 3.5), ONE, ("G", "二", "一般项目", None, None, 4), TWO, THREE),
    "labels, bracketed ordinal and count": (HEAD, ("G", "（一）", "白云区（1个）", None, None, 3.5), ONE, ("G", "（二）", "海珠区（1个）"), TWO, THREE),
    "label with a colon": (NAMES, ("G", "白云区："), JIA, ("G", "海珠区："), YI),
    "labels that are quarters": (("H", "No.", "Company", "Sector", "Jobs"), ("G", "Q1 2017"), ("R", 1, "Acme Ltd", "Food", 12), ("G", "Q2 2017"), ("R", 2, "Bolt Inc", "Oil", 30)),
    "labels that are quarters, no numbers": (ENGLISH, ("G", "Q1 2017"), ACME, ("G", "Q2 2017"), BOLT),
    "labels that are months": (NAMES, ("G", "2017年1月"), JIA, ("G", "2月"), YI),
    "labels that are kinds": (NAMES, ("G", "在建项目"), JIA, ("G", "签约类项目（1个）"), YI),
    "labels in English": (ENGLISH, ("G", "Signed projects"), ACME, ("G", "In talks:"), BOLT),
    "labels with their sums where numbers stand": (HEAD, ("G", "白云区", None, None, None, 3.5), ONE, ("G", "海珠区", None, None, None, 4), TWO),
    "a remark that is a word for a sum": (("H", "序号", "企业名称", "备注"), ("R", 1, "甲公司", "合计"), ("R", 2, "乙公司", "小计"), ("T", None, "合计", 3)),
    "empty texts": (("H", "序号", "企业名称", "总投资额"), ("R", "1", "甲公司", "3.5"), ("T", "合计", "", "3.5"), ("B", "", "", ""), ("R", "2", "乙公司", "4")),
    "labels that are places": (NAMES, ("G", "白云区"), JIA, ("G", "海珠区"), YI),
    "subtotals": (HEAD, ONE, ("S", "小计", None, None, None, 3.5), TWO, ("S", None, "小计", None, None, 4), THREE, ("S", None, None, "小  计", None, 5), ("T", "合　计", None, None, None, 12.5)),
    "subtotals of districts": (HEAD, ONE, ("S", None, "白云区小计", None, None, 3.5), TWO, ("S", "海珠区合计", None, None, None, 4)),
    "subtotals in English": (ENGLISH, ACME, ("S", "Subtotal Baiyun", None, 12), BOLT, ("S", "Haizhu subtotal", None, 30), ("T", "Grand Total", None, 42)),
    "Excel's own subtotals": (NAMES, JIA, ("S", "白云区 汇总", None, 3.5), YI, ("S", "海珠区 汇总", None, 4), ("T", "总计", None, 7.5)),
    "total at the top": (HEAD, ("T", "合计", None, None, None, 12.5), ONE, TWO, THREE),
    "total at the top with words beside": (HEAD, ("T", "合计", "3个项目", "/", "/", 12.5, "—"), ONE, TWO, THREE),
    "average": (HEAD, ONE, TWO, ("T", "平均", None, None, None, 3.75), ("T", "合计", None, None, None, 7.5)),
    "average in English": (ENGLISH, ACME, BOLT, ("T", "Average", None, 21), ("T", "Total", None, 42)),
    "share": (HEAD, ONE, TWO, ("T", "占比", None, None, None, 0.5)),
    "of which": (HEAD, ("T", "合计", None, None, None, 7.5), ("S", "其中：白云区", None, None, None, 3.5), ("S", "其中：", "海珠区", None, None, 4), ONE, TWO),
    "of which in English": (ENGLISH, ACME, BOLT, ("T", "Total", None, 42), ("S", "of which signed", None, 30)),
    "total with a count": (HEAD, ONE, TWO, ("T", "合计：2个项目", None, None, None, 7.5)),
    "total as a sentence": (HEAD, ONE, TWO, ("T", "共2个项目，总投资7.5亿元")),
    "total without a word": (HEAD, ONE, TWO, ("T", None, None, None, None, 7.5)),
    "total without a word, in text": (HEAD, ("R", "1", "甲公司", "白云", "张三", "3.5", None), ("R", "2", "乙公司", "海珠", "李四", "4", None), ("T", None, None, None, None, "7.5")),
    "subtotal without a word": (NAMES, JIA, YI, ("S", None, None, 7.5), ("R", "丙科技有限公司", "天河", 1, None), ("R", "丁科技有限公司", "天河", 2, None)),
    "record without words that is no sum": (NAMES, JIA, YI, ("R", None, None, 7.6)),
    "remarks": (HEAD, ONE, TWO, ("B",), ("N", "备注：1.数据截至11月底。"), ("N", "2.增资按增资额填报。"), ("N", "3、其他")),
    "remarks, the word alone": (HEAD, ONE, TWO, ("N", "填报说明"), ("N", "1.数据截至11月底"), ("N", "2.以亿元计")),
    "remarks, the word beside": (HEAD, ONE, TWO, ("N", "备注：", "数据截至11月底")),
    "remark with a star": (HEAD, ONE, TWO, ("N", "* 数据截至11月底"), ("N", "※含增资")),
    "sources": (HEAD, ONE, TWO, ("N", "数据来源：市统计局"), ("N", "数据来源于各区报送")),
    "signatures in one cell": (HEAD, ONE, TWO, ("N", "审核人：王五    制表人：李四    填报时间：2017年12月1日")),
    "signatures in cells": (HEAD, ONE, TWO, ("N", "审核人：", None, "王五", None, "制表人：", "李四")),
    "signatures without names": (HEAD, ONE, TWO, ("N", "单位负责人（签字）：", None, None, "（盖章）")),
    "signatures without colons": (HEAD, ONE, TWO, ("N", "制表人", "李四")),
    "stamp and day": (HEAD, ONE, TWO, ("B",), ("N", None, None, None, None, "（盖章）"), ("N", None, None, None, None, "2017年12月1日")),
    "place and day below": (HEAD, ONE, TWO, ("B",), ("N", None, None, None, None, "白云区投资促进局"), ("N", None, None, None, None, "2017年12月1日")),
    "page lines": (HEAD, ONE, TWO, ("N", "第1页 共3页"), THREE, ("N", None, None, None, "第 2 页，共 3 页")),
    "page lines in two cells": (HEAD, ONE, TWO, ("N", "第1页", "共3页")),
    "page lines in English": (ENGLISH, ACME, ("N", "Page 1 of 2"), BOLT, ("N", "Page 2 of 2")),
    "nothing below": (HEAD, ONE, TWO, ("N", "以下无正文")),
    "nothing below, in brackets": (HEAD, ONE, TWO, ("N", None, "（以下空白）")),
    "English footers": (ENGLISH, ACME, BOLT, ("B",), ("N", "Notes"), ("N", "1. Jobs are planned."), ("N", "Source: park offices"), ("N", "Prepared by Li, 1 Dec 2017")),
    "English footers without colons": (ENGLISH, ACME, BOLT, ("N", "Data as of 30 November 2017"), ("N", "Figures are preliminary and exclude Hong Kong.")),
    "English signature": (ENGLISH, ACME, BOLT, ("N", "Prepared by:", "Li", None, "Approved by:")),
    "header repeated on each page": (("t", "签约台账"), HEAD, ONE, ("h", "签约台账"), ("h", *HEAD[1:]), TWO, ("h", "签约台账（续）"), ("h", *HEAD[1:]), THREE),
    "header with line breaks repeated": (("H", "企业\n名称", "所属区", "总投资额\n(亿元)", "联系人"), JIA, ("h", "企业\n名称", "所属区", "总投资额\n(亿元)", "联系人"), YI),
    "filter row": (HEAD, ("h", "(全部)", "(全部)", "(全部)", "(全部)", "(全部)", "(全部)"), ONE, TWO),
    "form with numbered blank rows": (HEAD, ONE, TWO, THREE, ("B", 4), ("B", 5)),
    "form with numbered blank rows before the total": (HEAD, ONE, TWO, ("B", 3), ("B", 4), ("T", "合计", None, None, None, 7.5)),
    "example row of a form": (HEAD, ("N", "例", "某某公司", "白云区", "张三", 1.5, "请按此填"), ONE, TWO),
    "firms with such names": (NAMES, ("R", "合计科技有限公司", "白云区", 3, "张"), ("R", "总计网络", "白云区", 3, None), ("R", "备注科技", "白云区", 3, None), ("R", "小计算机公司", "白云区", 3, None), ("R", "平均律音乐", "天河", 1, None), ("R", "说明书印刷厂", "天河", 1, None)),
    "firms with such names, little known": (NAMES, JIA, YI, ("R", "合计科技有限公司"), ("R", "总计网络", None, 3), ("R", "备注科技", None, 3), ("R", "其中正科技有限公司", None, 3)),
    "English firms with such names": (ENGLISH, ("R", "Total Energies", "Oil", 12, "Lead"), ("R", "Sum Ltd", "Food", 12, None), ("R", "Total Energies", None, 12), ("R", "Notes Ltd", None, 12), ("R", "Average Joe Inc", None, 3), ACME),
    "records whose first cells are blank": (HEAD, ONE, ("R", None, None, "海珠区", "李四", 4, "待定"), THREE),
    "records of a name alone": (NAMES, JIA, YI, ("R", "丙科技有限公司"), ("R", "丁"), ("R", "戊科技有限公司", None, 1)),
    "records with numbers alone missing": (HEAD, ONE, ("R", 2, "乙公司"), ("R", 3, "丙公司")),
    "long names alone": (HEAD, ONE, ("R", 2, "广州开发区新一代信息技术研发总部及智能制造基地建设项目（二期）"), THREE),
    "long name alone without its number": (NAMES, JIA, ("R", "广州开发区新一代信息技术研发总部及智能制造基地建设项目"), YI),
    "English firms with stops and commas": (ENGLISH, ACME, ("R", "Guangzhou Development Holdings Co., Ltd."), BOLT),
    "table further right and down": (("B",), ("B",), ("t", None, None, "签约台账"), ("H", None, None, *NAMES[1:]), ("R", None, None, *JIA[1:]), ("R", None, None, *YI[1:]), ("T", None, None, "合计", None, 7.5)),
    "unknown words": (("H", "Farbe", "Gewicht", "Länge"), ("R", "rot", 3, 4), ("R", "blau", 5, 6)),
    "a snapshot of one record": (HEAD, ONE),
    "indicators by year": (("t", "主要经济指标"), ("H", "指标", "单位", "2015年", "2016年", "2017年"), ("R", "地区生产总值", "亿元", 1, 2, 3), ("R", "增长率", "%", 1, 2, 3), ("R", "完成率", "%", 1, 2, 3)),
    "indicators by year, numbers": (("t", "主要经济指标"), ("H", "指标", 2015, 2016, 2017), ("R", "地区生产总值", 1, 2, 3), ("R", "税收", 1, 2, 3)),
    "no header at all": (("R", "甲公司", "13800138001", 3), ("R", "乙公司", "13800138002", 4)),
    "the same header again under another title": (("t", "一组台账"), HEAD, ONE, ("B",), ("o", "二组台账"), ("o", "单位：万元"), ("o", *HEAD[1:]), ("o", *TWO[1:])),
    "a table of unknown words below": (HEAD, ONE, TWO, ("B",), ("o", "姓名甲", "岁数"), ("o", "张", 33), ("o", "李", 40)),
}


@pytest.mark.parametrize("habit", LEDGERS)
def test_every_row_has_its_fate(habit: str) -> None:
    check(*LEDGERS[habit])
