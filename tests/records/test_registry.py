"""The class bodies are the registry: fields, labels, layouts and stored forms all derive from them."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import create_engine

from promo_desk.fields import kinds as values
from promo_desk.fields.kinds import Area, ChoiceKind, Money, Quantity, Ref, When
from promo_desk.fields.words import known
from promo_desk.records import (
    Base,
    decode,
    encode,
    encode_column,
    fields_of,
    kind_of_plural,
    kinds,
    label,
    plural,
    record,
    show_name,
)
from promo_desk.records.layouts import layout
from promo_desk.records.stored import coded_kinds

CONTRACT = {
    "company": "name name_zh aliases credit_code origin sector district registered_capital employees website",
    "contact": "name name_zh company post phones email is_main",
    "project": "title title_zh company stage sector district zone total_investment fixed_investment "
               "foreign_investment invested land floor_area jobs officer next_step first_contact_on "
               "expected_signing_on signed_on started_on completed_on operating_on is_major in_statistics "
               "funds_arrived",
    "agreement": "title kind company project signed_on signed_at value",
    "commitment": "agreement by kind text amount due status",
    "programme": "name issuer level instrument announced valid_until budget",
    "award": "programme company applied approved paid status",
    "zone": "name name_zh place established planned_area",
    "tenancy": "zone company from until unit floor_area rent lease_ends activity",
    "indicator": "subject metric period value change",
    "interaction": "when kind company summary",
}


def shown_words() -> set[str]:
    words: set[str] = set()
    for kind in kinds():
        words |= set(record(kind).__words__) | {heading for heading, _ in layout(kind).groups}
        for field in fields_of(kind).values():
            words.add(field.english)
            if isinstance(field.kind, ChoiceKind):
                words |= {option.english for option in field.kind.options}
    return words


@pytest.mark.parametrize("kind", CONTRACT)
def test_the_keys_of_the_contract_are_there(kind: str) -> None:
    assert set(CONTRACT[kind].split()) <= set(fields_of(kind))


@pytest.mark.parametrize("kind", kinds())
def test_layouts_name_fields_and_leave_none_out_of_reach(kind: str) -> None:
    fields = fields_of(kind)
    placed = [key for _, keys in layout(kind).groups for key in keys]
    assert set(placed) | set(layout(kind).grid) <= set(fields)
    assert sorted(placed) == sorted(set(placed)), "a field stands in two places"
    assert {key for key, field in fields.items() if field.writable} <= set(placed)


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_two_fields_of_a_record_share_a_label(kind: str, language: str) -> None:
    labels = [field.label(language) for field in fields_of(kind).values()]
    assert len(labels) == len(set(labels)), "a header word must lead back to one field"


@pytest.mark.parametrize("word", sorted(shown_words()))
def test_every_label_has_its_chinese_word(word: str) -> None:
    assert known(word, "zh")


def test_every_kind_of_value_can_be_stored() -> None:
    made = {value.name for value in vars(values).values() if hasattr(value, "parse") and not isinstance(value, type)}
    used = {field.kind.name for kind in kinds() for field in fields_of(kind).values()}
    assert made | used == coded_kinds()


@pytest.mark.parametrize(("kind", "key", "value"), [
    ("project", "total_investment", Money(610_000_000_00, "CNY")),
    ("project", "signed_on", When(None, None, "待定")),
    ("indicator", "subject", Ref("zone", 3)),
    ("tenancy", "zone", Ref("zone", 3)),
    ("indicator", "change", Decimal("83.2")),
    ("indicator", "value", Quantity(Decimal("17"), "companies")),
    ("company", "aliases", ("华为", "鴻海")),
    ("company", "aliases", ('say "hello" \\ ;', "a\nb\x01 \u2028")),
    ("company", "founded", When(date(2017, 9, 1), date(2017, 9, 30))),
    ("company", "founded", When(date(2017, 9, 1), None, "after")),
    ("project", "land", Area(20_000_000)),
    ("contact", "is_main", False),
    ("company", "name", None),
])
def test_a_value_comes_back_from_its_stored_parts(kind: str, key: str, value: object) -> None:
    field = fields_of(kind)[key]
    parts = encode(field, value)
    columns = encode_column(field, (value, None, value))
    assert [tuple(column) for column in columns] == [(part, None, part) for part in parts]
    assert len(parts) == len(field.columns)
    assert decode(field, parts) == value


def test_a_python_keyword_stands_aside() -> None:
    moved_in = fields_of("tenancy")["from"]
    assert moved_in.columns == ("from_", "from_latest", "from_words")
    assert moved_in.path == "tenancy.from"


def test_a_record_has_a_name_in_each_language() -> None:
    huawei = {"name": "Huawei", "name_zh": "华为", "id": 1}
    assert show_name("company", huawei, "en") == "Huawei"
    assert show_name("company", huawei, "zh") == "华为"
    assert show_name("task", {"id": 7}, "en") == "Task 7"


def test_kinds_have_their_command_names_and_words() -> None:
    assert kind_of_plural("companies") == kind_of_plural("company") == "company"
    assert (label("zone", "zh"), plural("project", "en")) == ("园区", "Projects")


def test_the_tables_can_be_made() -> None:
    Base.metadata.create_all(create_engine("sqlite://"))
