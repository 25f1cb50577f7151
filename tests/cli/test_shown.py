"""The JSON contract, kind by kind."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from promo_desk.cli.shown import json_record, json_value, text_table
from promo_desk.fields.kinds import Area, Money, Quantity, Ref, When
from promo_desk.records import fields_of, kinds


@pytest.mark.parametrize(("kind", "key", "value", "form"), [
    ("project", "total_investment", Money(61_000_000_000_00, "CNY"), {"amount": "61000000000.00", "currency": "CNY"}),
    ("project", "total_investment", Money(500, "JPY"), {"amount": "500", "currency": "JPY"}),
    ("project", "signed_on", When(date(2017, 9, 1), date(2017, 9, 30)),
     {"earliest": "2017-09-01", "latest": "2017-09-30", "text": "September 2017"}),
    ("zone", "planned_area", Area(370_000 * 30_000), {"m2": "370000"}),
    ("project", "land", Area(int(Fraction(200_000, 3) * 30_000)), {"m2": "66666.6666667", "mu": "100"}),
    ("indicator", "change", Decimal("220"), "220"),
    ("indicator", "change", Decimal("83.2"), "83.2"),
    ("indicator", "value", Quantity(Decimal("5900000000"), "CNY"), {"amount": "5900000000.00", "currency": "CNY"}),
    ("indicator", "value", Quantity(Decimal("17"), "companies"), {"number": "17", "unit": "companies"}),
    ("project", "stage", "talks", "talks"),
    ("project", "company", Ref("company", 3, "Huawei"), {"kind": "company", "id": 3, "name": "Huawei"}),
    ("company", "aliases", ("华为", "鴻海"), ["华为", "鴻海"]),
    ("contact", "is_main", False, False),
    ("company", "employees", None, None),
])
def test_values_print_as_the_contract_says(kind: str, key: str, value: object, form: object) -> None:
    assert json_value(fields_of(kind)[key], value) == form


@pytest.mark.parametrize("kind", kinds())
def test_kind_and_id_come_first_and_no_key_is_lost(kind: str) -> None:
    fields = list(fields_of(kind).values())
    printed = json_record(kind, fields, [None] * len(fields))
    assert list(printed)[:2] == ["kind", "id"]
    assert printed["kind"] == kind
    assert len(printed) == len(fields) + 1


def test_an_agreements_own_kind_stands_beside_the_records_kind() -> None:
    fields = list(fields_of("agreement").values())
    printed = json_record("agreement", fields, ["framework" if f.key == "kind" else None for f in fields])
    assert (printed["kind"], printed["agreement_kind"]) == ("agreement", "framework")


def test_columns_line_up_though_a_chinese_character_takes_two_places() -> None:
    assert text_table(["Name", "No."], [["华为", "1"], ["Tencent", "12"]], [False, True]) == (
        "Name     No.\n华为       1\nTencent   12")
