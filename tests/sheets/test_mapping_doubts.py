"""A note is better than a wrong field: words that mean several things, and slips that make another word."""

import pytest
from books import raw
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.words import LANGUAGES
from promo_desk.records import fields_of
from promo_desk.sheets.cells import Row
from promo_desk.sheets.headers import find, known_header
from promo_desk.sheets.mapping import SheetMapping, map_columns
from promo_desk.sheets.shape import find_shape


def mapped(*rows: Row, into: str | None = None, sheet: str = "S") -> SheetMapping:
    read = raw(*rows, name=sheet)
    made = map_columns(find_shape(read, known_header, header_rows=(1,)), read, into=into)
    assert made is not None
    return made


def target(header: str, *cells: object, into: str = "project") -> str:
    name = {"project": "项目名称", "company": "企业名称"}[into]
    rows = [(f"甲{at}", cell) for at, cell in enumerate(cells or (None,))]
    return mapped((name, header), *rows, into=into).columns[1].target


@pytest.mark.parametrize("header", ["备注名", "备注名称", "时间", "日期", "金额", "数量", "名称", "状态", "类型",
                                    "面积", "单位", "性别", "年份",
                                    "负责人", "项目负责人", "经办人", "Person in charge", "Type", "Amount", "Code"])
def test_a_word_that_may_mean_anything_is_a_note(header: str) -> None:
    assert target(header) == "notes"


def test_the_ambiguous_one_names_its_two_meanings() -> None:
    column = mapped(("项目名称", "负责人"), ("甲", "张三"), into="project").columns[1]
    assert str(column.message) == "“负责人” may be Officer in charge or Contact name; say which. Kept as a note."


def test_a_heading_above_settles_it() -> None:
    read = raw(("项目", "企业"), ("名称", "负责人"), ("云中心", "张三"))
    made = map_columns(find_shape(read, known_header, header_rows=(1, 2)), read, into="project")
    assert made is not None
    assert made.columns[1].target != "project.officer"


@pytest.mark.parametrize(("one", "other"), [("联系人", "联系领导"), ("备注", "备注名"), ("注册资金", "注册资产"),
                                            ("签约时间", "解约时间"), ("开工时间", "停工时间"), ("项目名称",
                                                                                 "项目编码")])
def test_one_letter_makes_another_word(one: str, other: str) -> None:
    assert set(find(one)).isdisjoint(find(other))


@pytest.mark.parametrize("header", ["非注册公司名称", "未履约监管单位", "拟固定资产投资额", "不含固定资产投资额"])
def test_a_negation_is_not_near(header: str) -> None:
    assert target(header) == "notes"


def test_a_number_is_left_out_only_where_it_merely_counts() -> None:
    assert target("编号", 1, 2, 3) == ""
    assert target("编号", "ZS-2017-001", "ZS-2017-002") == "notes"


def test_a_code_of_an_industry_is_no_industry() -> None:
    assert target("NAICS", 541511, 334413, into="company") == "notes"
    assert target("NAICS", "Software", "Chips", into="company") == "company.sector"


@pytest.mark.parametrize(("header", "cell"), [("联系方式", "13800138000"), ("联系电话", "020-81234567")])
def test_a_number_without_a_name_makes_no_contact(header: str, cell: str) -> None:
    assert target(header, cell) == "notes"


def test_the_capital_behind_a_new_company_is_not_the_investors() -> None:
    made = mapped(("项目名称", "投资方", "注册公司名称", "注册资金（万元）", "注册号"), ("云", "甲公司", "甲云公司",
                                                                 100, "1"))
    assert [each.target for each in made.columns[2:]] == ["project.registered_company", "notes", "notes"]
    made = mapped(("项目名称", "投资方", "注册资金（万元）", "注册公司名称"), ("云", "甲公司", 100, "甲云公司"))
    assert made.columns[2].target == "company.registered_capital"


@pytest.mark.parametrize("header", ["company_name", "CompanyName", "COMPANY NAME", "company-name", "Company Names",
                                    "* Company name", "Company name (required)", "公司名称（必填）", "＊公司名称＊",
                                    "公司\n名称",
                                    "公司名稱", "【公司名称】", "公司名称：", "公 司 名 称"])
def test_a_word_is_the_same_however_it_is_written(header: str) -> None:
    assert find(header) == find("Company name") or "company.name" in find(header)


# properties

KINDS = ("company", "project", "agreement", "tenancy", "interaction", "award", "contact", "zone")


def labels(kind: str, language: str) -> list[str]:
    return [made.label(language) for made in fields_of(kind).values() if made.writable]


@given(st.data())
def test_the_order_of_the_columns_decides_nothing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    headers = labels(kind, data.draw(st.sampled_from(LANGUAGES)))
    shuffled = data.draw(st.permutations(headers))
    first = mapped(tuple(headers), tuple(None for _ in headers), into=kind)
    second = mapped(tuple(shuffled), tuple(None for _ in headers), into=kind)
    assert {each.column.leaf: (each.target, each.use) for each in first.columns} == {
        each.column.leaf: (each.target, each.use) for each in second.columns}


def dressed(header: str, how: str) -> str:
    """The same header as other people write it."""
    return {"case": header.swapcase() if header.isascii() else header, "blanks": " ".join(header),
            "width": "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in header),
            "star": f"*{header}", "marked": f"{header}（必填）", "colon": f"{header}：",
            "broken": header[: len(header) // 2] + "\n" + header[len(header) // 2:]}[how]


@given(st.data())
def test_the_dress_of_a_header_changes_nothing(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    headers = labels(kind, "zh")
    ways = ("blanks", "width", "star", "marked", "colon", "broken", "case")
    worn = [dressed(header, data.draw(st.sampled_from(ways))) for header in headers]
    first = mapped(tuple(headers), tuple(None for _ in headers), into=kind)
    second = mapped(tuple(worn), tuple(None for _ in headers), into=kind)
    assert [each.target for each in first.columns] == [each.target for each in second.columns]


WORDS = ["企业名称", "投资方", "联系人", "联系电话", "手机", "电话", "项目名称", "投资额(亿元)", "总投资(万元)",
         "投资额(万美元)", "备注", "说明", "负责人",
         "法定代表人", "签约日期", "签约时间", "协议名称", "存在问题", "需协调事项", "是否规上", "专精特新",
         "2019年营业收入", "营业收入", "楼层", "房号",
         "所属园区", "入驻时间", "职务", "序号", "食堂", "区号", "邮箱", "企业诉求", "走访时间", "产值"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14), st.sampled_from(KINDS))
def test_no_two_columns_claim_one_field_unless_they_are_joined(headers: list[str], kind: str) -> None:
    made = mapped(tuple(headers), tuple(None for _ in headers), into=kind)
    heads = [(each.slot, each.key) for each in made.columns if each.use in ("field", "split")]
    assert len(heads) == len(set(heads))
    joined = {each.column.letter for each in made.columns if each.use == "joined"}
    assert joined == {other.letter for each in made.columns for other in each.joined}
    assert all(each.message is not None for each in made.columns), "every column's fate has its reason"
