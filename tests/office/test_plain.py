"""Values and sentences go to JSON and come back the very same."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from promo_desk.fields import kinds as values
from promo_desk.fields.kinds import MONEY, QUANTITY, WHEN, Area, Money, Quantity, Ref, When
from promo_desk.fields.message import Message
from promo_desk.office.plain import from_json, plain_kinds, to_json
from promo_desk.office.said import amount, both, listed, message_back, message_json, named, on, said
from promo_desk.records import fields_of
from promo_desk.records import kinds as records

from .making import when

VALUES: list[tuple[str, Any]] = [
    ("text", "华为"), ("count", 0), ("yes_no", False), ("texts", ("a", "b")), ("percent", Decimal("83.2")),
    ("money", Money(6100000000000, "CNY")), ("money", Money(5, "JPY")), ("when", when("2017-09")),
    ("when", When(None, None, "待定")), ("when", When(date(2017, 9, 1), None, "预计")),
    ("area", Area.of_m2(370000)), ("area", Area(20_000_000 * 555)), ("area", Area(1)),
    ("quantity", Quantity(Decimal("17"), "companies")), ("quantity", Quantity(Decimal("61000000000"), "CNY")),
    ("link", Ref("company", 3, "Huawei")), ("moment", datetime(2017, 12, 8, 10, 30, tzinfo=UTC)), ("data", {"a": [1]}),
]


@pytest.mark.parametrize(("kind", "value"), VALUES)
def test_a_value_comes_back(kind: str, value: Any) -> None:
    back = from_json(kind, json.loads(json.dumps(to_json(kind, value))))
    assert back == value
    assert not isinstance(value, Ref) or back.name == value.name


def test_nothing_stays_nothing() -> None:
    assert to_json("money", None) is None and from_json("money", None) is None


def test_every_kind_of_value_has_its_form() -> None:
    used = {field.kind.name for kind in records() for field in fields_of(kind).values()}
    made = {value.name for value in vars(values).values() if hasattr(value, "parse") and not isinstance(value, type)}
    assert used | made <= plain_kinds()


SENTENCE = Message("{project}: {amount} are {equivalent}, as the source states.", {
    "project": named(Ref("project", 1, "Park")), "amount": said(MONEY, Money.of(61 * 10**9)),
    "equivalent": amount(Quantity(Decimal("9.22e9"), "USD"))})


@pytest.mark.parametrize("message", [
    SENTENCE, on(date(2017, 12, 8)), both("Revenue", "营业收入"), listed([Message("added"), "x", SENTENCE]),
    Message("Further changes, not listed here: {n}.", {"n": 3})])
def test_a_sentence_comes_back_and_reads_the_same(message: Message) -> None:
    back = message_back(json.loads(json.dumps(message_json(message))))
    assert back == message
    assert [back.text(language) for language in ("en", "zh")] == [message.text(language) for language in ("en", "zh")]


def test_values_in_a_sentence_speak_its_language() -> None:
    assert SENTENCE.text("en") == "Park: CNY 61 bn are USD 9.22 bn, as the source states."
    assert SENTENCE.text("zh") == "Park：610亿元，来源所述折合92.2亿美元。"
    assert both("Revenue", None).text("zh") == "Revenue"


def test_an_amount_is_money_only_where_its_currency_can_hold_it() -> None:
    assert amount(Quantity(Decimal("0.001"), "CNY")).kind == QUANTITY.name
    assert amount(Quantity(Decimal("17"), "companies")).text("zh") == "17家"
    assert said(WHEN, when("2017")).text("zh") == "2017年"
