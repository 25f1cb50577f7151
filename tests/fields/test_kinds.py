"""What holds for every kind of value: what is printed is read back the same, and reading never raises."""

import json
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from promo_desk.fields.currencies import USUAL, chinese_name, currency_of, minor_digits
from promo_desk.fields.kind import Kind, Reading
from promo_desk.fields.kinds import (
    AREA,
    COUNT,
    CREDIT_CODE,
    DATA,
    DECIMAL,
    EMAIL,
    LONG_TEXT,
    MOMENT,
    MONEY,
    PERCENT,
    PHONES,
    QUANTITY,
    TEXT,
    TEXTS,
    WEB,
    WHEN,
    YES_NO,
    Area,
    Money,
    Option,
    Quantity,
    Ref,
    When,
    choice,
    link,
)
from promo_desk.fields.plain import is_unknown, outer

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
STAGE = choice(Option("talks", "In talks"), Option("signed", "Signed"), table="stage")
COMPANY = link("company")
ALL: list[Kind[Any]] = [TEXT, LONG_TEXT, TEXTS, MONEY, WHEN, MOMENT, AREA, COUNT, DECIMAL, PERCENT, QUANTITY, YES_NO,
                        CREDIT_CODE, PHONES, EMAIL, WEB, DATA, STAGE, COMPANY]

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12).map(outer).filter(bool)
big = st.integers(-(2**62), 2**62)
decimals = st.decimals(-10**9, 10**9, places=6)
days = st.dates()


@st.composite
def spans(draw: st.DrawFn) -> When:
    first, last = sorted((draw(days), draw(days)))
    said = draw(st.one_of(st.just(""), words))
    ends = draw(st.sampled_from([(first, last), (first, first), (None, last), (first, None)]))
    return When(*ends, said)


@st.composite
def named_spans(draw: st.DrawFn) -> When:
    from promo_desk.fields import spans as named

    year, number = draw(st.integers(1000, 2999)), draw(st.integers(1, 12))
    first, last = draw(st.sampled_from([
        named.year_span(year), named.month(year, number), named.half(year, number % 2 + 1),
        named.quarter(year, number % 4 + 1), named.third(year, number, number % 3), named.months(year, 1, number)]))
    return draw(st.sampled_from([When(first, last), When(None, last), When(first, None), When(first, last, "暂定")]))


VALUES: list[tuple[Kind[Any], st.SearchStrategy[Any]]] = [
    (TEXT, words),
    (LONG_TEXT, st.lists(words, min_size=1).map("\n".join).map(outer)),
    (TEXTS, st.lists(words, min_size=1, max_size=4).map(tuple)),
    (MONEY, st.builds(Money, big, st.sampled_from(["CNY", "USD", "HKD", "EUR", "JPY", "KWD", "BMD", "XAF"]))),
    (MONEY, st.builds(Money, st.integers(-9999, 9999).map(lambda n: n * 10**8), st.sampled_from(sorted(USUAL)))),
    (WHEN, spans()),
    (WHEN, named_spans()),
    (WHEN, words.map(lambda said: When(None, None, said))),
    (MOMENT, st.datetimes(timezones=st.just(UTC))),
    (AREA, st.builds(Area, big)),
    (COUNT, big),
    (DECIMAL, decimals),
    (PERCENT, decimals),
    (QUANTITY, st.builds(Quantity, st.decimals(-10**9, 10**9, places=4), st.one_of(
        st.just(""), words, st.sampled_from(["CNY", "USD", "people", "companies", "m2", "mu", "%", "CNY/m2/month",
        "GWh",
                                             "km/h", "XAF", "Giants", "家", "m"])))),
    (YES_NO, st.booleans()),
    (STAGE, st.sampled_from(["talks", "signed"])),
    (COMPANY, st.builds(Ref, st.just("company"), st.integers(1, 10**12))),
    (DATA, st.dictionaries(words, st.one_of(words, st.integers(), st.none(), st.lists(words)))),
]


