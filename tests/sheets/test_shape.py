# ruff: noqa: E501  # small ledgers are read as tables
"""Where the header, the records, the totals and the notes of a sheet are: small ledgers, each with one habit."""

import pytest
from books import raw

from promo_desk.sheets import row_kinds
from promo_desk.sheets.cells import RawSheet
from promo_desk.sheets.shape import Shape, find_shape, tables_of
from promo_desk.sheets.surroundings import is_unit, unit_note, unit_of_header, year_of

WORDS = {"序号", "企业名称", "项目名称", "联系人", "联系电话", "投资额(亿元)", "投资额", "签约日期", "区", "备注", "园区", "租赁面积",
         "Company", "Sector", "Jobs", "Stage"}


def shape(*rows: tuple[object, ...], known: bool = True, **options: object) -> Shape:
    sheet = options.pop("sheet", None) or raw(*rows)  # type: ignore[arg-type]  # rows of any values
    assert isinstance(sheet, RawSheet)
    return find_shape(sheet, WORDS.__contains__ if known else lambda _text: False, **options)  # type: ignore[arg-type]


def reasons(found: Shape) -> dict[int, str]:
    return {each.row: each.reason for each in found.not_records}


PLAIN = (("企业名称", "区", "投资额(亿元)"), ("甲公司", "白云", 3.5), ("乙公司", "海珠", 4))


@pytest.mark.parametrize("known", [True, False])
def test_a_plain_list(known: bool) -> None:
    found = shape(*PLAIN, known=known)
    assert (found.header_rows, found.first_row, found.last_row) == ((1,), 2, 3)
    assert [column.header for column in found.columns] == ["企业名称", "区", "投资额(亿元)"]
    assert list(found.records()) == [2, 3]
    assert found.not_records == ()


@pytest.mark.parametrize("known", [True, False])
def test_title_summary_facts_and_unit_above_the_header(known: bool) -> None:
    found = shape(("2017年签约项目台账",), ("全年共签约两个项目，总投资七亿五千万元，均已完成备案并移交属地跟进。",),
                  ("所属片组：一组 填报人：张三 联系电话：020-1 填报时间：2017年12月1日",), ("单位：万元",), *PLAIN, known=known)
    assert (found.title, found.year, found.unit) == ("2017年签约项目台账", 2017, "万元")
    assert found.notes == ("全年共签约两个项目，总投资七亿五千万元，均已完成备案并移交属地跟进。",)
    assert found.facts == {"所属片组": "一组", "填报人": "张三", "联系电话": "020-1", "填报时间": "2017年12月1日"}
    assert (found.filled_by, found.filled_on) == ("张三", "2017年12月1日")
    assert found.header_rows == (5,)


def test_facts_in_cells_of_their_own() -> None:
    found = shape(("名单",), ("填报人：", "张三", None), ("填报时间：", "12月1日"), *PLAIN)
    assert (found.filled_by, found.filled_on, found.header_rows) == ("张三", "12月1日", (4,))


def test_an_english_list_with_a_unit_note() -> None:
    found = shape(("Pipeline 2017",), ("Unit: CNY m",), ("Company", "Sector", "Jobs"), ("A Ltd", "Food", 12), ("Total", None, 12))
    assert (found.title, found.unit, found.year, found.header_rows) == ("Pipeline 2017", "CNY m", 2017, (3,))
    assert reasons(found) == {5: "total"}


def test_two_header_rows_with_merged_groups() -> None:
    sheet = raw(("台账", None, None, None), ("企业名称", "联系方式", None, "投资额"), (None, "联系人", "联系电话", None),
                ("甲", "张三", "138", 3), merged=((1, 1, 1, 4), (2, 1, 3, 1), (2, 2, 2, 3), (2, 4, 3, 4)))
    found = shape(sheet=sheet, known=False)
    assert found.header_rows == (2, 3)
    assert [column.header for column in found.columns] == ["企业名称", "联系方式 / 联系人", "联系方式 / 联系电话", "投资额"]
    assert [column.group for column in found.columns] == ["", "联系方式", "联系方式", ""]


def test_three_header_rows() -> None:
    sheet = raw(("企业名称", "投资", None, None), (None, "计划", None, "到位"), (None, "总额", "固投", "累计"), ("甲", 1, 2, 3),
                merged=((1, 1, 3, 1), (1, 2, 1, 4), (2, 2, 2, 3)))
    found = shape(sheet=sheet, known=False)
    assert found.header_rows == (1, 2, 3)
    assert [column.header for column in found.columns] == ["企业名称", "投资 / 计划 / 总额", "投资 / 计划 / 固投", "投资 / 到位 / 累计"]


def test_two_header_rows_of_a_text_without_merged_cells() -> None:
    found = shape(("企业名称", "联系方式", None, "投资额"), (None, "联系人", "联系电话", None), ("甲", "张三", "138", 3))
    assert found.header_rows == (1, 2)
    assert [column.header for column in found.columns] == ["企业名称", "联系方式 / 联系人", "联系方式 / 联系电话", "投资额"]


