"""Which column is which field: labels before synonyms, what fits before what does not, each field once."""

from typing import Any

import pytest
from books import raw

from promo_desk.sheets.cells import Row
from promo_desk.sheets.headers import known_header
from promo_desk.sheets.mapping import Profile, SheetMapping, map_columns
from promo_desk.sheets.shape import find_shape


def mapped(*rows: Row, sheet: str = "S", merged: tuple[Any, ...] = (), **options: Any) -> SheetMapping:
    read = raw(*rows, name=sheet, merged=merged)
    made = map_columns(find_shape(read, known_header), read, **options)
    assert made is not None
    return made


def targets(mapping: SheetMapping) -> list[str]:
    return [column.target for column in mapping.columns]


def test_one_wide_row_is_a_company_a_contact_a_project_and_an_agreement() -> None:
    mapping = mapped(("序号", "项目名称", "投资方", "联系人", "联系电话", "投资额(亿元)", "协议名称", "承诺税收(万元)"),
                     (1, "云中心", "广州云图有限公司", "张三", "13800138000", 12, "投资协议", 300), sheet="签约项目")
    assert mapping.kind == "project"
    assert targets(mapping) == ["", "project.title", "company.name", "contact.name", "contact.phones",
                                "project.total_investment", "agreement.title", "project.tax_promised"]
    assert mapping.slots == ("project", "company", "contact", "agreement")
    assert mapping.columns[5].unit == "亿元"


def test_a_promise_with_a_column_of_its_own_is_a_commitment_of_the_agreement() -> None:
    mapping = mapped(("协议名称", "企业名称", "承诺税收(万元)", "约定开工时间"),
                     ("投资协议", "甲公司", 300, "2018年3月"))
    assert mapping.kind == "agreement"
    assert targets(mapping)[2:] == ["commitment:tax.amount", "commitment:start.due"]


def test_the_same_word_means_what_the_sheet_is_about() -> None:
    tenants = mapped(("企业名称", "所属园区", "入驻时间"), ("甲公司", "科学城", "2017年"), sheet="入驻企业")
    projects = mapped(("项目名称", "所属园区"), ("云中心", "科学城"))
    assert (targets(tenants)[1], targets(projects)[1]) == ("tenancy.zone", "project.zone")


def test_a_heading_above_says_whose_the_column_is() -> None:
    mapping = mapped(("项目", None, "投资方", None), ("名称", "内容", "名称", "联系人"),
                     ("云中心", "数据", "甲公司", "张三"), merged=((1, 1, 1, 2), (1, 3, 1, 4)))
    assert targets(mapping) == ["project.title", "project.content", "company.name", "contact.name"]


def test_a_field_is_claimed_once_and_the_clash_is_said() -> None:
    mapping = mapped(("项目名称", "投资额(亿元)", "总投资(万元)"), ("云中心", 1, 10000))
    assert targets(mapping) == ["project.title", "notes", "project.total_investment"], "the surer word has the field"
    assert str(mapping.columns[1].message) == "Column C is Total investment already. Kept as a note."


def test_a_synonym_that_the_cells_contradict_is_not_taken() -> None:
    mapping = mapped(("企业名称", "用工"), ("甲公司", "以外地员工为主"), ("乙公司", "不详细"))
    assert targets(mapping) == ["company.name", "notes"]


@pytest.mark.parametrize(("header", "path"), [
    ("投资额(万元)", "project.total_investment"), ("总投资", "project.total_investment"),
    ("签约日期", "project.signed_on")])
def test_a_header_that_leaves_no_doubt_keeps_its_field_however_bad_the_cells_are(header: str, path: str) -> None:
    """Cells that nobody can read are said one by one; they do not turn the column into notes without a word."""
    mapping = mapped(("项目名称", header), ("云中心", "约莫三四个"), ("海中心", "另议再说"))
    assert targets(mapping) == ["project.title", path]


def test_a_word_for_a_field_keeps_it_where_some_cells_are_right() -> None:
    rows: tuple[Row, ...] = (("项目名称", "投资额"), ("云中心", "约莫三四个"), ("海中心", "另议再说"))
    assert targets(mapped(*rows)) == ["project.title", "notes"]
    assert targets(mapped(*rows, ("山中心", "3亿元"))) == ["project.title", "project.total_investment"]


def test_a_word_with_a_slip_finds_the_nearest_field() -> None:
    mapping = mapped(("Company name", "Registerd capital"), ("A Ltd", 100))
    assert mapping.columns[1].target == "company.registered_capital"
    assert mapping.columns[1].trust == "near"


def test_a_column_that_fits_no_field_is_kept_as_notes_or_left_out_as_the_user_says() -> None:
    rows: tuple[Row, ...] = (("企业名称", "食堂评价"), ("甲公司", "好"))
    assert targets(mapped(*rows)) == ["company.name", "notes"]
    assert targets(mapped(*rows, leftover="left_out")) == ["company.name", ""]


def test_what_the_user_says_comes_before_everything() -> None:
    mapping = mapped(("企业名称", "食堂评价"), ("甲公司", "好"), given={"B": "company.business"})
    assert (targets(mapping)[1], mapping.columns[1].trust) == ("company.business", "given")


def test_a_layout_seen_before_is_known_by_its_headers_in_any_order() -> None:
    profile = Profile("ours", "company", {"名 头": "company.name", "食堂评价": "company.business"})
    mapping = mapped(("食堂评价", "名 头"), ("好", "甲公司"), profiles=[profile])
    assert targets(mapping) == ["company.business", "company.name"]
    assert mapping.profile is profile


def test_a_figure_of_a_year_is_an_indicator_of_that_year() -> None:
    mapping = mapped(("企业名称", "2019年营业收入（万元）", "营业收入（万元）"), ("甲公司", 100, 120))
    assert targets(mapping) == ["company.name", "indicator:revenue:2019.value", "company.revenue"]
    assert mapping.columns[1].year == 2019


def test_a_visit_without_its_content_stays_in_the_notes() -> None:
    mapping = mapped(("企业名称", "走访时间"), ("甲公司", "2017-03-01"), into="company")
    assert targets(mapping) == ["company.name", "notes"]


def test_nothing_known_is_no_table() -> None:
    read = raw(("食堂", "评价"), ("一号", "好"))
    assert map_columns(find_shape(read, known_header), read) is None
