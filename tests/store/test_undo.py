"""Undo and redo, from the history alone: also after a restart, and of changes made weeks ago."""

from __future__ import annotations

from datetime import date

import pytest

from promo_desk.fields.kinds import Money, Ref, When
from promo_desk.fields.message import WorldFault
from promo_desk.store import Left, Missing, Store, open_store

YUAN = Money(6_100_000_000_00, "CNY")


def enter(store: Store, **values: object) -> int:
    with store.change(f"Enter {values['name']}") as change:
        return change.add("company", values)


def edit(store: Store, id: int, **values: object) -> int:
    with store.change("Edit", who="Chen Jing") as change:
        change.update("company", id, values)
        return change.number


def test_undo_takes_back_the_last_change_and_redo_makes_it_again(store: Store) -> None:
    id = enter(store, name="Huawei")
    edit(store, id, name="Huawei Co.", registered_capital=YUAN)
    undone = store.undo()
    assert (undone.number, undone.label, undone.left) == (2, "Edit", [])
    assert (store.get("company", id)["name"], store.get("company", id)["registered_capital"]) == ("Huawei", None)
    store.undo()
    assert store.count("company") == 0
    assert store.redo().number == 1
    assert store.redo().number == 2
    assert store.get("company", id)["registered_capital"] == YUAN
    assert store.undo().number == 2


def test_a_note_of_what_went_out_is_not_what_undo_means(store: Store) -> None:
    id = enter(store, name="Huawei")
    with store.change("Export companies.xlsx", aside=True) as change:
        export = change.add("export", {"name": "companies.xlsx"})
    assert store.undo().number == 1
    with store.change("Export companies.xlsx", aside=True) as again:
        again.add("export", {"name": "companies.xlsx"})
    assert store.redo().number == 1
    assert store.get("company", id)["name"] == "Huawei"
    assert store.undo(change.number).left == [], "by its number it can be taken back"
    with pytest.raises(Missing):
        store.get("export", export)


def test_undo_outlives_a_restart(address: str) -> None:
    with open_store(address) as store:
        id = enter(store, name="Huawei")
        edit(store, id, name="Huawei Co.")
    with open_store(address) as store:
        store.undo()
    with open_store(address) as store:
        assert store.get("company", id)["name"] == "Huawei"
        store.redo()
    with open_store(address) as store:
        assert store.get("company", id)["name"] == "Huawei Co."


def test_there_is_an_end_to_undo_and_to_redo(store: Store) -> None:
    with pytest.raises(WorldFault, match="nothing to take back"):
        store.undo()
    enter(store, name="Huawei")
    with pytest.raises(WorldFault, match="nothing to make again"):
        store.redo()
    store.undo()
    with pytest.raises(WorldFault, match="nothing to take back"):
        store.undo()
    with pytest.raises(WorldFault, match="taken back already"):
        store.undo(1)
    with pytest.raises(WorldFault, match="no change 99"):
        store.undo(99)


def test_a_new_change_ends_what_can_be_redone_but_a_named_change_can_still_be(store: Store) -> None:
    id = enter(store, name="Huawei")
    store.undo()
    other = enter(store, name="ZTE")
    with pytest.raises(WorldFault, match="nothing to make again"):
        store.redo()
    assert store.redo(1).number == 1
    assert list(store.ids("company")) == [id, other]


def test_an_import_made_weeks_ago_is_undone_but_what_was_edited_since_stays_and_is_listed(store: Store) -> None:
    with store.change("Import ledger") as change:
        ids = change.add_many("company", ("name",), [("Huawei",), ("ZTE",), ("Tencent",)])
        change.add("project", {"title": "Cloud centre", "company": Ref("company", ids[2])})
    edit(store, ids[1], name="ZTE Corporation")
    with store.change("Visit") as change:
        change.add("interaction", {"summary": "First talk", "company": Ref("company", ids[0])})
    undone = store.undo(1)
    assert sorted(undone.left, key=lambda left: left.id) == [
        Left("company", ids[0], "", None, "Huawei"), Left("company", ids[1], "", None, "ZTE Corporation")]
    assert list(store.ids("company")) == [ids[0], ids[1]]
    assert store.count("project") == 0


def test_an_edit_is_undone_field_by_field(store: Store) -> None:
    id = enter(store, name="Huawei", registered_capital=YUAN)
    first = edit(store, id, name="Huawei Co.", registered_capital=Money(1_00, "CNY"), employees=10)
    edit(store, id, registered_capital=Money(1_00, "USD"))
    undone = store.undo(first)
    assert undone.left == [Left("company", id, "registered_capital", YUAN, Money(1_00, "USD"))]
    now = store.get("company", id)
    assert (now["name"], now["employees"], now["registered_capital"]) == ("Huawei", None, Money(1_00, "USD"))


def test_an_edit_that_was_itself_taken_back_does_not_stand_in_the_way(store: Store) -> None:
    id = enter(store, name="Huawei")
    edit(store, id, name="Huawei Co.")
    store.undo()
    assert store.undo(1).left == []
    assert store.count("company") == 0


