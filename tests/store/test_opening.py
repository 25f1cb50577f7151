"""Opening an office, and the plain words when it cannot be opened."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.exc import OperationalError

from promo_desk.fields.message import WorldFault
from promo_desk.store import Store, open_store
from promo_desk.store.faults import sentence, told

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    with open_store(path, create=True) as store, store.change("Enter") as change:
        change.add("company", {"name": "Huawei"})
    return path


def test_an_office_is_made_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "单位.db"
    with pytest.raises(WorldFault, match="There is no database at"):
        open_store(path)
    assert not path.parent.exists()
    with open_store(path, create=True) as store:
        assert store.path == path
        assert store.count("company") == 0
    with open_store(path, create=True) as store:
        assert store.count("company") == 0


def test_an_empty_file_becomes_an_office_only_when_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "office.db"
    path.touch()
    with pytest.raises(WorldFault, match="is not a database"):
        open_store(path)
    open_store(path, create=True).close()


def test_the_settings_of_sqlite(office: Path) -> None:
    with open_store(office) as store, store.reading() as connection:
        told = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size")}
    assert told == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 5000,
                    "cache_size": -65536}


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(WorldFault, match="is a folder, not a database"):
        open_store(tmp_path)


def test_a_workbook_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(b"PK\3\4 and so on")
    with pytest.raises(WorldFault, match="is not a database"):
        open_store(path, create=True)
    assert path.read_bytes() == b"PK\3\4 and so on"


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE company (name)")
    with pytest.raises(WorldFault, match="database of another program"):
        open_store(path, create=True)


def test_a_damaged_file_is_noticed(office: Path) -> None:
    with closing(sqlite3.connect(office)) as connection:
        page, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    with office.open("r+b") as file:
        for number in range(page // 2, page):
            file.seek(number * size)
            file.write(b"\xff" * size)
    with pytest.raises(WorldFault, match="Restore the newest backup"):
        open_store(office)


@pytest.mark.skipif(AS_ROOT, reason="root may read and write everything")
def test_no_rights_are_said(office: Path) -> None:
    office.chmod(0)
    with pytest.raises(WorldFault, match="no rights to read"):
        open_store(office)
    office.chmod(0o400)
    office.parent.chmod(0o500)
    with pytest.raises(WorldFault, match="no rights to write"), open_store(office) as store, \
            store.change("Enter") as change:
        change.add("company", {"name": "ZTE"})
    office.parent.chmod(0o700)


def test_a_database_that_is_being_written_is_said_to_be(office: Path) -> None:
    with open_store(office) as store, closing(sqlite3.connect(office, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with store.reading() as connection:  # no need to wait the five seconds out
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(WorldFault, match="being written by another program"), store.change("Enter"):
            pass
        other.execute("ROLLBACK")
        with store.change("Enter") as change:
            change.add("company", {"name": "ZTE"})


def test_a_full_disk_is_said_and_nothing_is_kept(office: Path) -> None:
    with open_store(office) as store:
        with store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(WorldFault, match="The disk is full"), store.change("Import") as change:
            change.add_many("company", ("name", "business"), [("Firm", "x" * 500)] * 2000)
        assert store.count("company") == 1
        assert store.check() == []


@pytest.mark.parametrize(("said", "heard"), [
    ("connection to server failed: Connection refused", "cannot be reached: connection"),
    ("password authentication failed for user", "did not let us in"),
    ("canceling statement due to lock timeout", "being written by another program"),
    ("attempt to write a readonly database", "no rights to write office.db"),
    ("database disk image is malformed", "office.db is damaged"),
    ("disk I/O error", "office.db could not be written to the end: nothing of this change was kept"),
    ('could not extend file "base/5/16": No space left on device', "The disk is full"),
    ("could not fsync file: Input/output error", "could not be written to the end"),
    ("terminating connection due to administrator command", "cannot be reached: terminating connection"),
    ("consuming input failed: EOF detected", "cannot be reached: consuming input failed"),
])
def test_what_drivers_say_in_our_words(said: str, heard: str) -> None:
    fault = sentence(OperationalError("SELECT 1", {}, Exception(said)), "office.db")
    assert heard in str(fault)


@pytest.mark.parametrize("error", [sqlite3.OperationalError("database or disk is full"),
                                   psycopg.errors.DiskFull("could not extend file")])
def test_bulk_work_meets_the_drivers_own_errors(error: Exception) -> None:
    with pytest.raises(WorldFault, match="The disk is full"), told("office.db"):
        raise error


def test_an_error_of_ours_stays_one() -> None:
    assert sentence(OperationalError("SELEC 1", {}, Exception('near "SELEC": syntax error')), "office.db") is None


@pytest.mark.parametrize(("address", "said"), [
    ("mysql://localhost/office", "only SQLite files and PostgreSQL servers"),
    ("postgresql://nobody@127.0.0.1:1/office", "cannot be reached"),
    ("://", "no path and no database address"),
])
def test_addresses_that_lead_nowhere(address: str, said: str) -> None:
    with pytest.raises(WorldFault, match=said):
        open_store(address)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(WorldFault) as caught:
        open_store("mysql://li:secret@localhost/office")
    assert "secret" not in str(caught.value)


def test_two_offices_have_two_identities_and_a_restart_does_not_change_them(tmp_path: Path) -> None:
    identities = []
    for name in ("one.db", "two.db", "one.db"):
        with open_store(tmp_path / name, create=True) as store:
            identities.append(store.identity)
    assert identities[0] == identities[2] != identities[1]


def test_a_closed_store_lets_go_of_its_file(store: Store) -> None:
    store.close()
    if store.path is not None:
        assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]
