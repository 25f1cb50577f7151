"""A plan is written as one change, all of it or nothing; what failed comes back as a workbook to mend."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from offices import SAMPLES, empty_office, grid, ledger, planned, taken, values, verdicts

from promo_desk.fields.kinds import Money
from promo_desk.fields.message import WorldFault
from promo_desk.sheets.apply import apply
from promo_desk.sheets.rejects import write_rejects
from promo_desk.store import Cancelled, Store

HEADER = ("项目名称", "投资方", "投资额(亿元)")
BAD = (HEADER, ("甲", "甲公司", 1), ("乙", "乙公司", "约三"), ("丙", "丙公司", 2), ("丁", "丁公司", 3))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    with empty_office(tmp_path) as store:
        yield store


def state(store: Store) -> dict[str, list[int]]:
    return {kind: list(store.ids(kind)) for kind in ("company", "project", "contact", "place", "sector", "zone")}


def test_one_import_is_one_change_and_undone_as_a_whole(office: Store) -> None:
    with office.change("before") as change:
        change.add("company", {"name": "甲公司", "employees": 5})
    before = state(office)
    applied = taken(office, ledger(("项目名称", "投资方", "员工人数"), ("一期", "甲公司", 9), ("二期", "乙公司", 7)))
    assert applied.counts == {"project": {"new": 2, "changed": 0}, "company": {"new": 1, "changed": 1}}
    assert office.last_change() == applied.change == 2
    assert values(office, "company", "employees") == [(9,), (7,)]
    assert office.undo(applied.change).left == []
    assert state(office) == before
    assert values(office, "company", "employees") == [(5,)]


@pytest.mark.parametrize("name", [file.name for file in sorted(SAMPLES.iterdir())])
def test_a_sample_ledger_goes_in_and_out_again(office: Store, name: str) -> None:
    applied = taken(office, SAMPLES / name, on_error="skip")
    assert applied.change == 1 and sum(map(len, state(office).values())) > 0
    office.undo()
    assert not any(state(office).values())


def test_a_value_tells_the_cell_it_came_from(office: Store) -> None:
    taken(office, ledger(HEADER, ("一期", "甲公司", 3), sheet="签约项目", file="台账.xlsx"))
    born = office.birth("project", 1, "total_investment")
    assert born is not None and (born.file, born.sheet, born.cell) == ("台账.xlsx", "签约项目", "C2")


def test_the_same_file_again_is_no_change(office: Store) -> None:
    book = ledger(HEADER, ("一期", "甲公司", 3))
    taken(office, book)
    assert taken(office, book).change is None
    assert office.last_change() == 1


def test_by_default_one_bad_row_stops_all(office: Store) -> None:
    with pytest.raises(WorldFault, match="1 rows"):
        taken(office, ledger(*BAD))
    assert office.count("project") == office.count("company") == 0


def test_bad_rows_are_left_out_with_all_they_bring(office: Store) -> None:
    applied = taken(office, ledger(*BAD), on_error="skip")
    assert [title for (title,) in values(office, "project", "title")] == ["甲", "丙", "丁"]
    assert "乙公司" not in {name for (name,) in values(office, "company", "name")}
    assert [(each.row, each.notes[0].cell) for each in applied.rejects] == [(3, "C3")]


def test_a_row_that_is_left_out_leaves_nothing_in_a_record_that_others_bring_too(office: Store) -> None:
    book = ledger(("项目名称", "投资方", "员工人数", "地址", "进展情况"), (None, "甲公司", 9, "路1号", "在建"),
                  ("二期", "甲公司", 9, None, "在建"), ("三期", "乙公司", 5, None, "在建"))
    taken(office, book, on_error="skip")
    assert values(office, "company", "name", "employees", "address") == [("甲公司", 9, None), ("乙公司", 5, None)]


def test_or_a_bad_row_is_taken_without_its_cell(office: Store) -> None:
    applied = taken(office, ledger(*BAD), on_error="blank")
    assert values(office, "project", "title", "total_investment")[1] == ("乙", None)
    assert [each.row for each in applied.rejects] == [3]


def test_a_bad_cell_taken_as_blank_clears_nothing(office: Store) -> None:
    taken(office, ledger(HEADER, ("乙", "乙公司", 7)))
    taken(office, ledger(*BAD), on_error="blank", blank="clear")
    assert values(office, "project", "title", "total_investment")[0] == ("乙", Money(700_000_000_00, "CNY"))


def test_a_cancelled_import_leaves_nothing(office: Store) -> None:
    plan = planned(office, ledger(HEADER, *((f"{n}期", f"{n}号公司", n) for n in range(1, 50))))

    def stop(done: int, _total: int) -> None:
        if done > 40:
            raise Cancelled

    with pytest.raises(Cancelled):
        apply(office, plan, stop)
    assert office.last_change() == 0 and not any(state(office).values())


def test_a_company_may_be_part_of_one_that_a_later_row_brings(office: Store) -> None:
    taken(office, ledger(("企业名称", "母公司"), ("广州子公司", "母体集团"), ("母体集团", None)))
    groups = {name: group and group.name for name, group in values(office, "company", "name", "group")}
    assert groups == {"广州子公司": "母体集团", "母体集团": None}


def test_a_layout_is_remembered_in_the_same_change_and_known_again(office: Store) -> None:
    book = ledger(("名头", "评语"), ("甲公司", "好"))
    given = {"S": {"A": "company.name", "B": "company.business"}}
    first = taken(office, book, into="company", mapping=given, profile="食堂")
    assert first.change == office.last_change() == 1
    again = planned(office, ledger(("评语", "名头"), ("很好", "乙公司")))
    assert [column.target for column in again.sheets[0].mapping.columns] == ["company.business", "company.name"]
    office.undo()
    assert office.count("import_profile") == 0


def test_an_offices_own_word_is_mapped_once(office: Store) -> None:
    book = ledger(("项目名称", "项目阶段"), ("甲", "在谈"), ("乙", "摸底中"), ("丙", "在谈"))
    assert verdicts(planned(office, book)) == {"new": 2, "error": 1}
    taken(office, book, choices={"stage": {"摸底中": "lead"}})
    assert values(office, "project", "stage")[1] == ("lead",)
    assert verdicts(planned(office, ledger(("项目名称", "项目阶段"), ("丁", "摸底中")))) == {"new": 1}


def test_the_rows_that_failed_come_back_with_their_reasons_and_go_in_when_mended(office: Store, tmp_path: Path) -> None:
    plan = planned(office, ledger(*BAD, sheet="签约项目"), on_error="skip")
    apply(office, plan)
    target = tmp_path / "rejects.xlsx"
    assert write_rejects(plan, target) == 1
    header, row = grid(target)
    assert header == (*HEADER, "Why it was not taken")
    assert row[:3] == ("乙", "乙公司", "约三") and row[3].startswith("C3: ")

    book = openpyxl.load_workbook(target)
    book.worksheets[0]["C2"] = 5
    book.save(target)
    assert verdicts(planned(office, target)) == {"new": 1}
    taken(office, target)
    assert office.count("project") == 4


def test_nothing_to_mend_is_no_file(office: Store, tmp_path: Path) -> None:
    plan = planned(office, ledger(HEADER, ("甲", "甲公司", 1)))
    assert write_rejects(plan, tmp_path / "rejects.xlsx") == 0
    assert not (tmp_path / "rejects.xlsx").exists()
