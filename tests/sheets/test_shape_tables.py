# ruff: noqa: E501  # small ledgers are read as tables
"""Several tables in one sheet, what the user corrects, and columns that are none of the table's."""

from typing import Any

import pytest
from books import raw

from promo_desk.sheets.cells import Box
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.shape import Table, find_shape, tables_of

PROJECTS = (("企业名称", "所属区", "总投资额"), ("甲科技有限公司", "白云区", 3.5), ("乙科技有限公司", "海珠区", 4))
PARKS = (("园区名称", "租赁面积"), ("琶洲", 1200), ("科学城", 800))


def tables(*rows: tuple[Any, ...], merged: tuple[Box, ...] = (), corrections: dict[str, dict[str, Any]] | None = None) -> list[Table]:
    return tables_of(raw(*rows, merged=merged), known_header, corrections)


def taken(found: list[Table]) -> dict[str, list[int]]:
    return {table.key: list(table.shape.records()) for table in found}


def test_a_sheet_with_one_table_is_not_cut() -> None:
    sheet = raw(*PROJECTS)
    (table,) = tables_of(sheet, known_header)
    assert table.sheet is sheet
    assert table.key == "S"


def test_a_table_below_after_a_blank_row_keeps_the_rows_of_the_file() -> None:
    found = tables(("2017年台账",), ("单位：亿元",), *PROJECTS, (), ("园区情况",), *PARKS)
    assert taken(found) == {"S": [4, 5], "S #2": [9, 10]}
    second = found[1]
    assert (second.shape.title, second.shape.year, second.shape.unit) == ("园区情况", 2017, "亿元")
    assert [column.header for column in second.shape.columns] == ["园区名称", "租赁面积"]
    assert second.sheet.value(9, 1) == "琶洲"
    assert second.sheet.value(4, 1) is None
    assert [second.shape.fate(row) for row in range(5, 11)] == ["other table", "other table", "title", "header", "record", "record"]
    assert [found[0].shape.fate(row) for row in range(5, 9)] == ["record", "blank", "other table", "other table"]


def test_a_table_directly_below_with_a_header_of_its_own() -> None:
    assert taken(tables(*PROJECTS, ("合计", None, 7.5), *PARKS)) == {"S": [2, 3], "S #2": [6, 7]}


def test_three_tables_of_which_the_last_has_most_columns() -> None:
    wide = (("序号", "企业名称", "所属区", "联系人", "联系电话", "总投资额", "备注"), (1, "丙厂", "天河区", "张三", "138", 3, None))
    assert taken(tables(*PARKS, (), *PROJECTS, (), *wide)) == {"S": [2, 3], "S #2": [6, 7], "S #3": [10]}


def test_tables_side_by_side_of_different_length() -> None:
    rows = [(*left, None, *right) for left, right in zip((*PROJECTS, ("丙厂", None, 1), ("丁厂", "天河区", 2)), (*PARKS, (), ()), strict=True)]
    found = tables(*rows)
    assert taken(found) == {"S": [2, 3, 4, 5], "S #2": [2, 3]}
    assert [column.letter for column in found[1].shape.columns] == ["E", "F"]
    assert found[1].sheet.value(2, 1) is None
    assert found[0].shape.outside(5) == found[1].shape.outside(1) == "other table"


def test_the_same_table_twice_side_by_side_under_one_unit_note() -> None:
    found = tables((None,) * 6 + ("单位：万元",), *((*row, None, *row) for row in PROJECTS))
    assert taken(found) == {"S": [3, 4], "S #2": [3, 4]}
    assert {table.shape.unit for table in found} == {"万元"}


def test_a_blank_column_inside_a_table_parts_nothing() -> None:
    found = tables(("企业名称", "联系人", None, "总投资额", "备注"), ("甲厂", "张", None, 1, "x"), ("乙厂", "李", None, 2))
    assert [[column.letter for column in table.shape.columns] for table in found] == [["A", "B", "D", "E"]]
    assert found[0].shape.outside(3) == "blank"


