"""What changed, when, by whom; what stood at a point in the past; where a value was born."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.store import Birth, ChangeInfo, Origin, Store

SEPTEMBER = When(date(2017, 9, 1), date(2017, 9, 30))


def three_changes(store: Store) -> int:
    with store.change("Enter", why="the county asked") as change:
        id = change.add("company", {"name": "Huawei", "registered_capital": Money(100, "CNY"), "founded": SEPTEMBER})
    with store.change("Correct", who="Chen Jing") as change:
        change.update("company", id, {"name": "Huawei Co.", "registered_capital": Money(200, "CNY")})
    with store.change("Delete") as change:
        change.delete("company", id)
    return id


def test_the_audit_list_says_who_did_what_and_why(store: Store) -> None:
    three_changes(store)
    store.undo()
    changes = store.changes()
    assert [(c.number, c.label, c.who, c.why, c.step, c.root, c.undone_by, c.rows) for c in changes] == [
        (4, "Delete", "Li Wei", "", "undo", 3, None, 1), (3, "Delete", "Li Wei", "", "do", 3, 4, 1),
        (2, "Correct", "Chen Jing", "", "do", 2, None, 1), (1, "Enter", "Li Wei", "the county asked", "do", 1, None, 1)]
    assert [c.at for c in changes] == sorted((c.at for c in changes), reverse=True)
    assert store.last_change() == 4
    assert isinstance(store.change_info(2), ChangeInfo)
    assert store.change_info(9) is None


def test_an_entry_shows_only_what_differs_with_every_part_of_a_value(store: Store) -> None:
    id = three_changes(store)
    deleted, edited, added = store.history("company", id)
    assert (added.op, added.old) == ("add", None)
    assert added.new == {"name": "Huawei", "registered_capital": Money(100, "CNY"), "founded": SEPTEMBER}
    assert edited.old == {"name": "Huawei", "registered_capital": Money(100, "CNY")}
    assert edited.new == {"name": "Huawei Co.", "registered_capital": Money(200, "CNY")}
    assert (deleted.op, deleted.new) == ("delete", None)
    assert deleted.old == {"name": "Huawei Co.", "registered_capital": Money(200, "CNY"), "founded": SEPTEMBER}
    assert edited.change.who == "Chen Jing"
    assert [entry.op for entry in store.entries(2)] == ["edit"]


def test_what_changed_since_a_number_a_moment_or_a_day(store: Store) -> None:
    three_changes(store)
    at = store.change_info(1)
    assert at is not None
    assert [c.number for c in store.changes(since=1)] == [3, 2]
    assert [c.number for c in store.changes(since=at.at)] == [3, 2]
    assert [e.change.number for e in store.history(since=1)] == [3, 2]
    assert [e.change.number for e in store.history("company", since=at.at, limit=1)] == [3]
    today, tomorrow = at.at.astimezone().date(), at.at.astimezone().date() + timedelta(days=1)
    assert len(store.changes(since=today)) == len(store.history(since=today)) == 3
    assert store.changes(since=tomorrow) == store.history(since=tomorrow) == []


def test_a_record_at_a_point_in_the_past(store: Store) -> None:
    id = three_changes(store)
    first = store.change_info(1)
    assert first is not None
    then = store.at("company", id, 1)
    assert then is not None
    assert (then["name"], then["founded"], then["version"], then["created_by"]) == ("Huawei", SEPTEMBER, 1, "Li Wei")
    edited = store.at("company", id, 2)
    assert edited is not None
    assert (edited["name"], edited["version"], edited["changed_by"]) == ("Huawei Co.", 2, "Chen Jing")
    assert edited["created_at"] < edited["changed_at"]
    assert store.at("company", id, 3) is None
    assert store.at("company", id, 0) is None
    assert store.at("company", id, first.at) == then
    assert store.at("company", id, first.at - timedelta(microseconds=1)) is None
    assert store.at("company", id, first.at.astimezone().date() - timedelta(days=1)) is None
    with pytest.raises(ValueError, match="time zone"):
        store.at("company", id, datetime(2017, 9, 1))


def test_a_list_as_of_a_point_in_the_past(store: Store) -> None:
    id = three_changes(store)
    with store.change("Enter another") as change:
        other = change.add("company", {"name": "ZTE", "group": None})
    assert [list(store.ids_at("company", number)) for number in range(5)] == [[], [id], [id], [], [other]]
    assert store.read_at("company", [id, other], ("id", "name"), 2) == [(id, "Huawei Co."), (None, None)]
    assert store.read_at("company", [other], ("name", "group"), 4) == [("ZTE", None)]


def test_the_past_of_a_link_carries_the_name(store: Store) -> None:
    with store.change("Enter") as change:
        sector = change.add("sector", {"name": "ICT"})
        id = change.add("company", {"name": "Huawei", "sector": Ref("sector", sector)})
    with store.change("Clear") as change:
        change.update("company", id, {"sector": None})
    then = store.at("company", id, 1)
    assert then is not None
    assert then["sector"].name == store.read_at("company", [id], ("sector",), 1)[0][0].name == "ICT"
    assert store.history("company", id)[0].old == {"sector": Ref("sector", sector)}
    assert store.history("company", id)[0].old["sector"].name == "ICT"  # type: ignore[index]  # an edit has old values


def test_a_value_from_an_import_names_its_file_sheet_and_cell(store: Store) -> None:
    with store.change("Import ledger.xlsx", source={"file": "ledger.xlsx"}) as change:
        change.column_map("签约项目", {"company.name": "C", "company.registered_capital": "F"})
        ids = change.add_many("company", ("name", "registered_capital"), [("Huawei", Money(1, "CNY")), ("ZTE", None)],
                              origins=[("签约项目", 5), ("签约项目", 6)])
    with store.change("Type a name", who="Chen Jing") as change:
        change.update("company", ids[0], {"name": "Huawei Co."})
    capital, name = store.birth("company", ids[0], "registered_capital"), store.birth("company", ids[0], "name")
    assert capital is not None
    assert (capital.change, capital.file, capital.sheet, capital.cell) == (1, "ledger.xlsx", "签约项目", "F5")
    assert name == Birth(2, "Type a name", "Chen Jing", name.at if name else datetime.now(UTC))
    assert store.birth("company", ids[1], "registered_capital") is None
    assert store.history("company", ids[1])[0].origin == Origin("签约项目", 6)


def test_a_value_that_undo_put_back_was_born_where_it_was_first_written(store: Store) -> None:
    with store.change("Import", source={"file": "ledger.xlsx"}) as change:
        ids = change.add_many("company", ("name",), [("Huawei",)], origins=[("Sheet1", 2)])
    with store.change("Edit") as change:
        change.update("company", ids[0], {"name": "Huawei Co."})
    store.undo()
    birth = store.birth("company", ids[0], "name")
    assert birth is not None
    assert (birth.change, birth.file, birth.cell) == (1, "ledger.xlsx", "2")


def test_rows_that_an_import_edits_have_their_origin_too(store: Store) -> None:
    with store.change("Enter") as change:
        ids = change.add_many("company", ("name",), [("Huawei",), ("ZTE",)])
    with store.change("Import", source={"file": "second.xlsx"}) as change:
        change.column_map("Sheet1", {"company.employees": "D"})
        change.update_many("company", ("employees",), ids, [(5,), (6,)], origins=[("Sheet1", 8), ("Sheet1", 9)])
    birth = store.birth("company", ids[1], "employees")
    assert birth is not None
    assert (birth.file, birth.cell) == ("second.xlsx", "D9")


def test_the_timeline_of_a_record_holds_its_parts_and_who_came_to_link_to_it(store: Store) -> None:
    with store.change("Enter") as change:
        company = change.add("company", {"name": "Huawei"})
        project = change.add("project", {"title": "Cloud"})
    with store.change("Link") as change:
        change.update("project", project, {"company": Ref("company", company)})
    with store.change("Rename the project") as change:
        change.update("project", project, {"title": "Cloud centre"})
    with store.change("Reach a stage") as change:
        change.add("stage_step", {"project": Ref("project", project), "stage": "talks"})
    assert [entry.change.label for entry in store.timeline("company", company)] == ["Link", "Enter"]
    assert [entry.change.label for entry in store.timeline("project", project)] == [
        "Reach a stage", "Rename the project", "Link", "Enter"]


def test_the_number_of_a_change_follows_its_commit_and_a_dropped_number_is_not_given_again(store: Store) -> None:
    with store.change("Nothing") as change:
        first = change.number
    with store.change("Something") as change:
        change.add("company", {"name": "Huawei"})
        assert change.number > first
    assert store.at("company", 1, first) is None
