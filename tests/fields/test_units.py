"""Units in headers and notes: the words of real ledgers."""

from fractions import Fraction

import pytest

from promo_desk.fields.units import family_of_unit, read_units, unit_of_header, unit_of_note


@pytest.mark.parametrize(("header", "bare", "unit"), [
    ("投资额(亿元)", "投资额", "亿元"), ("投资额(万美元）", "投资额", "万美元"),
    ("投资额(亿元人民币）", "投资额", "亿元人民币"),
    ("Capex (USD m)", "Capex", "USD m"), ("Capex, USD m", "Capex", "USD m"), ("用地面积（亩）", "用地面积", "亩"),
    ("用地/房面积（亩、平方米）", "用地/房面积", "亩、平方米"), ("注册资金（万元）", "注册资金", "万元"),
    ("租金(元/㎡/月)", "租金", "元/㎡/月"),
    ("利润率(%)", "利润率", "%"), ("计划总投资（内资）（万元）", "计划总投资（内资）", "万元"),
    ("总投资额（亿）", "总投资额", "亿"),
    ("亩均税收（万元/亩）", "亩均税收", "万元/亩"), ("用工（人）", "用工", "人"),
    ("当前入驻企业（家）", "当前入驻企业", "家"),
    ("Site need (ha, sq m)", "Site need", "ha, sq m"), ("注册资本\n（万元）", "注册资本", "万元"),
    ("投资额（单位：万元）", "投资额", "万元"),
    ("投资额/万元", "投资额", "万元"), ("资金(人民币万元)", "资金", "人民币万元"),
    ("2020年用地需求（亩）", "2020年用地需求", "亩"),
    ("用地类型(新增用地/存量厂房)", "用地类型(新增用地/存量厂房)", None),
    ("签约单位(甲方/乙方)", "签约单位(甲方/乙方)", None),
    ("Jobs new / retained", "Jobs new / retained", None), ("租赁开始/结束时间", "租赁开始/结束时间", None),
    ("办理状态(收集/已转交/办理中/已办结)", "办理状态(收集/已转交/办理中/已办结)", None),
    ("项目名称", "项目名称", None), ("", "", None),
    ("售价(元/㎡)", "售价", "元/㎡"), ("层高(m)", "层高", "m"), ("总建筑面积(㎡)", "总建筑面积", "㎡"),
    ("Amount (RMB'000)", "Amount", "RMB'000"), ("建筑面积（万平方米）", "建筑面积", "万平方米"),
])
def test_a_header_is_parted_from_its_unit(header: str, bare: str, unit: str | None) -> None:
    assert unit_of_header(header) == (bare, unit)


@pytest.mark.parametrize(("note", "unit"), [
    ("单位：万元", "万元"), ("（单位：万元、亩、人）", "万元、亩、人"), ("Unit: CNY m", "CNY m"),
    ("金额单位：人民币亿元", "人民币亿元"),
    ("Units: USD million", "USD million"), ("填报单位：招商局", None), ("填报人：张三", None),
])
def test_the_unit_of_a_sheets_note(note: str, unit: str | None) -> None:
    assert unit_of_note(note) == unit


@pytest.mark.parametrize(("unit", "family", "factor", "code", "per"), [
    ("万元", "money", 10_000, "CNY", ""), ("亿美元", "money", 10**8, "USD", ""),
    ("US$ million", "money", 10**6, "USD", ""),
    ("百万港元", "money", 10**6, "HKD", ""), ("万", "scale", 10_000, "", ""),
    ("亩", "area", Fraction(2000, 3), "mu", ""),
    ("sq ft", "area", Fraction(9_290_304, 10**8), "sq ft", ""), ("%", "percent", 1, "%", ""),
    ("元/㎡/月", "money", 1, "CNY", "m2/month"), ("万人", "other", 10_000, "people", ""),
    ("thousands of EUR", "money", 1000, "EUR", ""),
])
def test_what_a_unit_means(unit: str, family: str, factor: Fraction, code: str, per: str) -> None:
    (read,) = read_units(unit)
    assert (read.family, read.factor, read.code, read.per) == (family, factor, code, per)


def test_words_that_are_no_unit_name_none() -> None:
    for words in ("甲方", "亩、块石", "", None, "m甲", "内资"):
        assert read_units(words) == ()


def test_a_notes_unit_belongs_to_the_columns_of_its_family() -> None:
    assert family_of_unit("万元") == "money"
    assert family_of_unit("亩、平方米") == "area"
    assert family_of_unit("万元、亩") is None
