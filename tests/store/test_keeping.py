"""Backup, restore, copy and check."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from promo_desk.fields.kinds import Money, Ref
from promo_desk.fields.message import WorldFault
from promo_desk.records import kinds
from promo_desk.store import Store, open_store, restore, rotate, triggers
from promo_desk.store.backup import automatic


def fill(store: Store) -> int:
    with store.change("Import", source={"file": "ledger.xlsx"}) as change:
        change.column_map("Sheet1", {"company.name": "C"})
        ids = change.add_many("company", ("name", "name_zh", "registered_capital"),
                              [("Huawei", "华为", Money(100, "CNY")), ("ZTE", "中兴", None)],
                              origins=[("Sheet1", 2), ("Sheet1", 3)])
        change.add("project", {"title": "Cloud", "company": Ref("company", ids[0])})
    with store.change("Edit") as change:
        change.update("company", ids[0], {"name": "Huawei Co."})
    with store.change("Delete") as change:
        change.delete("company", ids[1])
    return ids[0]


def whole(store: Store) -> object:
    """Everything a store can tell."""
    return ([(kind, store.get(kind, id)) for kind in kinds() for id in store.ids(kind)], store.changes(),
            store.history(), store.search("华为"), store.birth("company", 1, "name_zh"), store.identity)


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_copy_tells_the_same_and_goes_on_with_the_same_numbers(
        store: Store, target: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    id = fill(store)
    address = str(tmp_path / "copy.db") if target == "sqlite" else request.getfixturevalue("postgres_url")
    seen: list[tuple[int, int]] = []
    store.copy_to(address, lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0
    with open_store(address) as copy:
        assert whole(copy) == whole(store)
        assert copy.check() == []
        assert copy.undo().label == "Delete"
        with copy.change("Go on") as change:
            assert change.add("company", {"name": "Tencent"}) == id + 2
            assert change.number == 5
        assert copy.undo(2).left == []
        assert copy.get("company", id)["name"] == "Huawei"


def test_nothing_is_copied_over_an_office(store: Store, new_office: object, tmp_path: Path, postgres_url: str) -> None:
    open_store(postgres_url, create=True).close()
    with pytest.raises(WorldFault, match="holds an office already"):
        store.copy_to(postgres_url)
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(WorldFault, match="exists already"):
        store.copy_to(there)
    assert there.read_text() == "mine"


def test_a_backup_is_a_whole_office(store: Store, tmp_path: Path) -> None:
    fill(store)
    to = store.backup(tmp_path / "safe" / "office.db")
    with open_store(to) as copy:
        assert whole(copy) == whole(store)
    assert [path.name for path in to.parent.iterdir()] == ["office.db"]


def test_a_backup_is_made_while_a_change_is_open_and_holds_what_was_committed(store: Store, tmp_path: Path) -> None:
    fill(store)
    with store.change("Half done") as change:
        change.add("company", {"name": "Half"})
        path = store.path
        if path is None:
            pytest.skip("a server's backup is a copy of what its own transaction sees")
        from promo_desk.store.backup import backup_file

        backup_file(path, tmp_path / "backup.db")
    with open_store(tmp_path / "backup.db") as copy:
        assert copy.names("company", copy.ids("company")) == {1: "Huawei Co."}


def test_backups_without_a_name_are_rotated(tmp_path: Path) -> None:
    with open_store(tmp_path / "office.db", create=True) as store:
        fill(store)
        path = store.backup()
    assert path.parent == tmp_path / "backups"
    for day in range(1, 15):
        automatic(tmp_path / "office.db", datetime(2017, 9, day, tzinfo=UTC)).write_text("old")
    other = path.parent / "office-of-mine.db"
    other.write_text("not ours")
    assert len(rotate(tmp_path / "office.db", keep=3)) == 12
    assert len(list(path.parent.iterdir())) == 4
    assert other.exists()
    assert path.exists()


def test_a_backup_never_takes_the_databases_own_place(tmp_path: Path) -> None:
    with open_store(tmp_path / "office.db", create=True) as store, \
            pytest.raises(WorldFault, match="place of the database itself"):
        store.backup(tmp_path / "office.db")


def test_what_was_there_before_a_failed_backup_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from promo_desk.store import backup

    to = tmp_path / "backup.db"
    to.write_text("the last good one")

    def broken(path: Path) -> None:
        raise WorldFault("{name} is damaged ({detail}). Restore the newest backup.", name=path, detail="")

    monkeypatch.setattr(backup, "proved", broken)
    with open_store(tmp_path / "office.db", create=True) as store, pytest.raises(WorldFault, match="damaged"):
        store.backup(to)
    assert to.read_text() == "the last good one"
    assert not list(tmp_path.glob(".*"))


def test_restore_puts_a_backup_in_place_and_keeps_what_stood_there(tmp_path: Path) -> None:
    office, saved = tmp_path / "office.db", tmp_path / "saved.db"
    with open_store(office, create=True) as store:
        id = fill(store)
        store.backup(saved)
        with store.change("A mistake") as change:
            change.update("company", id, {"name": "Wrong"})
    kept = restore(saved, office)
    with open_store(office) as store:
        assert store.get("company", id)["name"] == "Huawei Co."
    assert kept is not None
    with open_store(kept) as store:
        assert store.get("company", id)["name"] == "Wrong"
    assert restore(saved, tmp_path / "elsewhere.db") is None


def test_a_damaged_office_is_replaced_all_the_same(tmp_path: Path) -> None:
    office, saved = tmp_path / "office.db", tmp_path / "saved.db"
    with open_store(office, create=True) as store:
        fill(store)
        store.backup(saved)
    office.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    kept = restore(saved, office)
    with open_store(office) as store:
        assert store.check() == []
    assert kept is not None
    assert kept.stat().st_size == 5016


def test_an_office_that_is_open_is_not_replaced(tmp_path: Path) -> None:
    office, saved = tmp_path / "office.db", tmp_path / "saved.db"
    with open_store(office, create=True) as store:
        fill(store)
        store.backup(saved)
        with pytest.raises(WorldFault, match="open in another window or program"):
            restore(saved, office)
        assert store.check() == []
    assert not list(tmp_path.glob("*before-restore*"))


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_what_is_no_office_is_not_restored(tmp_path: Path, content: bytes) -> None:
    office, saved = tmp_path / "office.db", tmp_path / "saved.db"
    open_store(office, create=True).close()
    saved.write_bytes(content)
    with pytest.raises(WorldFault):
        restore(saved, office)
    open_store(office).close()


def test_a_server_is_not_restored_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="copy the file to an empty one"):
        restore(tmp_path / "saved.db", "postgresql://localhost/office")


def test_a_sound_office_has_nothing_to_say(store: Store) -> None:
    fill(store)
    store.undo()
    store.redo()
    assert store.check() == []


def test_check_finds_what_got_around_the_history(tmp_path: Path) -> None:
    with open_store(tmp_path / "office.db", create=True) as store:
        id = fill(store)
        with store.reading() as connection:
            triggers.drop(connection)
            connection.exec_driver_sql("UPDATE company SET name = 'Forged'")
        said = [str(message) for message in store.check()]
    assert said == ["The history is not being written: triggers are missing. Run promo-desk migrate.",
                    f"Company {id} is not as its history tells."]


def test_check_finds_links_that_lead_nowhere(tmp_path: Path) -> None:
    with open_store(tmp_path / "office.db", create=True) as store:
        fill(store)
        with store.reading() as connection:
            triggers.drop(connection)
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql("UPDATE project SET company_id = 77")
            triggers.make(connection)
        said = [str(message) for message in store.check()]
    assert said == ["Project 1 links to Company 77, which is not there.", "Project 1 is not as its history tells."]


@pytest.mark.parametrize("damaged", [range(150, 170), range(300, 310)])
def test_check_finds_damaged_pages(tmp_path: Path, damaged: range) -> None:
    path = tmp_path / "office.db"
    with open_store(path, create=True) as store:
        fill(store)
        with store.change("Import") as change:
            change.add_many("company", ("name", "business"), [(f"Firm {n}", "x" * 300) for n in range(2000)])
    with closing(sqlite3.connect(path)) as connection:
        page = connection.execute("PRAGMA page_size").fetchone()[0]
    with open_store(path) as store:
        with path.open("r+b") as file:
            for number in damaged:
                file.seek(number * page)
                file.write(b"\xff" * page)
        assert "damaged" in str(store.check()[0])