def test_a_key_is_no_other_sheets_name() -> None:
    found = tables_of(raw(*PROJECTS, (), *PARKS), known_header, names=("S", "S #2"))
    assert [table.key for table in found] == ["S", "S #3"]


def test_a_table_of_unknown_words_is_listed_with_the_reason() -> None:
    found = find_shape(raw(*PROJECTS, (), ("代号甲", "岁数"), ("一", 33)), known_header)
    assert (found.others[0].first_row, found.others[0].last_row, found.others[0].header) == (5, 6, "代号甲 | 岁数")
    assert "No word of its header row is known" in str(found.others[0].reason)
    assert list(found.records()) == [2, 3]


def test_a_table_of_unknown_words_is_taken_when_its_header_is_marked() -> None:
    rows = (*PROJECTS, (), ("代号甲", "岁数"), ("一", 33), (), *PARKS)
    found = tables(*rows, corrections={"S #2": {"header_rows": [5]}})
    assert taken(found) == {"S": [2, 3], "S #2": [6], "S #3": [9, 10]}
    assert found[0].shape.others == ()


def test_corrections_reach_their_own_table() -> None:
    rows = (*PROJECTS, (), *PARKS)
    found = tables(*rows, corrections={"S": {"last_row": 2, "unit": "亿元"}, "S #2": {"rows": {"7": "out"}, "unit": "", "year": 2016}})
    assert taken(found) == {"S": [2], "S #2": [6]}
    assert [table.shape.unit for table in found] == ["亿元", None]
    assert found[1].shape.year == 2016
    assert found[1].shape.fate(7) == "said"
    assert found[0].shape.fate(3) == "beyond"


def test_a_header_that_the_user_calls_a_record_is_no_further_table() -> None:
    assert taken(tables(*PROJECTS, (), *PARKS, corrections={"S": {"rows": {5: "record"}}})) == {"S": [2, 3, 5, 6, 7]}


def test_side_by_side_tables_that_the_user_joins() -> None:
    rows = [(*row, None, *row) for row in PROJECTS]
    assert taken(tables(*rows, corrections={"S": {"last_column": "G"}})) == {"S": [2, 3]}


@pytest.mark.parametrize("first, last", [(2, 3), ("B", "C"), ("2", "3")])
def test_columns_that_the_user_names(first: int | str, last: int | str) -> None:
    found = find_shape(raw(("台账",), *(("x", *row) for row in PROJECTS)), known_header, first_column=first, last_column=last)
    assert ([column.letter for column in found.columns], found.title) == (["B", "C"], "台账")
    assert [found.outside(column) for column in (1, 2, 3, 4)] == ["beyond", "", "", "beyond"]


def test_single_rows_as_the_user_says() -> None:
    found = find_shape(raw(*PROJECTS, ("合计", None, 7.5), ("备注：无",)), known_header, rows={2: "out", 4: "record"})
    assert list(found.records()) == [3, 4]
    assert [found.fate(row) for row in range(1, 6)] == ["header", "said", "record", "record", "note"]


def test_a_title_that_the_user_calls_a_record() -> None:
    found = find_shape(raw(("丙公司",), *PROJECTS), known_header, rows={1: "record"})
    assert list(found.records()) == [1, 3, 4]
    assert [found.fate(row) for row in (1, 2, 3)] == ["record", "header", "record"]


def test_no_unit_and_no_year_as_the_user_says() -> None:
    found = find_shape(raw(("2017年台账",), ("单位：万元",), *PROJECTS), known_header, unit="", year=0)
    assert (found.unit, found.year) == (None, None)


def test_hidden_columns_are_taken_and_told() -> None:
    sheet = raw(*PROJECTS)
    sheet.hidden_columns = {2}
    assert [find_shape(sheet, known_header).outside(column) for column in (1, 2, 3)] == ["", "hidden", ""]


