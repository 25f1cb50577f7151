"""Amounts of which nothing names a unit: said once for a column, or asked once, and never guessed by ten thousand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from offices import empty_office, ledger, planned, taken, values, verdicts

from promo_desk.fields.kinds import Money
from promo_desk.sheets.options import Options
from promo_desk.sheets.plan import make_plan
from promo_desk.sheets.questions import place_of, without
from promo_desk.store import Store

SMALL = ledger(("项目名称", "总投资", "用工（人）"), ("云中心", 350, 5), ("海中心", "1,200.5", 7),
               ("山中心", "3亿元", None), ("数谷", None, 2), sheet="S")
YUAN = 100
TEN_THOUSAND = 10_000 * YUAN


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def said(store: Store, *rows: tuple[Any, ...], **options: Any) -> list[str]:
    return [remark.text("en") for remark in planned(store, ledger(*rows), **options).sheets[0].remarks]


def test_amounts_without_a_unit_are_yuan_and_the_sheet_says_so_once(office: Store) -> None:
    rows = (("项目名称", "总投资"), ("云中心", 350_000), ("海中心", 12_000_000), ("山中心", 5))
    assert said(office, *rows) == ["The amounts of column B name no unit: they are taken as yuan."]
    taken(office, ledger(*rows))
    assert [total.minor for (total,) in values(office, "project", "total_investment")] == [
        350_000 * YUAN, 12_000_000 * YUAN, 5 * YUAN]


@pytest.mark.parametrize(("header", "cells"), [
    ("总投资（元）", (350, 20)), ("总投资（万元）", (350, 20)), ("总投资", ("350万元", "3亿")), ("总投资", (None, 0))])
def test_where_a_unit_stands_or_no_amount_nothing_is_said(office: Store, header: str, cells: tuple[Any, ...]) -> None:
    rows = (("项目名称", header), *((f"项目{cell}", cell) for cell in cells))
    assert said(office, *rows) == []
    assert planned(office, ledger(*rows)).errors == 0


def test_investments_of_a_few_yuan_are_one_question_for_the_column(office: Store) -> None:
    plan = planned(office, SMALL)
    [question] = plan.asked
    assert (question.about, question.path, question.raw) == ("value", "project.total_investment", 350)
    assert [(each.minor, each.unit) for each in question.candidates] == [
        (350 * TEN_THOUSAND, "万元"), (350 * 10**8 * YUAN, "亿元"), (350 * YUAN, "元")]
    assert question.cells == (("S", "B2"), ("S", "B3")) and question.holds
    assert verdicts(plan) == {"error": 2, "new": 2}


@pytest.mark.parametrize(("answer", "factor"), [
    (0, 10_000), (1, 10**8), (2, 1), ("万元", 10_000), ("350亿元", 10**8), ("USD m", None)])
def test_one_answer_is_for_the_whole_column_and_no_other(office: Store, answer: Any, factor: int | None) -> None:
    plan = planned(office, SMALL)
    [question] = plan.asked
    options = plan.answer(question, question.candidates[answer] if isinstance(answer, int) else answer)
    assert list(options.units) == ["S"] and list(options.units["S"]) == ["B"]
    assert Options.of_json(options.to_json()) == options and without(options, place_of(question)).units == {"S": {}}
    told = make_plan(office, SMALL, options)
    assert told.asked == () and verdicts(told) == {"new": 4}
    wanted = {"CNY": [350, 1200.5]} if factor else {"USD": [350 * 10**6, 1200.5 * 10**6]}
    [(currency, amounts)] = wanted.items()
    assert [draft.values.get("total_investment") for draft in told.drafts] == [
        *(Money(int(amount * (factor or 1) * YUAN), currency) for amount in amounts),
        Money(3 * 10**8 * YUAN, "CNY"), None]


def test_an_answer_given_at_another_cell_is_the_column_s_too(office: Store) -> None:
    plan = planned(office, SMALL)
    at_another = plan.sheets[0].notes[3][0].candidates[1]
    assert at_another.minor == 120_050_000_000 * YUAN
    assert plan.answer(plan.asked[0], at_another).units == {"S": {"B": "亿元"}}


def test_nothing_is_the_answer_for_the_whole_column(office: Store) -> None:
    plan = planned(office, SMALL)
    told = make_plan(office, SMALL, plan.answer(plan.asked[0], None))
    assert told.asked == () and verdicts(told) == {"new": 4}
    assert not any("total_investment" in draft.values for draft in told.drafts)


def test_one_cell_may_be_answered_alone(office: Store) -> None:
    plan = planned(office, SMALL)
    options = plan.answer(plan.asked[0], "350万元", everywhere=False)
    told = make_plan(office, SMALL, options)
    assert [question.cells for question in told.asked] == [(("S", "B3"),)]


def test_the_unit_of_the_sheet_answers_it_too(office: Store) -> None:
    assert planned(office, SMALL, shapes={"S": {"unit": "万元"}}).asked == ()


def test_a_column_of_small_sums_is_no_column_of_investments(office: Store) -> None:
    """Taxes of a few thousand yuan are quite possible."""
    rows = (("企业名称", "纳税额"), ("甲公司", 350), ("乙公司", 1200))
    assert planned(office, ledger(*rows)).asked == ()


def test_two_columns_are_two_questions_each_with_its_own_unit(office: Store) -> None:
    book = ledger(("企业名称", "注册资本", "项目名称", "总投资"), ("甲公司", 500, "云中心", 3.5))
    plan = planned(office, book)
    capital, _total = plan.asked
    plan = make_plan(office, book, plan.answer(capital, "万元"))
    plan = make_plan(office, book, plan.answer(plan.asked[0], "亿元"))
    assert plan.asked == () and plan.options.units == {"S": {"B": "万元", "D": "亿元"}}


def test_without_an_answer_nothing_of_the_column_is_taken(office: Store) -> None:
    taken(office, SMALL, on_error="blank")
    assert [total and total.minor for (total,) in values(office, "project", "total_investment")] == [
        None, None, 3 * 10**8 * YUAN, None]


def test_foreign_capital_may_be_dollars(office: Store) -> None:
    [question] = planned(office, ledger(("项目名称", "合同外资"), ("云中心", 350))).asked
    assert {each.currency for each in question.candidates} == {"CNY", "USD"}