def test_a_row_of_units_below_the_header() -> None:
    found = shape(("企业名称", "投资额", "租赁面积"), (None, "(亿元)", "(㎡)"), ("甲", 3, 400))
    assert found.header_rows == (1, 2)
    assert [column.unit for column in found.columns] == [None, "亿元", "㎡"]


def test_headers_with_line_breaks_doubles_and_blanks() -> None:
    found = shape(("企业名称", "联系电话", "投资额\n（亿元）", "联系电话", None), ("甲", "138", 3, "139", "其他"))
    assert [column.header for column in found.columns] == ["企业名称", "联系电话", "投资额（亿元）", "联系电话", ""]
    assert [column.name for column in found.columns] == ["企业名称", "联系电话", "投资额（亿元）", "联系电话 (2)", "E"]
    assert found.column("C").unit == "亿元"


def test_totals_anywhere_are_no_records() -> None:
    found = shape(*PLAIN, ("小  计", None, 7.5), ("丙公司", "天河", 1), (None, "合计", 8.5), ("总计（3个）", None, 8.5))
    assert reasons(found) == {4: "subtotal", 6: "total", 7: "total"}
    assert list(found.records()) == [2, 3, 5]


@pytest.mark.parametrize("name", ["合计科技有限公司", "总计划研究院", "小计算机公司", "Total Energies", "统计信息公司"])
def test_a_firm_with_a_total_in_its_name_is_a_record(name: str) -> None:
    assert list(shape(*PLAIN, (name, "天河", 1)).records()) == [2, 3, 4]


def test_an_oil_firm_called_total_is_a_record() -> None:
    found = shape(("Company", "Sector", "Stage", "Jobs"), ("A Ltd", "Food", "Lead", 5), ("Total", "Oil", "Lead", 9),
                  ("Total", None, None, 14))
    assert (list(found.records()), reasons(found)) == ([2, 3], {4: "total"})


def test_a_district_subtotal() -> None:
    assert reasons(shape(*PLAIN, ("白云区小计", None, 3.5))) == {4: "subtotal"}


def test_remarks_below_the_table() -> None:
    found = shape(*PLAIN, (), ("备注：1.数据截至11月底。",), ("2.增资按增资额填报。",), ("填报人：李四",))
    assert reasons(found)[5] == "note" and reasons(found)[6] == "note"
    assert found.notes[:2] == ("备注：1.数据截至11月底。", "2.增资按增资额填报。")
    assert (reasons(found)[7], found.filled_by, found.last_row) == ("note", "李四", 3)


def test_label_rows_name_the_rows_below_them() -> None:
    sheet = raw(("企业名称", "区", "投资额"), ("一、重点项目",), ("甲", "白云", 1), ("（二）一般项目",), ("乙", "海珠", 2), merged=((2, 1, 2, 3),))
    found = shape(sheet=sheet)
    assert found.group_labels == {2: "一、重点项目", 4: "（二）一般项目"}
    assert (found.group_of(3), found.group_of(5)) == ("一、重点项目", "（二）一般项目")
    assert list(found.records()) == [3, 5]


def test_a_label_in_the_column_of_numbers() -> None:
    found = shape(("序号", "企业名称", "投资额"), (1, "甲", 1), (2, "乙", 2), ("白云区",), (3, "丙", 3))
    assert found.group_labels == {4: "白云区"}


def test_a_firm_of_which_only_the_name_is_known_is_a_record() -> None:
    assert list(shape(*PLAIN, ("丁公司",)).records()) == [2, 3, 4]


def test_the_header_again_on_the_second_page() -> None:
    assert reasons(shape(*PLAIN, PLAIN[0], ("丙公司", "天河", 1))) == {4: "repeated header"}


def test_a_row_that_numbers_the_columns() -> None:
    found = shape(("序号", "企业名称", "区", "投资额"), (1, 2, 3, 4), (1, "甲", "白云", 3))
    assert reasons(found) == {2: "repeated header"}


def test_blank_rows_between_records() -> None:
    found = shape(*PLAIN, (), (None, " "), ("丙公司", "天河", 1), (), ())
    assert reasons(found) == {4: "blank", 5: "blank"}
    assert found.last_row == 6


def test_hidden_records_are_counted_and_taken() -> None:
    found = shape(sheet=raw(*PLAIN, hidden=(1, 3, 9)))
    assert (found.hidden_rows, list(found.records())) == (1, [2, 3])


def test_a_list_without_a_header() -> None:
    found = shape(("甲公司", "13800138001", 3), ("乙公司", "13800138002", 4), known=False)
    assert (found.header_rows, list(found.records())) == ((), [1, 2])
    assert [column.name for column in found.columns] == ["A", "B", "C"]


def test_a_table_that_begins_further_right_and_down() -> None:
    found = shape((), (None, None, "企业名称", "区"), (None, None, "甲", "白云"))
    assert (found.header_rows, [column.letter for column in found.columns]) == ((2,), ["C", "D"])


