"""Money: what people write, what it means, and how it is printed. All amounts are exact."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promo_desk.fields.kind import Reading
from promo_desk.fields.kinds import MONEY, Money
from promo_desk.fields.money import best_unit, in_unit


def yuan(amount: int) -> Money:
    return Money(amount * 100, "CNY")


def dollars(amount: int) -> Money:
    return Money(amount * 100, "USD")


WRITTEN = [
    ("61亿元", yuan(6_100_000_000)),
    ("61 billion yuan", yuan(61_000_000_000)),
    ("5,900万", yuan(59_000_000)),
    ("US$9.22bn", dollars(9_220_000_000)),
    ("9.22亿美元", dollars(922_000_000)),
    ("(1,200)", yuan(-1200)),
    ("(1,200)万元", yuan(-12_000_000)),
    ("US$ (1,200)", dollars(-1200)),
    ("-5,000", yuan(-5000)),
    ("−5,000", yuan(-5000)),
    ("CNY -1,200", yuan(-1200)),
    ("￥1,200.50", Money(120_050, "CNY")),
    ("RMB 5mn", yuan(5_000_000)),
    ("HK$3.2m", Money(320_000_000, "HKD")),
    ("€3m", Money(300_000_000, "EUR")),
    ("GBP 1.5 million", Money(150_000_000, "GBP")),
    ("$5k", dollars(5000)),
    ("２.５百万美元", dollars(2_500_000)),
    ("３５０万", yuan(3_500_000)),
    ("3.5千万", yuan(35_000_000)),
    ("2千亿", yuan(200_000_000_000)),
    ("1.2万亿元", yuan(1_200_000_000_000)),
    ("1亿2000万元", yuan(120_000_000)),
    ("1 200 000元", yuan(1_200_000)),
    ("12\u2009345\u00a0678 CNY", yuan(12_345_678)),
    ("叁亿伍仟万", yuan(350_000_000)),
    ("三亿五千万元", yuan(350_000_000)),
    ("叁佰伍拾万元整", yuan(3_500_000)),
    ("三点五亿元", yuan(350_000_000)),
    ("十亿", yuan(1_000_000_000)),
    ("人民币61亿元", yuan(6_100_000_000)),
    ("61亿元人民币", yuan(6_100_000_000)),
    ("5億圓", yuan(500_000_000)),
    ("500 Thai baht", Money(50_000, "THB")),
    ("XAF 1,200", Money(1200, "XAF")),
    ("100亿日元", Money(10_000_000_000, "JPY")),
    ("61亿元(610000万元)", yuan(6_100_000_000)),
    (350, yuan(350)),
    (1234.56, Money(123_456, "CNY")),
    (0.1 + 0.2, Money(30, "CNY")),
    (Decimal("1234.5"), Money(123_450, "CNY")),
]


@pytest.mark.parametrize(("raw", "value"), WRITTEN)
def test_an_amount_as_people_write_it(raw: object, value: Money) -> None:
    read = MONEY.parse(raw)
    assert (read.level, read.value) == ("ok", value)


IN_HEADER = [
    (350, "万元", yuan(3_500_000)),
    ("350", "亿元", yuan(35_000_000_000)),
    (9.22, "USD m", dollars(9_220_000)),
    ("5,900", "万美元", dollars(59_000_000)),
    (3.2, "亿元人民币", yuan(320_000_000)),
    (12.5, "RMB'000", yuan(12_500)),
    ("5,900万", "亿元", yuan(59_000_000)),
    ("350万元", "万元", yuan(3_500_000)),
    (2.5, "亿", yuan(250_000_000)),
    (350, "万元、亩、人", yuan(3_500_000)),
]


@pytest.mark.parametrize(("raw", "unit", "value"), IN_HEADER)
def test_the_unit_may_stand_in_the_header_and_the_cells_own_wins(raw: object, unit: str, value: Money) -> None:
    read = MONEY.parse(raw, Reading(unit=unit))
    assert (read.level, read.value) == ("ok", value)


@pytest.mark.parametrize(("raw", "unit", "value", "said"), [
    ("350元", "万元", yuan(350), "万元"),
    ("9.22亿美元", "亿元", dollars(922_000_000), "USD"),
    (45, "元/㎡/月", yuan(45), "m2/month"),
    ("约30亿", None, yuan(3_000_000_000), "not exact"),
    ("30余亿元", None, yuan(3_000_000_000), "not exact"),
    ("5亿左右", None, yuan(500_000_000), "not exact"),
    ("over 5 bn yuan", None, yuan(5_000_000_000), "not exact"),
])
def test_a_doubt_is_said_beside_the_value(raw: object, unit: str | None, value: Money, said: str) -> None:
    read = MONEY.parse(raw, Reading(unit=unit))
    assert (read.level, read.value) == ("remark", value)
    assert said in str(read.message)


@pytest.mark.parametrize(("raw", "unit", "candidates"), [
    ("1-2亿", None, [yuan(100_000_000), yuan(200_000_000)]),
    ("5000万-1亿元", None, [yuan(50_000_000), yuan(100_000_000)]),
    ("USD 1-2 m", None, [dollars(1_000_000), dollars(2_000_000)]),
    ("1-2", "亿元", [yuan(100_000_000), yuan(200_000_000)]),
    ("61亿元（92.2亿美元）", None, [yuan(6_100_000_000), dollars(9_220_000_000)]),
    ("总投资10亿元", None, [yuan(1_000_000_000)]),
    ("USD 350", "USD m", [dollars(350_000_000), dollars(350)]),
    (3, "万元、万美元", [yuan(30_000), dollars(30_000)]),
    ("6.1E+09", None, [yuan(6_100_000_000)]),
    ("1.234元", None, [Money(123, "CNY")]),
    ("500.5 JPY", None, [Money(500, "JPY")]),
    (1 / 3, "万元", [Money(333_333, "CNY")]),
    ("3000w", None, [yuan(30_000_000)]),
    ("①5000万", None, [yuan(50_000_000)]),
])
def test_what_may_mean_two_things_is_asked_about(raw: object, unit: str | None, candidates: list[Money]) -> None:
    read = MONEY.parse(raw, Reading(unit=unit))
    assert (read.level, read.value) == ("question", None)
    assert list(read.candidates) == candidates


@pytest.mark.parametrize("raw", [
    "9,22", "1.200.000", "1,0000", "12,34,567", "1 20", "约三", "三", "数亿", "上亿", "1亿2000", "3万5", "三亿五",
    "#REF!", True, "abc", "99999999999999999亿", float("nan"), float("inf"), "US$ 5 €",
])
def test_what_cannot_be_read_exactly_is_refused(raw: object) -> None:
    read = MONEY.parse(raw)
    assert (read.level, read.value) == ("error", None)


def test_a_word_for_nothing_known_leaves_the_field_empty() -> None:
    assert MONEY.parse("待定").value is None
    assert MONEY.parse("待定").level == "remark"
    assert MONEY.parse("—").level == "ok"


def test_the_offices_own_currency_is_meant_where_none_is_said() -> None:
    assert MONEY.parse("5 m", Reading(currency="HKD")).value == Money(500_000_000, "HKD")
    assert MONEY.parse("$5", Reading(currency="HKD")).value == Money(500, "HKD")
    assert MONEY.parse("$5").value == dollars(5)
    assert MONEY.parse("¥5", Reading(currency="JPY")).value == Money(5, "JPY")


@pytest.mark.parametrize(("value", "zh", "en"), [
    (yuan(6_100_000_000), "61亿元", "CNY 6.1 bn"),
    (yuan(61_000_000_000), "610亿元", "CNY 61 bn"),
    (yuan(59_000_000), "5,900万元", "CNY 59 m"),
    (Money(123_456, "CNY"), "1,234.56元", "CNY 1,234.56"),
    (dollars(9_220_000_000), "92.2亿美元", "USD 9.22 bn"),
    (yuan(123_450_000), "12,345万元", "CNY 123.45 m"),
    (yuan(123_456_789), "123,456,789元", "CNY 123,456,789"),
    (yuan(-12_000_000), "-1,200万元", "CNY -12 m"),
    (yuan(0), "0元", "CNY 0"),
    (Money(-5, "CNY"), "-0.05元", "CNY -0.05"),
    (Money(10_000_000_000, "JPY"), "100亿日元", "JPY 10 bn"),
    (Money(1200, "BMD"), "12 BMD", "BMD 12"),
])
def test_an_amount_is_printed_exactly(value: Money, zh: str, en: str) -> None:
    assert MONEY.text(value, "zh") == zh
    assert MONEY.text(value, "en") == en


@given(st.integers(-(10**13), 10**13), st.sampled_from(["亿元", "万元", "元"]))
def test_dividing_into_a_unit_is_exact(minor: int, unit: str) -> None:
    number = in_unit(Money(minor, "CNY"), unit)
    assert MONEY.parse(number, Reading(unit=unit)).value == Money(minor, "CNY")


def test_a_unit_of_another_currency_is_refused() -> None:
    with pytest.raises(ValueError, match="not counted"):
        in_unit(yuan(1), "万美元")


def test_the_common_unit_of_a_column_is_exact_for_every_amount() -> None:
    column = [yuan(6_100_000_000), yuan(350_000_000)]
    assert best_unit(column, "zh") == "亿元"
    assert best_unit([*column, yuan(59_000_000)], "en") == "CNY m"
    assert best_unit([*column, yuan(5)], "zh") == "元"
    assert best_unit([yuan(1), dollars(1)], "zh") is None
    assert best_unit([], "zh") is None


def test_two_currencies_are_never_added_up() -> None:
    assert yuan(1) + yuan(2) == yuan(3)
    with pytest.raises(ValueError, match="not added up"):
        yuan(1) + dollars(2)


def test_not_even_the_thirtieth_digit_is_rounded_away() -> None:
    for raw in ("1.0000000000000000000000000000001元", "-1.0000000000000000000000000000001",
                "0.00000000000000000000000000001亿元"):
        read = MONEY.parse(raw)
        assert (read.level, read.value) == ("question", None)
    assert MONEY.parse("92233720368547758.07元").value == Money(2**63 - 1, "CNY")
    assert MONEY.parse("92233720368547758.08元").level == "error"
