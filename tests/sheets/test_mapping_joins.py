"""Two columns make one field, one cell holds several things: nothing is dropped, nothing is wrongly put together."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from offices import empty_office, ledger, notes, planned, taken, values

from promo_desk.fields.kinds import WHEN, Area, Money, Quantity, Ref
from promo_desk.fields.message import WorldFault
from promo_desk.sheets.people import companies_of
from promo_desk.store import Store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def only(store: Store, kind: str, *keys: str) -> tuple[Any, ...]:
    [row] = values(store, kind, *keys)
    return row


def test_two_columns_of_a_long_text_are_its_lines(office: Store) -> None:
    taken(office, ledger(("项目名称", "存在问题", "需协调事项"), ("云中心", "用电不足", "道路未通"), ("数谷", None,
                                                                              "缺人")))
    assert values(office, "project", "problems") == [("用电不足\n道路未通",), ("缺人",)]


def test_two_telephone_columns_are_the_numbers_of_one_person(office: Store) -> None:
    taken(office, ledger(("姓名", "手机", "办公电话"), ("张三", "13800138000", "020-81234567")))
    assert only(office, "contact", "phones") == (("+86 138 0013 8000", "+86 20 8123 4567"),)


def test_an_area_code_goes_before_its_number(office: Store) -> None:
    taken(office, ledger(("姓名", "区号", "电话"), ("张三", "020", "81234567"), ("李四", "0755", None)))
    assert values(office, "contact", "phones", "notes") == [(("+86 20 8123 4567",), None), (None, "区号: 0755")]


def test_first_and_last_name_are_the_name(office: Store) -> None:
    taken(office, ledger(("First name", "Last name", "E-mail"), ("Ann", "Example", "a@example.com")))
    assert only(office, "contact", "name") == ("Ann Example",)


def test_a_year_and_a_month_are_a_month_and_no_day(office: Store) -> None:
    taken(office, ledger(("项目名称", "签约年份", "签约月份"), ("云中心", 2017, 9), ("数谷", "2018", None)))
    assert values(office, "project", "signed_on") == [(WHEN.parse("2017-09").value,), (WHEN.parse("2018").value,)]


def test_of_a_province_and_a_city_the_city_is_the_place_and_the_province_stays_in_the_notes(office: Store) -> None:
    taken(office, ledger(("企业名称", "省份", "城市"), ("甲公司", "广东省", "广州市"), ("乙公司", "湖南省", None)))
    assert [origin.name for _id, origin in values(office, "company", "id", "origin")] == ["广州市", "湖南省"]
    assert values(office, "company", "notes") == [("省份: 广东省",), (None,)]


def test_building_floor_and_room_are_the_premises(office: Store) -> None:
    taken(office, ledger(("企业名称", "所属园区", "楼层", "房号"), ("甲公司", "科学城", "3层", "301"),
                         sheet="入驻企业"))
    assert only(office, "tenancy", "unit") == ("3层 301",)


def test_an_amount_in_yuan_or_in_dollars_is_the_total_investment(office: Store) -> None:
    taken(office, ledger(("项目名称", "投资额(亿元人民币）", "投资额(万美元）"), ("内", 3, None), ("外", None, 500),
                         ("合", 1, 200)))
    assert values(office, "project", "total_investment", "notes") == [
        (Money(30_000_000_000, "CNY"), None), (Money(500_000_000, "USD"), None),
        (Money(10_000_000_000, "CNY"), "投资额(万美元）: 200")]


def test_the_currency_may_have_a_column_of_its_own(office: Store) -> None:
    taken(office, ledger(("项目名称", "总投资(万元)", "币种"), ("内", 300, "人民币"), ("外", 500, "美元")))
    assert values(office, "project", "total_investment") == [(Money(300_000_000, "CNY"),), (Money(500_000_000, "USD"),)]


def test_the_user_may_read_any_two_columns_together(office: Store) -> None:
    book = ledger(("企业名称", "甲说", "乙说"), ("甲公司", "做云", "做数"), sheet="S")
    plan = planned(office, book, mapping={"S": {"B": "company.business", "C": "company.business"}})
    mapping = plan.sheets[0].mapping
    assert mapping is not None
    assert [each.letter for each in mapping.columns[1].joined] == ["C"]
    assert str(mapping.columns[2].message) == "Read together with column B: Business scope."
    taken(office, book, mapping={"S": {"B": "company.business", "C": "company.business"}})
    assert only(office, "company", "business") == ("做云\n做数",)


def test_a_field_that_is_not_there_is_refused_in_a_sentence(office: Store) -> None:
    with pytest.raises(WorldFault, match=r'There is no field "company.wish"'):
        planned(office, ledger(("企业名称", "B"), ("甲公司", "x"), sheet="S"), mapping={"S": {"B": "company.wish"}})


# units

@pytest.mark.parametrize(("cell", "area"), [("20亩", Area(20 * 20_000_000)), ("300平方米", Area(300 * 30_000))])
def test_the_cells_own_unit_decides_between_two_in_the_header(office: Store, cell: str, area: Area) -> None:
    taken(office, ledger(("项目名称", "用地/房面积（亩、平方米）"), ("云中心", cell)))
    assert only(office, "project", "land") == (area,)


@pytest.mark.parametrize(("header", "path"), [("用地/房面积（亩、平方米）", "project.land"),
                                              ("投资额（亿元/万美元）", "project.total_investment")])
def test_without_a_unit_of_its_own_the_cell_is_asked_about(office: Store, header: str, path: str) -> None:
    plan = planned(office, ledger(("项目名称", header), ("云中心", 20)))
    [question] = plan.asked
    assert (question.path, question.about, len(question.candidates)) == (path, "value", 2)


@pytest.mark.parametrize("header", ["投资额亿元", "投资额/亿元", "投资额_亿元", "投资额，亿元", "投资额 亿元",
                                    "投资额【亿元】", "總投資額（億元）"])
def test_a_unit_is_found_however_it_stands_in_the_header(office: Store, header: str) -> None:
    taken(office, ledger(("项目名称", header), ("云中心", 2)))
    assert only(office, "project", "total_investment") == (Money(20_000_000_000, "CNY"),)


# cells that hold several things

def test_each_of_two_columns_of_people_has_its_own_numbers(office: Store) -> None:
    headers = ("项目名称", "投资方", "投资方联系人及电话", "企业联系人及联系电话")
    taken(office, ledger(headers, ("云中心", "甲公司", "张三—13800138000；李四—13900139000", "王五 13700137000")))
    people = {(name, *phones) for name, phones in values(office, "contact", "name", "phones")}
    assert people == {("张三", "+86 138 0013 8000"), ("李四", "+86 139 0013 9000"), ("王五", "+86 137 0013 7000")}


def test_numbered_contacts_keep_their_own_numbers(office: Store) -> None:
    taken(office, ledger(("企业名称", "联系人1", "联系人2", "联系电话1", "联系电话2"),
                         ("甲公司", "张三", "李四", "13800138000", "13900139000")))
    assert sorted(values(office, "contact", "name", "phones")) == [("张三", ("+86 138 0013 8000",)),
                                                                  ("李四", ("+86 139 0013 9000",))]


def test_the_number_beside_the_legal_representative_is_not_the_contacts(office: Store) -> None:
    taken(office, ledger(("企业名称", "联系人", "法定代表人", "联系电话"), ("甲公司", "张三", "赵六", "13800138000")))
    assert values(office, "contact", "name", "phones") == [("张三", None)]
    assert only(office, "company", "notes") == ("联系电话: 13800138000",)


def test_the_two_sides_of_an_agreement_are_taken_apart(office: Store) -> None:
    headers = ("协议名称", "签约单位(甲方/乙方)")
    taken(office, ledger(headers, ("甲协议", "白云区政府/华创有限公司"), ("乙协议",
                                                            "甲方：黄埔区政府；乙方：云图有限公司")))
    told = [(counterparty, company.name) for counterparty, company in values(office, "agreement", "counterparty",
                                                                             "company")]
    assert told == [("白云区政府", "华创有限公司"), ("黄埔区政府", "云图有限公司")]


def test_the_two_ends_of_a_lease_are_taken_apart_or_asked_about(office: Store) -> None:
    headers = ("企业名称", "所属园区", "租赁开始/结束时间")
    book = ledger(headers, ("甲公司", "科学城", "2017年3月至2020年2月"), ("乙公司", "科学城", "三年"), sheet="入驻企业")
    assert notes(planned(office, book), 3)[0][1] == "error"
    taken(office, book, on_error="skip")
    assert only(office, "tenancy", "lease_from", "lease_ends") == tuple(
        WHEN.parse(month).value for month in ("2017-03", "2020-02"))


def test_several_companies_in_a_cell_are_asked_about(office: Store) -> None:
    plan = planned(office, ledger(("项目名称", "投资方"), ("云中心", "甲有限公司、乙有限公司联合体")))
    [question] = plan.asked
    assert question.candidates == ("甲有限公司", "乙有限公司")
    assert plan.errors == 1


@pytest.mark.parametrize("name", ["华为技术有限公司", "上海和黄（集团）有限公司", "A, B & Co., Ltd.",
                                  "中国石油、天然气有限公司"])
def test_one_company_stays_one(name: str) -> None:
    assert companies_of(name) == ()


def test_yes_is_a_mark_no_is_none_and_other_words_are_kept(office: Store) -> None:
    headers = ("企业名称", "是否规上", "高新技术企业", "专精特新")
    taken(office, ledger(headers, ("甲公司", "是", "√", "国家级"), ("乙公司", "否", "无", None)))
    assert values(office, "company", "marks") == [(("高新技术企业", "规上", "专精特新（国家级）"),), (None,)]


def test_is_it_foreign_is_the_kind_of_capital(office: Store) -> None:
    taken(office, ledger(("项目名称", "是否外资"), ("云中心", "是"), ("数谷", "否")))
    assert values(office, "project", "capital") == [("foreign",), ("domestic",)]


def test_a_quarterly_return_is_figures_of_the_zone_with_unit_and_period(office: Store) -> None:
    book = ledger(("园区名称", "当前入驻企业（家）", "园区已租面积（平方米）", "亩均税收（万元/亩）"), ("科学城", 120,
                                                                       5000, 30),
                  sheet="2024年一季度")
    taken(office, book)
    figures = values(office, "indicator", "subject", "metric_zh", "period", "value")
    quarter = WHEN.parse("2024年一季度").value
    assert {metric: (subject, period, value) for subject, metric, period, value in figures} == {
        "入驻企业数": (Ref("zone", 1), quarter, Quantity(Decimal(120), "companies")),
        "已租面积": (Ref("zone", 1), quarter, Quantity(Decimal(5000), "m2")),
        "亩均税收": (Ref("zone", 1), quarter, Quantity(Decimal(300_000), "CNY/mu"))}


# what the user says of cells reaches both columns


TWO_CURRENCIES = ledger(("项目名称", "投资额(万元)", "投资额(万美元)"), ("云中心", None, "三四个"), ("数谷", 5, None),
                        ("海心", None, "约莫"))


def test_a_bad_cell_of_the_second_column_is_said_and_mended_wherever_it_stands(office: Store) -> None:
    plan = planned(office, TWO_CURRENCIES)
    assert [(question.about, question.path, question.raw) for question in plan.asked] == [
        ("error", "project.total_investment", "三四个"), ("error", "project.total_investment", "约莫")]
    options = plan.answer(plan.asked[0], "300万美元")
    taken(office, TWO_CURRENCIES, replaced={**options.replaced, "project.total_investment": {
        **options.replaced["project.total_investment"], "约莫": None}})
    assert values(office, "project", "total_investment", "notes") == [
        (Money(300_000_000, "USD"), None), (Money(5_000_000, "CNY"), None), (None, None)]


def test_one_cell_of_the_second_column_is_mended(office: Store) -> None:
    taken(office, TWO_CURRENCIES, mended={"S": {"C2": 300, "C4": None}})
    assert [total for (total,) in values(office, "project", "total_investment")] == [
        Money(300_000_000, "USD"), Money(5_000_000, "CNY"), None]


def test_an_error_of_the_sheet_in_the_second_column_is_mended_wherever_it_stands(office: Store) -> None:
    book = ledger(("姓名", "手机", "办公电话"), ("张三", "13800138000", None))
    book.sheets[0].errors[2, 3] = "#N/A"
    assert [question.raw for question in planned(office, book).asked] == ["#N/A"]
    taken(office, book, replaced={"contact.phones": {"#N/A": "020-81234567"}})
    assert only(office, "contact", "phones") == (("+86 138 0013 8000", "+86 20 8123 4567"),)


def test_the_office_s_own_words_are_known_in_the_second_column(office: Store) -> None:
    book = ledger(("项目名称", "项目状态", "进度"), ("云中心", None, "蓄水中"))
    mapping = {"S": {"C": "project.stage", "B": "project.stage"}}
    assert [(question.about, question.kind) for question in planned(office, book, mapping=mapping).asked] == [
        ("choice", "stage")]
    taken(office, book, mapping=mapping, choices={"stage": {"蓄水中": "target"}})
    assert only(office, "project", "stage") == ("target",)