def test_a_side_note_is_no_column() -> None:
    rows: list[tuple[Any, ...]] = [*PROJECTS, *((f"公司{n}", "天河", n) for n in range(10))]
    rows[4] = (*rows[4], None, "此项目请张科核实后再报送")
    assert find_shape(raw(*rows), known_header).outside(5) == "side note"


@pytest.mark.parametrize("rows", [
    (("2017年签约项目台账",),), (("广州市白云区",), ("2017年招商引资台账",), (), ("填报单位：投促局",), ("2017年12月",)),
    (("目录",), ("1. 签约项目台账",), ("2. 在谈项目台账",)), (("Contents",), ("1. Projects",), ("2. Parks",)),
    (("填表说明",), ("一、本表由各区填报。",), ("项目名称", "填写备案名称"), ("投资额", "填写合同金额"))])
def test_a_cover_has_no_records(rows: tuple[tuple[Any, ...], ...]) -> None:
    (table,) = tables(*rows)
    assert (table.shape.header_rows, list(table.shape.records()), table.shape.columns) == ((), [], ())


def test_names_below_one_another_are_a_list() -> None:
    assert taken(tables(("甲科技有限公司",), ("乙科技有限公司",))) == {"S": [1, 2]}


def test_four_header_rows_with_units_and_numbers_of_columns() -> None:
    (table,) = tables(("序号", "企业名称", "基本情况", None, None, "备注"), (None, None, "所属区", "对接", None, None), (None, None, None, "联系人", "投资额", None),
                      (None, None, None, None, "（亿元）", None), (1, 2, 3, 4, 5, 6), (1, "甲厂", "白云", "张", 3, None),
                      merged=((1, 1, 4, 1), (1, 2, 4, 2), (1, 3, 1, 5), (2, 3, 4, 3), (2, 4, 2, 5), (3, 4, 4, 4), (1, 6, 4, 6)))
    assert (table.shape.header_rows, list(table.shape.records())) == ((1, 2, 3, 4), [6])
    assert table.shape.column("E").header == "基本情况 / 对接 / 投资额 / （亿元）"
    assert table.shape.column("E").unit == "亿元"


def test_years_as_columns() -> None:
    (table,) = tables(("指标", "2016年", None, 2017, None), (None, "计划", "完成", "计划", "完成"), ("税收", 1, 2, 3, 4), merged=((1, 1, 2, 1), (1, 2, 1, 3), (1, 4, 1, 5)))
    assert [column.year for column in table.shape.columns] == [None, 2016, 2016, 2017, 2017]
    (plain,) = tables(("指标", 2015, 2016, 2017), ("税收", 1, 2, 3), ("产值", 1, 2, 3))
    assert [column.year for column in plain.shape.columns] == [None, 2015, 2016, 2017]


def test_cells_merged_downwards_belong_to_every_record() -> None:
    (table,) = tables(("企业名称", "项目名称", "总投资额", "备注"), ("甲厂", "一期", 3), (None, "二期", 4), (None, "三期"), (None, "小计", 7), ("乙厂", "四期", 1),
                      merged=((2, 1, 5, 1),))
    assert list(table.shape.records()) == [2, 3, 4, 6]
    assert table.shape.fate(5) == "subtotal"


def test_facts_without_colons() -> None:
    (table,) = tables(("台账",), ("填报单位", "投促局", "填报人", "张三", "填报时间", "12月"), *PROJECTS)
    assert (table.shape.filled_by, table.shape.filled_on, table.shape.fate(2)) == ("张三", "12月", "facts")


def test_a_title_in_two_lines_is_one() -> None:
    (table,) = tables(("广州市重点项目台账",), ("（2017年1—11月）",), *PROJECTS)
    assert (table.shape.title, table.shape.year) == ("广州市重点项目台账（2017年1—11月）", 2017)