@pytest.mark.parametrize(("kind", "values"), VALUES, ids=[f"{k.name}{n}" for n, (k, _) in enumerate(VALUES)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_printed_is_read_back(kind: Kind[Any], values: st.SearchStrategy[Any], language: str) -> None:
    @QUICK
    @given(values)
    def read_back(value: Any) -> None:
        shown = kind.text(value, language)
        read = kind.parse(shown)
        assert read.stands, (shown, read)
        assert read.value == value, shown

    read_back()


LOOSE = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.decimals(), st.datetimes(), st.dates(), st.times(),
    st.timedeltas(), st.binary(max_size=4), st.text(max_size=30),
    st.text("0123456789.,-+()/年月日至到亿万元千百十三五约余 '前起QHq上下半年季度底初末"
            "%倍美$¥kmbn亩㎡平米:;；、是否\n\"#", max_size=16))


@pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])
def test_reading_never_raises_and_says_something_of_what_it_refuses(kind: Kind[Any]) -> None:
    @settings(QUICK, max_examples=300)
    @given(LOOSE, st.sampled_from([None, "万元", "亿", "亩、平方米", "%", "元/㎡/月", "?"]),
           st.sampled_from([None, 2017]), st.sampled_from([None, "0%", "yyyy年m月", "mmm-yy"]))
    @example("9999年底后", None, None, None)
    @example("1e999999999", None, None, None)
    def read(raw: Any, unit: str | None, year: int | None, shown_as: str | None) -> None:
        answer = kind.parse(raw, Reading(unit=unit, year=year, number_format=shown_as))
        assert (answer.message is None) == (answer.level == "ok")
        assert answer.value is None or answer.stands
        assert not answer.candidates or answer.level == "question"
        for candidate in answer.candidates:
            kind.text(candidate, "zh")
        if answer.value is not None:
            again = kind.parse(kind.text(answer.value, "zh"))
            assert again.value == answer.value, (answer.value, kind.text(answer.value, "zh"), again)

    read()


@pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])
def test_an_empty_cell_is_no_value_and_no_fault(kind: Kind[Any]) -> None:
    for empty in (None, "", "  ", "\u3000\u00a0\u200b\n"):
        assert kind.parse(empty).level == "ok"
        assert kind.parse(empty).value is None


@pytest.mark.parametrize("kind", ALL, ids=[kind.name for kind in ALL])
def test_every_kind_has_its_plain_values(kind: Kind[Any]) -> None:
    assert isinstance(kind, Kind)
    assert kind.align in ("start", "end")
    assert 4 <= kind.width <= 60


def test_values_sort_by_their_key() -> None:
    later, earlier = When.day(date(2017, 9, 15)), When(date(2017, 1, 1), date(2017, 12, 31))
    assert sorted([later, earlier], key=WHEN.sort_key) == [earlier, later]
    assert sorted(["signed", "talks"], key=STAGE.sort_key) == ["talks", "signed"]
    assert sorted([Money(5, "USD"), Money(1, "USD")], key=MONEY.sort_key)[0].minor == 1
    assert AREA.sort_key(Area(1)) < AREA.sort_key(Area(2))


def test_importing_the_kinds_loads_neither_babel_nor_phonenumbers() -> None:
    """The window starts without them; they are loaded where an amount or a number needs them."""
    program = ("import sys, json; from promo_desk.fields.kinds import MONEY, Money;"
               "MONEY.text(Money(100, 'CNY'), 'zh'); "
               "heavy = ('babel', 'phonenumbers', 'sqlalchemy', 'PySide6');"
               "print(json.dumps([m for m in heavy if m in sys.modules]))")
    out = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert json.loads(out) == []


def test_the_usual_currencies_are_as_fine_as_babel_says() -> None:
    from babel.numbers import get_currency_precision, list_currencies

    assert {code: digits for code, (digits, *_) in USUAL.items()} == {
        code: get_currency_precision(code) for code in USUAL}
    for code in list_currencies():
        assert currency_of(code) == code
        assert currency_of(chinese_name(code)) == code
        money = Money(123_456 * 10 ** minor_digits(code), code)
        assert all(MONEY.parse(MONEY.text(money, language)).value == money for language in ("en", "zh")), code


def test_a_moment_without_a_zone_is_utc() -> None:
    assert MOMENT.parse(datetime(2017, 9, 15, 8)).value == datetime(2017, 9, 15, 8, tzinfo=UTC)
    assert MOMENT.parse("2017-09-15T08:00:00+08:00").value == datetime(2017, 9, 15, tzinfo=UTC)
    assert MOMENT.parse("yesterday").level == "error"


def test_kept_words_for_no_date_are_read_as_words() -> None:
    assert is_unknown("待定") and is_unknown("TBD") and is_unknown("长期")
    assert not is_unknown("2017") and not is_unknown("soon")
    assert WHEN.parse("? (soon)").value == When(None, None, "soon")


def test_exact_helpers() -> None:
    assert Money.of(Decimal("61e8")).minor == 610_000_000_000
    assert Area.of_m2(Fraction(2000, 3)).mu == 1
    with pytest.raises(ValueError, match="finer"):
        Money.of(Decimal("0.001"))
    with pytest.raises(ValueError, match="finer"):
        Area.of_m2(Fraction(1, 7))
    assert timedelta(1) not in (MONEY.parse(timedelta(1)).value,)
