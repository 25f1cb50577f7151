"""A database made at once, and one brought up step by step, are the same; older ones are brought up, newer refused."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from promo_desk.fields.message import WorldFault
from promo_desk.store import migrate, open_store, schema, triggers
from promo_desk.store.engine import address_of, engine_for
from promo_desk.store.migrating import MIGRATIONS, head, upgrade
from promo_desk.store.tables import metadata


def not_of_search(name: str | None, sort: str, parents: object) -> bool:
    """The search index makes its own tables."""
    return sort != "table" or not str(name).startswith("search_")


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with nothing in it."""
    return str(tmp_path / "empty.db") if request.param == "sqlite" else request.getfixturevalue("postgres_url")


def told(address: str) -> dict[str, Any]:
    """Everything that a database says of its tables."""
    engine = engine_for(address_of(address))
    looked = inspect(engine)
    found = {name: ([(c["name"], str(c["type"]), c["nullable"]) for c in looked.get_columns(name)],
                    sorted(index["name"] for index in looked.get_indexes(name)), looked.get_pk_constraint(name),
                    sorted((key["name"], key["referred_table"], str(key["options"]))
                           for key in looked.get_foreign_keys(name)))
             for name in looked.get_table_names() if not name.startswith("search_")}
    engine.dispose()
    return found


def test_the_constant_is_alembics_head() -> None:
    assert head() == schema.HEAD


def test_the_migrations_lead_to_what_is_declared(nowhere: str) -> None:
    engine = engine_for(address_of(nowhere))
    with engine.connect() as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": not_of_search})
        differences = [each for tables in metadata() for each in compare_metadata(context, tables)
                       if each[0] != "remove_table" and each[0] != "remove_index"]
    engine.dispose()
    assert differences == []


def test_made_at_once_or_step_by_step_a_database_is_the_same(nowhere: str, new_office: Callable[[str], str]) -> None:
    engine = engine_for(address_of(nowhere))
    with engine.connect() as connection:
        upgrade(connection)
    engine.dispose()
    assert told(nowhere) == told(new_office("postgresql" if "://" in nowhere else "sqlite"))
    with open_store(nowhere) as store:
        assert len(store.identity) == 32
        assert store.check() == []


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a program one step newer: companies have a slogan."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / "9999_slogan.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision = '9999'\ndown_revision = '{head()}'\nbranch_labels = depends_on = None\n"
        "def upgrade():\n"
        "    sort = 'always' if op.get_bind().dialect.name == 'sqlite' else 'never'\n"
        "    with op.batch_alter_table('company', recreate=sort) as table:\n"
        "        table.add_column(sa.Column('slogan', sa.Text))\n"
        "        table.drop_index('ix_company_brand')\n", "utf-8")
    return folder


def test_an_older_office_is_brought_up_with_its_history_after_a_backup(address: str, next_version: Path) -> None:
    with open_store(address) as store, store.change("Enter Huawei") as change:
        group = change.add("company", {"name": "Huawei"})
    done = migrate(address, next_version)
    assert done.migrated
    assert (done.backup is not None) == ("://" not in address)
    engine = engine_for(address_of(address))
    with engine.connect() as connection:
        assert schema.version(connection) == "9999"
        assert "slogan" in {column["name"] for column in inspect(engine).get_columns("company")}
        assert connection.exec_driver_sql("SELECT count(*) FROM entry").scalar() == 1
        assert connection.exec_driver_sql("SELECT name FROM company").scalar() == "Huawei"
    engine.dispose()
    assert not migrate(address, next_version).migrated
    if done.backup is not None:
        with open_store(done.backup) as before:
            assert before.get("company", group)["name"] == "Huawei"


def test_the_triggers_stand_again_after_a_migration(address: str, next_version: Path) -> None:
    migrate(address, next_version)
    engine = engine_for(address_of(address))
    with engine.connect() as connection:
        assert triggers.whole(connection)
    engine.dispose()


def test_triggers_that_somebody_took_away_are_put_back(address: str) -> None:
    engine = engine_for(address_of(address))
    with engine.connect() as connection:
        triggers.drop(connection)
        assert not triggers.whole(connection)
        assert migrate(address).migrated
        assert triggers.whole(connection)
    engine.dispose()
    assert not migrate(address).migrated


def test_a_step_that_fails_leaves_the_office_as_it_was(address: str, next_version: Path) -> None:
    step = next_version / "versions" / "9999_slogan.py"
    step.write_text(step.read_text("utf-8") + "    raise OSError('out of paper')\n", "utf-8")
    before = told(address)
    with pytest.raises(OSError, match="paper"):
        migrate(address, next_version)
    assert told(address) == before
    with open_store(address) as store:
        assert store.check() == []


def test_an_office_of_a_newer_program_is_refused(address: str, next_version: Path) -> None:
    migrate(address, next_version)
    with pytest.raises(WorldFault, match="newer version of the program"):
        open_store(address)
    with pytest.raises(WorldFault, match="newer version of the program"):
        migrate(address)


def test_a_file_is_brought_up_when_opened_but_a_server_is_left_to_its_keeper(
        address: str, next_version: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import promo_desk.store.migrating as module

    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(module.knows, "__defaults__", (next_version,))
    monkeypatch.setattr(module.migrate, "__defaults__", (next_version,))
    if "://" in address:
        with pytest.raises(WorldFault, match="keeper runs promo-desk migrate"):
            open_store(address)
    else:
        with open_store(address) as store:
            assert store.count("company") == 0


def test_a_database_without_an_office_is_refused(postgres_url: str) -> None:
    with pytest.raises(WorldFault, match="no office"):
        open_store(postgres_url)
    with pytest.raises(WorldFault, match="no office"):
        migrate(postgres_url)
    open_store(postgres_url, create=True).close()
    open_store(postgres_url).close()
