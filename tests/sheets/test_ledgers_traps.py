"""What other importers get wrong, a test for each: named after the trap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ledgers.compare import dump
from offices import empty_office, ledger, notes, planned, taken, values, verdicts

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.fields.message import WorldFault
from promo_desk.sheets.apply import apply
from promo_desk.sheets.plan import Options, make_plan
from promo_desk.store import Store

FIRM = ("企业名称", "员工人数", "注册资本（万元）")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def test_every_cell_to_text_and_back(office: Store) -> None:
    """Numbers stay numbers: 0.1 + 0.2 of Excel is 0.3, and 16 digits are all there."""
    taken(office, ledger(FIRM, ("甲公司", 12.0, 0.1 + 0.2), ("乙公司", "0012", "1234567890123.4567"),
                         ("丙公司", 7, 61)))
    assert values(office, "company", "employees", "registered_capital") == [
        (12, Money(300_000, "CNY")), (12, Money(1_234_567_890_123_456_700, "CNY")), (7, Money(61_000_000, "CNY"))]


def test_a_dry_run_that_only_lists_errors(office: Store) -> None:
    """The plan says what would happen to every row and every cell that differs, not only what is wrong."""
    taken(office, ledger(FIRM, ("甲公司", 12, 300)))
    again = ledger(FIRM, ("甲公司", 15, 300), ("乙公司", 5, 1), ("丙公司", "若干", 1), ("甲公司", 15, 300))
    plan = planned(office, again)
    assert verdicts(plan) == {"changed": 1, "new": 1, "error": 1, "duplicate": 1}
    assert notes(plan, 2) == [("B2", "change", "12 → 15")]


def test_the_first_of_several_matches_linked_silently(office: Store) -> None:
    with office.change("made") as change:
        change.add_many("company", ("name",), [("启航科技",), ("启航科技",)])
    plan = planned(office, ledger(("项目名称", "投资方"), ("云中心", "启航科技")))
    assert verdicts(plan) == {"error": 1} and plan.asked[0].about == "record"
    assert {each.id for each in plan.asked[0].candidates} == {1, 2}
    assert plan.empty


@pytest.mark.parametrize("word", ["No", "no", "N", "否", "无", "FALSE", "0", 0, False, "×"])
def test_no_read_as_true(office: Store, word: Any) -> None:
    header = ("项目名称", "是否重大项目", "用工（人）")
    taken(office, ledger(header, ("云中心", word, 1), ("海中心", "是", 1)), on_error="blank")
    assert values(office, "project", "is_major")[0][0] in (False, None)
    assert values(office, "project", "is_major")[1] == (True,)


def test_text_cut_at_the_fields_length(office: Store) -> None:
    name, scope = "长" * 300, "范围" * 20_000
    taken(office, ledger(("企业名称", "经营范围"), (name, scope), ("乙公司", "x")))
    assert values(office, "company", "name", "business")[0] == (name, scope)


def test_undo_of_an_import_that_forgets_updated_rows(office: Store) -> None:
    taken(office, ledger(FIRM, ("甲公司", 12, 300), ("乙公司", None, 5)))
    before = dump(office.path)
    done = taken(office, ledger(FIRM, ("甲公司", 15, 400), ("乙公司", 7, None), ("丙公司", 1, 1)))
    assert office.undo(done.change).left == []
    assert dump(office.path) == before


def test_undo_leaves_what_was_edited_since_and_says_so(office: Store) -> None:
    taken(office, ledger(FIRM, ("甲公司", 12, 300)))
    done = taken(office, ledger(FIRM, ("甲公司", 15, 400)))
    with office.change("by hand") as change:
        change.update("company", 1, {"employees": 99})
    assert [(each.kind, each.id, each.key) for each in office.undo(done.change).left] == [("company", 1, "employees")]
    assert values(office, "company", "employees", "registered_capital") == [(99, Money(300_000_000, "CNY"))]


@pytest.mark.parametrize("raw", [2017, 2017.0, "2017", "2017年", "２０１７"])
def test_a_bare_year_that_became_todays_date(office: Store, raw: Any) -> None:
    taken(office, ledger(("企业名称", "成立日期"), ("甲公司", raw), ("乙公司", None)))
    assert values(office, "company", "founded")[0] == (When(date(2017, 1, 1), date(2017, 12, 31)),)


def test_swapped_days_and_months_under_13(office: Store) -> None:
    header = ("企业名称", "成立日期")
    plan = planned(office, ledger(header, ("甲公司", "03/04/2017"), ("乙公司", None)))
    assert verdicts(plan) == {"error": 1, "new": 1}
    taken(office, ledger(header, ("甲公司", "03/04/2017"), ("乙公司", "25/12/2017")))
    taken(office, ledger(header, ("丙公司", "03/04/2017"), ("丁公司", "12/25/2017")))
    assert [founded for (founded,) in values(office, "company", "founded")] == [
        When(day, day) for day in (date(2017, 4, 3), date(2017, 12, 25), date(2017, 3, 4), date(2017, 12, 25))]


def test_an_error_in_a_later_batch_while_the_first_batch_stays(office: Store) -> None:
    """The last row is bad: nothing of the 2,500 before is left. Nor when the writing breaks off near its end."""
    rows = [(f"{chr(0x4E00 + number)}{chr(0x5E00 + 7 * number % 5000)}公司", number, 1) for number in range(1, 2501)]
    with pytest.raises(WorldFault):
        taken(office, ledger(FIRM, *rows, ("坏公司", "若干", 1)))
    assert (office.count("company"), office.last_change()) == (0, 0)

    class Broken(Exception):
        pass

    def stop(done: int, total: int) -> None:
        if done > total * 0.9:
            raise Broken

    with pytest.raises(Broken):
        apply(office, make_plan(office, ledger(FIRM, *rows), Options()), progress=stop)
    assert (office.count("company"), office.last_change()) == (0, 0)


def test_unknown_words_of_a_choice_become_something(office: Store) -> None:
    """A stage that nobody knows is mapped by a person once, remembered, and never a default."""
    header = ("项目名称", "项目状态")
    plan = planned(office, ledger(header, ("云中心", "在谈"), ("海中心", "蓄水中"), ("山中心", "蓄水中")))
    [question] = plan.asked
    assert (question.about, question.kind, len(question.cells)) == ("choice", "stage", 2)
    apply(office, make_plan(office, plan.book, plan.answer(question, "target")))
    assert values(office, "project", "stage") == [("talks",), ("target",), ("target",)]
    taken(office, ledger(header, ("新中心", "蓄水中")))
    assert values(office, "project", "stage")[3] == ("target",), "remembered"


def test_a_total_row_that_became_a_record(office: Store) -> None:
    for word in ("合计", "总计", "小计", "合 计", "合计：", "Total", "Grand total", "SUBTOTAL", "本页小计"):
        table = [("序号", *FIRM), (1, "甲公司", 3, 5), (2, "乙公司", 4, 6), (word, None, 7, 11)]
        plan = planned(office, ledger(*table))
        assert verdicts(plan) == {"new": 2, "not_a_record": 1}, word


def test_a_firm_called_total_is_a_firm(office: Store) -> None:
    taken(office, ledger(FIRM, ("合计科技有限公司", 3, 5), ("Total Energy Example SA", 4, 6),
                         ("小计算机有限公司", 5, 7)))
    assert office.count("company") == 3


def test_a_firm_of_another_kind_is_not_the_same_firm(office: Store) -> None:
    """有限公司 and 股份有限公司 of one stem are asked about, full and short width or 简 and 繁 are not."""
    taken(office, ledger(FIRM, ("远山（广州）实业有限公司", 1, 1)))
    plan = planned(office, ledger(FIRM, ("遠山(廣州)實業有限公司", 1, 1)))
    assert verdicts(plan) == {"same": 1} and plan.asked == ()
    plan = planned(office, ledger(FIRM, ("远山（广州）实业股份有限公司", 1, 1)))
    assert [question.about for question in plan.asked] == ["record"]
    assert Ref("company", 1) not in {draft.values.get("group") for draft in plan.drafts}
