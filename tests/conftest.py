"""What every room's tests may ask for: an empty office on SQLite and on PostgreSQL, and a clock that only counts."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.pool import NullPool

from promo_desk.store import Store, open_store

BACKENDS = ("sqlite", "postgresql")


class Cluster:
    """A PostgreSQL server of this run only: a folder of its own, a socket, no network, nothing synced to disk."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="promo-desk-pg-", dir="/tmp"))
        self._data = self._folder / "data"
        self._numbers = count(1)
        if os.geteuid() == 0:
            shutil.chown(self._folder, "nobody", "nogroup")

    def start(self) -> None:
        self._run("initdb", "--pgdata", self._data, "--username", "office", "--auth", "trust", "--no-sync",
                  "--encoding", "UTF8", "--locale", "C.UTF-8")
        options = (f"-c listen_addresses='' -c unix_socket_directories={self._folder} -c fsync=off "
                   "-c synchronous_commit=off -c full_page_writes=off -c max_connections=50")
        self._run("pg_ctl", "start", "--wait", "--pgdata", self._data, "--log", self._folder / "log", "-o", options)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--mode", "immediate", "--pgdata", self._data)
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://office@/{database}?host={self._folder}"

    def new(self, template: str = "template0") -> str:
        """The URL of a new database, copied from another."""
        import psycopg

        name = f"office_{next(self._numbers)}"
        with psycopg.connect(host=str(self._folder), user="office", dbname="postgres", autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
        return self.url(name)

    def _run(self, program: str, *arguments: object) -> None:
        """Run a program of the server; as another user where we are root, for it refuses to be root."""
        other = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.geteuid() == 0 else []
        subprocess.run([*other, str(self._programs / program), *map(str, arguments)], check=True, cwd=self._folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def server_programs() -> Path | None:
    """Where PostgreSQL's own programs lie, if they are installed."""
    told = shutil.which("pg_config") and subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True,
                                                        check=False).stdout.strip()
    places = [Path(told)] if told else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "initdb").exists()), None)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A running PostgreSQL server; skips, and says why, where none can be started."""
    programs = server_programs()
    if programs is None:
        pytest.skip("PostgreSQL's server is not installed (apt-get install postgresql)")
    made = Cluster(programs)
    try:
        made.start()
    except (subprocess.CalledProcessError, OSError) as error:
        pytest.skip(f"PostgreSQL's server does not start: {getattr(error, 'stderr', '') or error}")
    yield made
    made.stop()


@pytest.fixture
def postgres_url(cluster: Cluster) -> str:
    """The URL of a PostgreSQL database with nothing in it."""
    return cluster.new()


@pytest.fixture(scope="session")
def new_office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Give the address of a new, empty office on that backend: a copy of one made once."""
    made: dict[str, str] = {}
    numbers = count(1)

    def model(backend: str) -> str:
        if backend not in made:
            made[backend] = str(tmp_path_factory.mktemp("model") / "office.db") if backend == "sqlite" else (
                request.getfixturevalue("cluster").new())
            open_store(made[backend], create=True).close()
        return made[backend]

    def new(backend: str) -> str:
        if backend == "sqlite":
            return str(shutil.copy(model(backend), tmp_path_factory.mktemp("office") / f"office-{next(numbers)}.db"))
        name = model(backend).split("@/")[1].split("?")[0]
        found: str = request.getfixturevalue("cluster").new(name)
        return found

    return new


class Clock:
    """A clock on which every look is a second later than the last, from 2017-09-01 08:00 UTC."""

    def __init__(self) -> None:
        self.now = datetime(2017, 9, 1, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, new_office: Callable[[str], str]) -> str:
    """The path or URL of a new, empty office; the test runs on SQLite and on PostgreSQL."""
    return new_office(request.param)


@pytest.fixture(scope="session")
def shared_office(new_office: Callable[[str], str]) -> str:
    """One office on the server for all tests that leave its tables as they are; see :func:`emptied`."""
    return new_office("postgresql")


@pytest.fixture(scope="session")
def empty() -> Callable[[str], str]:
    """What takes every row out of an office on the server."""
    return emptied


def emptied(address: str) -> str:
    """Take every row out of an office on the server, past its triggers: 20 times as quick as a new database."""
    engine = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        for name in inspect(connection).get_table_names():
            if name not in ("alembic_version", "office", "open_change", "search_about"):
                connection.exec_driver_sql(f'DELETE FROM "{name}"')
    return address


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, new_office: Callable[[str], str], clock: Clock) -> Iterator[Store]:
    """An empty office, open; on SQLite and on PostgreSQL."""
    sqlite = request.param == "sqlite"
    with open_store(new_office("sqlite") if sqlite else emptied(request.getfixturevalue("shared_office")),
                    clock=clock) as opened:
        opened.who = "Li Wei"
        yield opened