def test_a_second_table_below_is_reported_and_not_mixed_in() -> None:
    found = shape(*PLAIN, (), ("园区", "租赁面积", "备注"), ("琶洲", 1200, None))
    assert list(found.records()) == [2, 3]
    assert (found.others[0].first_row, found.others[0].header) == (5, "园区 | 租赁面积 | 备注")


def test_a_remark_beside_the_table_is_a_note_and_no_column() -> None:
    rows = [*PLAIN, *((f"公司{n}", "天河", n) for n in range(10))]
    rows[4] = (*rows[4], None, "此项目请张科核实后再报送")
    found = shape(*rows)
    assert "此项目请张科核实后再报送" in found.notes
    assert [column.letter for column in found.columns] == ["A", "B", "C"]


def test_the_user_corrects_the_shape() -> None:
    rows = (("x",), ("企业名称", "区"), ("甲", "白云"), ("乙", "海珠"), ("丙", "天河"))
    found = shape(*rows, header_rows=(2,), first_row=4, last_row=4)
    assert (found.header_rows, list(found.records())) == ((2,), [4])
    bare = shape(*rows, header_rows=(), first_row=2)
    assert (bare.header_rows, bare.columns[0].header, bare.first_row) == ((), "", 2)


def test_an_empty_sheet_has_no_shape() -> None:
    found = shape()
    assert (found.columns, list(found.records()), found.last_row) == ((), [], 0)


def test_a_sheet_with_a_title_alone() -> None:
    found = shape(("2017年签约项目台账",))
    assert found.header_rows == ()


@pytest.mark.parametrize("header, unit", [
    ("总投资额(亿元)", "亿元"), ("固定资产投资（万元）", "万元"), ("投资额(万美元）", "万美元"), ("投资额(亿元人民币）", "亿元人民币"),
    ("用地（亩）", "亩"), ("租金(元/㎡/月)", "元/㎡/月"), ("用地/房面积（亩、平方米）", "亩、平方米"), ("用工（人）", "人"), ("租金（元_m", None),
    ("Capex (USD m)", "USD m"), ("Site need (ha, sq m)", "ha, sq m"), ("亩均税收（万元/亩）", "万元/亩"), ("占比（%）", "%"),
    ("签约单位(甲方/乙方)", None), ("走访方式(实地走访/电话沟通)", None), ("Contact (name)", None), ("是否重大项目(是/否)", None),
    ("联系人(企业)", None), ("签约日期(年/月/日)", None), ("总投资额，万元", "万元"), ("企业名称", None), ("总投资额（亿）", "亿")])
def test_units_in_headers(header: str, unit: str | None) -> None:
    assert unit_of_header(header) == unit


@pytest.mark.parametrize("text, unit", [
    ("单位：万元", "万元"), ("（单位：亿元、亩）", "亿元、亩"), ("金额单位:元", "元"), ("Unit: CNY m", "CNY m"), ("Amounts in USD million",
                                                                                          "USD million"),
    ("填报单位：白云区投促局", None), ("责任单位：商务局", None), ("单位：广州市投资促进局", None)])
def test_units_in_notes(text: str, unit: str | None) -> None:
    assert unit_note(text) == unit


@pytest.mark.parametrize("text, year", [("广州市2017年台账", 2017), ("二〇一七年签约项目", 2017), ("２０１７年", 2017), ("Leads 2017", 2017),
                                        ("项目台账", None), ("编号120171", None)])
def test_years_in_titles(text: str, year: int | None) -> None:
    assert year_of(text) == year


def test_a_word_is_no_unit() -> None:
    assert not any(map(is_unit, ("", "企业", "name", "甲", "2017")))


def test_whoever_waits_hears_of_a_long_sheet_and_may_stop_it() -> None:
    rows = [("企业名称", "区", "投资额(亿元)"), *((f"第{n}家公司", "白云", n) for n in range(10_000))]
    told: list[int] = []
    assert find_shape(raw(*rows), WORDS.__contains__, pulse=told.append).last_row == 10_001
    assert len(told) >= 4 and not any(told)

    class Stopped(Exception):
        pass

    def stop(_rows: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        tables_of(raw(*rows), WORDS.__contains__, pulse=stop)


@pytest.mark.parametrize("text", ["Sub-total of the year", "Average of all firms", "Page 12 of 40", "iii.", "Notes on it", "All", "Prepared by Lee"])
def test_the_quick_look_at_a_latin_text_lets_no_sign_through(text: str) -> None:
    """Each is found where it stands for a row that is none: first in its row, with nothing but blanks behind."""
    assert row_kinds._is_suspect(text, True)


def test_a_header_that_comes_again_is_told_from_a_record_that_begins_like_it() -> None:
    found = shape(("企业名称", "区", "备注"), ("甲公司", "白云", "x"), ("企业名称", "区", "备注"), ("企业名称", "海珠", "注册"), ("乙公司", "海珠", "y"))
    assert reasons(found) == {3: "repeated header"}