def test_a_deleted_record_comes_back_whole_with_its_parts_and_a_higher_version(store: Store) -> None:
    with store.change("Sign") as change:
        agreement = change.add("agreement", {"title": "With Baiyun", "signed_on": When(None, date(2017, 9, 30))})
        change.add("commitment", {"agreement": Ref("agreement", agreement), "text": "Build a centre"})
        change.add("party", {"agreement": Ref("agreement", agreement), "body": "Baiyun District"})
    before = store.get("agreement", agreement)
    with store.change("Delete it") as change:
        change.delete("agreement", agreement)
    assert [store.count(kind) for kind in ("agreement", "commitment", "party")] == [0, 0, 0]
    with pytest.raises(Missing):
        store.get("agreement", agreement)
    store.undo()
    assert [store.count(kind) for kind in ("agreement", "commitment", "party")] == [1, 1, 1]
    after = store.get("agreement", agreement)
    assert after["version"] == before["version"] + 1
    kept = {key for key in before if key not in ("version", "changed_at", "changed_by")}
    assert {key: after[key] for key in kept} == {key: before[key] for key in kept}


def test_what_others_link_to_is_not_deleted_unless_the_links_are_cleared(store: Store) -> None:
    with store.change("Enter") as change:
        company = change.add("company", {"name": "Huawei"})
        contact = change.add("contact", {"name": "Zhang San", "company": Ref("company", company)})
        change.add("project", {"title": "Cloud", "company": Ref("company", company)})
        change.add("project", {"title": "Chips", "company": Ref("company", company)})
    with pytest.raises(WorldFault, match=r"Huawei is not deleted: these link to it: Contacts \(1\), Projects \(2\)"), \
            store.change("Delete") as change:
        change.delete("company", company)
    with store.change("Delete all the same") as change:
        change.delete("company", company, links="clear")
    assert store.get("contact", contact)["company"] is None
    store.undo()
    assert store.get("contact", contact)["company"] == Ref("company", company)


def test_what_cannot_be_without_it_stands_in_the_way_of_clearing_too(store: Store) -> None:
    with store.change("Enter") as change:
        company = change.add("company", {"name": "Huawei"})
        zone = change.add("zone", {"name": "Pazhou"})
        change.add("tenancy", {"zone": Ref("zone", zone), "company": Ref("company", company)})
    with pytest.raises(WorldFault, match=r"these cannot be without it: Tenancies \(1\)"), \
            store.change("Delete") as change:
        change.delete("company", company, links="clear")
    assert store.count("company") == 1


def test_records_that_link_only_to_each_other_are_deleted_together(store: Store) -> None:
    with store.change("Enter") as change:
        ids = change.add_many("company", ("name", "group"), [("Mother", None), ("Daughter", Ref("company", 1))])
    with store.change("Delete both") as change:
        change.delete_many("company", ids)
    assert store.count("company") == 0


def test_a_link_to_what_is_gone_by_now_is_left(store: Store) -> None:
    with store.change("Enter") as change:
        sector = change.add("sector", {"name": "ICT"})
        company = change.add("company", {"name": "Huawei", "sector": Ref("sector", sector)})
    number = edit(store, company, sector=None, name="Huawei Co.")
    with store.change("Delete the sector") as change:
        change.delete("sector", sector)
    assert store.undo(number).left == [Left("company", company, "sector", Ref("sector", sector), None)]
    assert store.get("company", company)["name"] == "Huawei"


def test_redo_of_an_undo_that_left_things_makes_again_only_what_it_took(store: Store) -> None:
    id = enter(store, name="Huawei")
    number = edit(store, id, name="Huawei Co.", employees=5)
    edit(store, id, employees=6)
    store.undo(number)
    store.redo(number)
    assert (store.get("company", id)["name"], store.get("company", id)["employees"]) == ("Huawei Co.", 6)


def test_undo_can_be_kept_to_one_persons_changes(store: Store) -> None:
    id = enter(store, name="Huawei")
    edit(store, id, name="Huawei Co.")
    assert store.undo(by="Li Wei").label == "Enter Huawei"
    assert store.get("company", id)["name"] == "Huawei Co."
    with pytest.raises(WorldFault, match="nothing to take back"):
        store.undo(by="Wang Fang")


def test_undo_and_redo_of_many_thousand_rows(store: Store) -> None:
    with store.change("Import") as change:
        ids = change.add_many("company", ("name", "employees"), [(f"Firm {n}", n) for n in range(6000)])
    with store.change("Edit all") as change:
        change.update_many("company", ("employees",), ids, [(n + 1,) for n in range(6000)])
    store.undo()
    assert store.read("company", ids[:2], ("employees",)) == [(0,), (1,)]
    store.undo()
    assert store.count("company") == 0
    store.redo()
    store.redo()
    assert store.read("company", (ids[5999],), ("name", "employees", "version")) == [("Firm 5999", 6000, 5)]
    assert store.check() == []


def test_search_follows_undo(store: Store) -> None:
    id = enter(store, name="Huawei", name_zh="华为")
    edit(store, id, name_zh="中兴")
    assert store.search("华为") == []
    store.undo()
    assert [hit.id for hit in store.search("华为")] == [id]
    store.undo()
    assert store.search("华为") == []


def test_a_record_that_cannot_be_without_what_is_gone_stays_away_and_is_listed_once(store: Store) -> None:
    with store.change("Enter") as change:
        company, zone = change.add("company", {"name": "Huawei"}), change.add("zone", {"name": "Pazhou"})
        tenancy = change.add("tenancy", {"zone": Ref("zone", zone), "company": Ref("company", company)})
    with store.change("Move out") as change:
        change.delete("tenancy", tenancy)
        number = change.number
    with store.change("Close both") as change:
        change.delete("company", company)
        change.delete("zone", zone)
    assert store.undo(number).left == [Left("tenancy", tenancy, "", None, None)]
    assert store.check() == []
