"""Counts, decimals, percentages and quantities."""

from decimal import Decimal

import pytest

from promo_desk.fields.chinese import chinese_number
from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import COUNT, DECIMAL, PERCENT, QUANTITY, Quantity
from promo_desk.fields.units import AREA_CODES, OTHER_UNITS, PER


@pytest.mark.parametrize(("raw", "value"), [
    ("1,200人", 1200), ("１２３", 123), ("1.2万", 12_000), (12.0, 12), ("三家", 3), ("十五", 15), ("1200 people", 1200),
    ("-5", -5), ("2千", 2000), ("12亿人", 1_200_000_000),
])
def test_a_count(raw: object, value: int) -> None:
    read = COUNT.parse(raw)
    assert (read.level, read.value) == ("ok", value)


@pytest.mark.parametrize("raw", ["12.5", 12.5, "约三", "1,20", True, "多", float("nan")])
def test_what_is_no_count(raw: object) -> None:
    assert COUNT.parse(raw).level == "error"


def test_a_mere_scale_in_the_header_may_be_meant_for_the_money_of_the_sheet() -> None:
    assert COUNT.parse(1.2, Reading(unit="万人")).value == 12_000
    assert COUNT.parse(1200, Reading(unit="万元、人")).value == 1200
    assert list(COUNT.parse(1200, Reading(unit="万")).candidates) == [1200, 12_000_000]
    assert COUNT.parse("1200人", Reading(unit="万")).value == 1200


def test_a_count_that_is_not_exact_or_a_range() -> None:
    assert COUNT.parse("约1200人").level == "remark"
    assert COUNT.parse("500+").value == 500
    assert list(COUNT.parse("100-200人").candidates) == [100, 200]


def test_a_decimal_is_never_rounded() -> None:
    assert DECIMAL.parse("3.141592").value == Decimal("3.141592")
    assert DECIMAL.parse(0.1 + 0.2).value == Decimal("0.3")
    finer = DECIMAL.parse("3.1415926")
    assert (finer.level, finer.value, finer.candidates) == ("question", None, (Decimal("3.141593"),))


@pytest.mark.parametrize(("raw", "points"), [
    ("220%", 220), ("220", 220), ("１２％", 12), ("+12%", 12), ("-12.5%", "-12.5"), ("下降5%", -5),
    ("同比增长12.5%", "12.5"),
    ("↑12%", 12), ("12 percent", 12), ("3‰", "0.3"), ("百分之十二", 12), ("千分之三", "0.3"), ("增长2.2倍", 220),
])
def test_percent_points(raw: object, points: object) -> None:
    read = PERCENT.parse(raw)
    assert (read.level, read.value) == ("ok", Decimal(str(points)))


def test_growth_by_220_percent_is_plus_220_and_no_factor() -> None:
    assert PERCENT.parse("220%").value == 220
    assert PERCENT.parse("2.2倍").value == 220
    assert PERCENT.parse("2.2倍").level == "remark"
    for to_so_much in ("达到2.2倍", "2.2x", "2.2 times"):
        assert list(PERCENT.parse(to_so_much).candidates) == [220, 120]


def test_a_share_and_a_percentage_look_alike() -> None:
    assert list(PERCENT.parse(0.35).candidates) == [Decimal("0.35"), 35]
    assert PERCENT.parse(0.35, Reading(number_format="0.00%")).value == 35
    assert PERCENT.parse(0.35, Reading(unit="%")).value == Decimal("0.35")
    assert PERCENT.parse(2.2).level == "remark"
    assert PERCENT.parse(0).value == 0


@pytest.mark.parametrize(("raw", "amount", "unit"), [
    ("17 companies", 17, "companies"), ("17家", 17, "companies"), ("1.2万人", 12_000, "people"), ("220%", 220, "%"),
    ("61亿元", 6_100_000_000, "CNY"), ("US$9.22bn", 9_220_000_000, "USD"), ("USD 5 m", 5_000_000, "USD"),
    ("5 m", 5, "m"),
    ("120㎡", 120, "m2"), ("30亩", 30, "mu"), ("45元/㎡/月", 45, "CNY/m2/month"),
    ("CNY 45 / m2 / month", 45, "CNY/m2/month"),
    ("45元/平方米·月", 45, "CNY/m2/month"), ("300万元/亩", 3_000_000, "CNY/mu"), ("12 km/h", 12, "km/h"),
    ("17 giants", 17, "giants"),
    ("5 TWh", 5, "TWh"), ("5千瓦时", 5, "kWh"), ("5千克", 5, "kg"), ("1,200", 1200, ""), (3.5, "3.5", ""),
    ("1200只", 1200, "只"),
])
def test_a_quantity_takes_any_unit(raw: object, amount: object, unit: str) -> None:
    read = QUANTITY.parse(raw)
    assert (read.level, read.value) == ("ok", Quantity(Decimal(str(amount)), unit))


@pytest.mark.parametrize(("raw", "header", "amount", "unit"), [
    (45, "元/㎡/月", 45, "CNY/m2/month"), (45, "万元", 450_000, "CNY"), (45, "家", 45, "companies"),
    ("45", "万元/亩", 450_000, "CNY/mu"), (1.2, "万人", 12_000, "people"),
])
def test_the_header_gives_a_bare_quantity_its_unit(raw: object, header: str, amount: int, unit: str) -> None:
    assert QUANTITY.parse(raw, Reading(unit=header)).value == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize(("value", "en", "zh"), [
    (Quantity(Decimal(17), "companies"), "17 companies", "17家"),
    (Quantity(Decimal(45), "CNY/m2/month"), "45 CNY/m2/month", "45元/平方米/月"),
    (Quantity(Decimal(220), "%"), "220%", "220%"),
    (Quantity(Decimal(1200), "CNY"), "CNY 1,200", "1,200元"),
    (Quantity(Decimal(17), "家"), '17 "家"', '17 "家"'),
])
def test_a_quantity_is_printed_with_its_unit(value: Quantity, en: str, zh: str) -> None:
    assert (QUANTITY.text(value, "en"), QUANTITY.text(value, "zh")) == (en, zh)


@pytest.mark.parametrize(("text", "number"), [
    ("三亿五千万", 350_000_000), ("一千二百三十四", 1234), ("三百零五", 305), ("十五", 15), ("一万亿", 10**12),
    ("三点五亿", 350_000_000),
    ("两千", 2000), ("一千万零五", 10_000_005), ("零", 0), ("一百一十五", 115),
])
def test_plain_chinese_numerals(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize("text", ["三亿五", "一万五", "两三亿", "百", "万", "", "五五", "一百五", "三千三千", "三点",
    "点五"])
def test_shortened_or_loose_numerals_are_not_guessed(text: str) -> None:
    assert chinese_number(text) is None


def test_every_unit_the_desk_knows_is_read_back() -> None:
    for unit in [*OTHER_UNITS, *AREA_CODES.values(), "%", *(f"CNY/{per}" for per in PER)]:
        value = Quantity(Decimal("1234.5"), unit)
        for language in ("en", "zh"):
            assert QUANTITY.parse(QUANTITY.text(value, language)).value == value, QUANTITY.text(value, language)
